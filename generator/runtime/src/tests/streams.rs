//! Bodies that are read as they come.

use std::time::Duration;

use serde_json::{Value, json};

use super::server::{Script, Server, Step};
use crate::runtime::{Event, Events, JsonLines, Operation, Reply};
use crate::{Error, TransportErrorKind};

/// Long enough for what the server sends to come, on a machine that has more to do.
const SILENCE: Duration = Duration::from_secs(1);

pub(super) static STREAM: Operation = Operation {
    path: "/x",
    streamed: true,
    ..Operation::DEFAULT
};

pub(super) fn stream(media_type: &str, pieces: &[&str]) -> Script {
    let head =
        format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: {media_type}\r\n\r\n");
    let mut script = vec![Step::Write(head.into_bytes())];
    for piece in pieces {
        script.extend([
            Step::Write(piece.as_bytes().to_vec()),
            Step::Wait(Duration::from_millis(5)),
        ]);
    }
    script
}

async fn events(pieces: &[&str]) -> (Vec<Event<Value>>, Option<Error>) {
    let server = Server::start(vec![stream("text/event-stream; charset=utf-8", pieces)]);
    let mut events: Events<Value> = server
        .client()
        .call(&STREAM)
        .send(Reply::events)
        .await
        .expect("a stream");
    let mut seen = Vec::new();
    loop {
        match events.try_next().await {
            Ok(Some(event)) => seen.push(event),
            Ok(None) => return (seen, None),
            Err(error) => return (seen, Some(error)),
        }
    }
}

#[tokio::test]
async fn events_come_in_any_pieces() {
    let (seen, error) = events(&[
        "\u{feff}: hello\n\ndata: {\"a\":1",
        "}\r",
        "\nid: 7\r\n\r\nevent: up\ndata:[1,\ndata: 2]\nretry: 1500\nwhat: x\n\n",
        "data: \"\u{fc}\"\r\r: the end\n",
    ])
    .await;
    assert!(error.is_none(), "{error:?}");
    let seen: Vec<_> = seen
        .into_iter()
        .map(|event| (event.kind, event.id, event.retry, event.data))
        .collect();
    let wait = Some(Duration::from_millis(1500));
    assert_eq!(
        seen,
        [
            ("message".to_owned(), "7".to_owned(), None, json!({"a": 1})),
            ("up".to_owned(), "7".to_owned(), wait, json!([1, 2])),
            ("message".to_owned(), "7".to_owned(), wait, json!("\u{fc}")),
        ]
    );
}

#[tokio::test]
async fn events_end_when_the_service_says_so() {
    let (seen, error) = events(&["data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"]).await;
    assert_eq!((seen.len(), error.is_none()), (1, true));
}

#[tokio::test]
async fn what_does_not_decode_is_an_error_and_the_stream_goes_on() {
    let deep = "[".repeat(100_000);
    let closed = format!("{deep}{}", "]".repeat(100_000));
    for wrong in ["{", r#""\ud800""#, "[1e400]", "[1] 2", &deep, &closed] {
        let server = Server::start(vec![
            stream(
                "text/event-stream",
                &[&format!("data: [1]\n\ndata: {wrong}\n\ndata: [2]\n\n")],
            ),
            stream("application/jsonl", &[&format!("[1]\n{wrong}\n[2]\n")]),
        ]);
        let client = server.client();
        let events = client.call(&STREAM).send(Reply::events::<Vec<Value>>);
        let mut events = events.await.expect("a stream");
        let mut lines: JsonLines<Vec<Value>> = {
            let call = client.call(&STREAM);
            call.send(Reply::json_lines).await.expect("a stream")
        };
        for expected in [Some(vec![json!(1)]), None, Some(vec![json!(2)])] {
            let event = events.next().await.expect("an event");
            let line = lines.next().await.expect("a line");
            for item in [event.map(|event| event.data), line] {
                match item {
                    Ok(item) => assert_eq!(Some(item), expected, "{wrong:.10}"),
                    Err(Error::Decode(_)) => assert_eq!(None, expected, "{wrong:.10}"),
                    Err(error) => panic!("{wrong:.10}: {error}"),
                }
            }
        }
        assert!(events.next().await.is_none() && lines.next().await.is_none());
    }
}

#[tokio::test]
async fn a_sequence_is_sent_with_what_begins_each_text() {
    let server = Server::start(vec![super::server::answer(204, &[], "")]);
    let call = server
        .client()
        .call(&STREAM)
        .json_lines([1, 2], "application/json-seq");
    call.send(Reply::empty).await.expect("an answer");
    assert_eq!(server.only().body, "\u{1e}1\n\u{1e}2\n");
}

