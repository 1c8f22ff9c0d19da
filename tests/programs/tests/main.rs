//! The seven programs, against a loopback server.

use clientwright_program_tests::*;
use clientwright_tests::{Answer, Request, Server};
use serde_json::{Value, json};

fn body(request: &Request) -> Value {
    serde_json::from_str(request.text()).expect("JSON")
}

#[tokio::test]
async fn chat_program() {
    let completion = json!({"id":"1","created":1,"model":"gpt-4o","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hi",
        "tool_calls":[{"id":"c","type":"function","function":{"name":"weather","arguments":"{}"}}]}}]}).to_string();
    let response = json!({"id":"r","model":"o1-pro","output":[{"type":"reasoning","id":"x"},{"type":"message","id":"m","content":[{"type":"output_text","text":"on"}]}]}).to_string();
    let events = "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one \"}}]}\n\ndata: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"two\"}}]}\n\ndata: [DONE]\n\n";
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
        json!({"metadata":{"order":"6735"},"model":"gpt-4o","input":"Alice goes..","include":["logprobs"]})
    );
}

#[tokio::test]
async fn issues_program() {
    let issue = json!({"number":7,"title":"It is broken","state":"open","labels":["bug",{"name":"p1"}],"created_at":"2025-01-01T00:00:00Z"});
    let server = Server::script([
        Answer::json(201, issue.to_string()),
        Answer::json(201, issue.to_string()),
        Answer::json(200, json!([issue]).to_string()),
        Answer::json(
            200,
            json!([{"type":"file","name":"a.md","path":"docs/a.md"}]).to_string(),
        ),
        Answer::json(201, "{\"sha\":\"abc\"}"),
        Answer::json(
            422,
            "{\"message\":\"no\",\"errors\":[{\"code\":\"missing\"}]}",
        ),
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
    assert_eq!(issues::write(&client).await.unwrap(), "abc");
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

#[tokio::test]
async fn payments_program() {
    let customer = json!({"id":"c1","object":"customer","created":1}).to_string();
    let server = Server::script([
        Answer::json(200, customer.clone()),
        Answer::json(200, customer.clone()),
        Answer::json(200, format!("{{\"data\":[{customer}],\"has_more\":true}}")),
        Answer::json(200, "{\"data\":[],\"has_more\":false}"),
        Answer::json(
            200,
            "{\"id\":\"p\",\"amount\":2000,\"status\":\"succeeded\",\"customer\":\"c1\"}",
        ),
    ]);
    let client = stripe::Client::builder()
        .base_url(server.url())
        .bearer("k")
        .build()
        .unwrap();
    assert_eq!(payments::add(&client).await.unwrap(), "c1");
    assert_eq!(payments::forget_the_address(&client).await.unwrap(), "c1");
    assert_eq!(payments::since(&client, 5).await.unwrap(), ["c1"]);
    assert!(payments::charge(&client, "c1").await.unwrap());
    let sent = server.requests();
    assert_eq!(
        sent[0].text(),
        "address[city]=Rome&address[country]=IT&email=ada%40example.com&metadata[order]=6735&preferred_locales[0]=it&preferred_locales[1]=en&tax_exempt=none"
    );
    assert_eq!(sent[1].text(), "address=");
    assert!(
        sent[4]
            .text()
            .contains("automatic_payment_methods[enabled]=true")
    );
}

#[tokio::test]
async fn cluster_program() {
    let server = Server::script([
        Answer::json(201, "{\"metadata\":{\"name\":\"web\"}}"),
        Answer::json(
            200,
            "{\"items\":[{\"metadata\":{\"name\":\"a\"}}],\"metadata\":{\"continue\":\"n\"}}",
        ),
        Answer::json(
            200,
            "{\"items\":[{\"metadata\":{\"name\":\"b\"}}],\"metadata\":{}}",
        ),
        Answer::json(
            200,
            "{\"spec\":{\"replicas\":5,\"selector\":{},\"template\":{}}}",
        ),
        Answer::json(
            200,
            "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Deployment\"}}\n{\"type\":\"DELETED\",\"object\":{\"kind\":\"Deployment\"}}\n",
        ),
    ]);
    let client = kubernetes::Client::builder()
        .base_url(server.url())
        .bearer_token("k")
        .build()
        .unwrap();
    assert_eq!(
        cluster::deploy(&client).await.unwrap().as_deref(),
        Some("web")
    );
    assert_eq!(cluster::names(&client).await.unwrap(), ["a", "b"]);
    assert_eq!(cluster::scale(&client).await.unwrap(), Some(5));
    assert_eq!(
        cluster::watch(&client).await.unwrap(),
        ["ADDED \"Deployment\"", "DELETED \"Deployment\""]
    );
    let sent = server.requests();
    assert_eq!(
        body(&sent[0])["spec"]["template"]["spec"]["containers"][0]["args"],
        json!(["-g", "daemon off;"])
    );
    assert_eq!(
        sent[3].header("content-type"),
        Some("application/strategic-merge-patch+json")
    );
    assert_eq!(
        sent[4].line(),
        "GET /apis/apps/v1/namespaces/default/deployments?watch=true"
    );
}

#[tokio::test]
async fn channel_program() {
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

#[tokio::test]
async fn workspace_program() {
    let server = Server::script([
        Answer::json(
            200,
            "{\"ok\":true,\"channel\":\"C\",\"ts\":\"1.2\",\"message\":{\"text\":\"Done\"}}",
        ),
        Answer::json(200, "{\"ok\":false,\"error\":\"channel_not_found\"}"),
        Answer::json(
            200,
            "{\"ok\":true,\"channels\":[{\"id\":\"1\",\"name\":\"a\"}],\"response_metadata\":{\"next_cursor\":\"n\"}}",
        ),
        Answer::json(
            200,
            "{\"ok\":true,\"channels\":[{\"id\":\"2\",\"name\":\"b\"}],\"response_metadata\":{\"next_cursor\":\"\"}}",
        ),
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
        "GET /conversations.list?exclude_archived=true&types=public_channel,im&limit=2".replace(
            "exclude_archived=true&types=public_channel,im",
            "types=public_channel,im&exclude_archived=true"
        )
    );
}

#[tokio::test]
async fn containers_program() {
    let server = Server::script([
        Answer::json(201, "{\"Id\":\"abc\",\"Warnings\":[]}"),
        Answer::status(204),
        Answer::status(200)
            .header("content-type", "application/vnd.docker.raw-stream")
            .body("hello\n"),
        Answer::json(
            200,
            "[{\"Id\":\"abc\",\"State\":\"running\"},{\"Id\":\"d\",\"State\":\"exited\"}]",
        ),
    ]);
    let client = docker::Client::builder()
        .base_url(server.url())
        .build()
        .unwrap();
    assert_eq!(containers::run(&client).await.unwrap(), "abc");
    assert_eq!(containers::logs(&client, "abc").await.unwrap(), "hello\n");
    assert_eq!(containers::running(&client).await.unwrap(), ["abc"]);
    let first = body(&server.requests()[0]);
    assert_eq!(
        first["HostConfig"]["PortBindings"],
        json!({"80/tcp":[{"HostPort":"8080"}]})
    );
    assert_eq!(first["ExposedPorts"], json!({"80/tcp":{}}));
    assert_eq!(
        first["NetworkingConfig"],
        json!({"EndpointsConfig":{"web":{"Aliases":["front"]}}})
    );
}
