//! The program over a description like that of Slack.

use clientwright_program_tests::{slack, workspace};
use clientwright_tests::{Answer, Server};
use serde_json::json;

#[tokio::test]
async fn runs() {
    let message = json!({"type":"message","text":"Done","ts":"1.2"});
    let posted = json!({"ok":true,"channel":"C012AB3CD","ts":"1.2","message":message});
    let page = |id: &str, name: &str, next: &str| {
        let said = json!({"value":"","creator":"","last_set":0});
        let channel = json!({"id":id,"name":name,"name_normalized":name,"created":1,"creator":"U012A3CDE","is_archived":false,
            "is_channel":true,"is_general":false,"is_group":false,"is_im":false,"is_mpim":false,"is_org_shared":false,
            "is_private":false,"is_shared":false,"topic":said,"purpose":said});
        json!({"ok":true,"channels":[channel],"response_metadata":{"next_cursor":next}}).to_string()
    };
    let server = Server::script([
        Answer::json(200, posted.to_string()),
        Answer::json(200, "{\"ok\":false,\"error\":\"channel_not_found\"}"),
        Answer::json(200, page("C1", "a", "n")),
        Answer::json(200, page("C2", "b", "")),
    ]);
    let client = slack::Client::builder()
        .base_url(server.url())
        .slack("k")
        .build()
        .unwrap();
    assert_eq!(workspace::post(&client).await.unwrap(), "1.2");
    assert_eq!(
        workspace::refused(&client).await.as_deref(),
        Some("channel_not_found")
    );
    assert_eq!(workspace::channels(&client).await.unwrap(), ["a", "b"]);
    assert_eq!(
        server.requests()[2].line(),
        "GET /conversations.list?types=public_channel%2Cim&exclude_archived=true&limit=2"
    );
}
