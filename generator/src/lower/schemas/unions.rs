//! Unions: the members in their order, with what tells them apart.

use indexmap::IndexMap;
use indexmap::map::Entry;

use crate::document::Node;
use crate::ir::{Discriminator, Step, Type, TypeId, TypeKind, Union, Variant};

use super::Use;
use super::discriminators::Tags;
use super::facts::{Facts, Kind};
use super::scalars::BEYOND;
use super::sites::Site;
use super::{all_of, choices, combined, hints};
use crate::lower::context::Context;
use crate::lower::{read, schemas};

/// How many schemas one schema may stand for where unions stand beside one another.
const MAX_FAN: usize = 256;

/// The union that a schema describes: the first of its choices, into whose members everything else goes.
pub(super) fn lower<'d>(cx: &mut Context<'d, '_>, id: TypeId, facts: &Facts<'d>) -> TypeKind {
    let Some((choice, others)) = facts.choices.split_first() else {
        return TypeKind::Alias(BEYOND);
    };
    let mut base = facts.clone();
    base.choices = others.to_vec();
    base.discriminator = None;
    base.fan = facts.fan.saturating_mul(choice.members.len());
    let combinations = others.iter().map(|other| other.members.len());
    let fan = combinations.fold(base.fan, usize::saturating_mul);
    let shared = !base.properties.is_empty() || !others.is_empty();
    if shared && fan > MAX_FAN {
        let message = "the unions here stand for too many combinations; the type is any JSON";
        cx.report.unsupported(facts.node.place(), message, "");
        return TypeKind::Alias(BEYOND);
    }
    let tags = facts
        .discriminator
        .as_ref()
        .map(|said| Tags::read(cx, said));
    let mut variants: IndexMap<Type, Variant> = IndexMap::new();
    let hints = hints::of(cx, &choice.members);
    let mut default = None;
    for (member, hint) in choice.members.iter().zip(hints) {
        let values = match &tags {
            Some(tags) => tags.of(cx, member),
            None => event_kinds(&base, member),
        };
        let role = values.first().cloned().or(hint);
        let site = Site::part(id, Step::Member(role));
        let variant = variant(cx, &base, (member, &site), values, shared);
        if tags
            .as_ref()
            .is_some_and(|tags| tags.is_default(cx, member))
        {
            default = Some(variant.ty.clone());
        }
        match variants.entry(variant.ty.clone()) {
            Entry::Occupied(mut known) => known.get_mut().tags.extend(variant.tags),
            Entry::Vacant(new) => drop(new.insert(variant)),
        }
    }
    let mut variants = ordered(variants, default.as_ref());
    if tags.is_none() && others.is_empty() && variants.len() == choice.members.len() {
        variants.extend(combined::variant(cx, id, &base, choice));
    }
    if let Some(tags) = &tags {
        tags.check(cx, choice);
    }
    match &mut variants[..] {
        [only] => TypeKind::Alias(only.ty.clone()),
        _ => TypeKind::Union(Union {
            variants,
            discriminator: tags.map(|tags| Discriminator {
                property: tags.property,
                has_default: default.is_some(),
            }),
        }),
    }
}

/// The members, and last the one that takes every other tag, which has none of its own.
fn ordered(mut variants: IndexMap<Type, Variant>, default: Option<&Type>) -> Vec<Variant> {
    let rest = default.and_then(|ty| variants.shift_remove(ty));
    let rest = rest.map(|rest| Variant {
        tags: Vec::new(),
        ..rest
    });
    variants.into_values().chain(rest).collect()
}

fn variant<'d>(
    cx: &mut Context<'d, '_>,
    base: &Facts<'d>,
    (member, site): (&Node<'d>, &Site),
    tags: Vec<String>,
    shared: bool,
) -> Variant {
    let alias = read::alias(member, cx.report);
    let joined = if shared { join(cx, base, member) } else { None };
    let used = match joined {
        Some(facts) => schemas::settle(cx, facts, site, false),
        None => alone(cx, base, member, site),
    };
    let mut docs = used.notes.docs;
    let title = docs.summary.take();
    Variant {
        ty: used.ty,
        alias,
        title,
        docs,
        tags,
    }
}

/// The kinds of server-sent event that a member is the data of.
fn event_kinds(base: &Facts<'_>, member: &Node<'_>) -> Vec<String> {
    let index = member.place().last().and_then(|last| last.parse().ok());
    let kinds = base.node.get("x-clientwright-event-kinds");
    let kinds = kinds
        .zip(index)
        .and_then(|(kinds, index): (_, usize)| kinds.items().nth(index));
    let kinds: Vec<Node<'_>> = kinds.iter().flat_map(Node::items).collect();
    kinds
        .iter()
        .filter_map(|kind| Some(kind.tree().as_text()?.to_owned()))
        .collect()
}

/// A member together with what stands beside the union; `None` where it has all of that itself, or is no object.
fn join<'d>(
    cx: &mut Context<'d, '_>,
    base: &Facts<'d>,
    member: &Node<'d>,
) -> Option<Box<Facts<'d>>> {
    let part = all_of::merge(cx, member)?;
    let covered = base
        .properties
        .keys()
        .all(|name| part.properties.contains_key(name));
    let says_nothing = part.kind.is_none() && part.is_silent() && !base.properties.is_empty();
    let object = part.is_object() || part.only_constrains() || says_nothing;
    let object = object || !part.choices.is_empty();
    if !object || (covered && base.choices.is_empty()) {
        return None;
    }
    let node = part.node.clone();
    let mut joined = Box::new(Facts {
        node,
        notes: super::facts::Notes::default(),
        ..base.clone()
    });
    all_of::absorb(cx, &mut joined, *part, true);
    choices::simplify(cx, &mut joined);
    Some(joined)
}

/// A member as it is. One without a type has that of the schema around it.
fn alone<'d>(cx: &mut Context<'d, '_>, base: &Facts<'d>, member: &Node<'d>, site: &Site) -> Use {
    let scalar = base
        .kind
        .filter(|kind| !matches!(kind, Kind::Object | Kind::Array));
    if scalar.is_none() || member.reference().is_some() {
        return schemas::lower(cx, member, site);
    }
    let mut facts = all_of::flatten(cx, member);
    if facts.same.is_none() && facts.kind.is_none() && facts.choices.is_empty() {
        facts.kind = scalar;
        facts.format = facts.format.or_else(|| base.format.clone());
    }
    schemas::settle(cx, facts, site, true)
}

/// A member of a family.
pub(super) fn member(ty: Type, tags: Vec<String>, alias: Option<String>) -> Variant {
    Variant {
        ty,
        alias,
        title: None,
        docs: crate::ir::Docs::default(),
        tags,
    }
}
