//! `oneOf` and `anyOf` made simple: what says the same twice is one, and a union of allowed values is an enum.

use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use crate::document::{Node, Tree};
use crate::ir::{EnumValue, Json, Type};

use super::facts;
use super::facts::{Choice, Facts, Kind};
use super::{all_of, references, scalars};
use crate::lower::context::{Context, MAX_IN_PLACE};

/// How many wrappers are looked through.
const MAX_WRAPPERS: usize = 20;

/// Creates the unions of a schema simple, and drops those that only constrain.
pub(in crate::lower) fn simplify<'d>(cx: &mut Context<'d, '_>, facts: &mut Facts<'d>) {
    for choice in std::mem::take(&mut facts.choices) {
        let members = distinct(cx, choice.members);
        if members.iter().all(|member| only_constrains(cx, member)) {
            demand(cx, facts, &members);
            continue;
        }
        if let [only] = &members[..] {
            join(cx, facts, only);
        } else if let Some(fold) = fold(cx, facts, &members) {
            match fold {
                Fold::Same(member) => join(cx, facts, &member),
                Fold::Values { kind, values, open } => {
                    facts.kind = Some(kind);
                    facts.values = Some(values);
                    facts.open = open;
                }
            }
        } else {
            let several = choice.several;
            facts.choices.push(Choice { members, several });
        }
    }
}

/// A schema behind its references and wrappers, not merged.
pub(in crate::lower) fn peek<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
) -> Option<Rc<Facts<'d>>> {
    let mut at = node.clone();
    for _ in 0..MAX_WRAPPERS {
        at = references::resolve_schema(cx, &at)?;
        let facts = cx.facts(&at);
        match &facts.all_of[..] {
            [only] if !facts.is_specific() => at = only.clone(),
            _ => return Some(facts),
        }
    }
    None
}

/// The members without `null`, without those that let nothing through, and each once.
fn distinct<'d>(cx: &mut Context<'d, '_>, members: Vec<Node<'d>>) -> Vec<Node<'d>> {
    let mut out: Vec<Node<'d>> = Vec::new();
    let mut seen: IndexSet<&Tree> = IndexSet::new();
    let mut scalars: Vec<Type> = Vec::new();
    for member in members {
        if facts::never(&member) || !seen.insert(member.tree()) {
            continue;
        }
        if let Some(facts) = peek(cx, &member) {
            if is_null(&facts) {
                continue;
            }
            if let Some(scalar) = plain_scalar(&facts) {
                if scalars.contains(&scalar) {
                    continue;
                }
                scalars.push(scalar);
            }
        }
        out.push(member);
    }
    out
}

fn is_null(facts: &Facts<'_>) -> bool {
    let only_null = facts.values.as_ref().is_some_and(Vec::is_empty);
    facts.kind == Some(Kind::Null) || only_null
}

/// Whether null is a value of a schema.
pub(super) fn may_be_null<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>) -> bool {
    references::nullable(cx, node) || peek(cx, node).is_some_and(|facts| is_null(&facts))
}

/// The scalar that a schema is, where it is that and no more.
fn plain_scalar(facts: &Facts<'_>) -> Option<Type> {
    let plain = facts.values.is_none() && facts.choices.is_empty() && facts.all_of.is_empty();
    (plain && facts.kind.is_some())
        .then(|| scalars::scalar(facts))
        .flatten()
}

fn only_constrains<'d>(cx: &mut Context<'d, '_>, member: &Node<'d>) -> bool {
    member.reference().is_none() && cx.facts(member).only_constrains()
}

/// Takes note of the properties that only the demands of a union tell of.
fn demand<'d>(cx: &mut Context<'d, '_>, facts: &mut Facts<'d>, members: &[Node<'d>]) {
    for member in members {
        for name in &cx.facts(member).required {
            if !facts.properties.contains_key(name) {
                facts.required.insert(name.clone());
            }
        }
    }
}

/// Takes a union of one for what its member is.
fn join<'d>(cx: &mut Context<'d, '_>, facts: &mut Facts<'d>, member: &Node<'d>) {
    let is_reference = member.reference().is_some();
    if is_reference && facts.same.is_none() && !facts.is_specific() {
        facts.same = Some(member.clone());
    } else if let Some(part) = simple(cx, member) {
        all_of::absorb(cx, facts, *part, !is_reference);
    }
}

/// A member, merged and made simple.
fn simple<'d>(cx: &mut Context<'d, '_>, member: &Node<'d>) -> Option<Box<Facts<'d>>> {
    let target = references::resolve_schema(cx, member)?;
    let key = std::ptr::from_ref(target.tree());
    if let Some(known) = cx.simple.get(&key) {
        return Some(Box::new(Facts::clone(known)));
    }
    let cuts = cx.cuts;
    let mut part = all_of::merge(cx, member)?;
    // A chain of such unions may be as long as the document.
    let done = cx.deeper(MAX_IN_PLACE + MAX_WRAPPERS, |cx| simplify(cx, &mut part));
    if done.is_none() {
        cx.cuts += 1;
        let message = "unions are nested too deep here; what this member adds is left out";
        cx.report.unsupported(member.place(), message, "");
    }
    if cx.cuts == cuts {
        cx.simple.insert(key, Rc::new(Facts::clone(&part)));
    }
    Some(part)
}

/// What a union of allowed values is.
enum Fold<'d> {
    /// One of its members, which takes the others in.
    Same(Node<'d>),
    /// An enum of these values, or of any other string as well.
    Values {
        kind: Kind,
        values: Vec<EnumValue>,
        open: bool,
    },
}

/// A union of enums, or of texts and enums of texts, is one enum: an enum here keeps what it does not know.
fn fold<'d>(cx: &mut Context<'d, '_>, facts: &Facts<'d>, members: &[Node<'d>]) -> Option<Fold<'d>> {
    if !facts.properties.is_empty() || facts.values.is_some() {
        return None;
    }
    let mut values: IndexMap<Json, EnumValue> = IndexMap::new();
    let mut enums = Vec::new();
    let mut any_text = false;
    for member in members {
        let part = peek(cx, member)?;
        match &part.values {
            Some(found) if !found.is_empty() => {
                enums.push(member);
                for entry in described(&part, found, member.reference().is_none()) {
                    values.entry(entry.value.clone()).or_insert(entry);
                }
            }
            None if plain_scalar(&part) == Some(Type::String) => any_text = true,
            _ => return None,
        }
    }
    let kind = match values.first()?.0 {
        Json::String(_) => Kind::String,
        Json::Number(_) if !any_text => Kind::Integer,
        _ => return None,
    };
    if !values.keys().all(|value| super::enums::fits(value, kind)) {
        return None;
    }
    // What stands for one value elsewhere is no constant here.
    let is_constant = any_text && values.len() == 1;
    match &enums[..] {
        [only] if only.reference().is_some() && !is_constant => Some(Fold::Same((*only).clone())),
        _ => Some(Fold::Values {
            kind,
            values: values.into_values().collect(),
            open: any_text,
        }),
    }
}

/// The values of a member; the words of a member with one value are about that value.
fn described(part: &Facts<'_>, values: &[EnumValue], inline: bool) -> Vec<EnumValue> {
    let mut values = values.to_vec();
    if let ([only], true) = (&mut values[..], inline) {
        let words = &part.notes.docs;
        only.name = only.name.take().or_else(|| words.summary.clone());
        only.docs = only.docs.take().or_else(|| words.description.clone());
    }
    values
}
