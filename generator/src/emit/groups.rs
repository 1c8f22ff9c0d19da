//! The operations of a tag behind one method of the client: a struct that borrows the client, whose methods call the client's.

use proc_macro2::TokenStream;
use quote::quote;

use super::structs::{allow_arguments, inline};
use super::ty::ident;
use super::uses::Uses;
use super::{calls, docs};
use crate::rust::{Group, Ident, Import, Module, Request};

/// The client's method, the struct and its methods; nothing where a module has no group.
pub(super) fn items(module: &Module, uses: &mut Uses) -> TokenStream {
    let Some(group) = &module.group else {
        return TokenStream::new();
    };
    let Group {
        method,
        name,
        methods,
    } = group;
    let client = uses.import(Import::Client);
    let about = docs::lines_of(&about(module));
    let offers = docs::naming(
        "Returns the operations of [`{}`](self) under shorter names.",
        &module.name,
    );
    let (method, name) = (ident(method), ident(name));
    let delegates = module.requests.iter().zip(methods);
    let delegates: Vec<_> = delegates
        .map(|(request, method)| delegate(request, method, uses))
        .collect();
    quote! {
        impl #client {
            #offers
            #[inline]
            pub fn #method(&self) -> #name<'_> {
                #name { client: self }
            }
        }
        #about
        #[derive(Debug, Clone)]
        pub struct #name<'a> {
            client: &'a #client,
        }
        impl #name<'_> {
            #(#delegates)*
        }
    }
}

fn about(module: &Module) -> Vec<String> {
    let method = module
        .group
        .as_ref()
        .map_or("", |group| group.method.as_str());
    vec![format!(
        "The operations of this module under shorter names: [`Client::{method}`]."
    )]
}

/// A method that calls the client's.
fn delegate(request: &Request, method: &Ident, uses: &mut Uses) -> TokenStream {
    let summary = docs::lines_of(&summary(request));
    let deprecated = request
        .deprecated
        .then(|| quote!(#[deprecated] #[allow(deprecated, reason = "it is what this one is")]));
    let allow = allow_arguments(request.args.iter().map(|argument| &argument.ty));
    let (method, whole, name) = (ident(method), ident(&request.method), ident(&request.name));
    let mut arguments = Vec::new();
    let mut names = Vec::new();
    for argument in &request.args {
        let name = ident(&argument.name);
        let (ty, _) = calls::argument(&name, &argument.ty, argument.convert, &argument.call, uses);
        arguments.push(quote!(, #name: #ty));
        names.push(name);
    }
    let inline = inline(&arguments);
    quote! {
        #summary
        #deprecated
        #allow
        #inline
        pub fn #method(&self #(#arguments)*) -> #name {
            self.client.#whole(#(#names),*)
        }
    }
}

/// What a method does in a line, and where all is told.
fn summary(request: &Request) -> Vec<String> {
    let whole = format!("See [`Client::{}`].", request.method);
    match request.docs.summary() {
        none if none.is_empty() => vec![whole],
        summary => vec![summary, String::new(), whole],
    }
}
