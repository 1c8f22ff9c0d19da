//! Says something in a channel, with files.

use crate::discord::types::{
    ActionRow, AllowedMentions, Button, EmbedField, MessageCreateRequest, RichEmbed, Select,
    SelectOption,
};
use crate::discord::{Client, Error, FilePart};

pub async fn say(client: &Client) -> Result<String, Error> {
    let embed = RichEmbed::new()
        .title("Weather")
        .color(0x33_99_ff)
        .fields([EmbedField::new("Rome", "21 °C").inline(true)]);
    let body = MessageCreateRequest::new()
        .content("Hello")
        .embeds([embed])
        .allowed_mentions(AllowedMentions::new().parse(["users"]))
        .sticker_ids(["1", "2"])
        .message_reference("100")
        .nonce(7)
        .components([ActionRow::new([Button::new(1, "again").label("Again")])]);
    Ok(client.create_message("42", body).await?.id)
}

pub async fn choose(client: &Client) -> Result<String, Error> {
    let options = [SelectOption::new("One", "1"), SelectOption::new("Two", "2")];
    let body =
        MessageCreateRequest::new().components([ActionRow::new([Select::new("number", options)])]);
    Ok(client.create_message("42", body).await?.id)
}

pub async fn show(client: &Client) -> Result<Vec<String>, Error> {
    let message = client
        .create_message_as_multipart("42")
        .payload_json(MessageCreateRequest::new().content("Look"))
        .files_0(FilePart::new("cat.png", b"meow".to_vec()))
        .files_1(FilePart::new("dog.png", "woof"))
        .await?;
    Ok(message
        .attachments
        .into_iter()
        .map(|attachment| attachment.filename)
        .collect())
}

pub async fn last(client: &Client) -> Result<Vec<String>, Error> {
    let messages = client.list_messages("42").before("1000").limit(2).await?;
    Ok(messages
        .into_iter()
        .flatten()
        .map(|message| format!("{}: {}", message.author.username, message.content))
        .collect())
}
