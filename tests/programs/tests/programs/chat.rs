//! The program over a description like that of the API of chats and responses.

use clientwright_program_tests::{chat, openai};
use clientwright_tests::{Answer, Server};
use serde_json::json;

use crate::body;

#[tokio::test]
async fn runs() {
    let completion = json!({"id":"1","object":"chat.completion","created":1,"model":"gpt-4o","choices":[{"index":0,"finish_reason":"stop","logprobs":null,
        "message":{"role":"assistant","content":"Hi","refusal":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"weather","arguments":"{}"}}]}}]}).to_string();
    let response = json!({"id":"r","object":"response","created_at":1,"error":null,"incomplete_details":null,"instructions":null,"model":"o1-pro",
        "tools":[],"tool_choice":"auto","parallel_tool_calls":true,"metadata":null,"temperature":1,"top_p":1,
        "output":[{"type":"reasoning","id":"x","summary":[]},{"type":"message","id":"m","role":"assistant","status":"completed",
            "content":[{"type":"output_text","text":"on","annotations":[],"logprobs":[]}]}]}).to_string();
    let events = ["one ", "two"].map(|text| {
        let delta = json!({"index":0,"delta":{"content":text},"finish_reason":null});
        let event = json!({"id":"1","object":"chat.completion.chunk","created":1,"model":"gpt-4o","choices":[delta]});
        format!("data: {event}\n\n")
    });
    let events = events.concat() + "data: [DONE]\n\n";
    let server = Server::script([
        Answer::json(200, completion.clone()),
        Answer::json(200, completion),
        Answer::status(200)
            .header("content-type", "text/event-stream")
            .body(events),
        Answer::json(200, response),
    ]);
    let client = openai::Client::builder()
        .base_url(server.url())
        .api_key("k")
        .build()
        .unwrap();
    assert_eq!(chat::ask(&client).await.unwrap().as_deref(), Some("Hi"));
    assert_eq!(chat::call(&client).await.unwrap(), ["weather"]);
    assert_eq!(chat::read(&client).await.unwrap(), "one two");
    assert_eq!(
        chat::respond(&client).await.unwrap(),
        ("o1-pro".to_owned(), vec!["on".to_owned()])
    );
    let sent = server.requests();
    assert_eq!(
        body(&sent[0]),
        json!({"metadata":{"order":"6735"},"temperature":0.2,"messages":[{"content":"Hello","role":"user"}],"model":"gpt-4o","stop":["END","STOP"]})
    );
    assert_eq!(body(&sent[1])["tool_choice"], "auto");
    assert_eq!(
        body(&sent[1])["messages"][0],
        json!({"content":"Be brief.","role":"system"})
    );
    assert_eq!(body(&sent[2])["stream"], true);
    assert_eq!(
        body(&sent[3]),
        json!({"metadata":{"order":"6735"},"model":"gpt-4o","input":"Alice goes..","include":["message.output_text.logprobs"]})
    );
}
