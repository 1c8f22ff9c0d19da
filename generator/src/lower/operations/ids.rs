//! Which operations there are, and what each is called.

use std::collections::BTreeSet;
use std::rc::Rc;

use openapiv3 as v3;

use crate::document::Node;
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
        let method = match key {
            "get" => Method::Get,
            "put" => Method::Put,
            "post" => Method::Post,
            "delete" => Method::Delete,
            "options" => Method::Options,
            "head" => Method::Head,
            "patch" => Method::Patch,
            "trace" => Method::Trace,
            "x-clientwright-operations" => {
                let others = node.entries();
                out.extend(others.map(|(name, node)| (Method::Other(name.to_uppercase()), node)));
                continue;
            }
            _ => continue,
        };
        out.push((method, node));
    }
    out
}

/// Gives each operation without an id one, and each whose id is taken another.
fn settle(cx: &mut Context<'_, '_>, found: &mut [Found<'_>]) {
    let mut taken = BTreeSet::new();
    for operation in found.iter_mut().filter(|operation| !operation.made_up) {
        if !taken.insert(operation.id.clone()) {
            operation.made_up = true;
            let message = format!(
                "the id `{}` is taken by an earlier operation; another one is made up",
                operation.id
            );
            cx.report.warning(
                Code::Name,
                operation.node.place(),
                message,
                "give each operation an id of its own",
            );
        }
    }
    for operation in found.iter_mut().filter(|operation| operation.made_up) {
        let base = made_up(&operation.method, &operation.path.written);
        let numbered = (2..).map(|number| format!("{base}_{number}"));
        let mut candidates = std::iter::once(base.clone()).chain(numbered);
        if let Some(id) = candidates.find(|id| !taken.contains(id)) {
            taken.insert(id.clone());
            operation.id = id;
        }
    }
}

/// An id made of the method and the path: `get_invites_by_id` of `GET /invites/{id}`.
fn made_up(method: &Method, path: &str) -> String {
    let mut words = vec![match method {
        Method::Other(name) => name.to_lowercase(),
        other => format!("{other:?}").to_lowercase(),
    }];
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
    words.join("_")
}
