//! Functions that are told of each attempt.

use std::sync::{Arc, Mutex};

use super::server::{Server, answer, json};
use crate::{ClientBuilder, RetryPolicy, TransportErrorKind};

type Told = Arc<Mutex<Vec<String>>>;

/// A builder whose client tells of what it does.
fn told(builder: ClientBuilder) -> (ClientBuilder, Told) {
    let told = Told::default();
    let (before, after) = (Arc::clone(&told), Arc::clone(&told));
    let builder = builder
        .on_request(move |info| {
            assert!(info.url().ends_with("/organization/invites?limit=7"));
            assert_eq!(info.header("authorization"), Some("Bearer sk-secret"));
            let line = format!("{} {} {}", info.attempt(), info.method(), info.operation());
            before.lock().expect("no panic").push(line);
            before.lock().expect("no panic").push(format!("{info:?}"));
        })
        .on_response(move |info| {
            let id = info
                .headers()
                .and_then(|headers| headers.get("x-request-id"));
            let line = format!(
                "{} {:?} {id:?} {:?}",
                info.request().attempt(),
                info.status(),
                info.fault()
            );
            after.lock().expect("no panic").push(line);
            after.lock().expect("no panic").push(format!("{info:?}"));
        });
    (builder, told)
}

#[tokio::test]
async fn each_attempt_is_told_of_and_no_secret_is_shown() {
    let server = Server::start(vec![
        answer(503, &[("x-request-id", "r1")], ""),
        vec![],
        json(r#"{"object":"list"}"#),
    ]);
    let (builder, told) = told(server.builder());
    let client = builder.build().expect("a client");
    client.list_invites().limit(7).send().await.expect("a page");
    let told = told.lock().expect("no panic");
    let lines: Vec<&str> = told.iter().step_by(2).map(String::as_str).collect();
    assert_eq!(
        lines,
        [
            "1 GET list-invites",
            "1 Some(503) Some(\"r1\") None",
            "2 GET list-invites",
            "2 None None Some(Broken)",
            "3 GET list-invites",
            "3 Some(200) None None",
        ]
    );
    let shown = told.join("\n");
    assert!(
        !shown.contains("sk-secret") && !shown.contains("limit=7"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_call_that_is_out_of_time_is_told_of() {
    let silent = vec![super::server::Step::Wait(std::time::Duration::from_secs(2))];
    let server = Server::start(vec![silent]);
    let (builder, told) = told(server.builder().retry(RetryPolicy::never()));
    let client = builder
        .timeout(std::time::Duration::from_millis(40))
        .build()
        .expect("a client");
    client
        .list_invites()
        .limit(7)
        .send()
        .await
        .expect_err("silence");
    let told = told.lock().expect("no panic");
    let expected = format!("1 None None Some({:?})", TransportErrorKind::Timeout);
    assert_eq!(told[2], expected);
}
