//! Responses that are too large, no JSON, or not what was asked for.

use std::io::Write as _;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::{BOTH, Row};
use crate::call::Call;
use crate::script::{Step, answer, json, then};
use crate::server::Kind;

const GET: &[Call] = &[Call::Get];
const JSON: (&str, &str) = ("content-type", "application/json");

pub(super) fn rows() -> Result<Vec<Row>> {
    let mut rows = endless();
    rows.extend(compressed()?);
    rows.extend(bodies());
    rows.extend(redirects());
    Ok(rows)
}

fn endless() -> Vec<Row> {
    let spaces = || Step::Endless(vec![b' '; 4096]);
    let head = |status: &str| {
        then(
            &format!("HTTP/1.1 {status}\r\nconnection: close\r\n\r\n"),
            spaces(),
        )
    };
    let line = then(
        "HTTP/1.1 200 OK\r\nx-long: ",
        Step::Endless(vec![b'x'; 4096]),
    );
    let lines = then(
        "HTTP/1.1 200 OK\r\n",
        Step::Endless(b"x-many: x\r\n".repeat(100)),
    );
    vec![
        Row::new(
            "a body without end",
            Kind::Plain(vec![head("200 OK")]),
            BOTH,
        ),
        Row::new(
            "an error body without end",
            Kind::Plain(vec![head("400 Bad")]),
            BOTH,
        ),
        Row::new("a header without end", Kind::Plain(vec![line]), BOTH),
        Row::new("headers without end", Kind::Plain(vec![lines]), BOTH),
    ]
}

fn compressed() -> Result<Vec<Row>> {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..256 {
        bomb.write_all(&vec![b' '; 1 << 16])?;
    }
    let bomb = bomb.finish()?;
    let zip = |status: u16, body: &[u8]| {
        Kind::Plain(vec![answer(
            status,
            &[JSON, ("content-encoding", "gzip")],
            body,
        )])
    };
    Ok(vec![
        Row::new("a bomb", zip(200, &bomb), BOTH).by(super::LIBRARY),
        Row::new("a bomb as an error", zip(400, &bomb), BOTH).by(super::LIBRARY),
        Row::new("what does not unzip", zip(200, b"{}"), BOTH).by(super::LIBRARY),
        Row::new("an error that does not unzip", zip(404, b"{}"), BOTH).by(super::LIBRARY),
        Row::new(
            "a bomb that is cut",
            zip(200, &bomb[..bomb.len() / 2]),
            BOTH,
        )
        .by(super::LIBRARY),
    ])
}

fn bodies() -> Vec<Row> {
    let deep = "[".repeat(90_000);
    let bodies: [(&str, &[u8]); 13] = [
        ("HTML", b"<!doctype html><html></html>"),
        ("nothing", b""),
        ("null", b"null"),
        ("a list", b"[]"),
        ("a text", b"\"text\""),
        ("half of an object", b"{\"data\":["),
        ("something behind it", b"{} {}"),
        ("bytes that are no UTF-8", b"{\"name\":\"\xff\"}"),
        ("a half surrogate", b"\"\\ud800\""),
        ("a zero byte", b"\0"),
        ("a number that is too large", b"1e400"),
        ("lists in lists", deep.as_bytes()),
        ("a byte order mark", b"\xef\xbb\xbfnull"),
    ];
    let mut rows: Vec<Row> = bodies
        .into_iter()
        .map(|(name, body)| {
            Row::new(
                format!("as JSON: {name}"),
                Kind::Plain(vec![json(body)]),
                BOTH,
            )
        })
        .collect();
    let html = answer(200, &[("content-type", "text/html")], b"<html></html>");
    rows.extend([
        Row::new("HTML as such", Kind::Plain(vec![html]), BOTH),
        Row::new(
            "204 where a body is described",
            Kind::Plain(vec![answer(204, &[], b"")]),
            BOTH,
        ),
        Row::new(
            "HTML as the body of an error",
            Kind::Plain(vec![answer(
                400,
                &[("content-type", "text/html")],
                b"<html></html>",
            )]),
            GET,
        ),
    ]);
    rows
}

fn redirects() -> Vec<Row> {
    let rows = [301, 302, 303, 307, 308].into_iter().flat_map(|status| {
        [
            ("the same server", "/elsewhere"),
            ("another host", "http://127.0.0.2:9/"),
            ("nowhere", ""),
        ]
        .map(|(name, location)| {
            let headers: &[(&str, &str)] = if location.is_empty() {
                &[]
            } else {
                &[("location", location)]
            };
            Row::new(
                format!("{status} to {name}"),
                Kind::Plain(vec![answer(status, headers, b"")]),
                BOTH,
            )
        })
    });
    rows.chain([Row::new(
        "300 with choices",
        Kind::Plain(vec![answer(300, &[], b"")]),
        BOTH,
    )])
    .collect()
}
