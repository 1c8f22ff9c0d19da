//! What every call shares: servers and credentials.

use crate::ir::{self, AuthKind, Location, Server};
use crate::rust::{self, Api, Scheme, SchemeKind};

use super::names::{Scope, screaming, snake};
use super::{docs, reserved};

/// Plans the client's own facts.
pub(super) fn plan(api: &ir::Api) -> Api {
    let mut constants = Scope::new(["API"]);
    let mut methods = Scope::new(reserved::BUILDER_METHODS.iter().copied());
    Api {
        base_url: base_url(&api.servers),
        request_id_header: api.request_id_header.clone(),
        schemes: api
            .auth
            .iter()
            .map(|auth| scheme(auth, &mut constants, &mut methods))
            .collect(),
        servers: api
            .servers
            .iter()
            .skip(1)
            .filter_map(|server| other_server(server, &mut constants))
            .collect(),
    }
}

/// The URL of the first server, where it is an absolute one.
pub(super) fn base_url(servers: &[Server]) -> Option<String> {
    absolute(servers.first()?)
}

/// A server's URL with the defaults of its variables, without a slash at its end; `None` where it is not absolute.
fn absolute(server: &Server) -> Option<String> {
    let mut url = server.url.trim().to_owned();
    for variable in &server.variables {
        url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
    }
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "{}<>\"\\".contains(c);
    let usable = !host.is_empty() && !url.contains(odd);
    usable.then(|| url.trim_end_matches('/').to_owned())
}

fn other_server(server: &Server, constants: &mut Scope) -> Option<rust::Server> {
    let url = absolute(server)?;
    let words = docs::first_line(&server.docs).unwrap_or_default();
    let short: Vec<&str> = words
        .trim_end_matches('.')
        .split_whitespace()
        .take(4)
        .collect();
    let name = if short.is_empty() {
        let host = url.split("://").nth(1).unwrap_or(&url);
        screaming(host.split('/').next().unwrap_or(host))
    } else {
        screaming(&short.join(" "))
    };
    Some(rust::Server {
        constant: constants.claim_constant(&[name]),
        docs: docs::of(&server.docs, || format!("The server <{url}>.")),
        url,
    })
}

fn scheme(auth: &ir::Auth, constants: &mut Scope, methods: &mut Scope) -> Scheme {
    let method = method_name(&auth.name);
    let kind = match &auth.kind {
        AuthKind::Bearer | AuthKind::OpenIdConnect => SchemeKind::Bearer,
        AuthKind::Basic => SchemeKind::Basic,
        AuthKind::Http(scheme) => SchemeKind::Http(scheme.clone()),
        AuthKind::ApiKey { location, name } => match location {
            Location::Query => SchemeKind::Query(name.clone()),
            Location::Cookie => SchemeKind::Cookie(name.clone()),
            Location::Header | Location::Path => SchemeKind::Header(name.clone()),
        },
        AuthKind::OAuth2 { token_url, .. } => SchemeKind::OAuth2(token_url.clone()),
        AuthKind::MutualTls => SchemeKind::MutualTls,
    };
    Scheme {
        constant: constants.claim_constant(&[screaming(&auth.name)]),
        method: methods.claim(&[method.clone(), format!("{method}_credential")]),
        name: auth.name.clone(),
        docs: docs::of(&auth.docs, || {
            format!("The security scheme {}.", docs::code(&auth.name))
        }),
        kind,
        prefix: auth.prefix.clone().unwrap_or_default(),
        env: auth.env.clone(),
    }
}

/// The scheme's name without `Auth` at its end: `AdminApiKeyAuth` becomes `admin_api_key`.
fn method_name(name: &str) -> String {
    let name = snake(name);
    match name.strip_suffix("_auth") {
        Some(stem) => stem.to_owned(),
        None => name,
    }
}
