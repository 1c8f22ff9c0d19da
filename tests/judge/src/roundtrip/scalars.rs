//! Texts and numbers: which ones a format allows, and some to try.

use clientwright::document::Node;
use fastrand::Rng;
use jiff::Timestamp;
use serde_json::Value;

use super::keywords::{Kind, number, size};

/// Texts that are awkward in one way or another.
const TEXTS: [&str; 10] = [
    "a",
    "Some words",
    "42",
    "true",
    "null",
    "\"quoted\\\"",
    "ünïcödé 漢字 🦀",
    "line\nbreak\ttab",
    " ",
    "2024-02-29",
];

/// The largest integer up to which a floating-point number has all of them.
const EXACT: i64 = 9_007_199_254_740_992;

/// Whether a value is of a format that decides about its type; other formats and kinds allow everything.
pub(super) fn is_of_format(kind: Option<Kind>, format: &str, value: &Value) -> bool {
    match value {
        Value::String(text) if matches!(kind, None | Some(Kind::Text)) => is_text_of(format, text),
        Value::Number(number) if kind == Some(Kind::Integer) => match format {
            "int32" => number
                .as_i64()
                .is_some_and(|number| i32::try_from(number).is_ok()),
            "uint64" => number.is_u64(),
            _ => number.is_i64(),
        },
        _ => true,
    }
}

fn is_text_of(format: &str, text: &str) -> bool {
    match format {
        "date-time" => text.parse::<Timestamp>().is_ok(),
        "date" => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
        "uuid" => {
            let hex = |c: char| c.is_ascii_hexdigit() || c == '-';
            text.len() == 36 && text.chars().all(hex) && text.matches('-').count() == 4
        }
        "byte" => {
            let digits = text.trim_end_matches('=');
            text.len().is_multiple_of(4)
                && text.len() - digits.len() < 3
                && digits
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "+/".contains(c))
        }
        _ => true,
    }
}

/// A text for a format, within the lengths that some schemas ask for.
pub(super) fn text(rng: &mut Rng, format: &str, parts: &[Node<'_>]) -> String {
    let mut number = |below: u32| rng.u32(..below);
    match format {
        "date-time" => {
            let zone = ["Z", "+02:00", "-07:30", "Z"][number(4) as usize];
            let fraction = ["", ".5", ".123456", ""][number(4) as usize];
            format!(
                "20{:02}-{:02}-{:02}T{:02}:{:02}:{:02}{fraction}{zone}",
                number(100),
                number(12) + 1,
                number(28) + 1,
                number(24),
                number(60),
                number(60)
            )
        }
        "date" => format!(
            "19{:02}-{:02}-{:02}",
            number(100),
            number(12) + 1,
            number(28) + 1
        ),
        "uuid" => format!(
            "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
            number(u32::MAX),
            number(0x10000),
            number(0x1000),
            number(0x1000),
            number(u32::MAX)
        ),
        "byte" => ["", "Zg==", "Zm8=", "Zm9v", "+/+/"][number(5) as usize].to_owned(),
        "email" => "somebody@example.com".to_owned(),
        "uri" | "url" => "https://example.com/a?b=c#d".to_owned(),
        "ipv4" => "192.0.2.1".to_owned(),
        "ipv6" => "2001:db8::1".to_owned(),
        "hostname" => "example.com".to_owned(),
        _ => free_text(rng, parts),
    }
}

fn free_text(rng: &mut Rng, parts: &[Node<'_>]) -> String {
    let least = parts
        .iter()
        .filter_map(|part| size(part, "minLength"))
        .max();
    let most = parts
        .iter()
        .filter_map(|part| size(part, "maxLength"))
        .min();
    let mut text = TEXTS[rng.usize(..TEXTS.len())].to_owned();
    if least.is_none() && rng.u8(..8) == 0 {
        text.clear();
    }
    // A description may ask for more than is sensible to make.
    while text.chars().count() < least.unwrap_or(0).min(1000) {
        text.push('x');
    }
    text.chars().take(most.unwrap_or(usize::MAX)).collect()
}

/// An integer within the bounds of some schemas; `None` where there is none.
pub(super) fn integer(rng: &mut Rng, format: &str, parts: &[Node<'_>]) -> Option<Value> {
    let (least, most) = bounds(parts);
    let (low, high) = match format {
        "int32" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        "uint32" => (0, i64::from(u32::MAX)),
        "uint64" | "uint" => (0, i64::MAX),
        "unixtime" | "unix-time" | "unix_time" | "timestamp" => (0, 4_000_000_000),
        _ => (i64::MIN, i64::MAX),
    };
    let low = least.map_or(low, |least| low.max(whole(least.ceil())));
    let high = most.map_or(high, |most| high.min(whole(most.floor())));
    if low > high {
        return None;
    }
    if format == "uint64" && most.is_none() && rng.u8(..4) == 0 {
        return Some(u64::MAX.into());
    }
    Some(match rng.u8(..6) {
        0 => low.into(),
        1 => high.into(),
        2 => rng.i64(low..=high).into(),
        _ => rng
            .i64(low.max(-3).min(high)..=high.min(1000).max(low.max(-3).min(high)))
            .into(),
    })
}

/// The bound as an integer; one that is beyond all of them is the last one.
#[allow(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, which is what is wanted"
)]
fn whole(bound: f64) -> i64 {
    bound as i64
}

/// A number within the bounds of some schemas; `None` where there is none.
pub(super) fn any_number(rng: &mut Rng, parts: &[Node<'_>]) -> Option<Value> {
    let (least, most) = bounds(parts);
    let fits = |number: &f64| {
        least.is_none_or(|least| *number >= least) && most.is_none_or(|most| *number <= most)
    };
    let numbers = [0.0, 1.0, 0.5, -2.25, 1e10, 1.5e-7, 3.0];
    let from = rng.usize(..numbers.len());
    let around = numbers.iter().cycle().skip(from).take(numbers.len());
    let found = around.copied().find(|number| fits(number));
    let found = found.or(least).or(most).filter(fits)?;
    let integral = found.fract() == 0.0 && found.abs() < 1e9 && rng.bool();
    Some(if integral {
        whole(found).clamp(-EXACT, EXACT).into()
    } else {
        found.into()
    })
}

/// The bounds of some schemas, exclusive ones moved by one.
fn bounds(parts: &[Node<'_>]) -> (Option<f64>, Option<f64>) {
    let exclusive =
        |part: &Node<'_>, key: &str| f64::from(u8::from(super::keywords::flag(part, key)));
    let low =
        |part: &Node<'_>| Some(number(part, "minimum")? + exclusive(part, "exclusiveMinimum"));
    let high =
        |part: &Node<'_>| Some(number(part, "maximum")? - exclusive(part, "exclusiveMaximum"));
    (
        parts.iter().filter_map(low).reduce(f64::max),
        parts.iter().filter_map(high).reduce(f64::min),
    )
}
