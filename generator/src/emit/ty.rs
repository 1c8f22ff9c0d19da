//! Types, written with short names.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::uses::Uses;
use crate::rust::{self, Convert, Import, Ty};

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
    text(ty, types, uses).parse().unwrap_or_default()
}

/// Writes a type as text.
pub(super) fn text(ty: &Ty, types: Types<'_>, uses: &mut Uses) -> String {
    let text = |ty: &Ty, uses: &mut Uses| self::text(ty, types, uses);
    match ty {
        Ty::Unit => "()".to_owned(),
        Ty::Bool => "bool".to_owned(),
        Ty::I32 => "i32".to_owned(),
        Ty::I64 => "i64".to_owned(),
        Ty::U64 => "u64".to_owned(),
        Ty::F64 => "f64".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Value => uses.import(Import::Value).to_string(),
        Ty::DateTime => uses.import(Import::DateTime).to_string(),
        Ty::Date => uses.import(Import::Date).to_string(),
        Ty::UnixTime => uses.import(Import::UnixTime).to_string(),
        Ty::Uuid => uses.import(Import::Uuid).to_string(),
        Ty::Base64 => uses.import(Import::Base64).to_string(),
        Ty::Bytes => uses.import(Import::Bytes).to_string(),
        Ty::Body => uses.import(Import::Body).to_string(),
        Ty::FilePart => uses.import(Import::FilePart).to_string(),
        Ty::Vec(item) => format!("Vec<{}>", text(item, uses)),
        Ty::Option(inner) => format!("Option<{}>", text(inner, uses)),
        Ty::Box(inner) => format!("Box<{}>", text(inner, uses)),
        Ty::Map(item) => format!("{}<{}>", uses.import(Import::Map), text(item, uses)),
        Ty::Maybe(inner) => format!("{}<{}>", uses.import(Import::Maybe), text(inner, uses)),
        Ty::Tuple(members) => {
            let members = members.iter().map(|member| text(member, uses));
            let members: Vec<String> = members.collect();
            match members.as_slice() {
                [only] => format!("({only},)"),
                many => format!("({})", many.join(", ")),
            }
        }
        Ty::Named(name) => {
            match types {
                Types::Beside(own) if own.contains(&name) => {}
                Types::Beside(_) => drop(uses.own("super", name)),
                Types::Away => drop(uses.own("crate::types", name)),
            }
            name.to_string()
        }
        Ty::Qualified(name) => {
            uses.import(Import::Types);
            format!("types::{name}")
        }
        Ty::Local(name) => name.to_string(),
    }
}

/// The type of an argument, and the expression that makes of it what is stored.
pub(super) fn argument(
    name: &Ident,
    of: &Ty,
    convert: Convert,
    types: Types<'_>,
    uses: &mut Uses,
) -> (TokenStream, TokenStream) {
    match convert {
        Convert::Plain => (ty(of, types, uses), quote!(#name)),
        Convert::Into => {
            let of = ty(of, types, uses);
            (quote!(impl Into<#of>), quote!(#name.into()))
        }
        Convert::Collect => {
            let of = ty(of, types, uses);
            (
                quote!(impl IntoIterator<Item = #of>),
                quote!(#name.into_iter().collect()),
            )
        }
        Convert::CollectInto => {
            let of = ty(of, types, uses);
            (
                quote!(impl IntoIterator<Item = impl Into<#of>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            )
        }
        Convert::Pairs => {
            let of = ty(of, types, uses);
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#of>)>),
                quote!(#name),
            )
        }
        Convert::Serialize => {
            let serialize = uses.import(Import::Serialize);
            (quote!(impl #serialize), quote!(#name))
        }
    }
}
