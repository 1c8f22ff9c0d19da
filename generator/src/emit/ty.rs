//! Types, written with short names.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::uses::Uses;
use crate::rust::{self, Convert, Ty};

/// Where the types of the API are, seen from a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Types<'a> {
    /// The file is one of them and declares these itself.
    Beside(&'a [&'a rust::Ident]),
    /// In `crate::types`.
    Away,
}

/// The identifier, raw where it has to be.
pub(super) fn ident(name: &rust::Ident) -> Ident {
    let span = proc_macro2::Span::call_site();
    if name.as_str().starts_with("r#") {
        Ident::new_raw(name.bare(), span)
    } else {
        Ident::new(name.as_str(), span)
    }
}

/// Writes a type.
pub(super) fn ty(ty: &Ty, types: Types<'_>, uses: &mut Uses) -> TokenStream {
    match ty {
        Ty::Unit => quote!(()),
        Ty::Bool => quote!(bool),
        Ty::I32 => quote!(i32),
        Ty::I64 => quote!(i64),
        Ty::U64 => quote!(u64),
        Ty::F64 => quote!(f64),
        Ty::String => quote!(String),
        Ty::Value => plain(&uses.name("serde_json", "Value")),
        Ty::DateTime => plain(&uses.runtime("DateTime")),
        Ty::Date => plain(&uses.runtime("Date")),
        Ty::UnixTime => plain(&uses.runtime("UnixTime")),
        Ty::Uuid => plain(&uses.name("uuid", "Uuid")),
        Ty::Base64 => plain(&uses.runtime("Base64")),
        Ty::Bytes => plain(&uses.name("bytes", "Bytes")),
        Ty::Body => plain(&uses.runtime("Body")),
        Ty::FilePart => plain(&uses.runtime("FilePart")),
        Ty::Vec(item) => generic(&quote!(Vec), item, types, uses),
        Ty::Option(inner) => generic(&quote!(Option), inner, types, uses),
        Ty::Box(inner) => generic(&quote!(Box), inner, types, uses),
        Ty::Map(item) => {
            let map = uses.runtime("Map");
            generic(&quote!(#map), item, types, uses)
        }
        Ty::Maybe(inner) => {
            let maybe = uses.runtime("Maybe");
            generic(&quote!(#maybe), inner, types, uses)
        }
        Ty::Tuple(members) => {
            let members = members.iter().map(|member| self::ty(member, types, uses));
            let members: Vec<TokenStream> = members.collect();
            quote!((#(#members,)*))
        }
        Ty::Named(name) => named(name, types, uses),
        Ty::Qualified(name) => {
            uses.name("crate::types", "self");
            let name = ident(name);
            quote!(types::#name)
        }
        Ty::Local(name) => plain(&ident(name)),
    }
}

fn plain(name: &Ident) -> TokenStream {
    quote!(#name)
}

fn generic(name: &TokenStream, inner: &Ty, types: Types<'_>, uses: &mut Uses) -> TokenStream {
    let inner = ty(inner, types, uses);
    quote!(#name<#inner>)
}

fn named(name: &rust::Ident, types: Types<'_>, uses: &mut Uses) -> TokenStream {
    match types {
        Types::Beside(own) if own.contains(&name) => {}
        Types::Beside(_) => drop(uses.name("super", name.as_str())),
        Types::Away => drop(uses.name("crate::types", name.as_str())),
    }
    plain(&ident(name))
}

/// The type of an argument, and the expression that makes of it what is stored.
pub(super) fn argument(
    name: &Ident,
    of: &Ty,
    convert: Convert,
    types: Types<'_>,
    uses: &mut Uses,
) -> (TokenStream, TokenStream) {
    let of = ty(of, types, uses);
    match convert {
        Convert::Plain => (quote!(#of), quote!(#name)),
        Convert::Into => (quote!(impl Into<#of>), quote!(#name.into())),
        Convert::Box => (quote!(#of), quote!(Box::new(#name))),
        Convert::Collect => (
            quote!(impl IntoIterator<Item = #of>),
            quote!(#name.into_iter().collect()),
        ),
    }
}
