//! Whether an answer is the one that is expected.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde_json::{Value, json};

/// The rows as they are where the server stands: links in what they expect name the place where the list was made.
pub(crate) fn at(rows: &[Value], url: &str) -> Vec<Value> {
    let mut rows = rows.to_vec();
    for row in &mut rows {
        if let Some(raw @ Value::String(_)) = row.pointer_mut("/expect/body/raw") {
            *raw = Value::String(moved(raw.as_str().unwrap_or_default(), url));
        }
    }
    rows
}

/// The text with this origin in place of every one on the same host.
fn moved(text: &str, url: &str) -> String {
    let host = url.rsplit_once(':').map_or(url, |(host, _)| host);
    let mut parts = text.split(host);
    let mut moved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let port = part.strip_prefix(':').unwrap_or(part);
        moved.extend([url, port.trim_start_matches(|c: char| c.is_ascii_digit())]);
    }
    moved
}

/// How an answer differs from what is expected; `None` where it does not.
pub(crate) fn difference(expect: &Value, answer: &Value) -> Option<String> {
    if let Some(error) = answer["error"].as_str() {
        return Some(error.to_owned());
    }
    if expect["status"] != answer["status"] {
        return Some(format!(
            "the status is {} instead of {}: {}",
            answer["status"], expect["status"], answer["body"]["text"]
        ));
    }
    for (name, value) in expect["headers"].as_object().into_iter().flatten() {
        let found = &answer["headers"][name.to_ascii_lowercase()];
        if !header_same(value, found) {
            return Some(format!("the header `{name}` is {found} instead of {value}"));
        }
    }
    let raw = &expect["body"]["raw"];
    let media_type = expect["body"]["contentType"].as_str().unwrap_or_default();
    match raw {
        Value::Null => None,
        Value::String(text) => body_difference(media_type, text, &answer["body"]),
        file if file["$base64"] == answer["body"]["base64"] => None,
        file => {
            let bytes = STANDARD.decode(file["$base64"].as_str().unwrap_or_default());
            let text = bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok());
            match text {
                Some(text) => body_difference(media_type, &text, &answer["body"]),
                None => Some(format!(
                    "the bytes are others: {}",
                    short(&answer["body"].to_string())
                )),
            }
        }
    }
}

/// Whether a header has the value as text, and as one of the types that are described for it.
fn header_same(value: &Value, found: &Value) -> bool {
    let text = |found: &Value| match found {
        Value::Number(number) => Value::String(number.to_string()),
        other => other.clone(),
    };
    let typed = found["typed"].as_array();
    let typed_same =
        typed.is_none_or(|all| all.is_empty() || all.iter().any(|it| same(value, &text(it))));
    same(value, &found["text"]) && typed_same
}

fn body_difference(media_type: &str, text: &str, body: &Value) -> Option<String> {
    if let Some(found) = body.get("json") {
        let Ok(expected) = serde_json::from_str::<Value>(text) else {
            return Some(format!("{media_type} was read as JSON"));
        };
        return unequal(&expected, found);
    }
    if let Some(found) = body["events"].as_array() {
        let found = found.iter().map(|event| {
            let data = match event["data"].as_str() {
                Some(text) => read(text),
                None => event["data"].clone(),
            };
            json!({ "kind": event["kind"], "data": data })
        });
        return unequal(&events(text), &found.collect());
    }
    if let Some(found) = body.get("lines") {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let expected = lines.map(|line| serde_json::from_str::<Value>(line).unwrap_or_default());
        return unequal(&expected.collect(), found);
    }
    let Some(found) = body["text"].as_str() else {
        return Some(format!(
            "the body was not read: {}",
            short(&body.to_string())
        ));
    };
    let json = |text| serde_json::from_str::<Value>(text).ok();
    let is_json = media_type.contains("json");
    match (json(text), json(found)) {
        (Some(expected), Some(found)) if is_json => unequal(&expected, &found),
        _ if text == found => None,
        _ => Some(format!(
            "the text is {} instead of {}",
            short(found),
            short(text)
        )),
    }
}

fn unequal(expected: &Value, found: &Value) -> Option<String> {
    let differ = !same(expected, found);
    differ.then(|| {
        format!(
            "the body is {} instead of {}",
            short(&found.to_string()),
            short(&expected.to_string())
        )
    })
}

/// Whether two values are the same: numbers by value, instants by the moment.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::String(a), Value::String(b)) => {
            a == b || instant(a).is_some_and(|moment| instant(b) == Some(moment))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => one == other,
    }
}

fn instant(text: &str) -> Option<Timestamp> {
    text.parse()
        .ok()
        .or_else(|| rfc2822::DateTimeParser::new().parse_timestamp(text).ok())
}

/// The events of a stream as the drivers show them, up to the one that says that nothing follows.
fn events(text: &str) -> Value {
    let blocks = text.split("\n\n").filter(|block| block.contains("data:"));
    let event = |block: &str| {
        let field = |name: &str| {
            let lines = block.lines();
            let values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            let values = values.map(|value| value.strip_prefix(' ').unwrap_or(value));
            values.collect::<Vec<_>>().join("\n")
        };
        let (kind, data) = (field("event"), field("data"));
        let kind = if kind.is_empty() { "message" } else { &kind };
        (data != "[DONE]").then(|| json!({ "kind": kind, "data": read(&data) }))
    };
    blocks.map_while(event).collect()
}

/// The text as JSON, where it is that.
fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
}

fn short(text: &str) -> String {
    const LONGEST: usize = 160;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}..", &text[..end]),
        None => text.to_owned(),
    }
}
