//! Bodies that are one of several objects: a flag for each property that one of them has.

use crate::ir::{Field, Type, TypeId, TypeKind};
use crate::plan::reference::only_value;
use crate::rust::{CommandField, CommandValues};
use crate::text::Text;

use super::fields::Fields;

/// The objects that a value of a type may be, those of unions inside a union too. What is no object is given as JSON.
pub(super) fn objects(fields: &Fields<'_, '_>, ty: &Type) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    let mut left = vec![ty];
    while let Some(ty) = left.pop() {
        if let Some(id) = fields.as_object(ty) {
            if !found.contains(&id) {
                found.push(id);
            }
        } else if let Type::Ref(id) = fields.types.resolve(ty)
            && let TypeKind::Union(union) = &fields.types.def(*id).kind
            && !seen.contains(id)
        {
            seen.push(*id);
            left.extend(union.variants.iter().rev().map(|variant| &variant.ty));
        }
    }
    found
}

/// The properties of all objects, each once, in the order in which they come.
pub(super) fn properties(
    fields: &mut Fields<'_, '_>,
    objects: &[TypeId],
    name: &mut dyn FnMut(&str) -> String,
) -> Vec<CommandField> {
    let mut named: Vec<(&str, Vec<&Field>)> = Vec::new();
    for id in objects {
        for property in fields.properties(*id) {
            match named.iter_mut().find(|(known, _)| *known == property.name) {
                Some((_, same)) => same.push(property),
                None => named.push((&property.name, vec![property])),
            }
        }
    }
    let flags = named.into_iter().filter_map(|(known, same)| {
        let flag = name(
            same.iter()
                .find_map(|one| one.alias.as_deref())
                .unwrap_or(known),
        );
        one_of(fields, &same, same.len() == objects.len(), &flag)
    });
    flags.collect()
}

/// The field of the properties of a name: what holds of all of them, and every value that one of them takes.
fn one_of(
    fields: &mut Fields<'_, '_>,
    same: &[&Field],
    is_in_all: bool,
    flag: &str,
) -> Option<CommandField> {
    let choices = choices(fields, same);
    let each = same
        .iter()
        .map(|one| fields.of_property(one, flag.to_owned()));
    let each: Vec<CommandField> = each.collect();
    let first = each.first()?.clone();
    let all = |holds: fn(&CommandField) -> bool| each.iter().all(holds);
    let required = is_in_all && all(|one| one.required);
    // What need not be given is what every one of the objects has to hold.
    let constant = first.constant.clone();
    let constant =
        constant.filter(|_| required && each.iter().all(|one| one.constant == first.constant));
    let is_same = each.iter().all(|one| one.values == first.values);
    let said = |of: fn(&CommandField) -> &Text| {
        let mut texts = each.iter().map(of);
        texts
            .find(|text| !text.is_empty())
            .cloned()
            .unwrap_or_default()
    };
    Some(CommandField {
        values: match choices {
            Some(choices) if constant.is_none() => CommandValues::Choice(choices),
            _ if is_same => first.values.clone(),
            _ => CommandValues::Any,
        },
        required,
        nullable: each.iter().any(|one| one.nullable),
        deprecated: all(|one| one.deprecated),
        constant,
        help: said(|one| &one.help),
        // Limits of one object are none of another one's.
        facts: if each.iter().all(|one| one.facts == first.facts) {
            first.facts.clone()
        } else {
            Text::default()
        },
        ..first
    })
}

/// The texts that the properties may be, where each is one text or one of several.
fn choices(fields: &mut Fields<'_, '_>, same: &[&Field]) -> Option<Vec<Text>> {
    let mut found: Vec<Text> = Vec::new();
    for property in same {
        let only = only_value(fields.types, &property.ty);
        let texts = match only.and_then(|only| only.as_str()) {
            Some(only) => vec![Text::from(only)],
            None => match fields.values(&property.ty) {
                CommandValues::Choice(choices) => choices,
                _ => return None,
            },
        };
        for text in texts {
            if !found.contains(&text) {
                found.push(text);
            }
        }
    }
    Some(found)
}
