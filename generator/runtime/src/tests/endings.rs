//! Streams that end early, late or not at all, and bodies that are no streams: each is whole, or an error.

use std::time::Duration;

use serde_json::{Value, json};

use super::faults::kind;
use super::server::{Script, Server, Step, answer, raw};
use super::streams::{STREAM, reconnected, stream};
use crate::runtime::{Events, JsonLines, Reply};
use crate::{CallOptions, Error, TransportErrorKind};

fn events(text: &str) -> Script {
    stream("text/event-stream", &[text])
}

/// The causes of an error, from the outermost.
fn told(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[tokio::test]
async fn an_id_counts_once_its_event_is_whole() {
    let cut = "id: 1\ndata: 1\n\nid: 2\ndata: 2\n";
    for first in [events(cut), raw(&cut_chunk(cut))] {
        let scripts = vec![first, events("id: 2\ndata: 2\n\n"), answer(204, &[], "")];
        let (seen, error, ids) = reconnected(scripts, 1).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(seen, [json!(1), json!(2)]);
        let ids: Vec<_> = ids.iter().map(Option::as_deref).collect();
        assert_eq!(ids, [None, Some("1"), Some("2")]);
    }
    // An id without data counts as well, once the empty line behind it has come.
    let scripts = vec![events("id: 7\n\nid: 8\n"), answer(204, &[], "")];
    let (_, _, ids) = reconnected(scripts, 1).await;
    assert_eq!(ids[1].as_deref(), Some("7"));
}

/// A response that breaks off within a chunk.
fn cut_chunk(text: &str) -> String {
    let head =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    format!("{head}{:x}\r\n{text}", text.len() + 10)
}

#[tokio::test]
async fn an_event_that_is_cut_off_is_an_error() {
    for cut in [
        "data: 2",
        "data: 2\n",
        "event: up\nid: 2\n",
        "id: 2\n",
        "da",
    ] {
        let (seen, error, _) = reconnected(vec![events(&format!("data: 1\n\n{cut}"))], 0).await;
        assert_eq!(seen, [json!(1)], "{cut}");
        let error = error.expect(cut);
        assert_eq!(kind(&error), TransportErrorKind::Broken, "{cut}");
        let told = told(&error);
        assert!(told.ends_with("in the middle of an event"), "{told}");
    }
    for whole in [
        "",
        "\n",
        ": bye",
        "retry: 7\n",
        "data: [DONE]",
        "data: [DONE]\n",
    ] {
        let (seen, error, _) = reconnected(vec![events(&format!("data: 1\n\n{whole}"))], 0).await;
        assert_eq!((seen.len(), error.is_none()), (1, true), "{whole}");
    }
}

#[tokio::test]
async fn an_event_is_bounded() {
    for line in [
        "data: 0123456789\n",
        "data:\n",
        "data: 0123456789\nevent: up\nid: 7\n",
    ] {
        let mut endless = events("data: 1\n\n");
        endless.push(Step::Endless(line.repeat(100).into_bytes()));
        let server = Server::start(vec![endless]);
        let client = server.builder().max_response_bytes(100_000);
        let call = client.build().expect("a client").call(&STREAM);
        let call = call.options(CallOptions::new().reconnect(9));
        let mut events: Events<Value> = call.send(Reply::events).await.expect("a stream");
        assert!(events.next().await.is_some_and(|event| event.is_ok()));
        let error = events.try_next().await.expect_err("endless");
        assert_eq!(kind(&error), TransportErrorKind::BodyTooLarge, "{line}");
        let text = error.to_string();
        assert_eq!(
            text,
            "GET /x: status 200: the response's body is larger than 100000 bytes in one event"
        );
        assert!(events.next().await.is_none());
        assert_eq!(server.seen().len(), 1, "it would come again");
    }
}

#[tokio::test]
async fn many_small_events_are_no_large_one() {
    let text = "data: 1\n\n: comment\n".repeat(5000);
    let server = Server::start(vec![events(&text)]);
    let client = server.builder().max_response_bytes(1000);
    let call = client.build().expect("a client").call(&STREAM);
    let mut events: Events<Value> = call.send(Reply::events).await.expect("a stream");
    let mut count = 0;
    while events.try_next().await.expect("an event").is_some() {
        count += 1;
    }
    assert_eq!(count, 5000);
}

#[tokio::test]
async fn another_type_than_the_declared_one_is_an_error() {
    let page = "<html>\n<p>Sign in</p></html>";
    for (media_type, body) in [
        ("application/json", r#"{"error":"no"}"#),
        ("text/html; charset=utf-8", page),
        ("text/plain", "no"),
    ] {
        let server = Server::start(vec![answer(200, &[("content-type", media_type)], body)]);
        let call = || server.client().call(&STREAM);
        let events = call().send(Reply::events::<Value>).await;
        let asked = call().accept("text/event-stream");
        let asked = asked.send(Reply::events::<Value>).await;
        let lines = call().send(Reply::json_lines::<Value>).await;
        let events = [events.map(drop), asked.map(drop)];
        let found = events.map(|outcome| (outcome, "text/event-stream"));
        for (outcome, declared) in found
            .into_iter()
            .chain([(lines.map(drop), "application/jsonl")])
        {
            let error = outcome.expect_err(media_type);
            let told = told(&error);
            let expected = format!(
                "GET /x: status 200: the body does not decode: the response is `{media_type}` in the place of `{declared}`; it begins with {}",
                body.replace('\n', " ")
            );
            assert_eq!(told, expected);
            let Error::Decode(error) = error else {
                panic!("{error}")
            };
            assert_eq!(error.bytes(), body);
        }
    }
    let lines = stream("application/jsonl", &["{}\n"]);
    let server = Server::start(vec![lines]);
    let call = server.client().call(&STREAM);
    let error = call.send(Reply::events::<Value>).await.expect_err("lines");
    assert!(
        told(&error).contains("`application/jsonl` in the place of"),
        "{error:?}"
    );
    let server = Server::start(vec![events("data: 1\n\n")]);
    let call = server.client().call(&STREAM);
    let error = call.send(Reply::json_lines::<Value>).await;
    assert!(told(&error.expect_err("events")).contains("`text/event-stream` in the"));
}

#[tokio::test]
async fn an_event_ends_with_a_bare_return() {
    let mut script = events("data: 1\r\r");
    script.push(Step::UntilGone);
    let server = Server::start(vec![script]);
    let call = server.client().call(&STREAM);
    let mut events: Events<Value> = call.send(Reply::events).await.expect("a stream");
    let event = tokio::time::timeout(Duration::from_secs(5), events.next()).await;
    let event = event
        .expect("at once")
        .expect("an event")
        .expect("an event");
    assert_eq!(event.data, json!(1));
}

#[tokio::test]
async fn an_id_may_hold_any_text() {
    let scripts = vec![
        events("id: \u{e9}\u{1f980}\ndata: 1\n\n"),
        answer(204, &[], ""),
    ];
    let (seen, error, ids) = reconnected(scripts, 1).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen.len(), 1);
    assert_eq!(ids[1].as_deref(), Some("\u{e9}\u{1f980}"));
    // What no header can hold cannot be asked for.
    let scripts = vec![events("id: \u{1}\ndata: 1\n\n"), answer(204, &[], "")];
    let (seen, error, ids) = reconnected(scripts, 1).await;
    assert_eq!((seen.len(), ids.len()), (1, 1));
    assert!(matches!(error, Some(Error::Build(_))), "{error:?}");
}

async fn lines(media_type: &str, pieces: &[&str]) -> (Vec<Value>, Option<Error>) {
    let server = Server::start(vec![stream(media_type, pieces)]);
    let call = server.client().call(&STREAM);
    let mut lines: JsonLines<Value> = call.send(Reply::json_lines).await.expect("a stream");
    let mut seen = Vec::new();
    loop {
        match lines.try_next().await {
            Ok(Some(item)) => seen.push(item),
            Ok(None) => return (seen, None),
            Err(error) => return (seen, Some(error)),
        }
    }
}

#[tokio::test]
async fn a_line_ends_with_a_line_feed_alone() {
    // A return is white space in JSON.
    let (seen, error) = lines("application/x-ndjson", &["{\"a\":\r1}\r", "\n2\r\n3"]).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen, [json!({"a": 1}), json!(2), json!(3)]);
    let (seen, error) = lines("application/x-ndjson", &["1\n{\"a\":"]).await;
    assert_eq!((seen.len(), error.is_some()), (1, true), "a cut line");
}

