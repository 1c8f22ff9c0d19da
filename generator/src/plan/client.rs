//! What every call shares: servers and credentials.

use crate::ir::{self, AuthKind, Location};
use crate::rust::{Api, Scheme, SchemeKind};

use super::names::{Scope, screaming, snake};
use super::{docs, reserved, servers};

/// Plans the client's own facts.
pub(super) fn plan(api: &ir::Api) -> Api {
    let mut constants = Scope::new(["API"]);
    let mut methods = Scope::new(reserved::BUILDER_METHODS.iter().copied());
    let schemes = api
        .auth
        .iter()
        .map(|auth| scheme(auth, &mut constants, &mut methods))
        .collect();
    Api {
        server: api.servers.first().and_then(servers::first),
        path: api.servers.first().map_or_else(String::new, servers::path),
        servers: servers::several(&api.servers),
        variables: servers::variables(api, &mut methods),
        request_id_header: api.request_id_header.clone(),
        schemes,
    }
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
    let tokens = matches!(kind, SchemeKind::OAuth2(Some(_)));
    let setter = methods.claim(&[method.clone(), format!("{method}_credential")]);
    let wishes = [
        format!("{method}_client"),
        format!("{method}_client_credentials"),
    ];
    Scheme {
        client: tokens.then(|| methods.claim(&wishes)),
        constant: constants.claim_constant(&[screaming(&auth.name)]),
        method: setter,
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
