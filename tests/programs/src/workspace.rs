//! Posts a message, and goes through the channels.

use crate::slack::types::{ChatPostMessageBody, ObjsConversation};
use crate::slack::{Client, Error, ErrorBody};
use serde_json::json;

pub async fn post(client: &Client) -> Result<String, Error> {
    let blocks = json!([{"type": "section", "text": {"type": "mrkdwn", "text": "*Done*"}}]);
    let body = ChatPostMessageBody::new("#general")
        .text("Done")
        .blocks(blocks.to_string())
        .unfurl_links(false);
    Ok(client.chat_post_message(body).await?.ts)
}

/// What the service has against a message.
pub async fn refused(client: &Client) -> Option<String> {
    match client.chat_post_message("#nowhere").await {
        Err(Error::Api(error)) => match error.body() {
            ErrorBody::ChatPostMessageError(body) => Some(body.error.to_string()),
            _ => None,
        },
        _ => None,
    }
}

pub async fn channels(client: &Client) -> Result<Vec<String>, Error> {
    let mut channels = client
        .conversations_list()
        .types("public_channel,im")
        .exclude_archived(true)
        .limit(2)
        .items();
    let mut names = Vec::new();
    while let Some(channel) = channels.try_next().await? {
        names.extend(name(channel));
    }
    Ok(names)
}

fn name(channel: ObjsConversation) -> Option<String> {
    match channel {
        ObjsConversation::ConversationObject(channel) => Some(channel.name),
        ObjsConversation::ConversationMpimObject(channel) => Some(channel.name),
        _ => None,
    }
}
