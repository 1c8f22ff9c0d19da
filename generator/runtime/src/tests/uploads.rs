//! Bodies that are made while they are sent.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use super::server::{Server, Step, answer, json};
use crate::runtime::{Body, Call, FilePart, Method, Operation, Reply};
use crate::{Bytes, Client, Error, TransportErrorKind};

static UPLOAD: Operation = Operation {
    method: Method::PUT,
    path: "/x",
    ..Operation::DEFAULT
};

/// Pieces, or an error in the place of one.
struct Pieces(VecDeque<Result<&'static str, &'static str>>);

impl Stream for Pieces {
    type Item = Result<Bytes, &'static str>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.get_mut().0.pop_front();
        Poll::Ready(piece.map(|piece| piece.map(|text| Bytes::from_static(text.as_bytes()))))
    }
}

fn pieces() -> Pieces {
    Pieces([Ok("one"), Ok("two")].into())
}

fn upload(client: &Client, body: impl Into<Body>) -> Call {
    client.call(&UPLOAD).body(body, "application/octet-stream")
}

#[tokio::test]
async fn a_body_may_be_bytes_or_a_stream() {
    let chunks = "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n";
    for (body, length, sent) in [
        (Body::from("text"), Some("4"), "text"),
        (Body::from(b"bytes".to_vec()), Some("5"), "bytes"),
        (Body::from(Vec::new()), Some("0"), ""),
        (Body::sized_stream(pieces(), 6), Some("6"), "onetwo"),
        (Body::stream(pieces()), None, chunks),
    ] {
        let server = Server::start(vec![json("{}")]);
        let call = upload(&server.client(), body);
        call.send(Reply::empty).await.expect("a response");
        let seen = server.only();
        assert_eq!(
            seen.header("content-type"),
            Some("application/octet-stream")
        );
        assert_eq!(seen.header("content-length"), length);
        assert_eq!(seen.body, sent);
    }
}

/// What reads a few bytes at a time, and then breaks where it is told to.
#[cfg(feature = "blocking")]
struct Slow(VecDeque<std::io::Result<&'static [u8]>>);

#[cfg(feature = "blocking")]
impl std::io::Read for Slow {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let piece = self.0.pop_front().transpose()?.unwrap_or_default();
        into[..piece.len()].copy_from_slice(piece);
        Ok(piece.len())
    }
}

#[cfg(feature = "blocking")]
#[test]
fn a_body_may_be_read_while_it_is_sent() {
    let long = "0123456789".repeat(20_000);
    for (body, length) in [
        (
            Body::sized_reader(std::io::Cursor::new(long.clone()), 200_000),
            Some("200000"),
        ),
        (Body::reader(std::io::Cursor::new(long.clone())), None),
    ] {
        let server = Server::start(vec![json("{}")]);
        let call = upload(&server.client(), body);
        let sent = crate::runtime::wait(call.send(Reply::empty));
        sent.expect("the call ran").expect("a response");
        let seen = server.only();
        assert_eq!(seen.header("content-length"), length);
        let digits = seen.body.matches("0123456789").count();
        let whole = length.is_some();
        assert!(seen.body == long || !whole && digits > 19_990, "{digits}");
    }
}

#[cfg(feature = "blocking")]
#[tokio::test]
async fn a_file_that_breaks_is_the_cause() {
    let server = Server::start(vec![json("{}")]);
    let broken = std::io::Error::other("the disk is gone");
    let body = Body::reader(Slow([Ok(&b"one"[..]), Err(broken)].into()));
    let call = upload(&server.client(), body);
    let error = call.send(Reply::empty).await.expect_err("no whole body");
    let mut causes = Vec::new();
    let mut cause: Option<&dyn std::error::Error> = Some(&error);
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    assert!(causes.join(": ").contains("the disk is gone"), "{causes:?}");
}

fn parts(client: &Client, file: FilePart) -> Call {
    let call = client.call(&UPLOAD).part_text("before", "1", None);
    let call = call.part_file("file", file, None);
    call.part_text("after", "2", None)
}

fn expected(seen: &super::server::Seen) -> String {
    let media_type = seen.header("content-type").unwrap_or_default();
    let boundary = media_type.split_once("boundary=").expect("a boundary").1;
    "--B\r\nContent-Disposition: form-data; name=\"before\"\r\n\r\n1\r\n\
        --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\
        Content-Type: a/b\r\nX-Part: 7\r\n\r\nonetwo\r\n\
        --B\r\nContent-Disposition: form-data; name=\"after\"\r\n\r\n2\r\n--B--\r\n"
        .replace("--B", &format!("--{boundary}"))
}

