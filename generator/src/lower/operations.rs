//! Operations: what is sent, what comes back, who may ask.

use crate::document::Node;
use crate::ir::{Auth, Docs, Operation};

use super::context::Context;
use super::ids::{self, Found};
use super::sites::Site;
use super::{auth, bodies, params, read, references, responses, servers};

/// Reads every operation, and after them the bodies of webhooks and callbacks, for their types.
pub(super) fn lower<'d>(
    cx: &mut Context<'d, '_>,
    root: &Node<'d>,
    found: &[Found<'d>],
    schemes: &[Auth],
) -> Vec<Operation> {
    let global = auth::requirements(cx, root, schemes).unwrap_or_default();
    let mut operations = Vec::with_capacity(found.len());
    for one in found {
        let own = auth::requirements(cx, &one.node, schemes);
        let mut operation = operation(cx, one);
        operation.security = own.unwrap_or_else(|| global.clone());
        operations.push(operation);
    }
    incoming(cx, root, found);
    operations
}

fn operation<'d>(cx: &mut Context<'d, '_>, found: &Found<'d>) -> Operation {
    let node = &found.node;
    let mut own_servers = servers::lower(node, cx.report);
    if own_servers.is_empty() {
        own_servers = servers::lower(&found.item, cx.report);
    }
    let tag = node.get("tags").and_then(|tags| tags.items().next());
    let tag = tag.and_then(|tag| tag.tree().as_text().map(str::to_owned));
    Operation {
        id: found.id.clone(),
        made_up_id: found.made_up,
        alias: read::alias(node, cx.report),
        place: node.place().clone(),
        method: found.method.clone(),
        path: found.path.clone(),
        tag: tag.filter(|tag| !tag.trim().is_empty()),
        docs: docs(cx, found),
        deprecated: read::flag(node, "deprecated", cx.report),
        params: params::lower(cx, found),
        body: bodies::lower(cx, node, &found.id),
        responses: responses::lower(cx, node, &found.id),
        security: Vec::new(),
        servers: own_servers,
        page: None,
        idempotency_header: read::text(node, "x-clientwright-idempotency", cx.report),
    }
}

/// The operation's words; those of the path item where it has none.
fn docs(cx: &mut Context<'_, '_>, found: &Found<'_>) -> Docs {
    let own = read::docs(&found.node, "summary", cx.report);
    let shared = read::docs(&found.item, "summary", cx.report);
    Docs {
        summary: own.summary.or(shared.summary),
        description: own.description.or(shared.description),
        link: own.link.or(shared.link),
    }
}

/// What the service sends by itself, to webhooks and callbacks: no operations of a client's, but types that it reads.
fn incoming<'d>(cx: &mut Context<'d, '_>, root: &Node<'d>, found: &[Found<'d>]) {
    for (name, entry) in root
        .get("x-clientwright-webhooks")
        .iter()
        .flat_map(Node::entries)
    {
        receive(cx, name, &entry);
    }
    for one in found {
        for (name, callback) in one.node.get("callbacks").iter().flat_map(Node::entries) {
            let Some(callback) = references::resolve(cx, &callback) else {
                continue;
            };
            for (_, entry) in callback.entries() {
                receive(cx, name, &entry);
            }
        }
    }
}

fn receive<'d>(cx: &mut Context<'d, '_>, name: &str, entry: &Node<'d>) {
    if entry.tree().as_map().is_none() {
        return;
    }
    let Some(item) = references::resolve(cx, entry) else {
        return;
    };
    for (_, node) in ids::methods(&item) {
        if let Some(body) = node
            .get("requestBody")
            .and_then(|body| references::resolve(cx, &body))
        {
            bodies::contents(cx, &body, &Site::operation(name, "body"));
        }
    }
}
