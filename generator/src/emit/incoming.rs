//! `webhooks.rs` and `callbacks.rs`: what the service sends by itself, and how it is read.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::file::RustFile;
use super::requests::away;
use super::ty::ident;
use super::uses::Uses;
use crate::rust::{Doc, Import, Incoming, Payload, Ty};
use crate::text::Text;

/// `webhooks.rs`.
pub(super) fn webhooks(incoming: &Incoming, source: &Text) -> String {
    let mut file = RustFile::new(&Doc::own(
        "The webhooks: what the service sends by itself to a server of yours, each read by its name.",
    ));
    let event = event(incoming, &mut file.uses);
    file.items(event);
    let readers = functions(&incoming.webhooks, &mut file.uses);
    file.items(readers);
    file.finish(source)
}

/// `callbacks.rs`.
pub(super) fn callbacks(incoming: &Incoming, source: &Text) -> String {
    let mut file = RustFile::new(&Doc::own(
        "The callbacks: what the service sends to the URLs that operations were given.",
    ));
    let readers = functions(&incoming.callbacks, &mut file.uses);
    file.items(readers);
    file.finish(source)
}

/// The union of all webhooks.
fn event(incoming: &Incoming, uses: &mut Uses) -> TokenStream {
    let about = docs::own("What the service sends to a webhook.");
    let variants = incoming.webhooks.iter().map(|webhook| {
        let name = ident(&webhook.variant);
        let about = docs::attributes(&webhook.about_variant);
        let held = webhook.ty.as_ref().map(|ty| {
            let written = away(ty, uses);
            if is_boxed(ty) {
                quote!((Box<#written>))
            } else {
                quote!((#written))
            }
        });
        quote!(#about #name #held,)
    });
    let variants: Vec<TokenStream> = variants.collect();
    let value = uses.import(Import::Value);
    let error = uses.import(Import::WebhookError);
    let payload = uses.import(Import::Payload);
    let names = incoming.webhooks.iter().map(|webhook| &webhook.name);
    let arms = incoming.webhooks.iter().map(|webhook| {
        let (name, variant) = (&webhook.name, ident(&webhook.variant));
        let function = ident(&webhook.function);
        match &webhook.ty {
            Some(ty) if is_boxed(ty) => {
                quote!(#name => #function(body).map(|payload| Self::#variant(Box::new(payload))),)
            }
            Some(_) => quote!(#name => #function(body).map(Self::#variant),),
            None => quote!(#name => Ok(Self::#variant),),
        }
    });
    let by_tag = by_tag(incoming, uses);
    let unknown = docs::own("Any other webhook, of which the description says nothing.");
    let about_names = docs::own("The names of the webhooks, as the description has them.");
    let about_parse = docs::lines_of(&lines("Reads the payload of the webhook of a name."));
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            #(#variants)*
            #unknown
            Unknown(#value),
        }

        impl Event {
            #about_names
            pub const NAMES: &'static [&'static str] = &[#(#names),*];

            #about_parse
            pub fn parse(name: &str, body: &[u8]) -> Result<Self, #error> {
                match name {
                    #(#arms)*
                    _ => #payload(name, body).map(Self::Unknown),
                }
            }

            #by_tag
        }
    }
}

/// Whether the union holds a payload of this type in a box, because it may be large.
fn is_boxed(ty: &Ty) -> bool {
    matches!(ty, Ty::Named(_) | Ty::Qualified(_))
}

/// What reads a payload that says itself of which webhook it is.
fn by_tag(incoming: &Incoming, uses: &mut Uses) -> Option<TokenStream> {
    let (tag, about) = incoming.tag.as_ref()?;
    let error = uses.import(Import::WebhookError);
    let said = uses.import(Import::Said);
    let about = docs::lines_of(&lines(about.as_str()));
    let arms = incoming.webhooks.iter().filter_map(|webhook| {
        let (said, name) = (webhook.tag.as_ref()?, &webhook.name);
        (said != name).then(|| quote!(#said => #name,))
    });
    let arms: Vec<TokenStream> = arms.collect();
    let name = if arms.is_empty() {
        quote!(&said)
    } else {
        quote!(match &*said { #(#arms)* other => other })
    };
    Some(quote! {
        #about
        pub fn from_payload(body: &[u8]) -> Result<Self, #error> {
            let said = #said(#tag, body)?;
            Self::parse(#name, body)
        }
    })
}

fn functions(payloads: &[Payload], uses: &mut Uses) -> TokenStream {
    let functions = payloads.iter().filter_map(|it| {
        let ty = away(it.ty.as_ref()?, uses);
        let error = uses.import(Import::WebhookError);
        let payload = uses.import(Import::Payload);
        let about = docs::lines_of(&lines(it.docs.as_str()));
        let (function, name) = (ident(&it.function), &it.name);
        Some(quote! {
            #about
            pub fn #function(body: &[u8]) -> Result<#ty, #error> {
                #payload(#name, body)
            }
        })
    });
    functions.collect()
}

/// A text, and below it when the function fails.
fn lines(text: &str) -> Vec<String> {
    let below = [
        "",
        "# Errors",
        "",
        "It fails if the body is not such a payload.",
    ];
    let below = below.map(str::to_owned);
    text.lines().map(str::to_owned).chain(below).collect()
}