#[tokio::test]
async fn a_part_may_be_a_stream() {
    let file = |content| {
        let file = FilePart::new("f", content);
        file.media_type("a/b").header("X-Part", "7")
    };
    for sized in [true, false] {
        let body = if sized {
            Body::sized_stream(pieces(), 6)
        } else {
            Body::stream(pieces())
        };
        let server = Server::start(vec![json("{}")]);
        let call = parts(&server.client(), file(body));
        call.send(Reply::empty).await.expect("a response");
        let seen = server.only();
        let expected = expected(&seen);
        if sized {
            let length = expected.len().to_string();
            assert_eq!(seen.header("content-length"), Some(&*length));
            assert_eq!(seen.body, expected);
        } else {
            assert_eq!(seen.header("content-length"), None);
            // Each chunk stands between its length and a line end.
            let whole = dechunked(&seen.body);
            assert_eq!(whole, expected);
        }
    }
}

/// The content of chunks (RFC 9112, section 7.1).
fn dechunked(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).expect("the length of a chunk");
        whole.push_str(&rest[..length]);
        body = rest[length..].strip_prefix("\r\n").expect("a line end");
    }
    whole
}

#[cfg(feature = "test-util")]
#[tokio::test]
async fn a_transport_of_ones_own_gets_the_whole_of_the_parts() {
    use crate::test_util::{Answer, TestService};

    let service = TestService::new().answer(Answer::json(200, &serde_json::json!({})));
    let client = service.client().expect("a client");
    let file = FilePart::new("f", Body::stream(pieces()));
    parts(&client, file)
        .send(Reply::empty)
        .await
        .expect("a response");
    let requests = service.requests();
    let body = String::from_utf8_lossy(requests[0].body());
    assert!(
        body.contains("\r\n\r\nonetwo\r\n--") && body.ends_with("--\r\n"),
        "{body}"
    );
}

