//! Servers and the variables in their URLs.

use openapiv3 as v3;

use crate::document::Node;
use crate::ir::{Server, ServerVariable};
use crate::report::Report;

use super::{read, variables};

/// The servers that a document, a path item or an operation names.
pub(super) fn lower(node: &Node<'_>, report: &mut Report) -> Vec<Server> {
    let mut out = Vec::new();
    for node in node.get("servers").iter().flat_map(Node::items) {
        let Some(server) = node.server(report) else {
            continue;
        };
        let name = read::text(&node, "name", report);
        let variables = server.variables.unwrap_or_default();
        for (name, variable) in &variables {
            variables::check(&node, &server.url, (name, variable), report);
        }
        out.push(Server {
            url: server.url,
            alias: read::alias(&node, report),
            docs: read::docs(name, server.description, None),
            variables: variables.into_iter().map(variable).collect(),
        });
    }
    out
}

/// A variable. One without a default, which the report tells of, has its first value for it.
fn variable((name, variable): (String, v3::ServerVariable)) -> ServerVariable {
    let values = variable.enumeration;
    let default = match values.first() {
        Some(first) if variable.default.is_empty() && !values.contains(&variable.default) => {
            first.clone()
        }
        _ => variable.default,
    };
    ServerVariable {
        name,
        default,
        values,
        docs: read::docs(None, variable.description, None),
    }
}
