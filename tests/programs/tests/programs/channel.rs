//! The program over a description like that of Discord.

use clientwright_program_tests::{channel, discord};
use clientwright_tests::{Answer, Server};
use serde_json::json;

use crate::body;

#[tokio::test]
async fn runs() {
    let message = json!({"id":"9","content":"Hello","author":{"id":"1","username":"ada"},"attachments":[{"id":"1","filename":"cat.png"}]});
    let server = Server::script([
        Answer::json(200, message.to_string()),
        Answer::json(200, message.to_string()),
        Answer::json(200, message.to_string()),
        Answer::json(200, json!([message]).to_string()),
    ]);
    let client = discord::Client::builder()
        .base_url(server.url())
        .bot_token("k")
        .build()
        .unwrap();
    assert_eq!(channel::say(&client).await.unwrap(), "9");
    assert_eq!(channel::choose(&client).await.unwrap(), "9");
    assert_eq!(channel::show(&client).await.unwrap(), ["cat.png"]);
    assert_eq!(channel::last(&client).await.unwrap(), ["ada: Hello"]);
    let sent = server.requests();
    let first = body(&sent[0]);
    assert_eq!(first["message_reference"], json!({"message_id":"100"}));
    assert_eq!(first["allowed_mentions"], json!({"parse":["users"]}));
    assert_eq!(
        first["components"][0]["components"][0],
        json!({"type":2,"style":1,"custom_id":"again","label":"Again"})
    );
    assert!(sent[2].text().contains("filename=\"dog.png\""));
}
