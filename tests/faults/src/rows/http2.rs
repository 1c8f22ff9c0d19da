//! HTTP/2 that breaks its rules, or ends early.

use std::time::Duration;

use super::{BOTH, GIVEN, Row};
use crate::call::{Call, Setup};
use crate::frames::{
    CONTINUATION, DATA, END_HEADERS, END_STREAM, HEADERS, Http2, PING, SETTINGS, WINDOW_UPDATE,
    data, field, frame, go_away, ok, reset, settings, whole,
};
use crate::script::Step;
use crate::server::Kind;

const CALLS: &[Call] = &[Call::Get, Call::Post, Call::Keyed];

/// A call whose time runs out soon, but not soon enough for the quick half.
fn short(setup: &mut Setup) {
    setup.timeout = Duration::from_secs(3);
}

type Answer = fn(u32, usize) -> Vec<Step>;

fn write(frames: &[Vec<u8>]) -> Vec<Step> {
    vec![Step::Write(frames.concat())]
}

/// The last that a connection says. It is closed by the client, which needs the time to read.
fn last(frames: &[Vec<u8>]) -> Vec<Step> {
    vec![Step::Write(frames.concat()), Step::UntilGone]
}

pub(super) fn rows() -> Vec<Row> {
    let mut rows = endings();
    rows.extend(resets());
    rows.extend(violations());
    rows.extend(floods());
    rows
}

/// A row whose server begins as it should.
fn row(name: &str, answer: Answer) -> Row {
    starting(name, settings(&[]), answer)
}

fn starting(name: &str, start: Vec<u8>, answer: Answer) -> Row {
    let kind = Kind::Http2(Http2 { start, answer });
    Row::new(format!("HTTP/2: {name}"), kind, CALLS).by(GIVEN)
}

fn endings() -> Vec<Row> {
    vec![
        row("all is well", |id, _| write(&[whole(id, b"{}")])),
        row("closed at the request", |_, _| vec![Step::Close]),
        row("closed in the body", |id, _| {
            vec![
                Step::Write([ok(id), frame(DATA, 0, id, b"{")].concat()),
                Step::Pause,
                Step::Close,
            ]
        }),
        row("GOAWAY before the request is looked at", |_, _| {
            last(&[go_away(0, 0)])
        }),
        row(
            "GOAWAY before the request is looked at, once",
            |id, number| match number {
                0 => last(&[go_away(0, 0)]),
                _ => write(&[whole(id, b"{}")]),
            },
        ),
        row("GOAWAY while the request is looked at", |id, _| {
            last(&[go_away(id, 0)])
        })
        .with(short)
        .slow(),
        row("GOAWAY, and then the response", |id, _| {
            write(&[go_away(id, 0), whole(id, b"{}")])
        }),
        row("GOAWAY with an error", |_, _| last(&[go_away(0, 2)])),
        row("GOAWAY for too many requests", |_, _| {
            last(&[go_away(0, 11)])
        }),
    ]
}

fn resets() -> Vec<Row> {
    vec![
        row("REFUSED_STREAM", |id, _| write(&[reset(id, 7)])),
        row("REFUSED_STREAM, once", |id, number| match number {
            0 => write(&[reset(id, 7)]),
            _ => write(&[whole(id, b"{}")]),
        }),
        row("reset, NO_ERROR", |id, _| write(&[reset(id, 0)])),
        row("reset, PROTOCOL_ERROR", |id, _| write(&[reset(id, 1)])),
        row("reset, INTERNAL_ERROR", |id, _| write(&[reset(id, 2)])),
        row("reset, CANCEL", |id, _| write(&[reset(id, 8)])),
        row("reset, ENHANCE_YOUR_CALM", |id, _| write(&[reset(id, 11)])),
        row("reset, HTTP_1_1_REQUIRED", |id, _| write(&[reset(id, 13)])),
        row("reset after the headers", |id, _| {
            write(&[ok(id), reset(id, 2)])
        }),
        row("reset in the body", |id, _| {
            write(&[ok(id), frame(DATA, 0, id, b"{"), reset(id, 8)])
        }),
        row("a whole response, and then NO_ERROR", |id, _| {
            write(&[whole(id, b"{}"), reset(id, 0)])
        }),
    ]
}

fn violations() -> Vec<Row> {
    vec![
        row("a window that is too large", |id, _| {
            let wider = 0x7fff_ffff_u32.to_be_bytes();
            write(&[
                frame(WINDOW_UPDATE, 0, id, &wider),
                frame(WINDOW_UPDATE, 0, id, &wider),
            ])
        })
        .with(short)
        .slow(),
        row("a frame that is too large", |id, _| {
            last(&[ok(id), frame(DATA, 0, id, &[b' '; 100_000])])
        }),
        row("a frame of the wrong length", |_, _| {
            last(&[frame(SETTINGS, 0, 0, &[0; 5])])
        }),
        row("data on a stream that nobody has opened", |_, _| {
            last(&[data(99, b"{}")])
        }),
        row("data before the headers", |id, _| last(&[data(id, b"{}")])),
        row("headers that do not decode", |id, _| {
            last(&[frame(HEADERS, END_HEADERS, id, &[0xff; 20])])
        }),
        row("headers without a status", |id, _| {
            write(&[frame(
                HEADERS,
                END_HEADERS | END_STREAM,
                id,
                &field("a", "b"),
            )])
        }),
        row("a header that is too large", |id, _| {
            let block = [&[0x88][..], &field("x-large", &"x".repeat(100_000))].concat();
            let (first, rest) = block.split_at(16_384);
            let mut frames = vec![frame(HEADERS, 0, id, first)];
            frames.extend(
                rest.chunks(16_384)
                    .map(|piece| frame(CONTINUATION, 0, id, piece)),
            );
            frames.extend([frame(CONTINUATION, END_HEADERS, id, &[]), data(id, b"{}")]);
            last(&frames)
        }),
        Row {
            most: Some(3),
            ..starting(
                "no settings but HTTP/1",
                b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(),
                |_, _| vec![Step::Close],
            )
        },
        starting("a window of nothing", settings(&[(4, 0)]), |_, _| vec![])
            .with(short)
            .slow(),
        Row {
            most: Some(1),
            ..starting("no streams at all", settings(&[(3, 0)]), |_, _| vec![])
                .with(short)
                .slow()
        },
    ]
}

fn floods() -> Vec<Row> {
    let flood = |name: &str, answer: Answer| {
        let row = row(name, answer).with(short).slow();
        Row { calls: BOTH, ..row }
    };
    vec![
        flood("silence", |_, _| vec![Step::UntilGone]),
        flood("settings without end", |_, _| {
            vec![Step::Endless(settings(&[(3, 100)]))]
        }),
        flood("pings without end", |_, _| {
            vec![Step::Endless(frame(PING, 0, 0, &[0; 8]))]
        }),
        flood("empty data without end", |id, _| {
            vec![Step::Write(ok(id)), Step::Endless(frame(DATA, 0, id, &[]))]
        }),
        flood("a body without end", |id, _| {
            vec![
                Step::Write(ok(id)),
                Step::Endless(frame(DATA, 0, id, &[b' '; 1024])),
            ]
        }),
        flood("headers without end", |id, _| {
            let start = frame(HEADERS, 0, id, &[0x88]);
            vec![
                Step::Write(start),
                Step::Endless(frame(CONTINUATION, 0, id, &field("x", "y"))),
            ]
        })
        .with(|_| ()),
    ]
}
