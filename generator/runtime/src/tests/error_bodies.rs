//! Errors whose bodies are cut off, late or no gzip: the status counts, whatever has become of the body.

use std::time::{Duration, Instant};

use super::server::{Script, Server, Step, raw};
use crate::{ApiError, Client, Error, TransportErrorKind};

/// A response whose body never becomes whole, in each way that there is.
fn broken(head: &str) -> Vec<(&'static str, Script)> {
    let answer = |more: &str| raw(&format!("HTTP/1.1 {head}\r\n{more}"));
    let mut reset = answer("content-length: 100\r\n\r\n{}");
    reset.push(Step::Wait(Duration::from_millis(5)));
    vec![
        ("short", answer("content-length: 100\r\n\r\n{}")),
        ("late", reset),
        (
            "cut chunk",
            answer("transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n9\r\n"),
        ),
        (
            "no chunk",
            answer("transfer-encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n"),
        ),
    ]
}

/// Each way to make a call.
async fn called(client: &Client, way: &str) -> Result<(), Error> {
    let call = client.retrieve_invite("i");
    match way {
        "send" => call.send().await.map(drop),
        "response" => call.response().await.map(drop),
        "raw" => call.raw().await.map(drop),
        "items" => client.list_invites().items().try_next().await.map(drop),
        "stream" => client
            .call(&super::streams::STREAM)
            .stream()
            .await
            .map(drop),
        #[cfg(feature = "blocking")]
        "blocking" => call.send_blocking().map(drop),
        #[cfg(feature = "blocking")]
        "raw blocking" => call.raw_blocking().map(drop),
        other => panic!("{other}"),
    }
}

const WAYS: &[&str] = &[
    "send",
    "response",
    "raw",
    "items",
    "stream",
    #[cfg(feature = "blocking")]
    "blocking",
    #[cfg(feature = "blocking")]
    "raw blocking",
];

fn api(outcome: Result<(), Error>) -> Box<ApiError> {
    match outcome {
        Err(Error::Api(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_status_outlives_its_body() {
    for way in WAYS {
        for (name, script) in broken("404 Not Found\r\nx-request-id: r1") {
            let server = Server::start(vec![script]);
            let error = api(called(&server.client(), way).await);
            assert_eq!(
                (error.status(), error.attempts()),
                (404, 1),
                "{way}: {name}"
            );
            assert_eq!(error.request_id(), Some("r1"));
            assert_eq!(
                (&error.bytes()[..], error.is_truncated()),
                (&b"{}"[..], true)
            );
            assert_eq!(
                server.seen().len(),
                1,
                "{way}: {name}: it is no reason to ask again"
            );
        }
    }
}

#[tokio::test]
async fn a_status_without_its_body_is_tried_again_as_with_it() {
    for (name, script) in broken("503 Service Unavailable") {
        let server = Server::start(vec![script]);
        let error = api(called(&server.client(), "send").await);
        assert_eq!((error.status(), server.seen().len()), (503, 3), "{name}");
    }
    for (name, script) in broken("429 Too Many Requests\r\nretry-after: 3600") {
        let server = Server::start(vec![script]);
        let error = api(called(&server.client(), "send").await);
        assert_eq!(
            error.retry_after(),
            Some(Duration::from_secs(3600)),
            "{name}"
        );
        assert_eq!(server.seen().len(), 1, "{name}");
    }
    // A POST that was refused has done nothing, but it is not sent again.
    for (name, script) in broken("503 Service Unavailable") {
        let server = Server::start(vec![script]);
        let call = server.client().invite_user(super::invites::request());
        let error = api(call.send().await.map(drop));
        assert_eq!((error.status(), server.seen().len()), (503, 1), "{name}");
    }
}

#[tokio::test]
async fn a_status_outlives_the_silence_behind_it() {
    for (read, call) in [(100, 20_000), (20_000, 100)] {
        let silent = raw("HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n\r\n{");
        let server = Server::start(vec![[silent, vec![Step::UntilGone]].concat()]);
        let builder = server.builder().read_timeout(Duration::from_millis(read));
        let builder = builder.timeout(Duration::from_millis(call));
        let client = builder.build().expect("a client");
        let begun = Instant::now();
        let error = api(called(&client, "send").await);
        assert_eq!((error.status(), &error.bytes()[..]), (404, &b"{"[..]));
        assert!(error.is_truncated() && begun.elapsed() < Duration::from_secs(10));
    }
}

#[cfg(feature = "gzip")]
#[tokio::test]
async fn a_status_outlives_a_body_that_does_not_decompress() {
    let head =
        "HTTP/1.1 404 Not Found\r\ncontent-encoding: gzip\r\ncontent-length: 7\r\n\r\nno gzip";
    for way in WAYS {
        let server = Server::start(vec![raw(head)]);
        let error = api(called(&server.client(), way).await);
        assert_eq!((error.status(), error.is_truncated()), (404, true), "{way}");
        assert_eq!(server.seen().len(), 1, "{way}");
    }
}

#[tokio::test]
async fn a_success_without_its_body_says_which_it_was() {
    for (name, script) in broken("200 OK\r\nx-request-id: r1") {
        let server = Server::start(vec![script]);
        let call = server.client().invite_user(super::invites::request());
        let error = call.send().await.expect_err(name);
        assert_eq!(
            (error.status(), error.request_id()),
            (Some(200), Some("r1"))
        );
        assert_eq!(
            error.to_string(),
            "POST /organization/invites: status 200: the connection broke; the request may have been carried out \
             (request r1)"
        );
        let Error::Transport(error) = error else {
            panic!("{error}")
        };
        assert_eq!(error.kind(), TransportErrorKind::Broken);
        assert_eq!(
            error
                .headers()
                .and_then(|headers| headers.get("x-request-id")),
            Some("r1")
        );
    }
}
