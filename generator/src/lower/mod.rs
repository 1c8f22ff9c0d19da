//! From the document to the API: every fact read once, references followed, `allOf` merged, presence told.
//!
//! A schema is read into its keywords (`facts`), its `allOf` is merged (`all_of`), its unions are made simple
//! (`choices`), and what is left is either written in place or becomes a definition of its own (`schemas`). Definitions
//! get their id when they are met and are filled later, from a queue: so recursion in the description is none here.

mod auth;
mod context;
mod error_when;
mod extensions;
mod license;
mod operations;
mod read;
mod schemas;
mod servers;
#[cfg(test)]
mod tests;
mod variables;

use crate::document::{Document, Node};
use crate::ir::{Api, Docs, Step, Tag};
use crate::report::{Code, Report};

use context::Context;
use operations::{ids, incoming, pages, streams, tokens};
use schemas::patches;
use schemas::sites::Site;

/// Reads the API out of a document. What is wrong or cannot be expressed goes into the report.
///
/// `None` means that there is nothing to read: the document is no mapping.
#[must_use]
pub fn lower(document: &Document, report: &mut Report) -> Option<Api> {
    let root = document.root();
    if root.tree().as_map().is_none() {
        let message = format!(
            "the document should be a mapping, and is {}",
            root.tree().kind()
        );
        report.error(Code::Shape, root.place(), message, "");
        return None;
    }
    extensions::check(&root, report);
    let components = root.get("components");
    let components = components.and_then(|node| node.components(report));
    let components = components.unwrap_or_default();
    let auth = auth::lower(&root, &components, report);
    let mut cx = Context::new(document, report);
    let found = ids::find(&mut cx, &root);
    schemas::declare(&mut cx, &components);
    cx.name_operations(&found);
    let operations = operations::lower(&mut cx, &root, &found, &auth);
    let incoming = incoming::lower(&mut cx, &root, &found);
    let error_body = root
        .get("x-clientwright-error-body")
        .map(|node| schemas::lower(&mut cx, &node, &Site::root(Step::ErrorBody)).whole());
    let types = schemas::fill_all(&mut cx);
    let mut api = header(&root, cx.report);
    api.error_body = error_body;
    api.auth = auth;
    api.tags = tags(&root, &operations, cx.report);
    api.operations = operations;
    api.incoming = incoming;
    api.types = types;
    pages::lower(&root, &mut api, cx.report);
    streams::lower(&root, &mut api, cx.report);
    patches::lower(&mut api);
    Some(api)
}

/// What the document says about the API as a whole.
fn header(root: &Node<'_>, report: &mut Report) -> Api {
    let node = root.get("info");
    let info = node.as_ref().and_then(|node| node.info(report));
    let info = info.unwrap_or_default();
    let summary = node.and_then(|node| read::text(&node, "summary", report));
    let link = root.get("externalDocs");
    Api {
        title: info.title,
        version: info.version,
        docs: Docs {
            link: link
                .as_ref()
                .and_then(|link| read::text(link, "url", report)),
            link_text: link.and_then(|link| read::text(&link, "description", report)),
            ..read::docs(summary, info.description, None)
        },
        license: license::lower(root, report),
        servers: servers::lower(root, report),
        tags: Vec::new(),
        operations: Vec::new(),
        incoming: Vec::new(),
        signs_webhooks: incoming::signature(root, report),
        types: Vec::new(),
        auth: Vec::new(),
        request_id_header: tokens::header(root, "x-clientwright-request-id", report),
        error_when: error_when::lower(root, report),
        command_line: !read::flag(root, "x-clientwright-no-command-line", report),
        error_body: None,
    }
}

/// The tags that operations use: the declared ones first, then the others as they are met.
fn tags(root: &Node<'_>, operations: &[crate::ir::Operation], report: &mut Report) -> Vec<Tag> {
    let used = |name: &str| operations.iter().any(|op| op.tag.as_deref() == Some(name));
    let mut tags: Vec<Tag> = Vec::new();
    for node in root.get("tags").iter().flat_map(Node::items) {
        let Some(tag) = node.tag(report) else {
            continue;
        };
        if used(&tag.name) && tags.iter().all(|known| known.name != tag.name) {
            let summary = read::text(&node, "summary", report);
            tags.push(Tag {
                alias: read::text(&node, "x-clientwright-name", report),
                name: tag.name,
                docs: read::docs(summary, tag.description, tag.external_docs),
            });
        }
    }
    for name in operations.iter().filter_map(|op| op.tag.as_ref()) {
        if tags.iter().all(|tag| tag.name != *name) {
            tags.push(Tag {
                name: name.clone(),
                alias: None,
                docs: Docs::default(),
            });
        }
    }
    tags
}
