//! The program over a description like that of GitHub.

use clientwright_program_tests::{github, issues};
use clientwright_tests::{Answer, Server};
use serde_json::json;

use crate::body;

#[tokio::test]
async fn runs() {
    let url = "https://api.repositories.example/x";
    let issue = json!({"id":1,"node_id":"n","number":7,"title":"It is broken","state":"open","labels":["bug",{"name":"p1"}],"locked":false,
        "comments":0,"user":null,"assignee":null,"milestone":null,"closed_at":null,"created_at":"2025-01-01T00:00:00Z",
        "updated_at":"2025-01-01T00:00:00Z","url":url,"repository_url":url,"labels_url":url,"comments_url":url,"events_url":url,"html_url":url});
    let file = json!({"type":"file","name":"a.md","path":"docs/a.md","sha":"abc","size":1,"url":url,"git_url":null,"html_url":null,
        "download_url":null,"_links":{"self":url,"git":null,"html":null}});
    let refusal = json!({"message":"no","documentation_url":url,"errors":[{"code":"missing"}]});
    let server = Server::script([
        Answer::json(201, issue.to_string()),
        Answer::json(201, issue.to_string()),
        Answer::json(200, json!([issue]).to_string()),
        Answer::json(200, json!([file]).to_string()),
        Answer::json(201, "{\"content\":null,\"commit\":{\"sha\":\"abc\"}}"),
        Answer::json(422, refusal.to_string()),
    ]);
    let client = github::Client::builder()
        .base_url(server.url())
        .token("k")
        .build()
        .unwrap();
    assert_eq!(issues::file(&client).await.unwrap(), 7);
    assert_eq!(issues::short(&client).await.unwrap(), 7);
    assert_eq!(
        issues::open(&client).await.unwrap(),
        [(
            "It is broken".to_owned(),
            vec!["bug".to_owned(), "p1".to_owned()]
        )]
    );
    assert_eq!(issues::read(&client).await.unwrap(), ["a.md"]);
    assert_eq!(
        issues::write(&client).await.unwrap().as_deref(),
        Some("abc")
    );
    assert_eq!(
        issues::reasons(&issues::short(&client).await.unwrap_err()),
        ["missing"]
    );
    let sent = server.requests();
    assert_eq!(
        body(&sent[0]),
        json!({"title":"It is broken","body":"Since Monday.","assignees":["ada"],"milestone":3,"labels":["bug","p1"]})
    );
    assert_eq!(body(&sent[1]), json!({"title":"It is broken"}));
    assert_eq!(
        sent[2].line(),
        "GET /repos/acme/tools/issues?state=open&direction=asc&per_page=2"
    );
    assert_eq!(body(&sent[4])["content"], "aGVsbG8=");
}
