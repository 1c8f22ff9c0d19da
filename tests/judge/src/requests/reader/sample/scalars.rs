//! Numbers and strings.

use serde_json::{Number, Value, json};

use super::Stands;
use crate::requests::reader::node::Node;

/// An integer within the bounds.
pub(super) fn integer(parts: &[Node<'_>]) -> Option<Value> {
    let (least, most) = bounds(parts);
    let step = steps(parts).map_or(1.0, f64::ceil).max(1.0);
    let wanted = (7.0_f64).clamp(least.ceil().max(-9e15), most.floor().min(9e15).max(least));
    let wanted = (wanted / step).ceil() * step;
    let wanted = if wanted > most {
        (most / step).floor() * step
    } else {
        wanted
    };
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the bounds are those of what a float holds exactly"
    )]
    let integer = wanted as i64;
    (least..=most).contains(&wanted).then(|| integer.into())
}

/// A number within the bounds.
pub(super) fn number(parts: &[Node<'_>]) -> Option<Value> {
    let (least, most) = bounds(parts);
    // These formats are of numbers and mean integers (OpenAPI, Format Registry).
    let formats = [
        "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    ];
    let is_whole = |part: &Node<'_>| {
        part.text("format")
            .is_some_and(|text| formats.contains(&text))
    };
    if steps(parts).is_some_and(|step| step.fract() == 0.0) || parts.iter().any(is_whole) {
        return integer(parts);
    }
    let wanted = if (least..=most).contains(&1.5) {
        1.5
    } else if least.is_finite() && most.is_finite() {
        f64::midpoint(least, most)
    } else if least.is_finite() {
        least + 0.5
    } else {
        most - 0.5
    };
    Number::from_f64(wanted).map(Value::Number)
}

fn bounds(parts: &[Node<'_>]) -> (f64, f64) {
    let (mut least, mut most) = (f64::NEG_INFINITY, f64::INFINITY);
    for part in parts {
        let number = |key: &str| part.get(key).and_then(|node| node.value().as_f64());
        // Before 3.1 these say of the bound beside them that it is not a value itself.
        let lower = number("exclusiveMinimum").map(|bound| bound + 1.0);
        let lower = lower.or_else(|| {
            Some(
                number("minimum")?
                    + if part.is_true("exclusiveMinimum") {
                        1.0
                    } else {
                        0.0
                    },
            )
        });
        let upper = number("exclusiveMaximum").map(|bound| bound - 1.0);
        let upper = upper.or_else(|| {
            Some(
                number("maximum")?
                    - if part.is_true("exclusiveMaximum") {
                        1.0
                    } else {
                        0.0
                    },
            )
        });
        least = least.max(lower.unwrap_or(least));
        most = most.min(upper.unwrap_or(most));
    }
    (least, most)
}

fn steps(parts: &[Node<'_>]) -> Option<f64> {
    parts
        .iter()
        .find_map(|part| part.get("multipleOf")?.value().as_f64())
}

/// A string that suits its place: of its format, the description's own where it has to match something, or else one
/// with characters that have a meaning there.
pub(super) fn string(parts: &[Node<'_>], stands: Stands, turn: usize) -> Value {
    let text = |key: &str| parts.iter().find_map(|part| part.text(key));
    let own = || {
        let first = |key: &str| {
            parts
                .iter()
                .find_map(|part| part.at(key).items().next()?.value().as_str())
        };
        text("example")
            .or_else(|| first("examples"))
            .or_else(|| text("default"))
    };
    if let Some(text) = text("format").and_then(of_format) {
        return json!(text);
    }
    if text("contentEncoding") == Some("base64") {
        return json!("aGVsbG8=");
    }
    if text("pattern").is_some() {
        return json!(own().unwrap_or("a1"));
    }
    let text = match (stands, turn % 2) {
        (Stands::Url, 0) => "a b/c?d=e&f+g,h;i:j@k%l#m[n]|\"é'",
        (Stands::Reserved, 0) => "a/b:c@d!e$f",
        (Stands::Body, 0) => "a \"b\" & c=d+e%f; <é>\\",
        (Stands::Xml, 0) => "a <b> & \"c\" é",
        (Stands::Header, 0) => "a b; c=d",
        _ => "plain",
    };
    let text = format!("{text}{turn}");
    let most = sizes(parts, "maxLength")
        .into_iter()
        .min()
        .unwrap_or(usize::MAX);
    let least = sizes(parts, "minLength")
        .into_iter()
        .max()
        .unwrap_or(0)
        .min(5000);
    let text: String = text
        .chars()
        .chain(std::iter::repeat_n('x', least))
        .take(most.min(text.chars().count().max(least)))
        .collect();
    json!(text)
}

/// What the schemas say of a size.
pub(super) fn sizes(parts: &[Node<'_>], key: &str) -> Vec<usize> {
    let sizes = parts
        .iter()
        .filter_map(|part| part.get(key)?.value().as_u64());
    sizes
        .map(|size| usize::try_from(size).unwrap_or(usize::MAX))
        .collect()
}

fn of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "2024-05-06T07:08:09Z",
        "date" => "2024-05-06",
        "time" => "07:08:09Z",
        "duration" => "PT1H",
        "uuid" => "123e4567-e89b-12d3-a456-426614174000",
        "byte" | "base64" => "aGVsbG8=",
        "base64url" => "aGVsbG8",
        "email" | "idn-email" => "a.b@example.com",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "uri" | "url" | "iri" => "https://example.com/a?b=c#d",
        "uri-reference" | "iri-reference" => "/a?b=c",
        "int64" | "uint64" | "int32" | "decimal" | "int" | "double" | "float" | "number" => "12",
        _ => return None,
    })
}
