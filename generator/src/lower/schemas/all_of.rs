//! `allOf`: several schemas read as one.

use std::rc::Rc;

use indexmap::IndexSet;

use crate::document::{Node, Tree};
use crate::ir::{EnumValue, Json};
use crate::pointer::Pointer;
use crate::report::Code;

use super::choices;
use super::facts::{Choice, Extra, Facts, Kind, Notes};
use super::references;
use crate::lower::context::Context;

/// How many schemas may be merged into one another, one inside the other.
const MAX_MERGING: usize = 60;

/// How often schemas with `allOf` are merged, each time that one leads to another.
const MAX_MERGES: usize = 300_000;

/// How deep lists of lists are looked into for what their items say.
const MAX_LISTS: usize = 8;

/// A schema with its `allOf` merged and its unions made simple.
///
/// A schema that only adds words to a reference is not merged: it is the same as the reference (`Facts::same`).
pub(super) fn flatten<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>) -> Box<Facts<'d>> {
    let own = cx.facts(node);
    let mut facts = match same(cx, &own) {
        Some(same) => same,
        None => merge_members(cx, &own),
    };
    choices::simplify(cx, &mut facts);
    facts
}

/// A schema with its `allOf` merged, references followed, nothing made simple.
pub(in crate::lower) fn merge<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
) -> Option<Box<Facts<'d>>> {
    let target = references::resolve_schema(cx, node)?;
    let own = cx.facts(&target);
    if own.all_of.is_empty() {
        return Some(Box::new(Facts::clone(&own)));
    }
    let key = std::ptr::from_ref(target.tree());
    if let Some(merged) = cx.merged.get(&key) {
        return Some(Box::new(Facts::clone(merged)));
    }
    if cx.merging.contains(target.place()) {
        cx.cuts += 1;
        let message =
            "this schema is a member of itself, which adds nothing; the member is left out";
        cx.report
            .warning(Code::Reference, target.place(), message, "");
        return None;
    }
    if cx.merges >= MAX_MERGES {
        cx.cuts += 1;
        let message =
            "the `allOf`s and unions of this description lead to one another in too many ways";
        let help = "let a schema refer to another one only once, directly or not";
        if cx.merges == MAX_MERGES {
            cx.merges += 1;
            cx.report.error(Code::Limit, target.place(), message, help);
        }
        return None;
    }
    cx.merges += 1;
    if cx.merging.len() >= MAX_MERGING {
        cx.cuts += 1;
        let message = "`allOf` is nested too deep here; the member is left out";
        cx.report.unsupported(node.place(), message, "");
        return None;
    }
    let cuts = cx.cuts;
    let merged = merge_members(cx, &own);
    if cx.cuts == cuts {
        cx.merged.insert(key, Rc::new(Facts::clone(&merged)));
    }
    Some(merged)
}

fn merge_members<'d>(cx: &mut Context<'d, '_>, own: &Facts<'d>) -> Box<Facts<'d>> {
    let mut own = Box::new(own.clone());
    let members = std::mem::take(&mut own.all_of);
    if members.is_empty() {
        return own;
    }
    cx.merging.push(own.node.place().clone());
    let mut merged = Facts::empty(&own.node);
    let mut seen: IndexSet<&Tree> = IndexSet::new();
    for member in &members {
        if !seen.insert(member.tree()) {
            continue;
        }
        if let Some(mut part) = merge(cx, member) {
            part.choices.retain(|choice| !leads_back(cx, choice));
            let words = member.reference().is_none();
            absorb(cx, &mut merged, *part, words);
        }
    }
    absorb(cx, &mut merged, *own, true);
    cx.merging.pop();
    merged
}

/// Whether a union has a schema for its member that is just being merged: a base that lists those that extend it. The
/// list is no part of what they take over.
fn leads_back(cx: &Context<'_, '_>, choice: &Choice<'_>) -> bool {
    choice.members.iter().any(|member| {
        let place = member.reference().and_then(Pointer::parse);
        place.is_some_and(|place| cx.merging.contains(&place))
    })
}

/// The reference that a schema only adds words to, if it does no more than that.
fn same<'d>(cx: &mut Context<'d, '_>, own: &Facts<'d>) -> Option<Box<Facts<'d>>> {
    if own.all_of.is_empty() || own.is_specific() {
        return None;
    }
    let mut notes = Notes::default();
    let mut target = None;
    for member in &own.all_of {
        if member.reference().is_none() {
            let facts = cx.facts(member);
            if !facts.is_silent() {
                return None;
            }
            notes.absorb(facts.notes.clone(), true);
        } else if target
            .replace(member)
            .is_some_and(|other: &Node<'_>| other.tree() != member.tree())
        {
            return None;
        }
    }
    let target = target?.clone();
    let resolved = references::resolve_schema(cx, &target)?;
    if extends(cx, &own.node, &resolved) || tells_more(cx, own, &resolved) {
        return None;
    }
    notes.absorb(own.notes.clone(), true);
    let mut facts = Facts::empty(&own.node);
    facts.same = Some(target);
    facts.notes = notes;
    Some(facts)
}

