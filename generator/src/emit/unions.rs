//! Unions: the item, its entry of the `union!` macro, and `From` for its members.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::enums::other;
use super::file::RustFile;
use super::structs::text;
use super::ty::{Types, ident, ty};
use crate::rust::{Branch, Check, Ident, Pick, Ty, Union};

/// Writes a union and all that belongs to it.
pub(super) fn emit(item: &Union, types: Types<'_>, file: &mut RustFile) {
    let declaration = declaration(item, types, file);
    file.items(declaration);
    file.uses.runtime("union");
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
        docs::comment("A value that fits none of the others, as it was received or is to be sent.");
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
    let (how, lines) = match &item.pick {
        Pick::Tag { property, tags } => (
            format!(" by {}", text(property)),
            item.variants
                .iter()
                .map(|v| tagged(&v.name, tags))
                .collect(),
        ),
        Pick::Checks(branches) => (String::new(), checked(item, branches)),
    };
    let lines: Vec<String> = lines
        .iter()
        .map(|line: &String| format!("        {line},\n"))
        .collect();
    let other = other(item.unknown.as_str());
    format!(
        "union! {{\n    {}{how}{other} {{\n{}    }}\n}}",
        item.name,
        lines.concat()
    )
}

/// A member with the tags that mean it.
fn tagged(member: &Ident, tags: &[(String, Ident)]) -> String {
    let tags = tags.iter().filter(|(_, of)| of == member);
    let tags: Vec<String> = tags.map(|(tag, _)| text(tag)).collect();
    if tags.is_empty() {
        return member.to_string();
    }
    format!("{member} = {}", tags.join(" | "))
}

/// The members with their checks, in the order in which they are tried; then those that have none.
fn checked(item: &Union, branches: &[Branch]) -> Vec<String> {
    let has_branch = |name: &Ident| branches.iter().any(|branch| branch.variant == *name);
    let others = item.variants.iter().filter(|v| !has_branch(&v.name));
    let others = others.map(|variant| variant.name.to_string());
    branches.iter().map(branch).chain(others).collect()
}

fn branch(branch: &Branch) -> String {
    if branch.checks.is_empty() {
        return branch.variant.to_string();
    }
    let checks: Vec<String> = branch.checks.iter().map(check).collect();
    format!("{} if {}", branch.variant, checks.join(" "))
}

fn check(check: &Check) -> String {
    match check {
        Check::Null => "null".to_owned(),
        Check::Bool => "boolean".to_owned(),
        Check::Integer => "integer".to_owned(),
        Check::Number => "number".to_owned(),
        Check::Text => "text".to_owned(),
        Check::Array => "array".to_owned(),
        Check::Object => "object".to_owned(),
        Check::Has(property) => format!("has {}", text(property)),
        Check::HasText(property, value) => format!("text {} = {}", text(property), text(value)),
        Check::OneOf(values) => {
            let values: Vec<String> = values.iter().map(|value| text(value)).collect();
            format!("in [{}]", values.join(", "))
        }
    }
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
