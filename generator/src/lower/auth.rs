//! Security: the schemes, and what an operation asks for.

use crate::document::Node;
use crate::ir::{Auth, AuthKind, Location, Security};
use crate::report::{Code, Report};

use super::context::Context;
use super::read;

/// The security schemes, in the order of the document.
pub(super) fn lower(root: &Node<'_>, report: &mut Report) -> Vec<Auth> {
    let schemes = root
        .get("components")
        .and_then(|node| node.get("securitySchemes"));
    let mut out = Vec::new();
    for (name, entry) in schemes.iter().flat_map(Node::entries) {
        let node = match entry.resolve() {
            Ok(node) => node,
            Err(diagnostic) => {
                report.push(diagnostic);
                continue;
            }
        };
        let Some(kind) = kind(&node, report) else {
            let message = format!("the security scheme `{name}` is not known; it is left out");
            report.warning(Code::Security, node.place(), message, "");
            continue;
        };
        out.push(Auth {
            name: name.to_owned(),
            docs: read::docs(&node, "summary", report),
            kind,
            env: read::text(&node, "x-clientwright-env", report),
            prefix: read::text(&node, "x-clientwright-prefix", report),
        });
    }
    out
}

fn kind(node: &Node<'_>, report: &mut Report) -> Option<AuthKind> {
    let kind = read::text(node, "type", report)?;
    Some(match kind.as_str() {
        "http" => {
            let scheme = read::text(node, "scheme", report)?;
            match scheme.to_ascii_lowercase().as_str() {
                "bearer" => AuthKind::Bearer,
                "basic" => AuthKind::Basic,
                _ => AuthKind::Http(scheme),
            }
        }
        "basic" => AuthKind::Basic,
        "apiKey" => AuthKind::ApiKey {
            location: match read::text(node, "in", report)?.as_str() {
                "header" => Location::Header,
                "query" => Location::Query,
                "cookie" => Location::Cookie,
                _ => return None,
            },
            name: read::text(node, "name", report)?,
        },
        "oauth2" => oauth2(node, report),
        "openIdConnect" => AuthKind::OpenIdConnect,
        "mutualTLS" => AuthKind::MutualTls,
        _ => return None,
    })
}

fn oauth2(node: &Node<'_>, report: &mut Report) -> AuthKind {
    let mut token_url = None;
    let mut scopes: Vec<String> = Vec::new();
    for (name, flow) in node.get("flows").iter().flat_map(Node::entries) {
        if name == "clientCredentials" {
            token_url = read::text(&flow, "tokenUrl", report);
        }
        for (scope, _) in flow.get("scopes").iter().flat_map(Node::entries) {
            if scopes.iter().all(|known| known != scope) {
                scopes.push(scope.to_owned());
            }
        }
    }
    AuthKind::OAuth2 { token_url, scopes }
}

/// What `security` asks for, each scheme by its index; `None` where nothing is said.
pub(super) fn requirements(
    cx: &mut Context<'_, '_>,
    node: &Node<'_>,
    schemes: &[Auth],
) -> Option<Vec<Security>> {
    let list = node.get("security").filter(|list| !list.tree().is_null())?;
    let mut out: Vec<Security> = Vec::new();
    for alternative in list.items() {
        let mut needed = Security::new();
        let mut known = true;
        for (name, entry) in alternative.entries() {
            if let Some(index) = schemes.iter().position(|scheme| scheme.name == name) {
                needed.push(index);
            } else {
                let message =
                    format!("there is no security scheme `{name}`; what needs it is left out");
                let help = "declare it under `securitySchemes`";
                cx.report
                    .warning(Code::Security, entry.place(), message, help);
                known = false;
            }
        }
        if known && !out.contains(&needed) {
            out.push(needed);
        }
    }
    Some(out)
}
