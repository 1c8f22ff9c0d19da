//! Servers and the variables in their URLs.

use crate::document::Node;
use crate::ir::{Server, ServerVariable};
use crate::report::{Code, Report};

use super::read;

/// The servers that a document, a path item or an operation names.
pub(super) fn lower(node: &Node<'_>, report: &mut Report) -> Vec<Server> {
    let mut out = Vec::new();
    for server in node.get("servers").iter().flat_map(Node::items) {
        let Some(url) = read::text(&server, "url", report) else {
            report.warning(
                Code::Shape,
                server.place(),
                "a server without `url` is left out",
                "",
            );
            continue;
        };
        let variables = server.get("variables");
        let variables = variables.iter().flat_map(Node::entries);
        let variables = variables
            .map(|(name, node)| variable(name, &node, report))
            .collect();
        let docs = read::docs(&server, "name", report);
        out.push(Server {
            url,
            docs,
            variables,
        });
    }
    out
}

fn variable(name: &str, node: &Node<'_>, report: &mut Report) -> ServerVariable {
    let values = read::texts(node, "enum", report);
    let default = read::text(node, "default", report).or_else(|| {
        let message = format!("the variable `{name}` has no default; its first value is taken");
        report.warning(Code::Shape, node.place(), message, "");
        values.first().cloned()
    });
    ServerVariable {
        name: name.to_owned(),
        default: default.unwrap_or_default(),
        values,
        docs: read::docs(node, "summary", report),
    }
}
