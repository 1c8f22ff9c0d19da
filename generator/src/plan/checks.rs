//! Checks that tell the members of a union apart by facts of their schemas, the most telling first.

use std::collections::BTreeSet;

use crate::ir::{self, EnumDef, Field, Json, Type, TypeKind};
use crate::rust::{Branch, Check, Ident};

use super::types::{Shape, Types};

/// No member gets more branches than this by properties that only it declares.
const MOST_PROPERTIES: usize = 8;

/// What a member looks like in JSON.
enum Look<'a> {
    Plain(Check),
    /// A text of a known form, or one of these.
    Text(Vec<String>, Form),
    Object(Option<&'a [Field]>),
    Anything,
}

/// How telling the form of a text is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Values,
    Format,
    Free,
}

/// A branch with its rank: the lower, the earlier.
type Ranked = (usize, Branch);

/// The checks of a union, in the order in which they are to be made.
pub(super) fn branches(types: &Types<'_>, union: &ir::Union, names: &[Ident]) -> Vec<Branch> {
    let looks: Vec<Look<'_>> = union
        .variants
        .iter()
        .map(|variant| look(types, &variant.ty))
        .collect();
    let telling = telling_property(types, union, &looks);
    let mut ranked: Vec<Ranked> = Vec::new();
    for (place, (look, name)) in looks.iter().zip(names).enumerate() {
        let mut add = |rank: usize, checks: Vec<Check>| {
            ranked.push((
                rank,
                Branch {
                    checks,
                    variant: name.clone(),
                },
            ));
        };
        match look {
            Look::Plain(check) => add(plain_rank(check), vec![check.clone()]),
            Look::Text(values, Form::Values) => add(0, vec![Check::OneOf(values.clone())]),
            Look::Text(_, Form::Format) => add(10, vec![Check::Text]),
            Look::Text(_, Form::Free) => add(20, vec![Check::Text]),
            Look::Anything => add(1000, Vec::new()),
            Look::Object(None) => add(900, vec![Check::Object]),
            Look::Object(Some(fields)) => {
                let tags = &union.variants[place].tags;
                let property = union.discriminator.as_ref().map(|found| &found.property);
                for (tag, property) in tags.iter().zip(property.into_iter().cycle()) {
                    add(0, vec![has_text(property, tag)]);
                }
                for text in telling
                    .iter()
                    .flat_map(|name| texts_of(types, fields, name))
                {
                    let name = telling.as_deref().unwrap_or_default();
                    add(0, vec![has_text(name, &text)]);
                }
                own_properties(&looks, place, fields, &mut add);
                let required = fields.iter().filter(|field| field.required).count();
                let specific = required.min(99) * 4 + fields.len().min(399) / 100;
                add(899 - specific, vec![Check::Object]);
            }
        }
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut seen = Vec::new();
    for (_, branch) in ranked {
        if !seen.contains(&branch) {
            seen.push(branch);
        }
    }
    seen
}

fn plain_rank(check: &Check) -> usize {
    // A whole number is a number too, so it is asked for first.
    if *check == Check::Number { 20 } else { 10 }
}

fn has_text(property: &str, text: &str) -> Check {
    Check::HasText(property.to_owned(), text.to_owned())
}

/// Branches by the properties that no other member declares, required ones first.
fn own_properties(
    looks: &[Look<'_>],
    place: usize,
    fields: &[Field],
    add: &mut impl FnMut(usize, Vec<Check>),
) {
    let others: BTreeSet<&str> = looks
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != place)
        .filter_map(|(_, look)| match look {
            Look::Object(Some(fields)) => Some(*fields),
            _ => None,
        })
        .flatten()
        .map(|field| field.name.as_str())
        .collect();
    let own = |field: &&Field| !others.contains(field.name.as_str());
    let alone = looks
        .iter()
        .filter(|look| matches!(look, Look::Object(_)))
        .count()
        < 2;
    if alone {
        return;
    }
    let required = fields.iter().filter(|field| field.required).find(own);
    match required {
        Some(field) => add(100, vec![Check::Has(field.name.clone())]),
        None => {
            for field in fields.iter().filter(own).take(MOST_PROPERTIES) {
                add(200, vec![Check::Has(field.name.clone())]);
            }
        }
    }
}

/// A property whose texts are listed in every object of the union, and differ from each to each.
fn telling_property(types: &Types<'_>, union: &ir::Union, looks: &[Look<'_>]) -> Option<String> {
    let objects: Vec<&[Field]> = looks
        .iter()
        .filter_map(|look| match look {
            Look::Object(fields) => Some(fields.unwrap_or_default()),
            _ => None,
        })
        .collect();
    let first = objects.first().filter(|_| objects.len() > 1)?;
    let named = union.discriminator.as_ref().map(|found| &found.property);
    let differs = |name: &str| {
        let mut seen = BTreeSet::new();
        objects.iter().all(|fields| {
            let texts = texts_of(types, fields, name);
            !texts.is_empty() && texts.into_iter().all(|text| seen.insert(text))
        })
    };
    let mut fields = first.iter().filter(|field| Some(&field.name) != named);
    fields
        .find(|field| differs(&field.name))
        .map(|field| field.name.clone())
}

/// The texts that a property of these may have, where the schema lists them.
fn texts_of(types: &Types<'_>, fields: &[Field], name: &str) -> Vec<String> {
    let Some(field) = fields.iter().find(|field| field.name == name) else {
        return Vec::new();
    };
    match types.resolve(&field.ty) {
        Type::Const(Json::String(text)) => vec![text.clone()],
        Type::Ref(id) => match &types.def(*id).kind {
            TypeKind::Enum(def) => texts(def).unwrap_or_default(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The values of an enum, where all of them are texts.
fn texts(def: &EnumDef) -> Option<Vec<String>> {
    def.values
        .iter()
        .map(|value| value.value.as_str().map(str::to_owned))
        .collect()
}

fn look<'a>(types: &'a Types<'_>, ty: &'a Type) -> Look<'a> {
    match types.resolve(ty) {
        Type::Bool | Type::Const(Json::Bool(_)) => Look::Plain(Check::Bool),
        Type::Integer(_) | Type::UnixTime => Look::Plain(Check::Integer),
        Type::Const(Json::Number(number)) if !number.is_f64() => Look::Plain(Check::Integer),
        Type::Number | Type::Const(Json::Number(_)) => Look::Plain(Check::Number),
        Type::String | Type::Binary => Look::Text(Vec::new(), Form::Free),
        Type::DateTime | Type::Date | Type::Uuid | Type::Base64 => {
            Look::Text(Vec::new(), Form::Format)
        }
        Type::Const(Json::String(text)) => Look::Text(vec![text.clone()], Form::Values),
        Type::Null | Type::Const(Json::Null) => Look::Plain(Check::Null),
        Type::List(_) | Type::Tuple(_) => Look::Plain(Check::Array),
        Type::Map(_) => Look::Object(None),
        Type::Any(_) | Type::Const(_) | Type::Nullable(_) => Look::Anything,
        Type::Ref(id) => match (&types.def(*id).kind, &types.shapes[id.index()]) {
            (TypeKind::Object(object), Shape::Struct) => Look::Object(Some(&object.fields)),
            (TypeKind::Enum(def), _) if def.values.iter().all(|value| value.value.is_i64()) => {
                Look::Plain(Check::Integer)
            }
            (TypeKind::Enum(def), _) => match texts(def) {
                Some(values) => Look::Text(values, Form::Values),
                None => Look::Anything,
            },
            _ => Look::Anything,
        },
    }
}
