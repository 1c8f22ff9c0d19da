//! `headers.rs`: the headers that responses describe.

use quote::quote;

use super::docs;
use super::file::RustFile;
use super::requests::away;
use super::ty::ident;
use crate::rust::{Doc, Import, ResponseHeader};
use crate::text::Text;

/// `headers.rs`.
pub(super) fn file(headers: &[ResponseHeader], source: &Text) -> String {
    let about = if headers.iter().any(|header| header.is_received) {
        "The headers of responses, with the types of their values: `response.header(headers::NAME)`.\n\n\
         Those that webhooks and callbacks come with are found in the request:\n`headers::NAME.find(|name| headers.get(name)?.to_str().ok())`."
    } else {
        "The headers of responses, with the types of their values: `response.header(headers::NAME)`."
    };
    let mut file = RustFile::new(&Doc::own(about));
    for header in headers {
        let about = docs::attributes(&header.docs);
        let ty = away(&header.ty, &mut file.uses);
        let held = file.uses.import(Import::Header);
        let (constant, name) = (ident(&header.constant), &header.name);
        file.items(quote!(#about pub const #constant: #held<#ty> = #held::new(#name);));
    }
    file.finish(source)
}
