//! `const` and `enum`: the values that a schema names one by one.

use crate::document::Tree;
use crate::document::path::Path;
use crate::document::tree::Number;

use super::{Map, Pass};

/// Writes `const` as an `enum` of one, and makes `nullable` and `type` agree with the values.
pub(super) fn rewrite(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if let Some((index, _, value)) = map.shift_remove_full("const") {
        map.shift_remove("enum");
        map.shift_insert(
            index.min(map.len()),
            "enum".to_owned(),
            Tree::List(vec![value]),
        );
        map.insert("x-clientwright-const".to_owned(), Tree::Bool(true));
        let place = path.key("enum");
        pass.moves
            .moved(place.index(0).pointer(), path.key("const").pointer());
    }
    let Some(Tree::List(values)) = map.get("enum") else {
        return;
    };
    if values.is_empty() {
        pass.warn(
            &path.key("enum"),
            "`enum` names no value and is taken as absent",
            "name the values or remove the key",
        );
        map.shift_remove("enum");
        return;
    }
    let null = values.contains(&Tree::Null);
    let kind = common_type(values);
    if null {
        map.insert("nullable".to_owned(), Tree::Bool(true));
    }
    match (map.get("type").and_then(Tree::as_text), kind) {
        (None, Some(kind)) if !map.contains_key("type") => {
            map.insert("type".to_owned(), Tree::from(kind));
        }
        (Some(wanted), kind) if kind != Some(wanted) => {
            let wanted = wanted.to_owned();
            spell_values(map, &wanted, path, pass);
        }
        _ => {}
    }
}

/// The one JSON type of all values that are not null.
fn common_type(values: &[Tree]) -> Option<&'static str> {
    let mut common = None;
    for value in values.iter().filter(|value| !value.is_null()) {
        let kind = match (type_of(value), common) {
            ("integer", Some("number")) | ("number", Some("integer")) => "number",
            (kind, None) => kind,
            (kind, Some(other)) if kind == other => kind,
            _ => return None,
        };
        common = Some(kind);
    }
    common
}

/// The name of the JSON type of a value.
pub(super) fn type_of(value: &Tree) -> &'static str {
    match value {
        Tree::Null => "null",
        Tree::Bool(_) => "boolean",
        Tree::Number(number) if number.as_i64().is_some() || number.is_integer() => "integer",
        Tree::Number(_) => "number",
        Tree::Text(_) => "string",
        Tree::List(_) => "array",
        Tree::Map(_) => "object",
    }
}

/// Writes values in the type that the schema names, where YAML or the author wrote them in another.
fn spell_values(map: &mut Map, wanted: &str, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Some(Tree::List(values)) = map.get_mut("enum") else {
        return;
    };
    let mut kind = None;
    for value in values.iter_mut() {
        if let Some(spelled) = spell(value, wanted) {
            kind.get_or_insert(value.kind());
            *value = spelled;
        }
    }
    if let Some(kind) = kind {
        pass.warn(
            &path.key("enum"),
            format!("a value is {kind}, and is read as `{wanted}`"),
            "write the values in the type that the schema names; in YAML, quote texts",
        );
    }
}

fn spell(value: &Tree, wanted: &str) -> Option<Tree> {
    match (wanted, value) {
        ("string", Tree::Bool(value)) => Some(Tree::from(value.to_string())),
        ("string", Tree::Number(number)) => Some(Tree::from(number.to_string())),
        ("integer", Tree::Text(text)) => {
            let number: i64 = text.trim().parse().ok()?;
            Some(Tree::from(number))
        }
        ("number", Tree::Text(text)) => {
            let number: f64 = text.trim().parse().ok()?;
            Some(Tree::Number(Number::from_f64(number)?))
        }
        ("boolean", Tree::Text(text)) => Some(Tree::Bool(text.trim().parse().ok()?)),
        _ => None,
    }
}
