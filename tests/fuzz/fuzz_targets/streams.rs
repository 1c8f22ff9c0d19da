//! Any body as server-sent events and as lines of JSON: it makes no difference in which pieces it comes, and what is
//! read is the same once it has been written and read again.

#![no_main]

use std::fmt::Write as _;

use clientwright_fuzz::{answer, client, pieces, told, wait};
use libfuzzer_sys::fuzz_target;
use readers::test_util::Answer;
use readers::types::Pet;
use readers::{Error, Event, TransportErrorKind};

const EVENTS: &str = "text/event-stream";
const LINES: &str = "application/jsonl";

fuzz_target!(|data: &[u8]| {
    let seed = data
        .iter()
        .fold(0, |seed: u64, byte| seed.rotate_left(5) ^ u64::from(*byte));
    let whole = |media_type| answer(media_type).body(data.to_vec());

    let texts = events(whole(EVENTS));
    assert_eq!(events(pieces(EVENTS, data, seed)), texts);
    assert_eq!(events(answer(EVENTS).body(written(&texts.0))).0, texts.0);

    let news = news(whole(EVENTS));
    assert_eq!(self::news(pieces(EVENTS, data, seed)), news);

    let lines = lines(whole(LINES));
    assert_eq!(self::lines(pieces(LINES, data, seed)), lines);
    let rows = lines
        .0
        .iter()
        .map(|pet| serde_json::to_string(pet).expect("it encodes"));
    let again: String = rows.map(|row| row + "\n").collect();
    assert_eq!(self::lines(answer(LINES).body(again)).0, lines.0);
});

/// The events of text, and whether the last one was cut; nothing else can be wrong.
fn events(answer: Answer) -> (Vec<Event<String>>, bool) {
    let (_, client) = client([answer]);
    wait(async {
        let mut events = client.get_events().send().await.expect("events");
        let mut read = Vec::new();
        while let Some(event) = events.next().await {
            match event {
                Ok(event) => read.push(event),
                Err(error) => {
                    assert!(is_cut(&error), "{error:?}");
                    assert!(events.next().await.is_none(), "nothing follows an error");
                    return (read, true);
                }
            }
        }
        (read, false)
    })
}

/// The events of JSON, and whether something was wrong.
fn news(answer: Answer) -> (Vec<Event<Pet>>, bool) {
    let (_, client) = client([answer]);
    wait(async {
        let mut events = client.get_news().send().await.expect("events");
        let mut read = Vec::new();
        while let Some(event) = events.next().await {
            match event {
                Ok(event) => read.push(event),
                Err(error) => {
                    assert!(is_cut(&error) || told(&error));
                    assert!(events.next().await.is_none(), "nothing follows an error");
                    return (read, true);
                }
            }
        }
        (read, false)
    })
}

/// The lines, and whether something was wrong.
fn lines(answer: Answer) -> (Vec<Pet>, bool) {
    let (_, client) = client([answer]);
    wait(async {
        let mut lines = client.get_lines().send().await.expect("lines");
        let mut read = Vec::new();
        while let Some(line) = lines.next().await {
            match line {
                Ok(line) => read.push(line),
                Err(error) => {
                    assert!(is_cut(&error) || told(&error));
                    assert!(lines.next().await.is_none(), "nothing follows an error");
                    return (read, true);
                }
            }
        }
        (read, false)
    })
}

/// Whether the body ended before what it had begun.
fn is_cut(error: &Error) -> bool {
    matches!(error, Error::Transport(error) if error.kind() == TransportErrorKind::Broken)
}

/// The events as a service writes them.
fn written(events: &[Event<String>]) -> String {
    let mut text = String::new();
    for event in events {
        let Event {
            kind,
            id,
            retry,
            data,
            ..
        } = event;
        write!(text, "event: {kind}\nid: {id}\n").expect("a string takes all");
        if let Some(retry) = retry {
            writeln!(text, "retry: {}", retry.as_millis()).expect("a string takes all");
        }
        for line in data.split('\n') {
            writeln!(text, "data: {line}").expect("a string takes all");
        }
        text.push('\n');
    }
    text
}
