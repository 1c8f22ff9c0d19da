//! Open enums: the item, and its entry of the macro for its kind of value.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::file::RustFile;
use super::structs::text;
use super::ty::{Types, ident, ty};
use crate::rust::{Enum, EnumKind, Ty};

/// Writes an enum and all that belongs to it.
pub(super) fn emit(item: &Enum, file: &mut RustFile) {
    let declaration = declaration(item, file);
    file.items(declaration);
    let name = match item.kind {
        EnumKind::String => "string_enum",
        EnumKind::Integer => "integer_enum",
        EnumKind::Mixed => "value_enum",
    };
    file.uses.runtime(name);
    file.text(entry(name, item));
}

fn declaration(item: &Enum, file: &mut RustFile) -> TokenStream {
    let about = docs::with_deprecation(&item.docs, item.deprecated);
    let name = ident(&item.name);
    let default = item.default.is_some().then(|| quote!(Default,));
    let (held, eq) = match item.kind {
        EnumKind::String => (Ty::String, Some(quote!(, Eq, Hash))),
        EnumKind::Integer => (Ty::I64, Some(quote!(, Eq, Hash))),
        EnumKind::Mixed => (Ty::Value, None),
    };
    let held = ty(&held, Types::Beside(&[]), &mut file.uses);
    let variants = item.variants.iter().map(|variant| {
        let about = docs::attributes(&variant.docs);
        let default = (item.default.as_ref() == Some(&variant.name)).then(|| quote!(#[default]));
        let name = ident(&variant.name);
        quote!(#about #default #name,)
    });
    let unknown = ident(&item.unknown);
    let about_unknown = docs::comment(
        "A value that the description does not list, as it was received or is to be sent.",
    );
    quote! {
        #about
        #[derive(Debug, Clone, #default PartialEq #eq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #about_unknown
            #unknown(#held),
        }
    }
}

/// The entry of the macro; the variant for other values is named where it is not `Unknown`.
fn entry(name: &str, item: &Enum) -> String {
    let values: Vec<String> = item
        .variants
        .iter()
        .map(|variant| {
            let value = match item.kind {
                EnumKind::Mixed => text(&variant.value),
                EnumKind::String | EnumKind::Integer => variant.value.clone(),
            };
            format!("{} = {value}", variant.name)
        })
        .collect();
    let head = format!("{}{}", item.name, other(item.unknown.as_str()));
    super::entry::entry(name, &head, &values)
}

/// How a macro is told about the variant for what the description does not know.
pub(super) fn other(unknown: &str) -> String {
    if unknown == "Unknown" {
        String::new()
    } else {
        format!(" else {unknown}")
    }
}
