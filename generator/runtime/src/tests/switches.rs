//! What turns a stream on.

use serde_json::{Value, json};

use super::server::{Server, answer};
use super::streams::{STREAM, stream};
use crate::runtime::{Call, JsonLines, Reply};

/// The body that a call sends.
async fn sent(call: impl FnOnce(Call) -> Call) -> String {
    let server = Server::start(vec![answer(204, &[], "")]);
    let call = call(server.client().call(&STREAM));
    call.send(Reply::empty).await.expect("a response");
    server.only().body
}

#[tokio::test]
async fn a_member_of_the_body_is_true_whatever_was_given() {
    for (given, wanted) in [
        (json!({"a": 1.5}), json!({"a": 1.5, "o": {"on": true}})),
        (
            json!({"o": {"on": false, "b": null}}),
            json!({"o": {"on": true, "b": null}}),
        ),
    ] {
        let body = sent(|call| call.json(given).turned_on("/o/on")).await;
        assert_eq!(serde_json::from_str::<Value>(&body).expect("JSON"), wanted);
    }
    assert_eq!(
        sent(|call| call.turned_on("/stream")).await,
        r#"{"stream":true}"#
    );
    let form = sent(|call| {
        call.form(json!({"a": "b", "stream": false}), &[])
            .turned_on("/stream")
    })
    .await;
    assert_eq!(form, "a=b&stream=true");
}

#[tokio::test]
async fn a_part_is_sent_once() {
    let part = "name=\"stream\"\r\n\r\ntrue\r\n";
    let once = sent(|call| call.part_text("a", "b", None).part_on("stream")).await;
    let twice = sent(|call| call.part_text("stream", true, None).part_on("stream")).await;
    assert_eq!(
        [once.matches(part).count(), twice.matches(part).count()],
        [1, 1],
        "{twice}"
    );
}

#[tokio::test]
async fn a_body_without_a_place_for_it_is_an_error() {
    let server = Server::start(vec![]);
    let call = server.client().call(&STREAM).json([1]).turned_on("/stream");
    let error = call.send(Reply::empty).await.expect_err("a list");
    let error = error.to_string();
    assert!(
        error.contains("the body has no place for `/stream`"),
        "{error}"
    );
}

#[tokio::test]
async fn lines_may_come_as_json() {
    let server = Server::start(vec![
        stream("application/json", &["{\"a\":1}\n{\"a\"", ":2}\n"]),
        stream("text/html", &["x"]),
    ]);
    let call = || {
        server
            .client()
            .call(&STREAM)
            .query("watch", true)
            .streamed()
    };
    let mut lines: JsonLines<Value> = call().send(Reply::json_texts).await.expect("a stream");
    let mut seen = Vec::new();
    while let Some(item) = lines.try_next().await.expect("an item") {
        seen.push(item);
    }
    assert_eq!(seen, [json!({"a": 1}), json!({"a": 2})]);
    let error = call()
        .send(Reply::json_texts::<Value>)
        .await
        .expect_err("a page");
    let error = error.to_string();
    assert!(
        error.contains("text/html") && error.contains("application/json"),
        "{error}"
    );
}
