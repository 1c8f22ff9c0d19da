//! `error_body.rs`: one variant for each error schema that the description speaks of.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::file::RustFile;
use super::requests::away;
use super::structs::article;
use super::ty::ident;
use super::uses::Uses;
use super::xml;
use crate::rust::{Doc, ErrorBody, ErrorVariant, Ident, Import, Responder, Ty};
use crate::text::Text;

/// `error_body.rs`.
pub(super) fn file(body: &ErrorBody, source: &Text) -> String {
    let mut file = RustFile::new(&Doc::own("The error bodies of the description."));
    let about = docs::own("The typed body of an [`ApiError`](crate::ApiError).");
    let about_unknown = docs::own(
        "The body matches no schema that is described for its status; its bytes are in `ApiError::bytes`.",
    );
    let variants: Vec<TokenStream> = body
        .variants
        .iter()
        .map(|variant| declared(variant, &mut file.uses))
        .collect();
    let readers: Vec<TokenStream> = body
        .variants
        .iter()
        .flat_map(|variant| readers(variant, &mut file.uses))
        .collect();
    let readers = (!readers.is_empty()).then(|| quote!(impl ErrorBody { #(#readers)* }));
    file.items(quote! {
        #about
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum ErrorBody {
            #(#variants)*
            #about_unknown
            Unknown,
        }

        #readers
    });
    file.finish(source)
}

fn declared(variant: &ErrorVariant, uses: &mut Uses) -> TokenStream {
    let name = ident(&variant.name);
    let held = away(&variant.ty, uses);
    let about = match inner(&variant.ty) {
        Ty::Named(ty) if article(ty.bare()) == "an" => docs::naming("The body is an [`{}`].", ty),
        Ty::Named(ty) => docs::naming("The body is a [`{}`].", ty),
        Ty::Qualified(ty) if article(ty.bare()) == "an" => {
            docs::naming("The body is an [`types::{}`].", ty)
        }
        Ty::Qualified(ty) => docs::naming("The body is a [`types::{}`].", ty),
        Ty::String => docs::own("The body is text."),
        _ if variant.readers.iter().any(is_xml) => docs::own("The body is XML."),
        _ => docs::own("The body is JSON."),
    };
    quote!(#about #name(#held),)
}

fn inner(ty: &Ty) -> &Ty {
    match ty {
        Ty::Box(inner) => inner,
        other => other,
    }
}

fn is_xml((_, responder): &(Ident, Responder)) -> bool {
    matches!(responder, Responder::Xml(_))
}

fn readers(variant: &ErrorVariant, uses: &mut Uses) -> Vec<TokenStream> {
    let readers = variant.readers.iter();
    readers
        .map(|(name, responder)| reader(variant, name, responder, uses))
        .collect()
}

fn reader(
    variant: &ErrorVariant,
    reader: &Ident,
    responder: &Responder,
    uses: &mut Uses,
) -> TokenStream {
    let (name, reader) = (ident(&variant.name), ident(reader));
    let read = match responder {
        Responder::Text => quote!(String::from_utf8(body.to_vec()).ok()),
        Responder::Xml(element) => {
            let from_xml = uses.import(Import::FromXml);
            let element = xml::reference(element, uses);
            quote!(#from_xml(body, #element).ok())
        }
        _ => {
            let from_slice = uses.import(Import::FromSlice);
            quote!(#from_slice(body).ok())
        }
    };
    quote! {
        pub(crate) fn #reader(body: &[u8]) -> Option<Self> {
            #read.map(Self::#name)
        }
    }
}
