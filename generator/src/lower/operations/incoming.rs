//! What the service sends by itself: webhooks, and the callbacks of operations.

use crate::document::Node;
use crate::ir::{Header, Incoming, Step};
use crate::report::{Code, Report};

use super::ids::{Found, methods};
use super::{bodies, responses};
use crate::lower::context::Context;
use crate::lower::read;
use crate::lower::schemas::references;
use crate::lower::schemas::sites::Site;

/// The webhooks, those of OpenAPI 3.0 (`x-webhooks`) among them, and after them the callbacks.
pub(in crate::lower) fn lower<'d>(
    cx: &mut Context<'d, '_>,
    root: &Node<'d>,
    found: &[Found<'d>],
) -> Vec<Incoming> {
    let mut out = Vec::new();
    let webhooks = root.get("x-clientwright-webhooks");
    if let (Some(_), Some(other)) = (&webhooks, root.get("x-webhooks")) {
        let message = "`webhooks` are described as well, and are read instead of these";
        let help = "leave one of the two out";
        cx.report.warning(Code::Shape, other.place(), message, help);
    }
    for (name, entry) in webhooks.iter().flat_map(Node::entries) {
        receive(cx, name, None, &entry, &mut out);
    }
    for one in found {
        for (name, callback) in one.node.get("callbacks").iter().flat_map(Node::entries) {
            let Some(callback) = references::resolve(cx, &callback, "the callback is left out")
            else {
                continue;
            };
            for (url, entry) in callback.entries() {
                let callback = Some((one.id.clone(), url.to_owned()));
                receive(cx, name, callback.as_ref(), &entry, &mut out);
            }
        }
    }
    out
}

fn receive<'d>(
    cx: &mut Context<'d, '_>,
    name: &str,
    callback: Option<&(String, String)>,
    entry: &Node<'d>,
    out: &mut Vec<Incoming>,
) {
    if entry.tree().as_map().is_none() {
        return;
    }
    let Some(item) = references::resolve(cx, entry, "its types are left out") else {
        return;
    };
    for (method, node) in methods(&item) {
        let Some(said) = node.operation(cx.report) else {
            continue;
        };
        let body = said.request_body.as_ref();
        out.push(Incoming {
            name: name.to_owned(),
            alias: read::alias(&node, cx.report),
            callback: callback.cloned(),
            place: node.place().clone(),
            method,
            docs: read::docs(
                said.summary.clone(),
                said.description.clone(),
                said.external_docs.clone(),
            ),
            deprecated: said.deprecated,
            headers: headers(cx, &item, &node, name),
            body: body.and_then(|body| bodies::lower(cx, &node, body, name)),
            responses: responses::lower(cx, &node, &said.responses, name),
        });
    }
}

/// The headers that a path item or one of its operations describes; one of the operation goes before. Other parameters have
/// no place in what reads a payload, which is told.
fn headers<'d>(
    cx: &mut Context<'d, '_>,
    item: &Node<'d>,
    node: &Node<'d>,
    name: &str,
) -> Vec<Header> {
    let site = Site::operation(name, Step::Named("header".to_owned()));
    let described = [item, node].map(|node| node.get("parameters"));
    let mut headers: Vec<Header> = Vec::new();
    for param in described.iter().flatten().flat_map(Node::items) {
        let Some(param) = references::resolve(cx, &param, "the header is left out") else {
            continue;
        };
        let text = |key: &str| param.tree().get(key).and_then(|value| value.as_text());
        match (text("in"), text("name")) {
            (Some("header"), Some(name)) => {
                headers.retain(|known| !known.name.eq_ignore_ascii_case(name));
                headers.extend(responses::received(cx, &param, name, &site));
            }
            (Some(location @ ("query" | "path" | "cookie")), Some(name)) => {
                let message = format!(
                    "the {location} parameter `{name}` is left out: of what the service sends, only the body and the headers \
                     are read"
                );
                let help = "read it from the URL or the header `Cookie` of the request that your server gets";
                cx.report.unsupported(param.place(), message, help);
            }
            _ => {}
        }
    }
    headers
}

/// Whether an overlay says that webhooks are signed: `x-clientwright-webhook-signature: standard`.
pub(in crate::lower) fn signature(root: &Node<'_>, report: &mut Report) -> bool {
    let key = "x-clientwright-webhook-signature";
    let Some(node) = root.get(key) else {
        return false;
    };
    let is_known = node.tree().as_text() == Some("standard");
    if !is_known {
        let message = format!("`{key}` has one value, `standard`");
        let help =
            "leave it out where webhooks are signed in another way than Standard Webhooks says";
        report.error(Code::Extension, node.place(), message, help);
    }
    is_known
}
