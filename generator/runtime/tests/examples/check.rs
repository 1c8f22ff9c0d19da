//! Sends an example to a service of the test's own, and compares what came with what should come.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;

use serde_json::Value;

use crate::api::Client;
use crate::api::test_util::{Answer, Request, TestService};

/// Names with their values; a value that no specification tells how to write is not there.
pub(crate) type Pairs = &'static [(&'static str, Option<&'static str>)];

/// A request, as the description says that it should be.
#[derive(Debug)]
pub(crate) struct Sent {
    /// The HTTP method.
    pub(crate) method: &'static str,
    /// The end of the path, decoded.
    pub(crate) path: &'static str,
    /// The parameters of the query, decoded.
    pub(crate) query: Pairs,
    /// The headers.
    pub(crate) headers: Pairs,
    /// The cookies.
    pub(crate) cookies: Pairs,
    /// The body.
    pub(crate) body: Body,
}

/// The body of a request.
#[derive(Debug)]
#[allow(dead_code, reason = "not every API has bodies of all kinds")]
pub(crate) enum Body {
    /// None.
    Empty,
    /// A JSON text.
    Json(&'static str),
    /// One JSON text a line.
    JsonLines(&'static [&'static str]),
    /// Just this text.
    Text(&'static str),
    /// A form.
    Form(Pairs),
    /// Parts by their names, with the texts of those that are texts.
    Parts(Pairs),
    /// Something that is not looked into.
    Any,
}

type Pending = Pin<Box<dyn Future<Output = Result<(), Box<dyn Error>>>>>;

/// Sends an example, and compares the request.
///
/// # Panics
///
/// Where another request is sent, or none.
pub(crate) fn check(sent: &Sent, example: impl FnOnce(Client) -> Pending) {
    // What the example does with an error is its own matter: only the request is looked at.
    let service = TestService::new().answer(Answer::new(400));
    let client = service.client().expect("a client of the service");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let result = runtime.expect("a runtime").block_on(example(client));
    let requests = service.requests();
    let [request] = requests.as_slice() else {
        panic!("{} requests were sent: {result:?}", requests.len());
    };
    assert_eq!(request.method(), sent.method);
    let path = decoded(request.path(), false);
    assert!(
        path.ends_with(sent.path),
        "the path is {path:?}, and not {:?}",
        sent.path
    );
    compare(
        "the query",
        &split(request.query().unwrap_or_default(), '&'),
        sent.query,
    );
    for (name, value) in sent.headers {
        let found = request.headers().get(name);
        let found = found.unwrap_or_else(|| panic!("the header `{name}` is not sent"));
        if let Some(value) = value {
            let is_it = is_same(found, value) || found.starts_with(&format!("{value};"));
            assert!(is_it, "the header `{name}` is {found:?}, and not {value:?}");
        }
    }
    let cookies = request
        .headers()
        .get("cookie")
        .unwrap_or_default()
        .replace("; ", ";");
    compare("the cookies", &split(&cookies, ';'), sent.cookies);
    compare_body(request, &sent.body);
}

fn compare_body(request: &Request, body: &Body) {
    let text = String::from_utf8_lossy(request.body());
    match body {
        Body::Empty => assert!(text.is_empty(), "the body is {text:?}, and not empty"),
        Body::Json(json) => assert!(is_same(&text, json), "the body is {text}, and not {json}"),
        Body::JsonLines(lines) => {
            let found: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(found.len(), lines.len(), "{text}");
            for (found, line) in found.iter().zip(*lines) {
                assert!(is_same(found, line), "the line is {found}, and not {line}");
            }
        }
        Body::Text(expected) => assert_eq!(text, *expected),
        Body::Form(fields) => compare("the form", &split(&text, '&'), fields),
        Body::Parts(parts) => {
            for (name, value) in *parts {
                let start = text.find(&format!("name=\"{name}\""));
                let start = start.unwrap_or_else(|| panic!("there is no part `{name}`: {text}"));
                let part = text[start..].split("\r\n--").next().unwrap_or_default();
                let found = part.split_once("\r\n\r\n").map_or("", |(_, found)| found);
                if let Some(value) = value {
                    assert!(
                        is_same(found, value),
                        "the part `{name}` is {found:?}, and not {value:?}"
                    );
                }
            }
        }
        Body::Any => assert!(!text.is_empty(), "the body is empty"),
    }
}

/// Compares pairs in any order; what is left over may only be a credential of the service.
fn compare(what: &str, found: &[(String, String)], expected: Pairs) {
    let mut left = found.to_vec();
    for (name, value) in expected {
        let is_it = |(found, held): &(String, String)| {
            found == name && value.is_none_or(|value| is_same(held, value))
        };
        match left.iter().position(is_it) {
            Some(at) => drop(left.remove(at)),
            None if value.is_none() => {}
            None => panic!("{what} has no `{name}` that is {value:?}: {found:?}"),
        }
    }
    let is_known = |name: &str| {
        expected
            .iter()
            .any(|(known, value)| *known == name && value.is_none())
    };
    left.retain(|(name, value)| value != "test" && !is_known(name));
    let untold = expected.iter().any(|(_, value)| value.is_none());
    assert!(
        left.is_empty() || untold,
        "{what} has more than is expected: {left:?}"
    );
}

fn split(text: &str, by: char) -> Vec<(String, String)> {
    let pairs = text.split(by).filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name, true), decoded(value, true))
    });
    pairs.collect()
}