/// Whether a discriminator tells of a property that the schema beside it does not describe.
fn tells_more<'d>(cx: &mut Context<'d, '_>, own: &Facts<'d>, target: &Node<'d>) -> bool {
    let Some(tag) = &own.discriminator else {
        return false;
    };
    merge(cx, target).is_some_and(|target| {
        target.is_object()
            && target.choices.is_empty()
            && !target.properties.contains_key(&tag.said.property_name)
    })
}

/// Whether a declared schema is one of a family that the other one begins or goes on with: then it is more than another
/// name.
fn extends<'d>(cx: &mut Context<'d, '_>, node: &Node<'_>, base: &Node<'d>) -> bool {
    let family = cx.children.get(base.place());
    let is_child = |child: &Node<'_>| child.place() == node.place();
    family.is_some_and(|children| children.iter().any(is_child))
        && merge(cx, base).is_some_and(|base| base.discriminator.is_some())
}

/// Takes over what a later member says.
pub(super) fn absorb<'d>(
    cx: &mut Context<'d, '_>,
    facts: &mut Facts<'d>,
    later: Facts<'d>,
    words: bool,
) {
    if !agree_kind(cx, facts, &later) {
        let node = facts.node.clone();
        let notes = std::mem::take(&mut facts.notes);
        *facts = *Facts::empty(&node);
        facts.notes = notes;
    }
    facts.kind = narrower(facts.kind, later.kind);
    facts.format = later.format.or(facts.format.take());
    agree_values(cx, facts, later.values, later.open);
    for (name, property) in later.properties {
        override_property(cx, facts, name, property);
    }
    facts.required.extend(later.required);
    facts.additional = match (facts.additional.take(), later.additional) {
        (Some(Extra::Typed(node)), None | Some(Extra::Anything | Extra::Nothing)) => {
            Some(Extra::Typed(node))
        }
        (earlier, later) => later.or(earlier),
    };
    agree_items(cx, facts, later.items, later.more_items);
    if !later.prefix.is_empty() {
        facts.prefix = later.prefix;
    }
    facts.max_items = later.max_items.or(facts.max_items);
    for choice in later.choices {
        if facts.choices.iter().all(|known| !known.is(&choice)) {
            facts.choices.push(choice);
        }
    }
    facts.discriminator = later.discriminator.or(facts.discriminator.take());
    facts.not |= later.not;
    facts.fan = facts.fan.saturating_mul(later.fan);
    facts.notes.absorb(later.notes, words);
}

/// Whether both types can hold at once; if not, the report tells that the later one wins.
fn agree_kind(cx: &mut Context<'_, '_>, facts: &Facts<'_>, later: &Facts<'_>) -> bool {
    let Some((earlier, kind)) = clash(facts.kind, later.kind) else {
        return true;
    };
    let message = format!(
        "the members of this `allOf` are of the types {earlier:?} and {kind:?}; the later wins"
    );
    cx.report
        .warning(Code::Conflict, facts.node.place(), message, "");
    false
}

/// Two types that no value is of; an integer is a number.
fn clash(earlier: Option<Kind>, later: Option<Kind>) -> Option<(Kind, Kind)> {
    let number = |kind| matches!(kind, Kind::Integer | Kind::Number);
    earlier
        .zip(later)
        .filter(|(a, b)| a != b && !(number(*a) && number(*b)))
}

fn narrower(earlier: Option<Kind>, later: Option<Kind>) -> Option<Kind> {
    match (earlier, later) {
        (Some(Kind::Integer), Some(Kind::Number)) => Some(Kind::Integer),
        _ => later.or(earlier),
    }
}

/// What both allow; where that is nothing, the later wins. One that is open allows all values of the other.
fn agree_values<'d>(
    cx: &mut Context<'d, '_>,
    facts: &mut Facts<'d>,
    later: Option<Vec<EnumValue>>,
    open: bool,
) {
    let Some(later) = later else { return };
    match (&facts.values, facts.open, open) {
        (None, ..) | (_, true, false) => {
            (facts.values, facts.open) = (Some(later), open);
            return;
        }
        (_, false, true) => return,
        (_, true, true) | (_, false, false) => {}
    }
    let both = facts.values.take().map(|mut earlier| {
        let allowed: IndexSet<&Json> = later.iter().map(|entry| &entry.value).collect();
        earlier.retain(|entry| allowed.contains(&entry.value));
        earlier
    });
    facts.values = Some(match both {
        Some(both) if !both.is_empty() => both,
        Some(_) => {
            let message = "no value is allowed by every member of this `allOf`; the last one wins";
            cx.report
                .warning(Code::Conflict, facts.node.place(), message, "");
            later
        }
        None => later,
    });
}

