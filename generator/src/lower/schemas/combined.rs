//! `anyOf`: the member that a value is which is several of the others at once.

use std::collections::BTreeSet;

use crate::document::Node;
use crate::ir::{Docs, Step, TypeId, Variant};

use super::facts::{Choice, Extra, Facts, Kind};
use super::sites::Site;
use super::{all_of, choices};
use crate::lower::context::Context;
use crate::lower::schemas;

/// How many members may be combined: a longer list is one of kinds, of which a value is one.
const MOST_MEMBERS: usize = 8;

/// The member that has all properties of the others; `None` where no value is meant to be several of them.
pub(super) fn variant<'d>(
    cx: &mut Context<'d, '_>,
    id: TypeId,
    base: &Facts<'d>,
    choice: &Choice<'d>,
) -> Option<Variant> {
    if !choice.several || choice.members.len() > MOST_MEMBERS {
        return None;
    }
    let members = choice.members.iter().map(|member| object(cx, member));
    let parts: Vec<Box<Facts<'d>>> = members.collect::<Option<_>>()?;
    let of_parts = parts.iter().flat_map(|part| part.properties.keys());
    let names: BTreeSet<&String> = base.properties.keys().chain(of_parts).collect();
    let covers = |part: &Facts<'_>| part.properties.len() == names.len();
    if parts.iter().any(|part| covers(part)) || !agree(cx, &parts, choice) {
        return None;
    }
    let mut whole = Box::new(base.clone());
    for part in &parts {
        all_of::absorb(cx, &mut whole, Facts::clone(part), false);
    }
    // Of two members a value is both; of more it may be some.
    if parts.len() > 2 {
        let of_all = |name: &String| parts.iter().all(|part| part.required.contains(name));
        whole
            .required
            .retain(|name| base.required.contains(name) || of_all(name));
    }
    let word = if parts.len() == 2 { "Both" } else { "Several" };
    let site = Site::part(id, Step::Member(Some(word.to_owned())));
    let used = schemas::settle(cx, whole, &site, false);
    Some(Variant {
        ty: used.ty,
        alias: None,
        title: Some(word.to_owned()),
        docs: Docs {
            description: Some(format!(
                "What is {} of the others at once.",
                word.to_lowercase()
            )),
            ..Docs::default()
        },
        tags: Vec::new(),
    })
}

/// A member that is an open object and nothing else.
fn object<'d>(cx: &mut Context<'d, '_>, member: &Node<'d>) -> Option<Box<Facts<'d>>> {
    let part = all_of::merge(cx, member)?;
    let open = matches!(part.additional, None | Some(Extra::Anything));
    let is_object = part.is_object() && !part.properties.is_empty() && part.choices.is_empty();
    (is_object && open && !is_kind(cx, &part)).then_some(part)
}

/// Whether an object has a constant that it must have: that tells its kind, and a value is of one kind.
fn is_kind<'d>(cx: &mut Context<'d, '_>, part: &Facts<'d>) -> bool {
    part.required.iter().any(|name| {
        let property = part.properties.get(name);
        let facts = property.and_then(|property| choices::peek(cx, &property.ty));
        let values = facts.as_ref().and_then(|facts| facts.values.as_deref());
        matches!(values, Some([_]))
    })
}

/// Whether the members say the same of each property that several of them have. Where they differ, and a value could still
/// be of both, that is told: such a value is read as one of them.
fn agree<'d>(cx: &mut Context<'d, '_>, parts: &[Box<Facts<'d>>], choice: &Choice<'d>) -> bool {
    for (at, (part, member)) in parts.iter().zip(&choice.members).enumerate() {
        for other in &parts[..at] {
            let Some(name) = difference(other, part) else {
                continue;
            };
            if !exclude(cx, other, part, name) {
                let message = format!(
                    "`{name}` is described differently by an earlier member of this `anyOf`: a value that is both is read as \
                     one of them"
                );
                let help = "describe the property alike in both, or use `oneOf` where a value is only one of the members";
                cx.report.unsupported(member.place(), message, help);
            }
            return false;
        }
    }
    true
}

/// The first property that two members both have and describe differently.
fn difference<'p>(one: &'p Facts<'_>, other: &Facts<'_>) -> Option<&'p str> {
    let mut properties = one.properties.iter();
    let (name, _) = properties.find(|(name, property)| {
        let same = other.properties.get(*name);
        same.is_some_and(|same| same.ty.tree() != property.ty.tree())
    })?;
    Some(name)
}

/// Whether no value is meant to be of both members: a property tells them apart by its values, or one of them requires it and
/// the other one rules out what it may be.
fn exclude<'d>(cx: &mut Context<'d, '_>, one: &Facts<'d>, other: &Facts<'d>, name: &str) -> bool {
    let is_required = [one, other].iter().any(|part| part.required.contains(name));
    let mut facts = |part: &Facts<'d>| {
        let property = part.properties.get(name)?;
        choices::peek(cx, &property.ty)
    };
    let (Some(one), Some(other)) = (facts(one), facts(other)) else {
        return false;
    };
    let by_kind = match (one.kind, other.kind) {
        (Some(Kind::Integer), Some(Kind::Number)) | (Some(Kind::Number), Some(Kind::Integer)) => {
            false
        }
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    let by_values = match (&one.values, &other.values) {
        (Some(one), Some(other)) => one
            .iter()
            .all(|one| other.iter().all(|other| other.value != one.value)),
        _ => false,
    };
    by_values || is_required && by_kind
}
