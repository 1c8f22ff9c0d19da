//! The flows of OAuth 2.0 in which a person signs in: the functions that make them, and how they are used.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::example;
use super::literals::optional;
use super::ty::ident;
use super::uses::{Uses, declaration};
use crate::rust::{Api, Crate, Flow, FlowKind, Scheme};

/// The functions that make the flows, by their types.
pub(super) fn functions(api: &Api, uses: &mut Uses) -> TokenStream {
    let blocks = FlowKind::ALL.into_iter().filter_map(|kind| {
        let flows = api.schemes.iter().flat_map(|scheme| &scheme.flows);
        let functions: Vec<TokenStream> = flows
            .filter(|flow| flow.kind == kind)
            .map(function)
            .collect();
        let ty = (!functions.is_empty()).then(|| uses.import(kind.import()))?;
        Some(quote!(impl #ty { #(#functions)* }))
    });
    blocks.collect()
}

fn function(flow: &Flow) -> TokenStream {
    let about = docs::attributes(&flow.docs);
    let (name, token_url) = (ident(&flow.function), &flow.token_url);
    let refresh_url = optional(flow.refresh_url.as_ref());
    let (params, args) = match flow.kind {
        FlowKind::AuthorizationCode => (
            quote!(client_id: impl Into<String>, redirect_uri: impl Into<String>),
            quote!(, client_id, redirect_uri),
        ),
        FlowKind::DeviceCode => (quote!(client_id: impl Into<String>), quote!(, client_id)),
        FlowKind::Password => (TokenStream::new(), TokenStream::new()),
    };
    let begin_url = flow.begin_url.iter().map(|url| quote!(#url,));
    quote! {
        #about
        #[must_use]
        pub fn #name(#params) -> Self {
            Self::described(#(#begin_url)* #token_url, #refresh_url #args)
        }
    }
}

/// The flows of a crate, each with its scheme.
pub(super) fn flows(krate: &Crate) -> impl Iterator<Item = (&Scheme, &Flow)> {
    let schemes = krate.api.schemes.iter();
    schemes.flat_map(|scheme| scheme.flows.iter().map(move |flow| (scheme, flow)))
}

/// The expression that makes a flow.
pub(super) fn made(flow: &Flow) -> String {
    let args = match flow.kind {
        FlowKind::AuthorizationCode => "\"client-id\", \"http://127.0.0.1:4000/callback\"",
        FlowKind::DeviceCode => "\"client-id\"",
        FlowKind::Password => "",
    };
    format!("{}::{}({args})", flow.kind.import().name(), flow.function)
}

/// The section of the README: each kind of flow once, at its first scheme.
pub(super) fn section(krate: &Crate) -> String {
    let mut kinds = Vec::new();
    let mut parts = Vec::new();
    for (scheme, flow) in flows(krate) {
        if !kinds.contains(&flow.kind) {
            kinds.push(flow.kind);
            parts.push(part(krate, scheme, flow));
        }
    }
    if parts.is_empty() {
        return String::new();
    }
    format!(
        "## Sign in\n\n{}\n\nBetween two runs of a program, keep `token.access_token()`, `token.refresh_token()` and \
         `token.expiry()`, and go on with `flow.source(Token::new(..).with_refresh_token(..).expires_at(..))`. A service may \
         replace the refresh token whenever it is used; `on_refresh` tells of each new token. Requests for tokens go through the \
         transport of the client; `client_secret` and `in_body` say who asks where the application has a secret, and `scope` and \
         `param` what it asks for.",
        parts.join("\n\n")
    )
}

fn part(krate: &Crate, scheme: &Scheme, flow: &Flow) -> String {
    let (what, steps): (&str, &[&str]) = match flow.kind {
        FlowKind::AuthorizationCode => (
            "In a browser (authorization code, RFC 6749, with PKCE, RFC 7636)",
            &[
                "let request = flow.begin(&client)?;",
                "println!(\"Open {}\", request.url());",
                "// The browser ends at the redirect URI, with a code behind it.",
                "let token = request.finish(\"http://127.0.0.1:4000/callback?code=..&state=..\").await?;",
            ],
        ),
        FlowKind::DeviceCode => (
            "On another device (device code, RFC 8628)",
            &[
                "let request = flow.begin(&client).await?;",
                "println!(\"Enter {} at {}\", request.user_code(), request.verification_uri());",
                "let token = request.wait().await?;",
            ],
        ),
        FlowKind::Password => (
            "With the password of a person (RFC 6749, section 4.3)",
            &["let token = flow.token(&client, \"user\", \"password\").await?;"],
        ),
    };
    let builder = example::builder(krate);
    let names = [flow.kind.import().name(), "Client"].map(str::to_owned);
    let mut lines = vec![
        declaration("use", krate.package.lib.as_str(), &names),
        format!("let client = {builder}.build()?;"),
        format!("let flow = {};", made(flow)),
    ];
    lines.extend(steps.iter().map(ToString::to_string));
    if let Some((source, _)) = &scheme.source {
        lines.push("let source = flow.source(token).on_refresh(|token| store(token));".to_owned());
        lines.push(format!("let client = {builder}.{source}(source).build()?;"));
    }
    format!("{what}:\n\n```rust\n{}\n```", lines.join("\n"))
}