fn decoded(text: &str, form: bool) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let hex = (*first == b'%').then(|| after.get(..2)).flatten();
        let hex = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (hex, first) {
            (Some(byte), _) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            (None, b'+') if form => bytes.push(b' '),
            (None, byte) => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether two texts mean the same: as they are, as JSON, as numbers, or as moments.
fn is_same(found: &str, expected: &str) -> bool {
    if found == expected || is_text_alike(found, expected) {
        return true;
    }
    let parsed = serde_json::from_str(found)
        .ok()
        .zip(serde_json::from_str(expected).ok());
    parsed.is_some_and(|(found, expected): (Value, Value)| is_alike(&found, &expected))
}

fn is_alike(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Number(found), Value::Number(expected)) => {
            found == expected || found.as_f64() == expected.as_f64()
        }
        (Value::String(found), Value::String(expected)) => {
            found == expected || is_text_alike(found, expected)
        }
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len()
                && found
                    .iter()
                    .zip(expected)
                    .all(|(found, expected)| is_alike(found, expected))
        }
        (Value::Object(found), Value::Object(expected)) => {
            let is_member = |(name, expected): (&String, &Value)| {
                found
                    .get(name)
                    .is_some_and(|found| is_alike(found, expected))
            };
            found.len() == expected.len() && expected.iter().all(is_member)
        }
        (found, expected) => found == expected,
    }
}

/// Texts that mean the same: UUIDs in capitals, and moments in different time zones.
fn is_text_alike(found: &str, expected: &str) -> bool {
    found.len() == 36 && found.eq_ignore_ascii_case(expected)
        || moment(found).is_some_and(|found| Some(found) == moment(expected))
}

/// The seconds of a moment (RFC 3339, section 5.6), and the digits of its fraction.
fn moment(text: &str) -> Option<(i64, String)> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let rest = text.get(19..)?;
    let zone = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let fraction = rest[..rest.len() - zone.len()].trim_start_matches('.');
    let fraction = fraction.trim_end_matches('0').to_owned();
    let offset = match zone.split_at_checked(1)? {
        ("Z" | "z", "") => 0,
        (sign @ ("+" | "-"), offset) => {
            let (hours, minutes) = offset.split_once(':')?;
            let offset = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
            if sign == "+" { offset } else { -offset }
        }
        _ => return None,
    };
    // Days since 0000-03-01, with years that begin in March.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day;
    Some((
        ((days * 24 + hour) * 60 + minute - offset) * 60 + second,
        fraction,
    ))
}
