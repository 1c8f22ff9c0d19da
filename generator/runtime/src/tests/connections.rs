//! Connections: kept open, closed by the service, left by the caller.

use std::time::Duration;

use super::invites::{INVITE, request};
use super::server::{Script, Server, Step, json, open, raw};
use crate::Error;

const PAGE: &str = r#"{"object":"list"}"#;

/// The same, with the connection kept open for the next request.
fn staying(mut script: Script) -> Script {
    script.push(Step::Stay);
    script
}

#[tokio::test]
async fn a_connection_is_kept_and_replaced_when_the_service_closes_it() {
    let too_much = format!("HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{PAGE}too much");
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n11\r\n{\"object\":\"list\"}\r\n0\r\n\r\n";
    for (name, first, connections) in [
        ("whole", staying(open(200, PAGE)), [0, 0]),
        ("chunked", staying(raw(chunked)), [0, 0]),
        ("an error", staying(open(404, "{}")), [0, 0]),
        ("empty", staying(open(200, "")), [0, 0]),
        (
            "too large",
            staying(open(200, &" ".repeat(1 << 20))),
            [0, 1],
        ),
        ("too much", staying(raw(&too_much)), [0, 1]),
        ("closed without a word", open(200, PAGE), [0, 1]),
        ("closed as it said", json(PAGE), [0, 1]),
    ] {
        let first_stays = first.last().cloned();
        let server = Server::start(vec![first, staying(open(200, INVITE))]);
        let client = server
            .builder()
            .max_response_bytes(1000)
            .build()
            .expect("a client");
        drop(client.list_invites().send().await);
        // Once the service has closed, a moment is enough to notice it.
        let closes = !matches!(first_stays, Some(Step::Stay));
        while closes && server.closed() == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
        // A POST is not sent twice, so that it passes only over a connection that is sound.
        let invite = client.invite_user(request()).send().await;
        assert!(invite.is_ok(), "{name}: {invite:?}");
        assert_eq!(server.connections(), connections, "{name}");
    }
}

/// Waits until the server has been asked so often, and a moment longer.
async fn asked(server: &Server, times: usize) {
    while server.seen().len() < times {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::time::sleep(Duration::from_millis(10)).await;
}

#[tokio::test]
async fn a_dropped_call_leaves_nothing_behind() {
    let head = Step::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{".to_vec());
    for script in [vec![Step::UntilGone], vec![head, Step::UntilGone]] {
        let server = Server::start(vec![script]);
        let client = server.client();
        let mut items = client.list_invites().items();
        for times in 1..3 {
            tokio::select! {
                answer = client.invite_user(request()).send() => panic!("{answer:?}"),
                () = asked(&server, times) => {}
            }
        }
        tokio::select! {
            item = items.try_next() => panic!("{item:?}"),
            () = asked(&server, 3) => {}
        }
        drop(items);
        for _ in 0..1000 {
            if server.gone() == 3 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!((server.gone(), server.seen().len()), (3, 3));
    }
}

#[tokio::test]
async fn a_url_that_nobody_could_send_is_an_error_before() {
    let server = Server::start(vec![json(PAGE)]);
    let call = |length| server.client().list_invites().after("x".repeat(length));
    assert!(call(60_000).send().await.is_ok());
    let error = call(70_000).send().await.expect_err("too long");
    assert!(matches!(error, Error::Build(_)), "{error}");
    assert_eq!(
        error.to_string(),
        "GET /organization/invites: the URL is longer than 65534 bytes"
    );
    assert_eq!(server.seen().len(), 1);
}

#[cfg(feature = "http-client")]
#[tokio::test]
async fn a_client_of_the_library_may_be_given() {
    let server = Server::start(vec![super::server::json(r#"{"object":"list"}"#)]);
    let given = reqwest::Client::builder()
        .default_headers(
            [(reqwest::header::VIA, "1.1 mine".parse().expect("a value"))]
                .into_iter()
                .collect(),
        )
        .build()
        .expect("a client");
    let client = server
        .builder()
        .http_client(given)
        .build()
        .expect("a client");
    client.list_invites().send().await.expect("a page");
    assert_eq!(server.only().header("via"), Some("1.1 mine"));
}
