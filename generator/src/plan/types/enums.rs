//! Lists of allowed values as open enums.

use crate::ir::{EnumDef, EnumValue, Json, TypeId};
use crate::rust::{Enum, EnumKind, Variant};
use crate::text::Literal;

use super::Types;
use crate::plan::docs;
use crate::plan::docs::about;
use crate::plan::docs::about::Of;
use crate::plan::names::{Scope, letters, pascal, spelled};

/// Creates the enum of a list of values.
pub(super) fn plan(types: &Types<'_>, id: TypeId, def: &EnumDef) -> Enum {
    let of = types.def(id);
    let kind = kind(def);
    let mut scope = Scope::default();
    let texts: Vec<String> = def.values.iter().map(|value| shown(&value.value)).collect();
    let variants: Vec<Variant> = def
        .values
        .iter()
        .map(|value| variant(value, kind, &texts, &mut scope))
        .collect();
    let default = def.default.as_ref().and_then(|default| {
        let place = def
            .values
            .iter()
            .position(|value| value.value == *default)?;
        variants.get(place).map(|variant| variant.name.clone())
    });
    Enum {
        name: types.names[id.index()].clone(),
        docs: about::a_type(types, id, Of::Values),
        deprecated: of.deprecated,
        kind,
        unknown: scope.claim(&["Unknown", "Other", "Unlisted"]),
        variants,
        default,
    }
}

/// Of what the values are.
pub(in crate::plan) fn kind(def: &EnumDef) -> EnumKind {
    let all = |test: fn(&Json) -> bool| def.values.iter().all(|value| test(&value.value));
    if all(Json::is_string) {
        EnumKind::String
    } else if all(Json::is_i64) {
        EnumKind::Integer
    } else {
        EnumKind::Mixed
    }
}

fn variant(value: &EnumValue, kind: EnumKind, texts: &[String], scope: &mut Scope) -> Variant {
    let shown = shown(&value.value);
    let literal = match (kind, &value.value) {
        (EnumKind::String | EnumKind::Integer, value) => Literal::scalar(value),
        (EnumKind::Mixed, value) => Some(Literal::text(&value.to_string())),
    };
    let mut wishes = vec![pascal(&shown), pascal(&spelled(&shown))];
    if wishes.iter().all(|wish| scope.has(wish)) {
        let letters = letters(&shown, texts.iter().map(String::as_str));
        wishes.extend(letters.map(|letters| pascal(&shown) + &pascal(letters)));
    }
    if let Some(name) = &value.name {
        wishes.insert(0, pascal(name));
    }
    let code = docs::code(&shown);
    let text = match value.docs.as_deref().map(str::trim) {
        Some(said) if !said.is_empty() && kind == EnumKind::Integer => format!("{code}: {said}"),
        Some(said) if !said.is_empty() => said.to_owned(),
        _ => code,
    };
    Variant {
        name: scope.claim(&wishes),
        docs: docs::own(&text),
        value: literal.unwrap_or_else(|| Literal::text(&shown)),
    }
}

/// A value as people write it: texts without their quotes.
pub(in crate::plan) fn shown(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
