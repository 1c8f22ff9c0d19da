//! `client.rs`: the server and the credentials.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::file::RustFile;
use super::literals::optional;
use super::sign_in;
use super::ty::ident;
use super::uses::Uses;
use crate::rust::{self, Api, Doc, Import, Scheme, SchemeKind, Server};
use crate::text::Text;

/// `client.rs`.
pub(super) fn file(api: &Api, public: &[&rust::Ident], source: &Text) -> String {
    let mut file = RustFile::new(&Doc::own(
        "What the client is told by the description: the server, the credentials, the names of headers.",
    ));
    let facts = facts(api, &mut file.uses);
    file.items(facts);
    let schemes = api
        .schemes
        .iter()
        .map(|scheme| scheme_static(scheme, public.contains(&&scheme.constant), &mut file.uses));
    let schemes: TokenStream = schemes.collect();
    file.items(schemes);
    let servers = servers(api, &mut file.uses);
    file.items(servers);
    let builder = builder(api, &mut file.uses);
    file.items(builder);
    let flows = sign_in::functions(api, &mut file.uses);
    file.items(flows);
    file.finish(source)
}

fn facts(api: &Api, uses: &mut Uses) -> TokenStream {
    let about = docs::own("The facts about this API that every call shares.");
    let ty = uses.import(Import::Api);
    let named = api.servers.first();
    let server = match (&api.server, named) {
        (Some(server), Some(named)) if named.server == *server => {
            let ty = uses.import(Import::Server);
            let constant = ident(&named.constant);
            quote!(Some(#ty::#constant))
        }
        (Some(first), _) => {
            let first = server(first, uses);
            quote!(Some(#first))
        }
        (None, _) => quote!(None),
    };
    let request_id_header = optional(api.request_id_header.as_ref());
    let error_when = api.error_when.as_ref();
    let error_when = error_when.map_or_else(
        || quote!(None),
        |(property, is)| quote!(Some((#property, #is))),
    );
    let schemes = api.schemes.iter().map(|scheme| ident(&scheme.constant));
    quote! {
        #about
        pub(crate) static API: #ty = #ty {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            server: #server,
            request_id_header: #request_id_header,
            error_when: #error_when,
            schemes: &[#(&#schemes),*],
        };
    }
}

/// The static of a scheme; it is public, though hidden, where the command line needs it.
fn scheme_static(scheme: &Scheme, is_public: bool, uses: &mut Uses) -> TokenStream {
    let visibility = if is_public {
        let about = docs::own("A security scheme, for the command line alone.");
        quote!(#about pub)
    } else {
        quote!(pub(crate))
    };
    let ty = uses.import(Import::Scheme);
    let constant = ident(&scheme.constant);
    let (name, prefix) = (&scheme.name, &scheme.prefix);
    let method = scheme.method.bare();
    let kind = kind(&scheme.kind, uses);
    let env = optional(scheme.env.as_ref());
    quote! {
        #visibility static #constant: #ty = #ty {
            name: #name,
            method: #method,
            kind: #kind,
            prefix: #prefix,
            env: #env,
        };
    }
}

fn kind(kind: &SchemeKind, uses: &mut Uses) -> TokenStream {
    let ty = uses.import(Import::SchemeKind);
    match kind {
        SchemeKind::Bearer => quote!(#ty::Bearer),
        SchemeKind::Basic => quote!(#ty::Basic),
        SchemeKind::Http(name) => quote!(#ty::Http(#name)),
        SchemeKind::Header(name) => quote!(#ty::Header(#name)),
        SchemeKind::Query(name) => quote!(#ty::Query(#name)),
        SchemeKind::Cookie(name) => quote!(#ty::Cookie(#name)),
        SchemeKind::OAuth2(url) => {
            let url = optional(url.as_ref());
            quote!(#ty::OAuth2(#url))
        }
        SchemeKind::MutualTls => quote!(#ty::MutualTls),
    }
}

/// The servers to choose from.
fn servers(api: &Api, uses: &mut Uses) -> TokenStream {
    if api.servers.is_empty() {
        return TokenStream::new();
    }
    let constants = api.servers.iter().map(|named| {
        let about = docs::attributes(&named.docs);
        let constant = ident(&named.constant);
        let value = server(&named.server, uses);
        quote!(#about pub const #constant: Self = #value;)
    });
    let constants: Vec<TokenStream> = constants.collect();
    let ty = uses.import(Import::Server);
    quote!(impl #ty { #(#constants)* })
}

/// The expression that makes a server.
pub(super) fn server(server: &Server, uses: &mut Uses) -> TokenStream {
    let ty = uses.import(Import::Server);
    let url = &server.url;
    if server.variables.is_empty() {
        return quote!(#ty::new(#url));
    }
    let variable = uses.import(Import::Variable);
    let variables = server.variables.iter().map(|held| {
        let (name, default, values) = (&held.name, &held.default, &held.values);
        quote!(#variable::new(#name, #default, &[#(#values),*]))
    });
    quote!(#ty::with_variables(#url, &[#(#variables),*]))
}

fn builder(api: &Api, uses: &mut Uses) -> TokenStream {
    let variables = api.variables.iter().map(|variable| {
        let about = docs::attributes(&variable.docs);
        let (method, name) = (ident(&variable.method), &variable.name);
        quote! {
            #about
            pub fn #method(self, #method: impl Into<String>) -> Self {
                self.variable(#name, #method)
            }
        }
    });
    let variables: Vec<TokenStream> = variables.collect();
    let schemes: Vec<TokenStream> = api
        .schemes
        .iter()
        .filter(|scheme| scheme.kind != SchemeKind::MutualTls)
        .flat_map(|scheme| {
            [
                Some(setter(scheme, uses)),
                client(scheme, uses),
                source(scheme, uses),
            ]
        })
        .flatten()
        .collect();
    let client = uses.import(Import::Client);
    let builder = uses.import(Import::ClientBuilder);
    let about = docs::own("Returns a builder for credentials, limits and other settings.");
    let methods = (!variables.is_empty() || !schemes.is_empty())
        .then(|| quote!(impl #builder { #(#variables)* #(#schemes)* }));
    quote! {
        impl #client {
            #about
            pub fn builder() -> #builder {
                #builder::new(&API)
            }
        }
        #methods
    }
}

fn setter(scheme: &Scheme, uses: &mut Uses) -> TokenStream {
    let about = docs::attributes(&scheme.docs);
    let secret = uses.import(Import::Secret);
    let (method, constant) = (ident(&scheme.method), ident(&scheme.constant));
    if scheme.kind == SchemeKind::Basic {
        return quote! {
            #about
            pub fn #method(self, user: &str, password: &str) -> Self {
                self.credential(&#constant, #secret::basic(user, password))
            }
        };
    }
    quote! {
        #about
        pub fn #method(self, secret: impl Into<#secret>) -> Self {
            self.credential(&#constant, secret)
        }
    }
}

/// The setter of a client's own credentials.
fn client(scheme: &Scheme, uses: &mut Uses) -> Option<TokenStream> {
    let (method, about) = scheme.client.as_ref()?;
    let (method, about) = (ident(method), docs::attributes(about));
    let credentials = uses.import(Import::ClientCredentials);
    let constant = ident(&scheme.constant);
    Some(quote! {
        #about
        pub fn #method(self, client: #credentials) -> Self {
            self.client_credentials(&#constant, client)
        }
    })
}

/// The setter of a source of credentials.
fn source(scheme: &Scheme, uses: &mut Uses) -> Option<TokenStream> {
    let (method, about) = scheme.source.as_ref()?;
    let (method, about) = (ident(method), docs::attributes(about));
    let source = uses.import(Import::TokenSource);
    let constant = ident(&scheme.constant);
    Some(quote! {
        #about
        pub fn #method(self, source: #source) -> Self {
            self.credential_source(&#constant, source)
        }
    })
}
