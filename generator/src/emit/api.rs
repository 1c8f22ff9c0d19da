//! `api/`: a file for each tag, with the client's methods and their requests.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::RustFile;
use super::uses::by_version;
use super::{groups, requests};
use crate::rust::{Crate, Doc, Import, Module};
use crate::text::Text;

/// One file of `api/`.
pub(super) fn file(krate: &Crate, module: &Module) -> String {
    let mut file = RustFile::new(&module.docs);
    let client = file.uses.import(Import::Client);
    let methods: Vec<TokenStream> = module
        .requests
        .iter()
        .map(|request| requests::method(krate, request, &mut file.uses))
        .collect();
    file.items(quote!(impl #client { #(#methods)* }));
    let group = groups::items(module, &mut file.uses);
    file.items(group);
    for request in &module.requests {
        requests::items(request, &mut file);
    }
    file.finish(&krate.source)
}

/// `api/mod.rs`.
pub(super) fn root(modules: &[Module], source: &Text) -> String {
    let mut names: Vec<&str> = modules.iter().map(|module| module.name.as_str()).collect();
    names.sort_by(|a, b| by_version(a, b));
    let mut file = RustFile::new(&Doc::own(
        "The operations, one module for each tag of the description.",
    ));
    let modules: Vec<String> = names
        .iter()
        .map(|name| format!("pub mod {name};\n"))
        .collect();
    file.text(modules.concat());
    file.finish(source)
}
