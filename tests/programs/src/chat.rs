//! Asks a model, reads what it says as it comes, and makes a response.

use crate::openai::types::{
    ChatCompletionMessageToolCallsItem, ChatCompletionRequestMessage,
    ChatCompletionRequestSystemMessage, ChatCompletionRequestUserMessage, ChatCompletionTool,
    CreateChatCompletionRequest, CreateResponse, FunctionObject, OutputItem, OutputMessageContent,
};
use crate::openai::{Client, Error};
use serde_json::json;

pub async fn ask(client: &Client) -> Result<Option<String>, Error> {
    let body = CreateChatCompletionRequest::new(
        [ChatCompletionRequestUserMessage::new("Hello")],
        "gpt-4o",
    )
    .temperature(0.2)
    .stop(["END", "STOP"])
    .metadata([("order", "6735")]);
    let completion = client.create_chat_completion(body).await?;
    Ok(completion
        .choices
        .into_iter()
        .next()
        .and_then(|choice| choice.message.content))
}

pub async fn call(client: &Client) -> Result<Vec<String>, Error> {
    let weather = FunctionObject::new("weather")
        .description("The weather of a city.")
        .parameters(json!({"type": "object", "properties": {"city": {"type": "string"}}}));
    let body = CreateChatCompletionRequest::new(
        [
            ChatCompletionRequestMessage::from(ChatCompletionRequestSystemMessage::new(
                "Be brief.",
            )),
            ChatCompletionRequestUserMessage::new("How is the weather in Rome?").into(),
        ],
        "gpt-4o-mini",
    )
    .tools([ChatCompletionTool::new(weather)])
    .tool_choice("auto");
    let completion = client.create_chat_completion(body).await?;
    let calls = completion
        .choices
        .into_iter()
        .flat_map(|choice| choice.message.tool_calls.unwrap_or_default());
    Ok(calls
        .filter_map(ChatCompletionMessageToolCallsItem::into_function)
        .map(|call| call.function.name)
        .collect())
}

pub async fn read(client: &Client) -> Result<String, Error> {
    let body = CreateChatCompletionRequest::new(
        [ChatCompletionRequestUserMessage::new("Count to three.")],
        "gpt-4o",
    );
    let mut events = client.create_chat_completion(body).send_events().await?;
    let mut text = String::new();
    while let Some(event) = events.try_next().await? {
        for choice in event.data.choices {
            text += &choice.delta.content.unwrap_or_default();
        }
    }
    Ok(text)
}

pub async fn respond(client: &Client) -> Result<(String, Vec<String>), Error> {
    let body = CreateResponse::new()
        .model("gpt-4o")
        .input("Alice goes..")
        .metadata([("order", "6735")])
        .include(["message.output_text.logprobs"]);
    let response = client.create_response(body).await?;
    let messages = response.output.iter().filter_map(OutputItem::as_message);
    let texts = messages
        .flat_map(|message| &message.content)
        .filter_map(OutputMessageContent::as_output_text)
        .map(|part| part.text.clone());
    Ok((response.model.to_string(), texts.collect()))
}
