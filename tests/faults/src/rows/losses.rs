//! Connections that are not made, break, or fall silent.

use std::time::Duration;

use super::{BOTH, Row};
use crate::call::{Action, Call, Setup, Way};
use crate::script::{Script, Step, json, raw, then};
use crate::server::Kind;

const EVENTS: &[Call] = &[Call::Events];

/// A call that does not wait long for a silent server.
fn impatient(setup: &mut Setup) {
    setup.timeout = Duration::from_secs(12);
    setup.read = Duration::from_millis(1500);
    setup.connect = Duration::from_millis(1500);
}

/// A call whose time as a whole runs out.
fn short(setup: &mut Setup) {
    setup.timeout = Duration::from_secs(2);
}

fn dropped(setup: &mut Setup) {
    setup.action = Action::Dropped(Duration::from_millis(300));
}

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

pub(super) fn rows() -> Vec<Row> {
    let mut rows = connections();
    rows.extend(broken());
    rows.extend(silent());
    rows.extend(streams());
    rows
}

fn connections() -> Vec<Row> {
    let plain = |script: Script| Kind::Plain(vec![script]);
    let once = |first: Script| Kind::Plain(vec![first, json(b"{}")]);
    let kept = vec![
        Step::Request,
        Step::Write(b"HTTP/1.1 500 Error\r\ncontent-length: 2\r\n\r\n{}".to_vec()),
    ];
    vec![
        Row::new(
            "connection refused",
            Kind::Nobody,
            &[Call::Get, Call::Post, Call::Upload],
        ),
        Row::new("unknown name", Kind::Unknown, BOTH)
            .by(super::LIBRARY)
            .slow(),
        Row::new(
            "closed at once",
            plain(vec![]),
            &[Call::Get, Call::Post, Call::Keyed, Call::Upload],
        ),
        Row::new(
            "reset in the request",
            plain(vec![Step::Byte]),
            &[Call::Get, Call::Post, Call::Keyed],
        ),
        Row::new(
            "closed before the response",
            plain(vec![Step::Request]),
            &[Call::Get, Call::Post, Call::Keyed, Call::Upload],
        ),
        Row::new(
            "closed before the response, once",
            once(vec![Step::Request]),
            &[Call::Get, Call::Keyed],
        ),
        Row::new(
            "a connection that was kept is closed",
            plain(kept),
            &[Call::Get, Call::Post],
        )
        .with(|setup| setup.action = Action::Twice),
    ]
}

fn broken() -> Vec<Row> {
    let plain = |text: String| Kind::Plain(vec![raw(text.as_bytes())]);
    vec![
        Row::new(
            "cut in the head",
            plain("HTTP/1.1 200 OK\r\ncontent-le".to_owned()),
            BOTH,
        ),
        Row::new(
            "cut in the body",
            plain(format!("{HEAD}content-length: 100\r\n\r\n{{")),
            BOTH,
        ),
        Row::new(
            "cut in a chunk",
            plain(format!("{HEAD}transfer-encoding: chunked\r\n\r\n5\r\n{{}}")),
            BOTH,
        ),
        Row::new(
            "no last chunk",
            plain(format!(
                "{HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{{}}\r\n"
            )),
            BOTH,
        ),
        Row::new(
            "a wrong chunk size",
            plain(format!(
                "{HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n{{}}"
            )),
            BOTH,
        ),
        Row::new(
            "two lengths",
            plain(format!(
                "{HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{{}}"
            )),
            BOTH,
        ),
        Row::new(
            "a negative length",
            plain(format!("{HEAD}content-length: -1\r\n\r\n{{}}")),
            BOTH,
        ),
        Row::new("no HTTP", plain("SSH-2.0-OpenSSH\r\n".to_owned()), BOTH),
        Row::new(
            "no status",
            plain("HTTP/1.1 banana\r\n\r\n".to_owned()),
            BOTH,
        ),
        Row::new(
            "HTTP/2 unasked",
            plain("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned()),
            BOTH,
        ),
        Row::new(
            "an error status, cut in the body",
            plain("HTTP/1.1 404 Not Found\r\ncontent-length: 100\r\n\r\n{".to_owned()),
            BOTH,
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "it is one table")]
fn silent() -> Vec<Row> {
    let pause = Duration::from_millis(200);
    let drip = |text: &str| Step::Drip(text.repeat(100).into_bytes(), pause);
    let plain = |script: Script| Kind::Plain(vec![script]);
    let with_length = format!("{HEAD}content-length: 1000\r\n\r\n");
    let early = || Step::Endless(b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n".repeat(50));
    vec![
        Row::new(
            "silence before the response",
            plain(vec![Step::Request, Step::UntilGone]),
            BOTH,
        )
        .with(impatient)
        .slow(),
        Row::new(
            "silence in the head",
            plain(then("HTTP/1.1 200 OK\r\n", Step::UntilGone)),
            BOTH,
        )
        .with(impatient)
        .slow(),
        Row::new(
            "silence in the body",
            plain(then(&with_length, Step::UntilGone)),
            BOTH,
        )
        .with(impatient)
        .slow(),
        Row::new(
            "silence in the body of an error",
            plain(then(
                "HTTP/1.1 400 Bad\r\ncontent-length: 9\r\n\r\n",
                Step::UntilGone,
            )),
            BOTH,
        )
        .with(impatient)
        .slow(),
        Row::new(
            "a head that drips",
            plain(vec![Step::Request, drip("HTTP/1.1 200 OK\r\n")]),
            BOTH,
        )
        .with(short)
        .slow(),
        Row::new(
            "a body that drips",
            plain(then(&with_length, drip(" "))),
            BOTH,
        )
        .with(short)
        .slow(),
        Row::new(
            "100 Continue unasked",
            plain(raw(&[
                b"HTTP/1.1 100 Continue\r\n\r\n".as_slice(),
                HEAD.as_bytes(),
                b"content-length: 2\r\n\r\n{}",
            ]
            .concat())),
            BOTH,
        ),
        Row::new(
            "early hints without end",
            plain(vec![Step::Request, early()]),
            BOTH,
        )
        .with(short)
        .slow(),
        Row::new(
            "a dropped call",
            plain(vec![Step::Request, Step::UntilGone]),
            BOTH,
        )
        .with(dropped)
        .by(&[Way::Native, Way::Given, Way::Own]),
    ]
}

fn streams() -> Vec<Row> {
    let plain = |script: Script| Kind::Plain(vec![script]);
    let events = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n9\r\ndata: 1\n\n\r\n";
    vec![
        Row::new(
            "events, cut after one",
            plain(raw(events.as_bytes())),
            EVENTS,
        ),
        Row::new(
            "events, cut in the second",
            plain(raw([events, "7\r\ndata: 2\r\n0\r\n\r\n"]
                .concat()
                .as_bytes())),
            EVENTS,
        ),
        Row::new(
            "events, then silence",
            plain(then(events, Step::UntilGone)),
            EVENTS,
        )
        .with(impatient)
        .slow(),
        Row::new(
            "events that end",
            plain(raw([events, "0\r\n\r\n"].concat().as_bytes())),
            EVENTS,
        ),
        Row::new(
            "events, one without end",
            plain(then(
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n",
                Step::Endless(b"data: x\n".repeat(500)),
            )),
            EVENTS,
        ),
        Row::new("events of another media type", plain(json(b"{}")), EVENTS),
        Row::new(
            "a stream that nobody reads",
            plain(vec![
                Step::Byte,
                Step::Write(
                    b"HTTP/1.1 413 Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                        .to_vec(),
                ),
            ]),
            &[Call::Upload],
        ),
    ]
}
