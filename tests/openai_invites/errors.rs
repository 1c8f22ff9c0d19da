//! Errors of the service, of the way there, and of responses that are not what they should be.

use std::time::Duration;

use clientwright_tests::{Answer, Server};
use openai_invites::{Client, Error, ErrorBody, RetryPolicy};

use crate::{KEY, client};

const ERROR: &str = r#"{"error": {"message": "No such invite.", "type": "invalid_request_error", "param": null, "code": "not_found"}}"#;

#[tokio::test]
async fn the_error_body_is_typed() {
    let server = Server::script([Answer::json(404, ERROR)
        .header("x-request-id", "req_1")
        .header("x-ratelimit-limit-requests", "5")]);
    let error = client(&server)
        .retrieve_invite("invite-abc")
        .send()
        .await
        .expect_err("an error");
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.request_id(), Some("req_1"));
    let api = error.api().expect("a response of the service");
    let ErrorBody::ErrorResponse(body) = api.body() else {
        panic!("the body is typed: {api:?}");
    };
    assert_eq!(body.error.message, "No such invite.");
    assert_eq!(body.error.r#type.as_deref(), Some("invalid_request_error"));
    assert_eq!(body.error.param, None);
    assert_eq!(body.error.code.as_deref(), Some("not_found"));
    assert_eq!(api.headers().get("x-ratelimit-limit-requests"), Some("5"));
    assert_eq!(&api.bytes()[..], ERROR.as_bytes());
    let shown = error.to_string();
    for part in ["404", "No such invite.", "req_1"] {
        assert!(shown.contains(part), "`{part}` is not in: {shown}");
    }
}

#[tokio::test]
async fn an_error_body_of_another_shape_is_kept_as_it_came() {
    let server = Server::script([Answer::status(502)
        .header("content-type", "text/html")
        .body("<h1>Bad Gateway</h1>")]);
    let error = client(&server)
        .retrieve_invite("invite-abc")
        .send()
        .await
        .expect_err("an error");
    let api = error.api().expect("a response of the service");
    assert_eq!(*api.body(), ErrorBody::Unknown);
    assert_eq!(&api.bytes()[..], b"<h1>Bad Gateway</h1>");
}

#[tokio::test]
async fn an_answer_that_does_not_decode_says_where() {
    let page = crate::page(&["a"], None, false).replace("1711471533", "\"soon\"");
    let server = Server::script([Answer::json(200, page).header("x-request-id", "req_2")]);
    let error = client(&server)
        .list_invites()
        .send()
        .await
        .expect_err("an error");
    let Error::Decode(decode) = &error else {
        panic!("a decode error: {error:?}");
    };
    assert_eq!(decode.path(), "data[0].created_at");
    assert_eq!(decode.status(), 200);
    assert_eq!(error.request_id(), Some("req_2"));
    assert!(!decode.bytes().is_empty());
}

#[tokio::test]
async fn a_silent_server_is_a_timeout() {
    let server = Server::script([Answer::silence()]);
    let client = Client::builder()
        .base_url(server.url())
        .admin_api_key(KEY)
        .retry(RetryPolicy::never())
        .timeout(Duration::from_millis(100))
        .build()
        .expect("the client is complete");
    let error = client.list_invites().send().await.expect_err("an error");
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn nobody_listening_is_a_connection_error() {
    let url = Server::script([]).url();
    let client = Client::builder()
        .base_url(url)
        .admin_api_key(KEY)
        .retry(RetryPolicy::never())
        .build()
        .expect("complete");
    let error = client.list_invites().send().await.expect_err("an error");
    assert!(error.is_connect(), "{error:?}");
}

#[tokio::test]
async fn a_get_is_tried_again_and_a_post_is_not() {
    let retry = RetryPolicy::default().wait(Duration::ZERO, Duration::ZERO);
    let build = |server: &Server| {
        Client::builder()
            .base_url(server.url())
            .admin_api_key(KEY)
            .retry(retry.clone())
            .build()
            .expect("complete")
    };
    let server = Server::script([
        Answer::json(503, ERROR),
        Answer::json(429, ERROR),
        Answer::json(200, crate::INVITE),
    ]);
    build(&server)
        .retrieve_invite("a")
        .send()
        .await
        .expect("an invite at the third attempt");
    assert_eq!(server.requests().len(), 3);

    let server = Server::script([Answer::json(503, ERROR), Answer::json(200, crate::INVITE)]);
    let body = openai_invites::types::InviteRequest::new(
        "a@example.com",
        openai_invites::types::InviteRequestRole::Reader,
    );
    let error = build(&server)
        .invite_user(body)
        .send()
        .await
        .expect_err("an error");
    assert_eq!(error.status(), Some(503));
    assert_eq!(server.requests().len(), 1);
}