#[tokio::test]
async fn a_text_of_a_sequence_begins_with_a_separator() {
    let media_type = "application/json-seq";
    let pieces = [
        "\u{1e}{\"a\":\n\"}\\\"",
        "\"}\n",
        "\u{1e}\u{1e}2\n\u{1e}[3\n]",
        "\u{1e}4\n",
    ];
    let (seen, error) = lines(media_type, &pieces).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(seen, [json!({"a": "}\""}), json!(2), json!([3]), json!(4)]);
    // A number that nothing follows may be half a number (RFC 7464, section 2.4).
    for cut in [
        "\u{1e}12",
        "\u{1e}{\"a\":1",
        "\u{1e}12\u{1e}13\n",
        "\u{1e}tru",
    ] {
        let (seen, error) = lines(media_type, &["\u{1e}1\n", cut]).await;
        assert_eq!((seen, error.is_some()), (vec![json!(1)], true), "{cut:?}");
    }
    let (seen, error) = lines(media_type, &["\u{1e}{\"a\":1}"]).await;
    assert_eq!((seen.len(), error.is_none()), (1, true));
    let (seen, error) = lines("application/jsonl", &["\u{1e}1\n\u{1e}2\n"]).await;
    assert_eq!((seen, error.is_none()), (vec![json!(1), json!(2)], true));
}