#[tokio::test]
async fn json_lines_come_in_any_pieces() {
    let server = Server::start(vec![stream(
        "application/x-ndjson",
        &["1\n{\"a\":", "2}\r\n\n  \n", "3"],
    )]);
    let mut lines: JsonLines<Value> = server
        .client()
        .call(&STREAM)
        .send(Reply::json_lines)
        .await
        .expect("a stream");
    let mut seen = Vec::new();
    while let Some(item) = lines.try_next().await.expect("an item") {
        seen.push(item);
    }
    assert_eq!(seen, [json!(1), json!({"a": 2}), json!(3)]);
}

#[tokio::test]
async fn a_line_is_bounded_and_silence_ends() {
    let mut endless = stream("application/jsonl", &["1\n"]);
    endless.push(Step::Endless(vec![b' '; 4096]));
    let mut silent = stream("application/jsonl", &["1\n"]);
    silent.push(Step::UntilGone);
    for (script, kind) in [
        (endless, TransportErrorKind::BodyTooLarge),
        (silent, TransportErrorKind::ReadTimeout),
    ] {
        let server = Server::start(vec![script]);
        let builder = server
            .builder()
            .max_response_bytes(100_000)
            .read_timeout(SILENCE);
        let client = builder.build().expect("a client");
        let mut lines: JsonLines<i64> = client
            .call(&STREAM)
            .send(Reply::json_lines)
            .await
            .expect("a stream");
        assert_eq!(lines.try_next().await.expect("an item"), Some(1));
        let error = lines.try_next().await.expect_err("no more items");
        assert!(
            matches!(&error, Error::Transport(error) if error.kind() == kind),
            "{error}"
        );
        assert!(lines.next().await.is_none());
    }
}

#[tokio::test]
async fn a_whole_body_is_read_all_the_same() {
    let server = Server::start(vec![super::server::answer(200, &[], "1\n2")]);
    let mut lines: JsonLines<i64> = server
        .client()
        .call(&STREAM)
        .send(Reply::json_lines)
        .await
        .expect("a stream");
    assert_eq!(lines.try_next().await.expect("an item"), Some(1));
    assert_eq!(lines.try_next().await.expect("an item"), Some(2));
    assert_eq!(lines.try_next().await.expect("the end"), None);
}

#[tokio::test]
async fn a_stream_may_be_taken_whole() {
    let server = Server::start(vec![stream("text/event-stream", &["data: 1\n", "\n"])]);
    let answer = server.client().call(&STREAM).raw().await.expect("a body");
    assert_eq!(answer.body(), "data: 1\n\n");
}

#[tokio::test]
async fn a_body_of_bytes_comes_in_pieces_of_any_number() {
    let script = stream("application/octet-stream", &["one", "two", "three"]);
    let server = Server::start(vec![super::server::answer(503, &[], ""), script]);
    let client = server
        .builder()
        .max_response_bytes(4)
        .timeout(Duration::from_secs(20));
    let answer = client
        .build()
        .expect("a client")
        .call(&STREAM)
        .stream()
        .await;
    let answer = answer.expect("a body");
    assert_eq!((answer.status(), answer.attempts()), (200, 2));
    assert_eq!(
        answer.headers().get("content-type"),
        Some("application/octet-stream")
    );
    let mut body = answer.into_body();
    let mut text = Vec::new();
    while let Some(piece) = body.try_next().await.expect("a piece") {
        text.extend_from_slice(&piece);
    }
    assert_eq!(text, b"onetwothree");
    assert_eq!(body.try_next().await.expect("the end"), None);
}

#[tokio::test]
async fn a_stream_of_bytes_says_how_it_fails() {
    let mut silent = stream("application/octet-stream", &["one"]);
    silent.push(Step::UntilGone);
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\none";
    for (script, kind) in [
        (silent, TransportErrorKind::ReadTimeout),
        (super::server::raw(cut), TransportErrorKind::Broken),
    ] {
        let server = Server::start(vec![script]);
        let client = server.builder().read_timeout(SILENCE);
        let answer = client
            .build()
            .expect("a client")
            .call(&STREAM)
            .stream()
            .await;
        let mut body = answer.expect("a body").into_body();
        assert_eq!(body.try_next().await.expect("a piece").expect("one"), "one");
        let error = body.try_next().await.expect_err("no more pieces");
        assert!(
            matches!(&error, Error::Transport(error) if error.kind() == kind),
            "{error}"
        );
        assert!(body.next().await.is_none());
    }
    let server = Server::start(vec![super::server::answer(404, &[], "no")]);
    let error = server.client().call(&STREAM).stream().await;
    assert_eq!(error.expect_err("an error").status(), Some(404));
}

#[tokio::test]
async fn the_last_line_may_end_in_a_bare_return() {
    let (seen, error) = events(&["data: 1\n", "\r"]).await;
    assert_eq!((seen.len(), error.is_none()), (1, true));
}

