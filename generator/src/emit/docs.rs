//! Documentation: as attributes for the items of a file, and as `//!` lines at its top.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Doc, Ident};

/// The attributes that document an item.
pub(super) fn attributes(docs: &Doc) -> TokenStream {
    attributes_of(docs.as_str().lines())
}

/// The attributes for lines of our own, in which texts of the description stand as literals only.
pub(super) fn lines_of(lines: &[String]) -> TokenStream {
    attributes_of(lines.iter().map(String::as_str))
}

fn attributes_of<'l>(lines: impl Iterator<Item = &'l str>) -> TokenStream {
    let lines = lines.map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// The attributes for words of our own.
pub(super) fn own(words: &'static str) -> TokenStream {
    attributes(&Doc::own(words))
}

/// The attributes for words of our own, with an identifier in the place of `{}`.
pub(super) fn naming(words: &'static str, name: &Ident) -> TokenStream {
    attributes(&Doc::naming(words, name))
}

/// The documentation as text, each line behind the indent, for what stands in a macro. The attribute `deprecated` would warn
/// wherever a type is named, so that a type says it in words.
pub(super) fn lines(docs: &Doc, deprecated: bool, indent: &str) -> String {
    let text = docs.as_str();
    let mut lines: Vec<&str> = text.lines().collect();
    if deprecated {
        if !lines.is_empty() {
            lines.push("");
        }
        lines.push("**Deprecated.**");
    }
    lines
        .into_iter()
        .map(|line| format!("{indent}/// {line}").trim_end().to_owned() + "\n")
        .collect()
}

/// The lines at the top of a file, with an example below them.
pub(super) fn inner(docs: &Doc, example: &[String]) -> String {
    let below = example.iter().map(String::as_str);
    docs.as_str()
        .lines()
        .chain(below)
        .map(|line| format!("//! {line}").trim_end().to_owned() + "\n")
        .collect()
}
