//! What the members of a union may be named after where they have no names: what tells them apart.

use std::collections::BTreeMap;

use crate::document::Node;
use crate::pointer::Pointer;

use super::{all_of, choices, enums};
use crate::lower::context::Context;

/// The values that a property of a member may have, in the order of the description.
type Values = BTreeMap<String, Vec<String>>;

/// A word for each member, where something gives one.
pub(super) fn of<'d>(cx: &mut Context<'d, '_>, members: &[Node<'d>]) -> Vec<Option<String>> {
    let values: Vec<Values> = members.iter().map(|member| values(cx, member)).collect();
    let bases: Vec<Vec<String>> = members.iter().map(bases).collect();
    // How many members may have a value there, and extend a schema: counted once, so that many members cost no more each.
    let mut having: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (name, texts) in values.iter().flatten() {
        for text in texts {
            *having.entry((name, text)).or_default() += 1;
        }
    }
    let mut extending: BTreeMap<&str, usize> = BTreeMap::new();
    for base in bases.iter().flatten() {
        *extending.entry(base).or_default() += 1;
    }
    let mut hints = Vec::new();
    for (at, member) in members.iter().enumerate() {
        if let Some(reference) = member.reference() {
            hints.push(last_step(reference));
            continue;
        }
        let only = order(cx, member).into_iter().find_map(|name| {
            let own = values[at].get(&name)?;
            let is_own = |text: &String| having.get(&(name.as_str(), text.as_str())) == Some(&1);
            own.first().filter(|_| own.iter().all(is_own)).cloned()
        });
        let is_own = |base: &&String| extending.get(base.as_str()) == Some(&1);
        hints.push(only.or_else(|| bases[at].iter().find(is_own).cloned()));
    }
    short(hints)
}

/// How many letters of a sentence are a name.
const LONG: usize = 40;

/// Of a sentence only as many words as are a name, where these still tell it from what the other members go by.
fn short(hints: Vec<Option<String>>) -> Vec<Option<String>> {
    let shortened: Vec<Option<String>> = hints
        .iter()
        .map(|hint| hint.as_deref().map(begins))
        .collect();
    let is_own = |word: &Option<String>| shortened.iter().filter(|other| *other == word).count();
    let hints = hints.into_iter().zip(&shortened);
    let hints = hints.map(|(hint, word)| {
        if is_own(word) == 1 {
            word.clone()
        } else {
            hint
        }
    });
    hints.collect()
}

/// The words that a sentence begins with, one at least.
fn begins(sentence: &str) -> String {
    let mut words = sentence.split_whitespace();
    let mut begin = words.next().unwrap_or_default().to_owned();
    for word in words {
        if begin.len() + word.len() > LONG {
            break;
        }
        begin = format!("{begin} {word}");
    }
    begin
}

/// The names of a member's properties, in their order.
fn order<'d>(cx: &mut Context<'d, '_>, member: &Node<'d>) -> Vec<String> {
    let merged = all_of::merge(cx, member);
    let names = merged.iter().flat_map(|facts| facts.properties.keys());
    names.cloned().collect()
}

/// The values of those properties of a member that list them.
fn values<'d>(cx: &mut Context<'d, '_>, member: &Node<'d>) -> Values {
    let Some(facts) = all_of::merge(cx, member) else {
        return Values::new();
    };
    let mut out = Values::new();
    for (name, property) in &facts.properties {
        let listed = choices::peek(cx, &property.ty).and_then(|facts| facts.values.clone());
        let texts = listed.iter().flatten();
        let texts: Option<Vec<String>> = texts
            .map(|value| {
                let is_word = value.value.is_string();
                enums::written(&value.value).filter(|text| is_word && !text.trim().is_empty())
            })
            .collect();
        if let Some(texts) = texts.filter(|texts| !texts.is_empty()) {
            out.insert(name.clone(), texts);
        }
    }
    out
}

/// The names of the schemas that a member extends.
fn bases(member: &Node<'_>) -> Vec<String> {
    let members = member.get("allOf");
    let members = members.iter().flat_map(Node::items);
    let references = members.filter_map(|member| member.reference().and_then(last_step));
    references.collect()
}

fn last_step(reference: &str) -> Option<String> {
    let place = Pointer::parse(reference);
    let last = place.as_ref().and_then(|place| place.last());
    last.map(str::to_owned)
}