#[tokio::test]
async fn a_text_of_a_sequence_comes_before_the_next_begins() {
    let mut script = stream("application/json-seq", &["\u{1e}{\"a\":[1]}\n"]);
    script.push(Step::UntilGone);
    let server = Server::start(vec![script]);
    let call = server.client().call(&STREAM);
    let mut lines: JsonLines<Value> = call.send(Reply::json_lines).await.expect("a stream");
    let item = tokio::time::timeout(Duration::from_secs(5), lines.next()).await;
    assert!(item.expect("at once").is_some_and(|item| item.is_ok()));
}

#[tokio::test]
async fn a_text_of_a_sequence_is_bounded() {
    let mut endless = stream("application/json-seq", &["\u{1e}["]);
    endless.push(Step::Endless(b"1,\n".repeat(1000)));
    let server = Server::start(vec![endless]);
    let client = server.builder().max_response_bytes(100_000);
    let call = client.build().expect("a client").call(&STREAM);
    let mut lines: JsonLines<Value> = call.send(Reply::json_lines).await.expect("a stream");
    let error = lines.try_next().await.expect_err("endless");
    assert_eq!(kind(&error), TransportErrorKind::BodyTooLarge);
}

#[cfg(feature = "test-util")]
#[tokio::test(start_paused = true)]
async fn a_wait_that_the_service_asks_for_is_kept_to_or_told() {
    use crate::test_util::{Answer, TestService};

    let stream = |text: &'static str| {
        Answer::new(200)
            .header("content-type", "text/event-stream")
            .body(text)
    };
    for (retry, timeout, waits) in [
        ("retry: 61000\ndata: 1\n\n", 600, true),
        ("retry: 61000\ndata: 1\n\n", 60, false),
        ("retry: 18446744073709551615\ndata: 1\n\n", 600, false),
    ] {
        let service = TestService::new()
            .answer(stream(retry))
            .answer(stream("data: 2\n\n"));
        let client = service.builder().timeout(Duration::from_secs(timeout));
        let call = client.build().expect("a client").call(&STREAM);
        let call = call.options(CallOptions::new().reconnect(1));
        let mut events: Events<Value> = call.send(Reply::events).await.expect("a stream");
        assert!(events.next().await.is_some_and(|event| event.is_ok()));
        let begun = tokio::time::Instant::now();
        match events.try_next().await {
            Ok(event) if waits => {
                assert!(event.is_some());
                assert_eq!(begun.elapsed(), Duration::from_secs(61));
            }
            Err(error) if !waits => {
                let told = told(&error);
                assert!(told.contains("asks to wait"), "{told}");
            }
            other => panic!("{retry}: {other:?}"),
        }
    }
}
