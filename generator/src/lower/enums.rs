//! Lists of allowed values.

use crate::document::{Node, Tree};
use crate::ir::{EnumDef, EnumValue, Json, TypeKind};
use crate::report::{Code, Report};

use super::facts::{Facts, Kind};

/// Reads `enum` and what extensions say about its values.
pub(super) fn read(facts: &mut Facts<'_>, report: &mut Report) {
    let node = facts.node.clone();
    let Some(list) = node.get("enum") else { return };
    let Some(items) = list.tree().as_list() else {
        let message = format!("`enum` should be a list, and is {}", list.tree().kind());
        report.warning(Code::Shape, list.place(), message, "");
        return;
    };
    if items.is_empty() {
        return;
    }
    let names = hints(&node, &["x-enum-varnames", "x-enumNames", "x-enum-names"]);
    let docs = hints(&node, &["x-enum-descriptions", "x-enumDescriptions"]);
    let mut values: Vec<EnumValue> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if *item == Tree::Null {
            facts.null_value = true;
            continue;
        }
        let value = item.to_json();
        if values.iter().any(|known| known.value == value) {
            continue;
        }
        let name = names.and_then(|tree| hint(tree, index, item));
        let docs = docs.and_then(|tree| hint(tree, index, item));
        values.push(EnumValue { value, name, docs });
    }
    if let Some(kind) = facts.kind
        && values.iter().any(|entry| !fits(&entry.value, kind))
    {
        let message = format!(
            "not all values of this `enum` are of the type {kind:?}; they are kept as they are written"
        );
        report.warning(Code::Conflict, list.place(), message, "");
    }
    facts.values = Some(values);
}

fn hints<'d>(node: &Node<'d>, keys: &[&str]) -> Option<&'d Tree> {
    keys.iter().find_map(|key| node.tree().get(key))
}

/// What an extension says about one value: by its place in the list, or under the value itself.
fn hint(tree: &Tree, index: usize, item: &Tree) -> Option<String> {
    let found = match tree {
        Tree::List(list) => list.get(index)?,
        Tree::Map(map) => map.get(&written(item)?)?,
        _ => return None,
    };
    written(found).filter(|text| !text.trim().is_empty())
}

fn written(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Text(text) => Some(text.clone()),
        Tree::Number(number) => Some(number.to_string()),
        Tree::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

/// Whether a value is of a type.
pub(super) fn fits(value: &Json, kind: Kind) -> bool {
    match kind {
        Kind::Null => value.is_null(),
        Kind::Boolean => value.is_boolean(),
        Kind::Integer => value.is_i64() || value.is_u64(),
        Kind::Number => value.is_number(),
        Kind::String => value.is_string(),
        Kind::Array => value.is_array(),
        Kind::Object => value.is_object(),
    }
}

/// The definition of an enum.
pub(super) fn define(facts: &Facts<'_>) -> TypeKind {
    let values = facts.values.clone().unwrap_or_default();
    let default = facts.notes.default.clone();
    let default = default.filter(|value| values.iter().any(|known| known.value == *value));
    TypeKind::Enum(EnumDef { values, default })
}

/// Whether the values are both truth values, which is no enum but a plain boolean.
pub(super) fn is_any_boolean(values: &[EnumValue]) -> bool {
    values.len() == 2 && values.iter().all(|entry| entry.value.is_boolean())
}
