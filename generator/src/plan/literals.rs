//! Values of the description as Rust literals.

use crate::ir::Json;

/// A text as a string literal.
pub(super) fn text(text: &str) -> String {
    format!("{text:?}")
}

/// A number or a truth value as a literal; `None` for what has none.
pub(super) fn scalar(value: &Json) -> Option<String> {
    match value {
        Json::Bool(truth) => Some(truth.to_string()),
        Json::Number(number) if number.is_f64() => number
            .as_f64()
            .filter(|float| float.is_finite())
            .map(|float| format!("{float:?}")),
        Json::Number(number) => Some(grouped(&number.to_string())),
        _ => None,
    }
}

/// Digits in groups of three, where there are more than five of them.
fn grouped(number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    if digits.len() <= 5 {
        return number.to_owned();
    }
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    format!("{sign}{out}")
}

#[cfg(test)]
mod tests {
    use super::{scalar, text};
    use serde_json::json;

    #[test]
    fn literals_are_valid_rust() {
        assert_eq!(text("a\"b\\\u{202e}"), "\"a\\\"b\\\\\\u{202e}\"");
        assert_eq!(scalar(&json!(-1_234_567)).as_deref(), Some("-1_234_567"));
        assert_eq!(scalar(&json!(12345)).as_deref(), Some("12345"));
        assert_eq!(scalar(&json!(1.0)).as_deref(), Some("1.0"));
        assert_eq!(scalar(&json!(null)), None);
    }
}
