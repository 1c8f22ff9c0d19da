//! Operations: what is sent, what comes back, who may ask.

mod bodies;
mod examples;
pub(super) mod ids;
pub(super) mod incoming;
mod links;
pub(super) mod media;
mod page_param;
pub(super) mod pages;
mod params;
mod parts;
mod responses;
pub(super) mod streams;
mod templates;
pub(super) mod tokens;

use openapiv3 as v3;

use crate::document::{self, Node};
use crate::ir::{Auth, Docs, Operation, Response};

use super::context::Context;
use super::{auth, read, servers};
use ids::Found;

/// Reads every operation.
pub(super) fn lower<'d>(
    cx: &mut Context<'d, '_>,
    root: &Node<'d>,
    found: &[Found<'d>],
    schemes: &[Auth],
) -> Vec<Operation> {
    let global = root.get("security");
    let global = global.and_then(|node| Some((node.security(cx.report)?, node)));
    let global = global
        .map(|(list, node)| auth::requirements(cx, node.place(), &list, schemes))
        .unwrap_or_default();
    let mut operations = Vec::with_capacity(found.len());
    for one in found {
        let place = one.node.place().join("security");
        let own = one.said.security.as_ref();
        let own = own.map(|list| auth::requirements(cx, &place, list, schemes));
        let mut operation = operation(cx, one);
        operation.security = own.unwrap_or_else(|| global.clone());
        operations.push(operation);
    }
    operations
}

fn operation<'d>(cx: &mut Context<'d, '_>, found: &Found<'d>) -> Operation {
    let Found { node, said, id, .. } = found;
    let mut own_servers = servers::lower(node, cx.report);
    if own_servers.is_empty() {
        own_servers = servers::lower(&found.item, cx.report);
    }
    let tag = said.tags.first().filter(|tag| !tag.trim().is_empty());
    let body = said.request_body.as_ref();
    Operation {
        id: id.clone(),
        made_up_id: found.made_up,
        alias: read::alias(node, cx.report),
        place: node.place().clone(),
        written: document::as_written(node.place()),
        method: found.method.clone(),
        path: found.path.sent.clone(),
        tag: tag.cloned(),
        docs: docs(found),
        deprecated: said.deprecated,
        params: params::lower(cx, found),
        body: body.and_then(|body| bodies::lower(cx, node, body, id)),
        responses: responses(cx, node, said, id),
        security: Vec::new(),
        servers: own_servers,
        page: None,
        switch: None,
        idempotency_header: tokens::header(node, "x-clientwright-idempotency", cx.report),
        is_first_example: read::flag(node, "x-clientwright-first-example", cx.report),
    }
}

/// The responses that are described, with the stream that an overlay tells of.
fn responses<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    said: &v3::Operation,
    id: &str,
) -> Vec<Response> {
    let described = responses::lower(cx, node, &said.responses, id);
    streams::add(cx, node, id, described)
}

/// The operation's words; those of the path item where it has none.
fn docs(found: &Found<'_>) -> Docs {
    let (own, shared) = (&found.said, &found.shared);
    let link = own.external_docs.clone();
    let own = read::docs(own.summary.clone(), own.description.clone(), link);
    let shared = read::docs(shared.summary.clone(), shared.description.clone(), None);
    Docs {
        summary: own.summary.or(shared.summary),
        description: own.description.or(shared.description),
        ..own
    }
}
