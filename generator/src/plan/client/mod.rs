//! What every call shares: servers and credentials.

mod flows;
pub(super) mod servers;

use crate::ir::{self, AuthKind, Location};
use crate::rust::{Api, Doc, Ident, Scheme, SchemeKind};
use crate::text::Text;

use super::docs;
use super::names::reserved;
use super::names::{Scope, screaming, snake};

/// Plans the client's own facts.
pub(super) fn plan(api: &ir::Api) -> Api {
    let mut constants = Scope::new(["API"]);
    let mut methods = Scope::new(reserved::BUILDER_METHODS.iter().copied());
    // What sets a credential keeps its name, whatever else other schemes have.
    let setters: Vec<Ident> = api
        .auth
        .iter()
        .map(|auth| setter(auth, &mut methods))
        .collect();
    let mut functions = flows::Functions::new();
    let schemes = api.auth.iter().zip(setters);
    let schemes = schemes
        .map(|(auth, setter)| Scheme {
            flows: functions.plan(auth, setter.bare()),
            ..scheme(auth, setter, &mut constants, &mut methods)
        })
        .collect();
    Api {
        server: api.servers.iter().find_map(servers::absolute),
        example_url: servers::example(api.servers.first()),
        servers: servers::several(&api.servers),
        variables: servers::variables(api, &mut methods),
        request_id_header: api.request_id_header.as_ref().map(Text::from),
        error_when: api.error_when.as_ref().map(|when| {
            (
                Text::from(when.property.to_string()),
                Text::from(when.is.to_string()),
            )
        }),
        schemes,
    }
}

/// The name of the method that sets a credential.
fn setter(auth: &ir::Auth, methods: &mut Scope) -> Ident {
    let method = method_name(auth);
    methods.claim(&[method.clone(), format!("{method}_credential")])
}

fn scheme(auth: &ir::Auth, setter: Ident, constants: &mut Scope, methods: &mut Scope) -> Scheme {
    let method = method_name(auth);
    let kind = match &auth.kind {
        AuthKind::Bearer | AuthKind::OpenIdConnect => SchemeKind::Bearer,
        AuthKind::Basic => SchemeKind::Basic,
        AuthKind::Http(scheme) => SchemeKind::Http(scheme.into()),
        AuthKind::ApiKey { location, name } => match location {
            Location::Query | Location::Querystring => SchemeKind::Query(name.into()),
            Location::Cookie => SchemeKind::Cookie(name.into()),
            Location::Header | Location::Path => SchemeKind::Header(name.into()),
        },
        AuthKind::OAuth2 { flows, .. } => {
            let flow = flows.client_credentials.as_ref();
            SchemeKind::OAuth2(flow.map(|flow| Text::from(&flow.token_url)))
        }
        AuthKind::MutualTls => SchemeKind::MutualTls,
    };
    let tokens = matches!(kind, SchemeKind::OAuth2(Some(_)));
    let wishes = [
        format!("{method}_client"),
        format!("{method}_client_credentials"),
    ];
    let wish = [format!("{method}_source")];
    let has_source = !matches!(kind, SchemeKind::Basic | SchemeKind::MutualTls);
    Scheme {
        client: tokens.then(|| (methods.claim(&wishes), about_client(&auth.name))),
        source: has_source.then(|| (methods.claim(&wish), about_source(&auth.name))),
        constant: constants.claim_constant(&[screaming(auth.alias.as_ref().unwrap_or(&auth.name))]),
        method: setter,
        flows: Vec::new(),
        name: Text::from(&auth.name),
        docs: about(auth, &kind),
        is_bare: is_bare(auth),
        kind,
        prefix: auth.prefix.as_deref().unwrap_or_default().into(),
        env: auth.env.as_ref().map(Text::from),
    }
}

/// How a credential is sent, what the description says of it, and where it is read from.
fn about(auth: &ir::Auth, kind: &SchemeKind) -> Doc {
    let prefix = auth.prefix.as_deref().unwrap_or_default();
    let sent = match kind {
        SchemeKind::Bearer | SchemeKind::OAuth2(_) => {
            docs::code(&format!("Authorization: Bearer {prefix}..."))
        }
        SchemeKind::Basic => docs::code("Authorization: Basic ..."),
        SchemeKind::Http(scheme) => {
            docs::code(&format!("Authorization: {} {prefix}...", scheme.raw()))
        }
        SchemeKind::Header(header) => {
            let sent = docs::code(&format!("{}: {prefix}...", header.raw()));
            let word = if is_bare(auth) {
                ", with the word that the service wants before it, such as `Bearer`"
            } else {
                ""
            };
            format!("the header {sent}{word}")
        }
        SchemeKind::Query(name) => format!("the query parameter {}", docs::code(name.raw())),
        SchemeKind::Cookie(name) => format!("the cookie {}", docs::code(name.raw())),
        SchemeKind::MutualTls => "a certificate".to_owned(),
    };
    let name = docs::code(&auth.name);
    let env = auth.env.as_deref().map(docs::code);
    let env =
        env.map(|env| format!("[`ClientBuilder::credentials_from_env`] reads it from {env}."));
    docs::joined(&[
        docs::linked(&format!(
            "Sets the credential of the scheme {name}, sent as {sent}."
        )),
        docs::told(&auth.docs, &[]),
        docs::linked(&env.unwrap_or_default()),
    ])
}

/// Whether a key stands alone in the header `Authorization`.
fn is_bare(auth: &ir::Auth) -> bool {
    match &auth.kind {
        AuthKind::ApiKey { location, name } => {
            *location == Location::Header
                && name.eq_ignore_ascii_case("authorization")
                && auth.prefix.is_none()
        }
        _ => false,
    }
}

fn about_client(name: &str) -> Doc {
    docs::linked(&format!(
        "Gets the tokens of the scheme {} by a client's own credentials, as they are needed.",
        docs::code(name)
    ))
}

fn about_source(name: &str) -> Doc {
    docs::linked(&format!(
        "Gets the credential of the scheme {} from a source, such as an async function, as it is needed.",
        docs::code(name)
    ))
}

/// The name that an overlay gives, or the scheme's without `Auth` at its end: `AdminApiKeyAuth` becomes `admin_api_key`.
fn method_name(auth: &ir::Auth) -> String {
    if let Some(alias) = &auth.alias {
        return snake(alias);
    }
    let name = snake(&auth.name);
    match name.strip_suffix("_auth") {
        Some(stem) => stem.to_owned(),
        None => name,
    }
}
