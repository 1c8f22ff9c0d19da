//! When calls are tried again.

use super::invites::{INVITE, request};
use super::server::{Script, Server, answer, json};
use crate::runtime::{Method, Operation, Reply};
use crate::{CallOptions, Error, RetryPolicy};

const PAGE: &str = r#"{"object":"list"}"#;

/// The statuses that may be gone when the same is asked again.
const PASSING: [u16; 6] = [408, 429, 500, 502, 503, 504];

fn status(status: u16) -> Script {
    answer(status, &[], "")
}

#[tokio::test]
async fn a_post_needs_a_key_and_keeps_it() {
    let server = Server::start(vec![status(503)]);
    server
        .client()
        .invite_user(request())
        .send()
        .await
        .expect_err("an error");
    assert_eq!(server.seen().len(), 1);

    let server = Server::start(vec![status(503), status(503), json(INVITE)]);
    let options = CallOptions::new().idempotency_key("key-1");
    server
        .client()
        .invite_user(request())
        .options(options)
        .send()
        .await
        .expect("an invite");
    let keys: Vec<_> = server
        .seen()
        .iter()
        .map(|seen| seen.header("idempotency-key").map(str::to_owned))
        .collect();
    assert_eq!(keys, vec![Some("key-1".to_owned()); 3]);
}

#[tokio::test]
async fn a_call_may_have_its_own_policy() {
    let server = Server::start(vec![status(503)]);
    let options = CallOptions::new().retry(RetryPolicy::never());
    server
        .client()
        .list_invites()
        .options(options)
        .send()
        .await
        .expect_err("an error");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn each_status_once_and_for_ever() {
    for code in 400..=505 {
        let passing = PASSING.contains(&code);
        let server = Server::start(vec![status(code), json(PAGE)]);
        let once = server.client().list_invites().response().await;
        assert_eq!(
            once.map(|answer| answer.attempts()).ok(),
            passing.then_some(2),
            "{code}"
        );
        assert_eq!(server.seen().len(), if passing { 2 } else { 1 }, "{code}");

        let server = Server::start(vec![status(code)]);
        let error = server
            .client()
            .list_invites()
            .send()
            .await
            .expect_err("an error");
        let sent = server.seen().len();
        assert_eq!(error.status(), Some(code));
        assert_eq!(sent, if passing { 3 } else { 1 }, "{code}");
        let attempts = error.api().map(crate::ApiError::attempts);
        assert_eq!(
            attempts.map(|attempts| attempts as usize),
            Some(sent),
            "{code}"
        );
        let text = format!("GET /organization/invites: status {code}");
        let text = if passing {
            text + " (after 3 attempts)"
        } else {
            text
        };
        assert_eq!(error.to_string(), text);
    }
}

#[tokio::test]
async fn each_method_is_tried_again_where_that_is_safe() {
    let with_key = |operation: Operation| Operation {
        idempotency_header: Some("x-key"),
        ..operation
    };
    for (method, safe) in [
        (Method::GET, true),
        (Method::HEAD, true),
        (Method::PUT, true),
        (Method::DELETE, true),
        (Method::OPTIONS, true),
        (Method::TRACE, true),
        (Method::other("QUERY"), true),
        (Method::POST, false),
        (Method::PATCH, false),
        (Method::other("MERGE"), false),
    ] {
        let plain = Operation {
            method,
            path: "/x",
            ..Operation::DEFAULT
        };
        let keyed = with_key(Operation {
            method,
            path: "/x",
            ..Operation::DEFAULT
        });
        for (operation, safe, header) in [(plain, safe, "idempotency-key"), (keyed, true, "x-key")]
        {
            let described = operation.idempotency_header.is_some();
            let operation: &'static Operation = Box::leak(Box::new(operation));
            let sent = if safe { 3 } else { 1 };
            for script in [status(503), vec![]] {
                let server = Server::start(vec![script]);
                let call = server.client().call(operation).send(Reply::empty);
                call.await.expect_err("an error");
                let seen = server.seen();
                assert_eq!(seen.len(), sent, "{}", method.as_str());
                let keys: Vec<_> = seen.iter().map(|seen| seen.header(header)).collect();
                assert_eq!(keys[0].is_some(), described, "{}", method.as_str());
                assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
            }
        }
    }
}

#[tokio::test]
async fn each_call_has_a_key_of_its_own() {
    static KEYED: Operation = Operation {
        method: Method::PATCH,
        path: "/x",
        idempotency_header: Some("x-key"),
        ..Operation::DEFAULT
    };
    let server = Server::start(vec![answer(204, &[], "")]);
    let client = server.client();
    for key in [None, None, Some("mine")] {
        let options = key.map_or_else(CallOptions::new, |key| {
            CallOptions::new().idempotency_key(key)
        });
        let call = client.call(&KEYED).options(options);
        call.send(Reply::empty).await.expect("done");
    }
    let keys: Vec<_> = server
        .seen()
        .iter()
        .map(|seen| seen.header("x-key").map(str::to_owned))
        .collect();
    assert_eq!(keys[0].as_ref().map(String::len), Some(32));
    assert_ne!(keys[0], keys[1]);
    assert_eq!(keys[2].as_deref(), Some("mine"));
}

#[tokio::test]
async fn a_hundred_clones_share_one_budget() {
    let server = Server::start(vec![status(503)]);
    let client = server.client();
    let calls: Vec<_> = (0..100)
        .map(|_| tokio::spawn(client.clone().list_invites().send()))
        .collect();
    for call in calls {
        let error = call.await.expect("no panic").expect_err("an error");
        assert!(matches!(error, Error::Api(_)), "{error}");
    }
    assert_eq!(server.seen().len(), 100 + 500 / 14);
}