/// Puts a property in, in the place of the one that stood before. A schema that only adds words keeps the type.
fn override_property<'d>(
    cx: &mut Context<'d, '_>,
    facts: &mut Facts<'d>,
    name: String,
    property: super::facts::Property<'d>,
) {
    let Some(earlier) = facts.properties.get_mut(&name) else {
        facts.properties.insert(name, property);
        return;
    };
    if earlier.ty.tree() == property.ty.tree() {
        return;
    }
    let later = cx.facts(&property.ty);
    let silent = property.ty.reference().is_none() && later.kind.is_none() && later.is_silent();
    if silent {
        earlier.notes = Some(property.ty);
        return;
    }
    let before = cx.facts(&earlier.ty);
    let whole = before.kind == Some(Kind::Integer) && later.kind == Some(Kind::Number);
    if whole && later.values.is_none() {
        // What is a whole number and a number is a whole number.
        earlier.notes = Some(property.ty);
        return;
    }
    let clash = clash(before.kind, later.kind);
    if let Some((old, new)) = clash {
        let message = format!(
            "`{name}` is of the types {old:?} and {new:?} in the members of an `allOf`; the later wins"
        );
        cx.report
            .warning(Code::Conflict, property.ty.place(), message, "");
    }
    let before = std::mem::replace(earlier, property);
    let after = earlier.ty.clone();
    let mut more = before.more;
    let mut limits = before.limits;
    if says_more(cx, &before.ty, &after, 0) {
        more.push(before.ty);
    } else if clash.is_none() {
        limits.push(before.ty);
    }
    if let Some(property) = facts.properties.get_mut(&name) {
        property.more.splice(..0, more);
        property.limits.splice(..0, limits);
    }
}

fn agree_items<'d>(
    cx: &mut Context<'d, '_>,
    facts: &mut Facts<'d>,
    later: Option<Node<'d>>,
    more: Vec<Node<'d>>,
) {
    let Some(later) = later else { return };
    if let Some(earlier) = facts.items.take()
        && says_more(cx, &earlier, &later, 0)
    {
        facts.more_items.push(earlier);
    }
    facts.more_items.extend(more);
    facts.items = Some(later);
}

/// Whether a schema describes properties that a later one does not, so that the later one cannot stand for both.
fn says_more<'d>(
    cx: &mut Context<'d, '_>,
    earlier: &Node<'d>,
    later: &Node<'d>,
    depth: usize,
) -> bool {
    let mut ends = [earlier, later]
        .into_iter()
        .map(|node| references::resolve_schema(cx, node));
    let (Some(Some(from)), Some(Some(to))) = (ends.next(), ends.next()) else {
        return false;
    };
    if from.tree() == to.tree() {
        return false;
    }
    cx.cuts += 1;
    let being_merged = cx.merging.contains(from.place()) || cx.merging.contains(to.place());
    if depth > MAX_LISTS || being_merged {
        return false;
    }
    let (Some(earlier), Some(later)) = (merge(cx, &from), merge(cx, &to)) else {
        return false;
    };
    if let (Some(earlier), Some(later)) = (&earlier.items, &later.items) {
        return says_more(cx, earlier, later, depth + 1);
    }
    let mut names = earlier.properties.keys();
    let others = matches!(earlier.additional, Some(Extra::Typed(_) | Extra::Anything));
    clash(earlier.kind, later.kind).is_none()
        && (later.is_object() || is_choice_of_objects(cx, &later))
        && (names.any(|name| !later.properties.contains_key(name))
            || (others && later.additional.is_none()))
}

fn is_choice_of_objects<'d>(cx: &mut Context<'d, '_>, facts: &Facts<'d>) -> bool {
    let mut members = facts.choices.iter().flat_map(|choice| &choice.members);
    let is_object = |member| choices::peek(cx, member).is_some_and(|facts| facts.is_object());
    !facts.choices.is_empty() && members.all(is_object)
}

/// A value that is of several schemas at once, the last of which has the last word.
pub(super) fn meet<'n, 'd: 'n>(
    cx: &mut Context<'d, '_>,
    nodes: impl Iterator<Item = &'n Node<'d>>,
) -> Box<Facts<'d>> {
    let parts: Vec<Box<Facts<'d>>> = nodes.filter_map(|node| merge(cx, node)).collect();
    let node = parts.last().map(|part| part.node.clone());
    let mut merged = Facts::empty(&node.unwrap_or_else(|| cx.document.root()));
    for part in parts {
        absorb(cx, &mut merged, *part, true);
    }
    choices::simplify(cx, &mut merged);
    merged
}
