//! Answers: by status, with headers and bodies.

use crate::document::Node;
use crate::ir::{Header, Response, Status, Type};
use crate::report::Code;

use super::context::Context;
use super::sites::Site;
use super::{bodies, read, references, schemas};

/// The answers of an operation, in the order of the document.
pub(super) fn lower<'d>(cx: &mut Context<'d, '_>, operation: &Node<'d>, id: &str) -> Vec<Response> {
    let mut out: Vec<Response> = Vec::new();
    for (key, entry) in operation.get("responses").iter().flat_map(Node::entries) {
        if key.starts_with("x-") {
            continue;
        }
        let Some(status) = status(key) else {
            let message = format!("`{key}` is no status; the answer is left out");
            cx.report.warning(
                Code::Shape,
                entry.place(),
                message,
                "write `200`, `4XX` or `default`",
            );
            continue;
        };
        let Some(node) = references::resolve(cx, &entry) else {
            continue;
        };
        if out.iter().any(|known| known.status == status) {
            let message = format!("the status `{key}` is described twice; the first one is taken");
            cx.report.warning(Code::Shape, entry.place(), message, "");
            continue;
        }
        let role = if is_success(status) {
            "response".to_owned()
        } else {
            key.to_uppercase()
        };
        let site = references::part_site(cx, &node, Site::operation(id, &role));
        out.push(Response {
            status,
            docs: read::docs(&node, "summary", cx.report),
            headers: headers(cx, &node, &site),
            contents: bodies::contents(cx, &node, &site),
        });
    }
    out
}

/// Whether a status means that all went well.
pub(super) fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

fn status(key: &str) -> Option<Status> {
    if key.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    let [first @ b'1'..=b'5', rest @ ..] = key.trim().as_bytes() else {
        // A status above 599 means nothing in HTTP, but services send them.
        let code: u16 = key.trim().parse().ok()?;
        return (600..1000).contains(&code).then_some(Status::Code(code));
    };
    if rest.eq_ignore_ascii_case(b"xx") {
        return Some(Status::Range(first - b'0'));
    }
    let code: u16 = key.trim().parse().ok()?;
    (100..600).contains(&code).then_some(Status::Code(code))
}

fn headers<'d>(cx: &mut Context<'d, '_>, response: &Node<'d>, site: &Site) -> Vec<Header> {
    let mut out = Vec::new();
    for (name, entry) in response.get("headers").iter().flat_map(Node::entries) {
        // The media type is told by `content` (OpenAPI, Response Object, `headers`).
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let Some(node) = references::resolve(cx, &entry) else {
            continue;
        };
        let content = node.get("content");
        let content = content.and_then(|content| content.entries().next());
        let schema = node
            .get("schema")
            .or_else(|| content.and_then(|(_, media)| media.get("schema")));
        let used = schema.map(|schema| schemas::lower(cx, &schema, &site.inside(name)));
        let ty = used.map_or(Type::String, schemas::Use::whole);
        let docs = read::docs(&node, "summary", cx.report);
        let required = read::flag(&node, "required", cx.report);
        out.push(Header {
            name: name.to_owned(),
            docs,
            required,
            ty,
        });
    }
    out
}
