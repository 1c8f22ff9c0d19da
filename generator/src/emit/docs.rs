//! Documentation: as attributes for the items of a file, and as `//!` lines at its top.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Doc;

/// The attributes that document an item.
pub(super) fn attributes(docs: &Doc) -> TokenStream {
    comment(docs.as_str())
}

/// The attributes for a text of our own.
pub(super) fn comment(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        quote!(#[doc = #line])
    });
    quote!(#(#lines)*)
}

/// The attributes of an item that people should stop to use. The attribute `deprecated` would warn about the uses
/// inside the crate, so that a type or a field says it in words.
pub(super) fn with_deprecation(docs: &Doc, deprecated: bool) -> TokenStream {
    let text = docs.as_str();
    match (deprecated, text.is_empty()) {
        (false, _) => comment(text),
        (true, true) => comment("**Deprecated.**"),
        (true, false) => comment(&format!("{text}\n\n**Deprecated.**")),
    }
}

/// The same as text, each line behind the indent, for what stands in a macro.
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

/// The lines at the top of a file.
pub(super) fn inner(text: &str) -> String {
    text.lines()
        .map(|line| format!("//! {line}").trim_end().to_owned() + "\n")
        .collect()
}
