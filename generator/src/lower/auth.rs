//! Security: the schemes, and what an operation asks for.

use openapiv3 as v3;

use crate::document::Node;
use crate::ir::{Auth, AuthKind, Flow, Flows, Location, Needed, Scope, Security};
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
            alias: read::alias(&node, report),
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
        } => (oauth2(node, flows, report), description),
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

fn oauth2(node: &Node<'_>, flows: v3::OAuth2Flows, report: &mut Report) -> AuthKind {
    let described = node.get("flows");
    let described = |name: &str| described.as_ref().and_then(|flows| flows.get(name));
    if let Some(implicit) = described("implicit") {
        refuse_implicit(&implicit, report);
    }
    let (device, of_device) = match described("deviceAuthorization") {
        Some(device) => (Some(device_flow(&device, report)), scopes(&device)),
        None => (None, Vec::new()),
    };
    let mut known: Vec<Scope> = Vec::new();
    let of_each = [
        flows.implicit.map(|flow| flow.scopes),
        flows.password.as_ref().map(|flow| flow.scopes.clone()),
        flows
            .client_credentials
            .as_ref()
            .map(|flow| flow.scopes.clone()),
        flows
            .authorization_code
            .as_ref()
            .map(|flow| flow.scopes.clone()),
    ];
    let of_each = of_each.into_iter().flatten().flatten();
    for (name, description) in of_each.chain(of_device) {
        if known.iter().all(|scope| scope.name != name) {
            known.push(Scope { name, description });
        }
    }
    let flow = |begin_url, token_url, refresh_url: Option<String>| Flow {
        begin_url,
        token_url,
        refresh_url: refresh_url.filter(|url| !url.trim().is_empty()),
    };
    let flows = Flows {
        client_credentials: flows
            .client_credentials
            .map(|it| flow(None, it.token_url, it.refresh_url)),
        authorization_code: flows
            .authorization_code
            .map(|it| flow(Some(it.authorization_url), it.token_url, it.refresh_url)),
        device,
        password: flows
            .password
            .map(|it| flow(None, it.token_url, it.refresh_url)),
    };
    AuthKind::OAuth2 {
        flows: Box::new(flows),
        scopes: known,
    }
}

/// The implicit flow shows tokens in URLs, so that OAuth 2.1 has dropped it.
fn refuse_implicit(flow: &Node<'_>, report: &mut Report) {
    let message =
        "clients do not begin the implicit flow, which OAuth 2.1 drops; the caller gives the token";
    let help = "give tokens by a `TokenSource` of your own, or describe `authorizationCode` where the service has it";
    report.unsupported(flow.place(), message, help);
}

/// `deviceAuthorization` (OpenAPI 3.2), which `openapiv3` does not know.
fn device_flow(node: &Node<'_>, report: &mut Report) -> Flow {
    let mut url = |key: &str| read::text(node, key, report);
    let (begin_url, token_url) = (url("deviceAuthorizationUrl"), url("tokenUrl"));
    let refresh_url = url("refreshUrl");
    for (key, held) in [
        ("deviceAuthorizationUrl", &begin_url),
        ("tokenUrl", &token_url),
    ] {
        if held.is_none() {
            let message = format!("the flow has no `{key}`; the caller has to give it");
            report.warning(
                Code::Security,
                node.place(),
                message,
                format!("add `{key}`"),
            );
        }
    }
    Flow {
        begin_url: Some(begin_url.unwrap_or_default()),
        token_url: token_url.unwrap_or_default(),
        refresh_url,
    }
}

/// The scopes of a flow, with what each lets its holder do.
fn scopes(flow: &Node<'_>) -> Vec<(String, String)> {
    let scopes = flow.get("scopes");
    let scopes = scopes.iter().flat_map(Node::entries);
    let scopes = scopes.map(|(name, about)| {
        let about = about.tree().as_text().unwrap_or_default();
        (name.to_owned(), about.to_owned())
    });
    scopes.collect()
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
