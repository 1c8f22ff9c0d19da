//! The overlay as text, with the evidence as comments.

use std::fmt::Write as _;

use super::{Suggestion, Target, Value};
use crate::document::{Sources, Spot};
use crate::pointer::Pointer;
use crate::report::Place;
use crate::text;

/// What is suggested, as the text of an overlay; `None` where there is nothing. `name` is that of the description.
#[must_use]
pub fn overlay(title: &str, name: &str, found: &[Suggestion], sources: &Sources) -> Option<String> {
    if found.is_empty() {
        return None;
    }
    let mut out = format!(
        "# Suggested by `cargo xtask suggest {}` from what the description shows. Nothing of it is certain: read each action, and\n\
         # keep it or throw it away. The keys are explained in spec/README.md.\noverlay: 1.1.0\ninfo:\n  title: {}\n  \
         version: 1.0.0\nactions:\n",
        text::line(name),
        quoted(&format!(
            "What the description of {} leaves out",
            text::line(title)
        )),
    );
    let places = found
        .iter()
        .flat_map(|suggestion| suggestion.evidence.iter());
    let places: Vec<Place> = places
        .map(|evidence| Place::Value(evidence.place.clone()))
        .collect();
    let mut spots = sources.spots(&places).into_iter();
    for (suggestion, target) in found.iter().zip(paths(found, sources)) {
        let _ = writeln!(
            out,
            "  # {}: {}",
            suggestion.kind.name(),
            text::line(&suggestion.subject)
        );
        for evidence in &suggestion.evidence {
            let spot = spots.next();
            let at = spot.map(|Spot { file, position, .. }| {
                format!("{file}:{}:{}", position.line, position.column)
            });
            let _ = writeln!(
                out,
                "  #   {} ({})",
                text::line(&evidence.text),
                text::line(&at.unwrap_or_default())
            );
        }
        let target = target_text(&target.unwrap_or_default());
        let _ = writeln!(out, "  - target: {target}\n    update:");
        write_value(&mut out, &suggestion.update, 6);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    Some(out)
}

/// The `JSONPath` of each target in the description as it is written; none of what stands in another file, which an overlay
/// is not applied to. All of them at once, because each look for places goes through the whole file.
pub(super) fn paths(found: &[Suggestion], sources: &Sources) -> Vec<Option<String>> {
    let places = found.iter().map(|suggestion| match &suggestion.target {
        Target::Value(place) => place.clone(),
        // The schemas of 2.0 stand elsewhere; the first piece of evidence is one of them.
        Target::Path(_) => {
            let schema = suggestion.evidence.first();
            let schemas = schema.and_then(|schema| schema.place.parent());
            schemas.unwrap_or_else(Pointer::root)
        }
    });
    let places: Vec<Place> = [Pointer::root()]
        .into_iter()
        .chain(places)
        .map(Place::Value)
        .collect();
    let mut spots = sources.spots(&places).into_iter();
    let entry = spots.next().map(|spot| spot.file).unwrap_or_default();
    let paths = found.iter().zip(spots).map(|(suggestion, spot)| {
        let pointer = spot.pointer.filter(|_| spot.file == entry)?;
        let rest = match &suggestion.target {
            Target::Value(_) => "",
            Target::Path(rest) => rest,
        };
        Some(pointer.json_path() + rest)
    });
    paths.collect()
}

fn write_value(out: &mut String, value: &Value, indent: usize) {
    let entries: Vec<(String, &Value)> = match value {
        Value::Map(entries) => entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), value))
            .collect(),
        Value::At(key, value) => vec![(key.clone(), &**value)],
        _ => Vec::new(),
    };
    for (key, value) in entries {
        let key = quoted(&key);
        let pad = " ".repeat(indent);
        match value {
            Value::Bool(flag) => {
                let _ = writeln!(out, "{pad}{key}: {flag}");
            }
            Value::Number(number) => {
                let _ = writeln!(out, "{pad}{key}: {number}");
            }
            Value::Text(text) => {
                let _ = writeln!(out, "{pad}{key}: {}", quoted(text));
            }
            Value::Map(entries) if entries.is_empty() => {
                let _ = writeln!(out, "{pad}{key}: {{}}");
            }
            Value::Map(_) | Value::At(..) => {
                let _ = writeln!(out, "{pad}{key}:");
                write_value(out, value, indent + 2);
            }
        }
    }
}

/// A `JSONPath` as a YAML scalar.
fn target_text(path: &str) -> String {
    let is_plain = !path.contains(": ") && !path.contains(" #") && !path.ends_with(':');
    if is_plain && !path.contains(char::is_control) {
        return path.to_owned();
    }
    quoted(path)
}

/// A YAML scalar: as it is where it can only be read as a string, else between quotes.
fn quoted(text: &str) -> String {
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    let plain = text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "_-/.~ ,".contains(c));
    let word = text.to_ascii_lowercase();
    let is_other = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&&*word);
    if begins && plain && !is_other && text.trim() == text {
        return text.to_owned();
    }
    if text.contains(char::is_control) {
        return serde_json::Value::from(text).to_string();
    }
    format!("'{}'", text.replace('\'', "''"))
}
