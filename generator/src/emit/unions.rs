//! Unions: the item, its entry of the `union!` macro, and `From` for its members.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::enums::other;
use super::file::RustFile;
use super::ty::{Types, ident, ty};
use crate::rust::{Branch, Check, Import, Pick, Ty, Union};
use crate::text::Text;

/// Writes a union and all that belongs to it.
pub(super) fn emit(item: &Union, types: Types<'_>, file: &mut RustFile) {
    let declaration = declaration(item, types, file);
    file.items(declaration);
    file.uses.import(Import::Union);
    file.text(entry(item));
    let conversions = conversions(item, types, file);
    file.items(conversions);
}

fn declaration(item: &Union, types: Types<'_>, file: &mut RustFile) -> TokenStream {
    let about = docs::with_deprecation(&item.docs, item.deprecated);
    let name = ident(&item.name);
    let variants: Vec<TokenStream> = item
        .variants
        .iter()
        .map(|variant| {
            let about = docs::attributes(&variant.docs);
            let name = ident(&variant.name);
            let held = ty(&variant.ty, types, &mut file.uses);
            quote!(#about #name(#held),)
        })
        .collect();
    let unknown = ident(&item.unknown);
    let value = ty(&Ty::Value, types, &mut file.uses);
    let about_unknown =
        docs::own("A value that fits none of the others, as it was received or is to be sent.");
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #about_unknown
            #unknown(#value),
        }
    }
}

/// The entry of the macro that reads and writes the union.
fn entry(item: &Union) -> String {
    let name = &item.name;
    let other = other(item.unknown.as_str());
    let members: Vec<String> = item.variants.iter().map(|v| v.name.to_string()).collect();
    let members = super::entry::list(&members);
    let (how, lines): (String, Vec<String>) = match &item.pick {
        Pick::Tag { property, tags } => {
            let lines = tags
                .iter()
                .map(|(tag, member)| format!("{} => {member}", tag.literal()));
            (format!(" by tag {}", property.literal()), lines.collect())
        }
        Pick::Checks(branches) => (String::new(), branches.iter().map(branch).collect()),
    };
    super::entry::entry("union", &format!("{name}({members}){other}{how}"), &lines)
}

fn branch(branch: &Branch) -> String {
    let mut checks: Vec<String> = branch.checks.iter().map(check).collect();
    if checks.is_empty() {
        checks.push("any".to_owned());
    }
    format!("{} => {}", checks.join(" and "), branch.variant)
}

fn check(check: &Check) -> String {
    match check {
        Check::Null => "null".to_owned(),
        Check::Bool => "bool".to_owned(),
        Check::Integer => "integer".to_owned(),
        Check::Number => "number".to_owned(),
        Check::Text => "text".to_owned(),
        Check::Array => "array".to_owned(),
        Check::Object => "object".to_owned(),
        Check::Has(property) => format!("has({})", property.literal()),
        Check::HasText(property, value) => {
            format!("has({}, {})", property.literal(), value.literal())
        }
        Check::HasAny(properties) => format!("has_any({})", texts(properties)),
        Check::OneOf(values) => format!("one_of({})", texts(values)),
    }
}

fn texts(list: &[Text]) -> String {
    let list: Vec<String> = list
        .iter()
        .map(|value| value.literal().to_string())
        .collect();
    list.join(", ")
}

fn conversions(item: &Union, types: Types<'_>, file: &mut RustFile) -> TokenStream {
    let name = ident(&item.name);
    item.variants
        .iter()
        .filter(|variant| variant.from)
        .map(|variant| {
            // A caller has the value, not yet the box around it.
            let (held, value) = match &variant.ty {
                Ty::Box(inner) => (&**inner, quote!(Box::new(value))),
                other => (other, quote!(value)),
            };
            let held = ty(held, types, &mut file.uses);
            let variant = ident(&variant.name);
            quote! {
                impl From<#held> for #name {
                    fn from(value: #held) -> Self {
                        Self::#variant(#value)
                    }
                }
            }
        })
        .collect()
}
