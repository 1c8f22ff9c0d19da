//! Security: the schemes, and what an operation asks for.

use openapiv3 as v3;

use crate::document::Node;
use crate::ir::{Auth, AuthKind, Location, Needed, Scope, Security};
use crate::pointer::Pointer;
use crate::report::{Code, Report};

use super::context::Context;
use super::operations::tokens;
use super::read;

/// The security schemes, in the order of the document.
pub(super) fn lower(
    root: &Node<'_>,
    components: &v3::Components,
    report: &mut Report,
) -> Vec<Auth> {
    let mut out = Vec::new();
    for (name, part) in &components.security_schemes {
        let Some(node) = root.part(part) else {
            continue;
        };
        let node = match node.resolve() {
            Ok(node) => node,
            Err(broken) => {
                let error = broken.diagnostic(report);
                report.refuse(error, "the scheme is left out");
                continue;
            }
        };
        let Some((kind, description)) = scheme(&node, report) else {
            continue;
        };
        if let AuthKind::Http(scheme) = &kind
            && scheme.eq_ignore_ascii_case("digest")
        {
            refuse_digest(&node, report);
            continue;
        }
        if let AuthKind::ApiKey {
            location: location @ (Location::Header | Location::Cookie),
            name,
        } = &kind
        {
            tokens::check(
                Code::Security,
                &node.place().join("name"),
                *location,
                name,
                report,
            );
        }
        out.push(Auth {
            name: name.clone(),
            docs: read::docs(None, description, None),
            kind,
            env: read::text(&node, "x-clientwright-env", report),
            prefix: read::text(&node, "x-clientwright-prefix", report),
        });
    }
    out
}

/// Digest authentication answers a challenge of the service (RFC 7616), which no fixed credential does.
fn refuse_digest(node: &Node<'_>, report: &mut Report) {
    let message = "clients do not do `digest` authentication (RFC 7616); operations are called without this scheme";
    let help =
        "use another scheme of the service, or a transport of your own that answers its challenges";
    report.unsupported(node.place(), message, help);
}

/// The kind of a scheme, and its words. `mutualTLS` is of OpenAPI 3.1, `basic` of 2.0 and often met in 3.0.
fn scheme(node: &Node<'_>, report: &mut Report) -> Option<(AuthKind, Option<String>)> {
    let other = match node.tree().get("type").and_then(|kind| kind.as_text()) {
        Some("mutualTLS") => Some(AuthKind::MutualTls),
        Some("basic") => Some(AuthKind::Basic),
        _ => None,
    };
    if let Some(kind) = other {
        return Some((kind, read::text(node, "description", report)));
    }
    Some(match node.security_scheme(report)? {
        v3::SecurityScheme::HTTP {
            scheme,
            description,
            ..
        } => (http(scheme), description),
        v3::SecurityScheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let location = match location {
                v3::APIKeyLocation::Header => Location::Header,
                v3::APIKeyLocation::Query => Location::Query,
                v3::APIKeyLocation::Cookie => Location::Cookie,
            };
            (AuthKind::ApiKey { location, name }, description)
        }
        v3::SecurityScheme::OAuth2 {
            flows, description, ..
        } => (oauth2(flows), description),
        v3::SecurityScheme::OpenIDConnect { description, .. } => {
            (AuthKind::OpenIdConnect, description)
        }
    })
}

fn http(scheme: String) -> AuthKind {
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => AuthKind::Bearer,
        "basic" => AuthKind::Basic,
        _ => AuthKind::Http(scheme),
    }
}

fn oauth2(flows: v3::OAuth2Flows) -> AuthKind {
    let token_url = flows.client_credentials.as_ref();
    let token_url = token_url.map(|flow| flow.token_url.clone());
    let of_each = [
        flows.implicit.map(|flow| flow.scopes),
        flows.password.map(|flow| flow.scopes),
        flows.client_credentials.map(|flow| flow.scopes),
        flows.authorization_code.map(|flow| flow.scopes),
    ];
    let mut scopes: Vec<Scope> = Vec::new();
    for (name, description) in of_each.into_iter().flatten().flatten() {
        if scopes.iter().all(|known| known.name != name) {
            scopes.push(Scope { name, description });
        }
    }
    AuthKind::OAuth2 { token_url, scopes }
}

/// What `security`, which stands at a place, asks for: each scheme by its index.
pub(super) fn requirements(
    cx: &mut Context<'_, '_>,
    place: &Pointer,
    list: &[v3::SecurityRequirement],
    schemes: &[Auth],
) -> Vec<Security> {
    let mut out: Vec<Security> = Vec::new();
    for (at, alternative) in list.iter().enumerate() {
        let mut needed = Security::new();
        let mut known = true;
        for (name, scopes) in alternative {
            if let Some(index) = schemes.iter().position(|scheme| scheme.name == *name) {
                needed.push(Needed {
                    scheme: index,
                    scopes: scopes.clone(),
                });
            } else if is_declared(cx, name) {
                // Why it is left out has been told.
                known = false;
            } else {
                let message =
                    format!("there is no security scheme `{name}`; what needs it is left out");
                let help = "declare it under `securitySchemes`";
                let place = place.join(at).join(name);
                cx.report.warning(Code::Security, &place, message, help);
                known = false;
            }
        }
        if known && !out.contains(&needed) {
            out.push(needed);
        }
    }
    out
}

/// Whether the description has a scheme of this name, which may have been left out.
fn is_declared(cx: &Context<'_, '_>, name: &str) -> bool {
    let root = cx.document.root();
    let schemes = root
        .get("components")
        .and_then(|node| node.get("securitySchemes"));
    schemes.is_some_and(|schemes| schemes.get(name).is_some())
}
