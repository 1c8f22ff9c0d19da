//! What a value may be, in words: its default, its limits, its format and an example of it.

use crate::ir::{Bound, Constraints, Json, TypeDef, TypeKind};

use crate::plan::docs;
use crate::plan::types::enums;

/// Examples longer than this say less than they take.
const LONGEST: usize = 60;

/// Formats that the Rust type tells.
const TOLD: [&str; 15] = [
    "binary",
    "byte",
    "date",
    "date-time",
    "double",
    "float",
    "int32",
    "int64",
    "string",
    "timestamp",
    "uint64",
    "unix-time",
    "unix_time",
    "unixtime",
    "uuid",
];

/// A paragraph such as "Default: `20`. From 1 to 100."; nothing where nothing is said.
pub(in crate::plan) fn words(
    default: Option<&Json>,
    constraints: Option<&Constraints>,
    examples: &[Json],
) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    if let Some(default) = default.and_then(value) {
        words.push(format!("Default: {default}."));
    }
    words.extend(constraints.into_iter().flat_map(limits));
    if let Some(example) = examples.first().and_then(value) {
        words.push(format!("Example: {example}."));
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// The paragraph of a type of its own: objects and lists of values say the rest by their members.
pub(super) fn of_type(def: &TypeDef) -> Vec<String> {
    let examples = match def.kind {
        TypeKind::Alias(_) => def.examples.as_slice(),
        _ => &[],
    };
    let said = words(None, def.constraints.as_deref(), examples);
    said.into_iter().collect()
}

/// A short value as code.
fn value(value: &Json) -> Option<String> {
    let shown = enums::shown(value);
    let short = shown.chars().count() <= LONGEST && !shown.contains('\n');
    (short && !shown.is_empty()).then(|| docs::code(&shown))
}

/// A sentence for each kind of limit.
fn limits(of: &Constraints) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    words.extend(range(of.minimum.as_ref(), of.maximum.as_ref()));
    let multiple = of.multiple_of.as_ref();
    words.extend(multiple.map(|number| format!("A multiple of {number}.")));
    words.extend(count(of.min_length, of.max_length, "character", ""));
    let patterns = of.patterns.iter();
    words.extend(patterns.map(|pattern| format!("Matches {}.", docs::code(pattern))));
    let format = of.format.as_deref();
    let format = format.filter(|format| !TOLD.contains(&format.to_ascii_lowercase().as_str()));
    words.extend(format.map(|format| format!("Format: {}.", docs::code(format))));
    let once = if of.unique_items {
        ", each only once"
    } else {
        ""
    };
    match count(of.min_items, of.max_items, "item", once) {
        Some(items) => words.push(items),
        None if of.unique_items => words.push("Each item only once.".to_owned()),
        None => {}
    }
    let properties = (of.min_properties, of.max_properties);
    words.extend(count(properties.0, properties.1, "property", ""));
    let items = of.items.as_deref().map(limits).unwrap_or_default();
    if !items.is_empty() {
        words.push(format!("Each item: {}", lowered(&items.join(" "))));
    }
    words
}

fn range(least: Option<&Bound>, most: Option<&Bound>) -> Option<String> {
    Some(match (least, most) {
        (Some(least), Some(most)) if !least.exclusive && !most.exclusive => {
            format!("From {} to {}.", least.value, most.value)
        }
        (Some(least), Some(most)) => {
            format!("{} and {}.", from(least), lowered(&to(most)))
        }
        (Some(least), None) => format!("{}.", from(least)),
        (None, Some(most)) => format!("{}.", to(most)),
        (None, None) => return None,
    })
}

fn from(least: &Bound) -> String {
    let word = if least.exclusive {
        "More than"
    } else {
        "At least"
    };
    format!("{word} {}", least.value)
}

fn to(most: &Bound) -> String {
    let word = if most.exclusive {
        "Less than"
    } else {
        "At most"
    };
    format!("{word} {}", most.value)
}

fn count(least: Option<u64>, most: Option<u64>, what: &str, more: &str) -> Option<String> {
    let named = |count: u64| match (count, what) {
        (1, what) => format!("1 {what}"),
        (count, "property") => format!("{count} properties"),
        (count, what) => format!("{count} {what}s"),
    };
    Some(match (least, most) {
        (Some(least), Some(most)) if least == most => format!("Exactly {}{more}.", named(most)),
        (Some(least), Some(most)) => format!("From {least} to {}{more}.", named(most)),
        (Some(least), None) => format!("At least {}{more}.", named(least)),
        (None, Some(most)) => format!("At most {}{more}.", named(most)),
        (None, None) => return None,
    })
}

fn lowered(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::words;
    use crate::ir::{Bound, Constraints};

    fn bound(value: i64, exclusive: bool) -> Bound {
        let value = value.into();
        Bound { value, exclusive }
    }

    #[test]
    fn limits_are_said_in_words() {
        let said = |of: Constraints| words(None, Some(&of), &[]).unwrap_or_default();
        let none = Constraints::default;
        let of = Constraints {
            minimum: Some(bound(1, false)),
            maximum: Some(bound(100, false)),
            ..none()
        };
        let found = words(Some(&json!(20)), Some(&of), &[json!("a`b")]);
        assert_eq!(
            found.as_deref(),
            Some("Default: `20`. From 1 to 100. Example: `` a`b ``.")
        );
        let of = Constraints {
            minimum: Some(bound(0, true)),
            maximum: Some(bound(9, false)),
            ..none()
        };
        assert_eq!(said(of), "More than 0 and at most 9.");
        let of = Constraints {
            min_length: Some(3),
            max_length: Some(3),
            ..none()
        };
        assert_eq!(said(of), "Exactly 3 characters.");
        let items = Constraints {
            max_length: Some(1),
            format: Some("email".to_owned()),
            ..none()
        };
        let of = Constraints {
            min_items: Some(2),
            unique_items: true,
            items: Some(Box::new(items)),
            ..none()
        };
        assert_eq!(
            said(of),
            "At least 2 items, each only once. Each item: at most 1 character. Format: `email`."
        );
        let of = Constraints {
            format: Some("int32".to_owned()),
            ..none()
        };
        assert_eq!(
            words(None, Some(&of), &[json!({"a": 1, "b": "x".repeat(90)})]),
            None
        );
        assert_eq!(words(None, None, &[]), None);
    }
}
