//! Texts and numbers of the description as tokens: `quote!(#text)` writes a literal.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::text::{Literal, Text};

impl ToTokens for Literal {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let literal: TokenStream = self.to_string().parse().unwrap_or_default();
        tokens.extend(literal);
    }
}

impl ToTokens for Text {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.literal().to_tokens(tokens);
    }
}

/// An optional text as Rust writes it.
pub(super) fn optional(text: Option<&Text>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}
