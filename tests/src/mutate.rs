//! Descriptions with something wrong in them, made by chance from sound ones.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Names and texts that have broken generators before.
const NASTY: [&str; 28] = [
    "",
    " ",
    "_",
    "1",
    "type",
    "r#type",
    "self",
    "Self",
    "crate",
    "Client",
    "Option",
    "é漢🦀",
    "\u{202e}txt",
    "\u{0}",
    "a\nb",
    "\"; fn main() {} //",
    "*/ /*",
    "```\nfn main() {}\n```",
    "{id}",
    "/{a}/{a}",
    "../../etc",
    "#/components/schemas/",
    "file:///etc/passwd",
    "https://example.com/a.yaml",
    "object",
    "string",
    "2XX",
    "application/json",
];

/// How deep something is nested at a time.
const NESTING: usize = 200;

/// Changes a description in some places.
pub fn mutate(document: &mut Value, rng: &mut Rng) {
    for _ in 0..rng.usize(1..5) {
        let donor = pick(document, rng).map(|donor| donor.clone());
        let reference = pointer(document, rng);
        if let Some(place) = pick(document, rng) {
            change(place, donor, &reference, rng);
        }
    }
}

/// A value somewhere in the document: each step goes to a child by chance, or ends.
fn pick<'v>(document: &'v mut Value, rng: &mut Rng) -> Option<&'v mut Value> {
    let mut at = document;
    for _ in 0..rng.usize(1..14) {
        let inner = match at {
            Value::Object(map) => map.len(),
            Value::Array(list) => list.len(),
            _ => 0,
        };
        if inner == 0 {
            break;
        }
        let index = rng.usize(..inner);
        at = match at {
            Value::Object(map) => map.values_mut().nth(index)?,
            Value::Array(list) => list.get_mut(index)?,
            other => return Some(other),
        };
    }
    Some(at)
}

/// The pointer of a value somewhere in the document.
fn pointer(document: &Value, rng: &mut Rng) -> String {
    let mut steps = vec!["#".to_owned()];
    let mut at = document;
    for _ in 0..rng.usize(..6) {
        match at {
            Value::Object(map) if !map.is_empty() => {
                let Some((key, inner)) = map.iter().nth(rng.usize(..map.len())) else {
                    break;
                };
                steps.push(key.replace('~', "~0").replace('/', "~1"));
                at = inner;
            }
            Value::Array(list) if !list.is_empty() => {
                let index = rng.usize(..list.len());
                steps.push(index.to_string());
                at = &list[index];
            }
            _ => break,
        }
    }
    steps.join("/")
}

fn change(place: &mut Value, donor: Option<Value>, reference: &str, rng: &mut Rng) {
    let before = place.take();
    *place = match rng.u8(..14) {
        0 => scalar(rng),
        1 => donor.unwrap_or_default(),
        2 => json!({"$ref": reference}),
        3 => json!({"allOf": [before, donor]}),
        4 => {
            json!({"oneOf": [before, {"$ref": reference}], "discriminator": {"propertyName": nasty(rng)}})
        }
        5 => json!({"anyOf": [before.clone(), donor, before]}),
        6 => json!({"type": "array", "items": before, "nullable": true}),
        7 => json!({"type": "object", "additionalProperties": before, "required": [nasty(rng)]}),
        8 => nested(before, rng),
        9 => json!([before]),
        _ => return inside(place, before, donor, rng),
    };
}

/// Changes a mapping or list, and not only what stands in its place.
fn inside(place: &mut Value, mut before: Value, donor: Option<Value>, rng: &mut Rng) {
    match &mut before {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
            let index = rng.usize(..=entries.len());
            match rng.u8(..4) {
                0 if index < entries.len() => drop(entries.remove(index)),
                1 if index < entries.len() => nasty(rng).clone_into(&mut entries[index].0),
                2 => entries.push((nasty(rng).to_owned(), donor.unwrap_or_default())),
                _ => entries.reverse(),
            }
            *map = entries.into_iter().collect::<Map<_, _>>();
        }
        Value::Array(list) => {
            list.extend(list.first().cloned());
            list.extend(donor);
            list.reverse();
        }
        Value::String(text) => {
            *text = match rng.u8(..3) {
                0 => format!("{text}{}", nasty(rng)),
                1 => text.chars().rev().collect(),
                _ => text.repeat(3),
            }
        }
        Value::Number(_) => before = json!(-1e300),
        Value::Bool(value) => *value = !*value,
        Value::Null => before = json!({}),
    }
    *place = before;
}

fn nasty(rng: &mut Rng) -> &'static str {
    NASTY[rng.usize(..NASTY.len())]
}

fn scalar(rng: &mut Rng) -> Value {
    match rng.u8(..8) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(1.5e300),
        5 => json!([]),
        6 => json!({}),
        _ => json!(nasty(rng)),
    }
}

fn nested(inner: Value, rng: &mut Rng) -> Value {
    let key = ["items", "allOf", "properties", "not", "a"][rng.usize(..5)];
    let wrap = |inner, _| match key {
        "allOf" => json!({"allOf": [inner]}),
        "properties" => json!({"type": "object", "properties": {"a": inner}}),
        "items" => json!({"type": "array", "items": inner}),
        _ => json!({ key: inner }),
    };
    (0..rng.usize(1..NESTING)).fold(inner, wrap)
}
