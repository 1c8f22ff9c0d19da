//! Links: what can be asked for next with values of a response.

use indexmap::IndexMap;
use openapiv3 as v3;

use crate::document::Node;
use crate::ir::Link;
use crate::report::Code;

use crate::lower::context::Context;
use crate::lower::read;
use crate::lower::schemas::references;

/// The links of a response, in the order of the document.
pub(super) fn lower<'d>(
    cx: &mut Context<'d, '_>,
    response: &Node<'d>,
    links: &IndexMap<String, v3::ReferenceOr<v3::Link>>,
) -> Vec<Link> {
    let mut out = Vec::new();
    for (name, part) in links {
        let node = response.part(part);
        let Some(node) =
            node.and_then(|node| references::resolve(cx, &node, "the link is left out"))
        else {
            continue;
        };
        let Some(operation) = operation(cx, &node) else {
            let message = format!("the link `{name}` leads to no operation; it is left out");
            let help = "name an operation by `operationId`, or by `operationRef`";
            cx.report
                .warning(Code::Reference, node.place(), message, help);
            continue;
        };
        let description = read::text(&node, "description", cx.report);
        let params = node.get("parameters");
        let params = params.iter().flat_map(Node::entries);
        out.push(Link {
            name: name.clone(),
            operation,
            docs: read::docs(None, description, None),
            params: params
                .map(|(name, value)| (name.to_owned(), value.tree().to_json()))
                .collect(),
            body: node.get("requestBody").map(|body| body.tree().to_json()),
        });
    }
    out
}

/// The id of the operation that a link leads to.
fn operation(cx: &mut Context<'_, '_>, node: &Node<'_>) -> Option<String> {
    if let Some(id) = read::text(node, "operationId", cx.report) {
        return cx.operations.values().find(|known| **known == id).cloned();
    }
    let reference = read::text(node, "operationRef", cx.report)?;
    let target = references::find(cx, &reference)?;
    cx.operations.get(target.place()).cloned()
}
