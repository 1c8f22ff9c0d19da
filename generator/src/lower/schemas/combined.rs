//! `anyOf`: the member that a value is which is several of the others at once.

use crate::document::Node;
use crate::ir::{Docs, Step, TypeId, Variant};

use super::facts::{Choice, Extra, Facts};
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
    let mut whole = Box::new(base.clone());
    let mut parts: Vec<Box<Facts<'d>>> = Vec::new();
    for member in &choice.members {
        let part = object(cx, member)?;
        if parts.iter().any(|other| !agree(other, &part)) {
            return None;
        }
        all_of::absorb(cx, &mut whole, Facts::clone(&part), false);
        parts.push(part);
    }
    let covers = |part: &Facts<'_>| part.properties.len() == whole.properties.len();
    if parts.iter().any(|part| covers(part)) {
        return None;
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

/// Whether two members say the same of each property that both have.
fn agree(one: &Facts<'_>, other: &Facts<'_>) -> bool {
    one.properties.iter().all(|(name, property)| {
        let same = other.properties.get(name);
        same.is_none_or(|same| same.ty.tree() == property.ty.tree())
    })
}
