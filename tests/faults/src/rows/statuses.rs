//! Every status, once and for ever, and the waits that it may come with.

use super::Row;
use crate::call::{Action, Call};
use crate::script::{answer, json};
use crate::server::Kind;

const CALLS: &[Call] = &[Call::Get, Call::Post, Call::Keyed];

/// Those that RFC 9110 and its neighbours name, and some that services make up.
const STATUSES: [u16; 46] = [
    400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418,
    421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 506, 507,
    508, 510, 511, 520, 529, 599, 600, 999,
];

pub(super) fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for status in STATUSES {
        let failure = || answer(status, &[("content-type", "application/json")], b"{}");
        let once = Kind::Plain(vec![failure(), json(b"{}")]);
        rows.push(
            Row::new(
                format!("{status} for ever"),
                Kind::Plain(vec![failure()]),
                CALLS,
            )
            .slow(),
        );
        rows.push(Row::new(format!("{status} once"), once, CALLS));
    }
    rows.extend(waits());
    rows.extend([
        Row::new(
            "503 to an upload",
            Kind::Plain(vec![answer(503, &[], b"")]),
            &[Call::Upload],
        ),
        Row {
            most: Some(100 + 35),
            ..Row::new(
                "503 to a hundred clones",
                Kind::Plain(vec![answer(503, &[], b"")]),
                &[Call::Get],
            )
            .with(|setup| setup.action = Action::Clones(100))
        },
    ]);
    rows
}

fn waits() -> impl Iterator<Item = Row> {
    let forms = [
        ("retry-after", "0"),
        ("retry-after", "0.01"),
        ("retry-after", "-1"),
        ("retry-after", "NaN"),
        ("retry-after", "soon"),
        ("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
        ("retry-after", "Wed, 21 Oct 2099 07:28:00 GMT"),
        ("retry-after", "Wed, 99 Foo 2015"),
        ("retry-after", "3600"),
        ("retry-after", "1e308"),
        ("retry-after", "inf"),
        ("retry-after", "99999999999999999999"),
        ("retry-after-ms", "10"),
        ("retry-after-ms", "3600000"),
    ];
    forms.into_iter().map(|(name, value)| {
        let limited = answer(429, &[(name, value)], b"");
        Row::new(
            format!("429 once, {name}: {value}"),
            Kind::Plain(vec![limited, json(b"{}")]),
            &[Call::Get],
        )
    })
}
