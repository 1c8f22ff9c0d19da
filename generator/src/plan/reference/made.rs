//! Values that are made up: by the format, by the limits, by the name of what they are for.

use serde_json::{Value, json};

use crate::ir::{Bound, Constraints, Json, Type};

/// What stands for the content of a file that no example says.
pub(super) const FILE: &str = "@FILE";

/// A value of a type that has no parts.
pub(super) fn scalar(ty: &Type, name: &str, constraints: Option<&Constraints>) -> Json {
    match ty {
        Type::Bool => json!(true),
        Type::Integer(_) => json!(whole(constraints)),
        Type::UnixTime => json!(1_735_689_600),
        Type::Number => number(constraints),
        Type::DateTime => json!("2025-01-01T00:00:00Z"),
        Type::Date => json!("2025-01-01"),
        Type::Uuid => json!("123e4567-e89b-12d3-a456-426614174000"),
        Type::Base64 => json!(super::fits::BASE64),
        Type::Binary => json!(FILE),
        Type::String => json!(text(name, constraints)),
        Type::Const(value) => value.clone(),
        _ => Value::Null,
    }
}

/// A whole number between the limits, 1 where that is one.
fn whole(constraints: Option<&Constraints>) -> i64 {
    let end = |bound: &Bound, step: i64| {
        let value = bound.value.as_i64().or_else(|| {
            let float = bound.value.as_f64()?;
            format!("{float:.0}").parse().ok()
        })?;
        Some(if bound.exclusive {
            value.saturating_add(step)
        } else {
            value
        })
    };
    let least = constraints.and_then(|of| end(of.minimum.as_ref()?, 1));
    let most = constraints.and_then(|of| end(of.maximum.as_ref()?, -1));
    let value = least.map_or(1, |least| least.max(1));
    let value = most.map_or(value, |most| value.min(most));
    let step = constraints.and_then(|of| of.multiple_of.as_ref()?.as_i64());
    match step.filter(|step| *step > 1) {
        Some(step) => value
            .saturating_add(step - 1)
            .div_euclid(step)
            .saturating_mul(step),
        None => value,
    }
}

fn number(constraints: Option<&Constraints>) -> Json {
    let value = 1.5;
    let inside = |bound: Option<&Bound>, holds: fn(f64, f64) -> bool| {
        let end = bound.and_then(|bound| bound.value.as_f64());
        end.is_none_or(|end| holds(value, end))
    };
    let least = constraints.and_then(|of| of.minimum.as_ref());
    let most = constraints.and_then(|of| of.maximum.as_ref());
    let has_step = constraints.is_some_and(|of| of.multiple_of.is_some());
    if inside(least, |value, end| value > end)
        && inside(most, |value, end| value < end)
        && !has_step
    {
        return json!(value);
    }
    match (least, most) {
        (Some(Bound { value: least, .. }), Some(Bound { value: most, .. })) => {
            let (least, most) = (least.as_f64(), most.as_f64());
            json!(f64::midpoint(least.unwrap_or(0.0), most.unwrap_or(0.0)))
        }
        _ => json!(whole(constraints)),
    }
}

fn text(name: &str, constraints: Option<&Constraints>) -> String {
    let format = constraints.and_then(|of| of.format.as_deref());
    let format = format.unwrap_or_default().to_ascii_lowercase();
    let known = match format.as_str() {
        "email" | "idn-email" => "user@example.com",
        "uri" | "url" | "iri" | "uri-reference" => "https://example.com",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "cidr" => "192.0.2.0/24",
        "time" => "12:00:00Z",
        "duration" => "PT1H",
        "date" => "2025-01-01",
        "date-time" => "2025-01-01T00:00:00Z",
        "uuid" => "123e4567-e89b-12d3-a456-426614174000",
        "password" => "secret",
        _ if name.eq_ignore_ascii_case("email") => "user@example.com",
        _ if name.is_empty() || !name.chars().all(is_plain) => "text",
        _ => name,
    };
    let limit = |count: Option<u64>| count.and_then(|count| usize::try_from(count).ok());
    let least = constraints.and_then(|of| limit(of.min_length)).unwrap_or(0);
    let most = constraints.and_then(|of| limit(of.max_length));
    let mut text: String = known.chars().take(most.unwrap_or(usize::MAX)).collect();
    while text.chars().count() < least.min(1000) {
        text.push('x');
    }
    text
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-.".contains(c)
}
