//! Successes whose body says that they are errors.

use bytes::Bytes;
use serde_json::{Value, json};

use super::server::{Server, answer};
use crate::Error;
use crate::runtime::{Operation, Reply};

static READ: Operation = Operation {
    path: "/x",
    ..Operation::DEFAULT
};

#[tokio::test]
async fn a_body_that_tells_of_an_error_is_one() {
    let body = r#"{"outcome":{"ok":false},"message":"channel_not_found"}"#;
    let server = Server::start(vec![answer(200, &[("x-request-id", "r1")], body)]);
    let error = server.client().call(&READ).send(Reply::json::<Value>).await;
    let error = error.expect_err("an error of 200");
    let Error::Api(api) = &error else {
        panic!("{error}");
    };
    assert_eq!(
        (api.status(), api.request_id(), api.bytes()),
        (200, Some("r1"), &Bytes::from(body))
    );
    assert!(
        error.to_string().contains("status 200: channel_not_found"),
        "{error}"
    );
    assert_eq!(server.seen().len(), 1, "it is not sent again");
}

#[tokio::test]
async fn any_other_body_is_a_success() {
    for body in [
        r#"{"outcome":{"ok":true}}"#,
        r#"{"outcome":{"ok":"false"}}"#,
        r#"{"ok":false}"#,
        "[false]",
    ] {
        let server = Server::start(vec![answer(200, &[], body)]);
        let read = server.client().call(&READ).send(Reply::json::<Value>).await;
        assert_eq!(
            read.expect("a success"),
            serde_json::from_str::<Value>(body).unwrap_or(json!(null))
        );
    }
}
