//! Which operations there are, and what each is called.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use openapiv3 as v3;

use crate::document::{GATHERED_OPERATIONS, Node};
use crate::ir::Method;
use crate::report::Code;

use super::templates::Template;
use crate::lower::context::Context;
use crate::lower::schemas::references;

/// An operation, before it is read.
pub(in crate::lower) struct Found<'d> {
    /// The operation.
    pub(in crate::lower) node: Node<'d>,
    /// What it says.
    pub(super) said: v3::Operation,
    /// The path item that it belongs to.
    pub(super) item: Node<'d>,
    /// What that says.
    pub(super) shared: Rc<v3::PathItem>,
    /// The method.
    pub(super) method: Method,
    /// The path.
    pub(super) path: Template,
    /// Its id; unique.
    pub(in crate::lower) id: String,
    /// Whether the id is made up.
    pub(super) made_up: bool,
}

/// The operations of the document, in its order.
pub(in crate::lower) fn find<'d>(cx: &mut Context<'d, '_>, root: &Node<'d>) -> Vec<Found<'d>> {
    let mut found = Vec::new();
    for (key, entry) in root.get("paths").iter().flat_map(Node::entries) {
        if key.starts_with("x-") {
            continue;
        }
        let path = Template::read(cx, key, &entry);
        let Some(item) = references::resolve(cx, &entry, "the path is left out") else {
            continue;
        };
        let Some(shared) = item.path_item(cx.report).map(Rc::new) else {
            continue;
        };
        for (method, node) in methods(&item) {
            let Some(mut said) = node.operation(cx.report) else {
                continue;
            };
            if !is_whole(cx, (&item, &shared), (&node, &said)) {
                continue;
            }
            let id = said.operation_id.take().unwrap_or_default();
            found.push(Found {
                node,
                said,
                item: item.clone(),
                shared: Rc::clone(&shared),
                method,
                path: path.clone(),
                made_up: id.trim().is_empty(),
                id,
            });
        }
    }
    settle(cx, &mut found);
    found
}

/// Whether all that an operation sends can be found: with a part of it missing it would be another operation.
fn is_whole<'d>(
    cx: &mut Context<'d, '_>,
    (item, shared): (&Node<'d>, &v3::PathItem),
    (node, said): (&Node<'d>, &v3::Operation),
) -> bool {
    let of_item = shared.parameters.iter().map(|part| item.part(part));
    let own = said.parameters.iter().map(|part| node.part(part));
    let body = said.request_body.iter().map(|part| node.part(part));
    let parts: Vec<Node<'d>> = of_item.chain(own).chain(body).flatten().collect();
    let found = parts
        .iter()
        .map(|part| references::resolve(cx, part, "the operation is left out").is_some());
    // All of them are looked at, so that all that is missing is told at once.
    found.fold(true, |all, one| all & one)
}

/// The operations of a path item, in its order.
pub(super) fn methods<'d>(item: &Node<'d>) -> Vec<(Method, Node<'d>)> {
    let mut out = Vec::new();
    for (key, node) in item.entries() {
        if key == GATHERED_OPERATIONS {
            let others = node.entries();
            out.extend(others.map(|(name, node)| (Method::named(name), node)));
        } else if let Some(method) = Method::of_key(key) {
            out.push((method, node));
        }
    }
    out
}

/// Gives each operation without an id one, and each whose id is taken another: with its tag, or else with the words of its
/// path that the other one has not.
fn settle(cx: &mut Context<'_, '_>, found: &mut [Found<'_>]) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for operation in found.iter().filter(|operation| !operation.made_up) {
        let path = || operation.path.written.clone();
        taken.entry(operation.id.clone()).or_insert_with(path);
    }
    let mut met = BTreeSet::new();
    for operation in found.iter_mut().filter(|operation| !operation.made_up) {
        if met.insert(operation.id.clone()) {
            continue;
        }
        let first = taken.get(&operation.id).map_or("", String::as_str);
        let further = further(operation, first);
        let free = further.into_iter().find(|id| !taken.contains_key(id));
        let message = format!("the id `{}` is taken by an earlier operation", operation.id);
        let message = match &free {
            Some(id) => format!("{message}; it is called `{id}`"),
            None => format!("{message}; another one is made up"),
        };
        cx.report.warning(
            Code::Name,
            operation.node.place(),
            message,
            "give each operation an id of its own",
        );
        operation.made_up = true;
        operation.id = free.unwrap_or_default();
        if !operation.id.is_empty() {
            taken.insert(operation.id.clone(), operation.path.written.clone());
        }
    }
    let is_open = |operation: &&mut Found<'_>| operation.id.trim().is_empty();
    for operation in found.iter_mut().filter(is_open) {
        let words = made_up(&operation.method, &operation.path.written);
        let base = words.join("_");
        let numbered = (2..).map(|number| format!("{base}_{number}"));
        let mut candidates = [shortened(words), base.clone()].into_iter().chain(numbered);
        if let Some(id) = candidates.find(|id| !taken.contains_key(id)) {
            taken.insert(id.clone(), operation.path.written.clone());
            operation.id = id;
        }
    }
}

/// What an operation may be called whose id an operation with another path has.
fn further(operation: &Found<'_>, first: &str) -> Vec<String> {
    let tag = operation.said.tags.first().map_or("", |tag| tag.trim());
    let known: BTreeSet<&str> = static_words(first).collect();
    let own = static_words(&operation.path.written).filter(|word| !known.contains(word));
    let own = own.collect::<Vec<_>>().join("_");
    let with = |words: &[&str]| {
        let words: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| !word.is_empty())
            .collect();
        (!words.is_empty()).then(|| format!("{}_{}", operation.id, words.join("_")))
    };
    let wishes = [with(&[tag]), with(&[tag, &own]), with(&[&own])];
    wishes.into_iter().flatten().collect()
}

/// The words of a path that are no parameters.
fn static_words(path: &str) -> impl Iterator<Item = &str> {
    let segments = path.split('/').filter(|segment| !segment.contains('{'));
    let words = segments.flat_map(|segment| segment.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty())
}

/// An id longer than this leaves out words of the path.
const LONG: usize = 60;

/// The words of an id as one, without the parameters inside the path and what it begins with, where all would be too long.
fn shortened(mut words: Vec<String>) -> String {
    let length = |words: &[String]| words.iter().map(|word| word.len() + 1).sum::<usize>();
    while length(&words) > LONG + 1 && words.len() > 3 {
        let inner = 1..words.len() - 1;
        let parameter = inner.into_iter().find(|at| words[*at].starts_with("by_"));
        words.remove(parameter.unwrap_or(1));
    }
    words.join("_")
}

/// The words of an id made of the method and the path: `get_invites_by_id` of `GET /invites/{id}`.
fn made_up(method: &Method, path: &str) -> Vec<String> {
    let mut words = vec![method.text().line().to_lowercase()];
    for segment in path.split('/') {
        for piece in segment.split_inclusive(['{', '}']) {
            let text: String = piece
                .trim_end_matches(['{', '}'])
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join("_");
            if !text.is_empty() {
                words.push(if piece.ends_with('}') {
                    format!("by_{text}")
                } else {
                    text
                });
            }
        }
    }
    if words.len() == 1 {
        words.push("root".to_owned());
    }
    words
}
