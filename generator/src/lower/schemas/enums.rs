//! Lists of allowed values.

use indexmap::{IndexMap, IndexSet};

use crate::document::Node;
use crate::ir::{EnumDef, EnumValue, Json, TypeKind};
use crate::nearest::nearest;
use crate::report::{Code, Report};

use super::facts::{Facts, Kind};
use crate::lower::read::Extensions;

/// What names some of the values, each under its value.
const VALUE_NAMES: &str = "x-clientwright-value-names";

/// Takes the values of `enum`, with what extensions say about them.
pub(super) fn read(
    facts: &mut Facts<'_>,
    list: Vec<Json>,
    extensions: &Extensions,
    report: &mut Report,
) {
    let given = given(&facts.node, &list, report);
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
        let given = written(&value).and_then(|value| given.get(value.as_str()));
        let given = given.map(|name| (*name).to_owned());
        let name = given.or_else(|| hint(names?, index, &value));
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

/// The names that an overlay gives to values. One for what is no value, or one that is no text, is an error.
fn given<'d>(node: &Node<'d>, list: &[Json], report: &mut Report) -> IndexMap<&'d str, &'d str> {
    let mut given = IndexMap::new();
    let Some(names) = node.get(VALUE_NAMES) else {
        return given;
    };
    if names.tree().as_map().is_none() {
        let message = format!("`{VALUE_NAMES}` should be names, each under its value");
        let help = format!("`{VALUE_NAMES}: {{ '+1': thumbs up }}`");
        report.error(Code::Extension, names.place(), message, help);
    }
    let known: Vec<String> = list.iter().filter_map(written).collect();
    for (value, name) in names.entries() {
        let text = name.tree().as_text().filter(|text| !text.trim().is_empty());
        if !known.iter().any(|known| known == value) {
            let meant = nearest(value, known.iter().map(String::as_str));
            let help = meant.map(|known| format!("did you mean `{known}`?"));
            let message = format!("`{value}` is no value of this `enum`");
            report.error(
                Code::Extension,
                name.place(),
                message,
                help.unwrap_or_default(),
            );
        } else if let Some(text) = text {
            given.insert(value, text);
        } else {
            let message = format!("the name of `{value}` should be text");
            report.error(Code::Extension, name.place(), message, "");
        }
    }
    given
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
