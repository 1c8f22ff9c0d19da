//! Responses that are lost, late, too large or wrong.

use super::server::{Server, Step, answer, json, raw};
use crate::{Error, ErrorBody, TransportErrorKind};

pub(super) fn kind(error: &Error) -> TransportErrorKind {
    match error {
        Error::Transport(error) => error.kind(),
        other => panic!("not lost: {other}"),
    }
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_for_every_method() {
    let server = Server::start(vec![]);
    let builder = server.builder();
    drop(server);
    let error = builder
        .build()
        .expect("a client")
        .invite_user(super::invites::request())
        .send()
        .await
        .expect_err("nobody is there");
    assert!(error.is_connect());
    assert_eq!(
        error.to_string(),
        "POST /organization/invites: could not connect (after 3 attempts)"
    );
}

#[tokio::test]
async fn a_broken_connection_is_tried_again_where_that_is_safe() {
    for (script, name) in [
        (vec![], "closed at once"),
        (raw("HTTP/1.1 200 OK\r\ncontent-le"), "closed in the head"),
        (
            raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{}"),
            "short body",
        ),
        (
            raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{}"),
            "cut chunk",
        ),
    ] {
        let server = Server::start(vec![script]);
        let client = server.client();
        let error = client.list_invites().send().await.expect_err(name);
        assert_eq!(kind(&error), TransportErrorKind::Broken, "{name}");
        assert_eq!(server.seen().len(), 3, "{name}");
        let error = client
            .invite_user(super::invites::request())
            .send()
            .await
            .expect_err(name);
        assert_eq!(kind(&error), TransportErrorKind::Broken, "{name}");
        assert_eq!(
            server.seen().len(),
            4,
            "{name}: a POST may have been carried out"
        );
    }
}

#[tokio::test]
async fn a_body_is_bounded() {
    let endless = vec![
        Step::Write(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec()),
        Step::Endless(vec![b' '; 4096]),
    ];
    let server = Server::start(vec![endless]);
    let client = server
        .builder()
        .max_response_bytes(100_000)
        .build()
        .expect("a client");
    let error = client.list_invites().send().await.expect_err("endless");
    assert_eq!(kind(&error), TransportErrorKind::BodyTooLarge);
    assert_eq!(
        error.to_string(),
        "GET /organization/invites: status 200: the response's body is larger than 100000 bytes"
    );
    assert_eq!(server.seen().len(), 1, "that would not change");

    let huge = answer(400, &[], &"x".repeat(200_000));
    let server = Server::start(vec![huge]);
    let error = server
        .client()
        .list_invites()
        .send()
        .await
        .expect_err("an error");
    let error = error.api().expect("a response");
    assert_eq!(
        (error.bytes().len(), error.is_truncated()),
        (64 << 10, true)
    );
}

#[tokio::test]
async fn what_does_not_decode_says_where() {
    let page = r#"{"object":"list","data":[{"object":"o","id":"i","email":"e","role":7}]}"#;
    let request_id = [("x-request-id", "req_1")];
    let server = Server::start(vec![answer(200, &request_id, page)]);
    let error = server
        .client()
        .list_invites()
        .send()
        .await
        .expect_err("a wrong type");
    assert_eq!(
        error.to_string(),
        "GET /organization/invites: status 200: the body does not decode at `data[0].role`: invalid type: integer `7`, \
         expected a text at line 1 column 68; it begins with {\"object\":\"list\",\"data\":[{\"object\":\"o\",\"id\":\"i\",\"email\":\"e\",\"role\":7}]} \
         (request req_1)"
    );
    // So reads what a `main` that returns the error prints.
    assert_eq!(format!("{error:?}"), error.to_string());
    assert!(format!("{error:#?}").starts_with("DecodeError {"));
    assert_eq!(error.request_id(), Some("req_1"));
    let Error::Decode(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.bytes(), page);
}

#[tokio::test]
async fn bodies_that_are_no_answer_are_errors() {
    let deep = "[".repeat(100_000);
    for body in [
        "<html></html>",
        "",
        "null",
        "[]",
        "\u{0}",
        "{\"data\":[",
        r#""\ud800""#,
        "1e400",
        &deep,
    ] {
        let server = Server::start(vec![json(body)]);
        let error = server.client().list_invites().send().await.expect_err(body);
        assert!(matches!(error, Error::Decode(_)), "{body}: {error}");
    }
    let server = Server::start(vec![answer(200, &[], "\u{feff}{\"object\":\"list\"}")]);
    assert!(
        server.client().list_invites().send().await.is_ok(),
        "a byte order mark is harmless"
    );
}

#[tokio::test]
async fn answers_that_are_no_http_or_no_page() {
    let with = |head: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 {head}\r\nconnection: close\r\n\r\n");
        vec![Step::Write([head.as_bytes(), body].concat())]
    };
    let invite = |created_at: &str| {
        let body = format!(
            r#"{{"object":"","data":[{{"object":"","id":"","email":"","role":"","status":"","created_at":{created_at}}}]}}"#
        );
        with("200 OK", body.as_bytes())
    };
    for (name, script, expected) in [
        ("no HTTP", raw("SSH-2.0-OpenSSH\r\n"), "broken"),
        ("no status", raw("HTTP/1.1 banana\r\n\r\n"), "broken"),
        (
            "HTTP/2 unasked",
            raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
            "broken",
        ),
        (
            "two lengths",
            with("200 OK\r\ncontent-length: 2\r\ncontent-length: 3", b"{}"),
            "broken",
        ),
        (
            "a wrong length",
            with("200 OK\r\ncontent-length: -1", b"{}"),
            "broken",
        ),
        (
            "a short length",
            with("200 OK\r\ncontent-length: 2", br#"{"object":"list"}"#),
            "decode",
        ),
        ("no content", with("204 No Content", b""), "decode"),
        (
            "no UTF-8",
            with("200 OK", b"{\"object\":\"\xff\"}"),
            "decode",
        ),
        ("no number", invite("NaN"), "decode"),
        ("a large number", invite("9223372036854775808"), "decode"),
        ("a fraction", invite("0.5"), "decode"),
        ("a number", invite("9223372036854775807"), "ok"),
        (
            "a key twice",
            with("200 OK", br#"{"object":"a","object":"b"}"#),
            "ok",
        ),
        ("a strange status", with("999 What", b""), "api"),
    ] {
        let server = Server::start(vec![script]);
        let found = match server.client().list_invites().send().await {
            Ok(_) => "ok",
            Err(Error::Decode(_)) => "decode",
            Err(Error::Api(_)) => "api",
            Err(error) if kind(&error) == TransportErrorKind::Broken => "broken",
            Err(error) => panic!("{name}: {error}"),
        };
        assert_eq!(found, expected, "{name}");
    }
}

#[tokio::test]
async fn errors_have_the_body_that_fits_or_its_bytes() {
    let typed = r#"{"error":{"message":"m","type":"t"}}"#;
    for (status, media_type, body, fits) in [
        (400, "application/json", typed, true),
        (401, "application/problem+json", r#"{"title":"no"}"#, false),
        (403, "text/html", "<html>no</html>", false),
        (404, "text/plain", "", false),
        (409, "application/json", "{\"error\":", false),
        (422, "application/json", "[]", false),
        (451, "text/plain", typed, true),
    ] {
        let server = Server::start(vec![answer(status, &[("content-type", media_type)], body)]);
        let error = server.client().list_invites().send().await;
        let error = error.expect_err("an error");
        let error = error.api().expect("a response");
        assert_eq!(error.status(), status);
        assert_eq!(error.headers().get("content-type"), Some(media_type));
        assert_eq!(error.bytes(), body);
        assert_eq!(*error.body() != ErrorBody::Unknown, fits, "{status}");
        assert_eq!(server.seen().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn odd_but_valid_http_is_understood() {
    let body = r#"{"object":"list"}"#;
    for script in [
        format!(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\n{body}"
        ),
        format!("HTTP/1.0 200 OK\r\n\r\n{body}"),
        format!("HTTP/1.1 200 OK\ncontent-length: 17\n\n{body}"),
    ] {
        let server = Server::start(vec![raw(&script)]);
        let page = server.client().list_invites().send().await;
        assert_eq!(page.expect(&script).object, "list");
    }
}

#[tokio::test]
async fn a_huge_header_is_an_error() {
    let huge = "x".repeat(1 << 20);
    let server = Server::start(vec![answer(200, &[("huge", &huge)], "{}")]);
    let error = server
        .client()
        .list_invites()
        .send()
        .await
        .expect_err("too large");
    assert_eq!(kind(&error), TransportErrorKind::Broken);
}