pub(super) async fn reconnected(
    scripts: Vec<Script>,
    times: u32,
) -> (Vec<Value>, Option<Error>, Vec<Option<String>>) {
    let server = Server::start(scripts);
    let options = crate::CallOptions::new().reconnect(times);
    let call = server.client().call(&STREAM).options(options);
    let mut events: Events<Value> = call.send(Reply::events).await.expect("a stream");
    let (mut seen, mut error) = (Vec::new(), None);
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => seen.push(event.data),
            Err(why) => error = Some(why),
        }
    }
    let ids = server.seen().into_iter();
    let ids = ids.map(|seen| seen.header("last-event-id").map(str::to_owned));
    (seen, error, ids.collect())
}

#[tokio::test]
async fn the_data_of_an_event_may_be_text() {
    async fn data<T>(read: fn(Reply) -> Result<Events<T>, Error>) -> Result<Vec<T>, Error>
    where
        T: serde::de::DeserializeOwned + 'static,
    {
        let server = Server::start(vec![stream(
            "text/event-stream",
            &["data: {\n\ndata: \"a\"\n\ndata: b\n\n"],
        )]);
        let mut events = server.client().call(&STREAM).send(read).await?;
        let mut data = Vec::new();
        while let Some(event) = events.try_next().await? {
            data.push(event.data);
        }
        Ok(data)
    }
    let texts = data::<String>(Reply::events).await.expect("text is text");
    assert_eq!(texts, ["{", "\"a\"", "b"]);
    assert!(data::<Value>(Reply::events).await.is_err());
    let (seen, error) = events(&["data: \"a\"\n\ndata: b\n\n"]).await;
    assert!(error.is_none(), "{error:?}");
    let seen: Vec<_> = seen.into_iter().map(|event| event.data).collect();
    assert_eq!(seen, [json!("a"), json!("b")]);
}

fn some_events(text: &str) -> Script {
    stream("text/event-stream", &[text])
}

/// The same, cut off in the middle of a chunk.
fn cut_off(text: &str) -> Script {
    super::server::raw(&format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{text}",
        text.len() + 10
    ))
}

#[tokio::test]
async fn events_go_on_after_a_connection_that_has_ended() {
    let (seen, error, ids) = reconnected(
        vec![
            some_events("data: 1\n\nid: a\ndata: 2\n\ndata: cut"),
            cut_off("id: b\ndata: 3\n\n"),
            some_events("\u{feff}data: 4\n\n"),
            super::server::answer(204, &[], ""),
        ],
        1,
    )
    .await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen, [json!(1), json!(2), json!(3), json!(4)]);
    let expected = [None, Some("a"), Some("b"), Some("b")];
    assert_eq!(ids, expected.map(|id| id.map(str::to_owned)));
}

#[tokio::test]
async fn events_do_not_go_on_for_ever() {
    let (seen, error, ids) =
        reconnected(vec![some_events("data: 1\n\n"), some_events("")], 3).await;
    assert_eq!((seen.len(), error.is_none(), ids.len()), (1, true, 4));
    let (seen, error, ids) = reconnected(vec![cut_off("data: 1\n\n"), cut_off("")], 2).await;
    assert_eq!((seen.len(), ids.len()), (1, 3));
    assert!(matches!(error, Some(Error::Transport(_))), "{error:?}");
    let gone = super::server::answer(404, &[], "");
    let (_, error, ids) = reconnected(vec![some_events("data: 1\n\n"), gone], 9).await;
    assert_eq!(
        (error.and_then(|error| error.status()), ids.len()),
        (Some(404), 2)
    );
    let (_, _, ids) = reconnected(vec![some_events("data: 1\n\ndata: [DONE]\n\n")], 9).await;
    assert_eq!(ids.len(), 1, "the service has said that nothing follows");
    let (_, error, ids) = reconnected(vec![some_events("data: {\n\n")], 9).await;
    assert!(matches!(error, Some(Error::Decode(_))), "{error:?}");
    assert_eq!(ids.len(), 1, "a wrong event would come again");
}

#[tokio::test]
async fn events_wait_as_long_as_the_service_says() {
    let begun = std::time::Instant::now();
    let first = some_events("retry: 150\ndata: 1\n\n");
    let (_, _, ids) = reconnected(vec![first, super::server::answer(204, &[], "")], 1).await;
    assert!(begun.elapsed() >= Duration::from_millis(150));
    assert_eq!(ids.len(), 2);
    let (_, error, ids) = reconnected(vec![some_events("retry: 3600000\ndata: 1\n\n")], 1).await;
    let error = error.expect("nobody waits for that");
    assert_eq!(ids.len(), 1);
    assert_eq!(
        error.to_string(),
        "GET /x: status 200: no response within 600s"
    );
    let cause = std::error::Error::source(&error)
        .expect("a cause")
        .to_string();
    assert_eq!(
        cause,
        "the service asks to wait 3600s before it is connected to again"
    );
}
