//! Lists of allowed values.

use indexmap::IndexSet;

use crate::ir::{EnumDef, EnumValue, Json, TypeKind};
use crate::report::{Code, Report};

use super::facts::{Facts, Kind};
use crate::lower::read::Extensions;

/// Takes the values of `enum`, with what extensions say about them.
pub(super) fn read(
    facts: &mut Facts<'_>,
    list: Vec<Json>,
    extensions: &Extensions,
    report: &mut Report,
) {
    if list.is_empty() {
        return;
    }
    let hints = |keys: &[&str]| keys.iter().find_map(|key| extensions.get(*key));
    let names = hints(&["x-enum-varnames", "x-enumNames", "x-enum-names"]);
    let docs = hints(&["x-enum-descriptions", "x-enumDescriptions"]);
    let mut values: Vec<EnumValue> = Vec::new();
    let mut known: IndexSet<Json> = IndexSet::new();
    for (index, value) in list.into_iter().enumerate() {
        if value.is_null() {
            facts.null_value = true;
            continue;
        }
        if !known.insert(value.clone()) {
            continue;
        }
        let name = names.and_then(|hints| hint(hints, index, &value));
        let docs = docs.and_then(|hints| hint(hints, index, &value));
        values.push(EnumValue { value, name, docs });
    }
    if let Some(kind) = facts.kind
        && values.iter().any(|entry| !fits(&entry.value, kind))
    {
        let message = format!(
            "not all values of this `enum` are of the type {kind:?}; they are kept as they are written"
        );
        let place = facts.node.place().join("enum");
        report.warning(Code::Conflict, &place, message, "");
    }
    facts.values = Some(values);
}

/// What an extension says about one value: by its place in the list, or under the value itself.
fn hint(hints: &Json, index: usize, value: &Json) -> Option<String> {
    let found = match hints {
        Json::Array(list) => list.get(index)?,
        Json::Object(map) => map.get(&written(value)?)?,
        _ => return None,
    };
    written(found).filter(|text| !text.trim().is_empty())
}

/// A scalar as text.
pub(super) fn written(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
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
    TypeKind::Enum(EnumDef {
        values,
        default,
        open: facts.open,
    })
}

/// Whether the values are both truth values, which is no enum but a plain boolean.
pub(super) fn is_any_boolean(values: &[EnumValue]) -> bool {
    values.len() == 2 && values.iter().all(|entry| entry.value.is_boolean())
}