#[tokio::test]
async fn a_part_that_is_a_stream_is_sent_once() {
    let server = Server::start(vec![answer(503, &[], "")]);
    let file = FilePart::new("f", Body::stream(pieces()));
    let call = parts(&server.client(), file);
    let again = call.clone().part_text("more", "3", None);
    let error = call.send(Reply::empty).await.expect_err("an error");
    assert_eq!(
        error.to_string(),
        "PUT /x: status 503 (not retried, because its body is a stream)"
    );
    let error = again.send(Reply::empty).await.expect_err("an error");
    assert_eq!(
        error.to_string(),
        "PUT /x: the body is a stream that has been sent already"
    );
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_part_has_no_header_that_breaks_out() {
    let server = Server::start(vec![json("{}")]);
    for (name, value) in [("x\r\ny", "1"), ("x", "1\r\ny: 2"), ("", "1")] {
        let file = FilePart::new("f", "content").header(name, value);
        let call = parts(&server.client(), file);
        let error = call.send(Reply::empty).await.expect_err("an error");
        assert!(matches!(error, Error::Build(_)), "{error}");
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn no_body_at_all_has_a_length_where_one_is_usual() {
    static GET: Operation = Operation {
        path: "/x",
        ..Operation::DEFAULT
    };
    for (operation, length) in [(&UPLOAD, Some("0")), (&GET, None)] {
        let server = Server::start(vec![json("{}")]);
        let call = server.client().call(operation);
        call.send(Reply::empty).await.expect("a response");
        assert_eq!(server.only().header("content-length"), length);
    }
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let server = Server::start(vec![answer(503, &[], "")]);
    let call = upload(&server.client(), Body::stream(pieces()));
    let again = call.clone();
    let error = call.send(Reply::empty).await.expect_err("an error");
    assert_eq!(
        error.to_string(),
        "PUT /x: status 503 (not retried, because its body is a stream)"
    );
    let error = again.send(Reply::empty).await.expect_err("an error");
    assert!(matches!(error, Error::Build(_)), "{error}");
    assert_eq!(
        error.to_string(),
        "PUT /x: the body is a stream that has been sent already"
    );
    assert_eq!(server.seen().len(), 1);
    let call = upload(&server.client(), Bytes::from_static(b"bytes"));
    call.send(Reply::empty).await.expect_err("an error");
    assert_eq!(server.seen().len(), 4, "bytes are sent again");
}

#[tokio::test]
async fn a_stream_that_fails_cuts_the_request() {
    let server = Server::start(vec![vec![Step::Wait(Duration::from_secs(1))]]);
    let broken = Pieces([Ok("one"), Err("the disk is gone")].into());
    let call = upload(&server.client(), Body::stream(broken));
    let error = call.send(Reply::empty).await.expect_err("an error");
    let Error::Transport(error) = &error else {
        panic!("{error}")
    };
    assert_eq!(
        (error.kind(), error.attempts()),
        (TransportErrorKind::Broken, 1)
    );
    let cause = std::error::Error::source(error)
        .expect("a cause")
        .to_string();
    assert!(cause.contains("the disk is gone"), "{cause}");
    assert!(server.seen().is_empty(), "it never was whole");
}

/// A stream that is announced with another number of bytes than it has.
fn wrong(length: u64) -> Body {
    Body::sized_stream(pieces(), length)
}

/// The causes of an error, in a row.
fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.extend([": ", &error.to_string()]);
        cause = error.source();
    }
    text
}

#[tokio::test]
async fn a_stream_of_another_length_is_an_error() {
    for (length, how) in [
        (0, "more"),
        (2, "more"),
        (3, "more"),
        (5, "more"),
        (7, "fewer"),
    ] {
        for in_part in [false, true] {
            let server = Server::start(vec![json("{}")]);
            let call = if in_part {
                parts(&server.client(), FilePart::new("f", wrong(length)))
            } else {
                upload(&server.client(), wrong(length))
            };
            let error = call.send(Reply::empty).await.expect_err("another length");
            let told = told(&error);
            let expected = format!("a stream of {how} bytes than the {length} that");
            assert!(told.contains(&expected), "{told}");
            assert!(
                server.seen().is_empty(),
                "{length}: it looked whole to the service"
            );
        }
    }
}

#[cfg(feature = "blocking")]
#[test]
fn nor_is_a_file_of_another_length_sent() {
    let text = "0123456789".repeat(20_000);
    for length in [0, 65_536, 199_999, 200_001] {
        let server = Server::start(vec![json("{}")]);
        let reader = std::io::Cursor::new(text.clone());
        let call = upload(&server.client(), Body::sized_reader(reader, length));
        let sent = crate::runtime::wait(call.send(Reply::empty)).expect("the call ran");
        let told = told(&sent.expect_err("another length"));
        assert!(told.contains(&format!("than the {length} that")), "{told}");
        assert!(server.seen().is_empty(), "{length}");
    }
}

#[tokio::test]
async fn a_stream_of_no_bytes_may_be_announced() {
    let server = Server::start(vec![json("{}")]);
    let empty = || Body::sized_stream(Pieces([Ok(""), Ok("")].into()), 0);
    let call = upload(&server.client(), empty());
    call.send(Reply::empty).await.expect("a response");
    let seen = server.only();
    assert_eq!(
        (seen.header("content-length"), &*seen.body),
        (Some("0"), "")
    );
    let server = Server::start(vec![json("{}")]);
    let call = parts(&server.client(), FilePart::new("f", empty()));
    call.send(Reply::empty).await.expect("a response");
    assert!(server.only().body.contains("octet-stream\r\n\r\n\r\n--"));
}

#[cfg(feature = "test-util")]
#[tokio::test]
async fn a_transport_of_ones_own_gets_no_stream_of_another_length() {
    use crate::test_util::{Answer, TestService};

    for length in [0, 5, 7] {
        let service = TestService::new().answer(Answer::json(200, &serde_json::json!({})));
        let client = service.client().expect("a client");
        for call in [
            upload(&client, wrong(length)),
            parts(&client, FilePart::new("f", wrong(length))),
        ] {
            let error = call.send(Reply::empty).await.expect_err("another length");
            assert!(
                told(&error).contains(&format!("than the {length} that")),
                "{error}"
            );
        }
        assert!(service.requests().is_empty());
    }
}

#[tokio::test]
async fn a_part_has_one_media_type() {
    let named = |part: FilePart| part.header("content-type", "x/y");
    for (part, expected) in [
        (named(FilePart::new("f", "1")), Some("content-type: x/y")),
        (named(FilePart::text("1")), Some("content-type: x/y")),
        (
            FilePart::new("f", "1"),
            Some("Content-Type: application/octet-stream"),
        ),
        (
            FilePart::new("f", "1").media_type("a/b"),
            Some("Content-Type: a/b"),
        ),
        (named(FilePart::new("f", "1").media_type("a/b")), None),
        (named(named(FilePart::new("f", "1"))), None),
        (
            FilePart::new("f", "1").header("content-disposition", "x"),
            None,
        ),
        (
            FilePart::new("f", "1")
                .header("X-A", "1")
                .header("x-a", "2"),
            None,
        ),
    ] {
        let server = Server::start(vec![json("{}")]);
        let call = server.client().call(&UPLOAD);
        let sent = call
            .part_file("file", part, Some("d/e"))
            .send(Reply::empty)
            .await;
        let Some(expected) = expected else {
            let error = sent.expect_err("twice").to_string();
            assert!(error.contains("twice"), "{error}");
            assert!(server.seen().is_empty());
            continue;
        };
        sent.expect("a response");
        let body = server.only().body;
        let expected = expected.replace("application/octet-stream", "d/e");
        assert!(body.contains(&expected), "{body}");
        let count = body.to_ascii_lowercase().matches("content-type").count();
        assert_eq!(count, 1, "{body}");
    }
}
