//! From the crate as data to the text of its files. Nothing is decided here, so nothing can fail.
//!
//! One module for each generated file or kind of item. Items are built with `quote`, laid out by `print` as rustfmt
//! would, and gathered in a `file::RustFile`, which keeps account of what the file uses.

mod api;
mod calls;
mod cargo_toml;
mod client;
mod code_samples;
mod command_line;
mod docs;
mod enums;
mod error_body;
mod example;
mod examples;
mod expression;
mod file;
mod front_page;
mod groups;
mod headers;
mod incoming;
mod incoming_pages;
mod lib_rs;
mod literals;
mod module;
mod outputs;
mod paging;
mod print;
mod readme;
mod reference;
mod requests;
mod runtime;
mod sign_in;
mod structs;
#[cfg(test)]
mod tests;
mod ty;
mod types;
mod unions;
mod uses;
mod xml;

use rayon::prelude::*;

pub use code_samples::code_samples;
pub use command_line::command_line;
pub use module::{Dependency, Module, features, module};

use crate::files::Files;
use crate::rust::{CommandLine, Crate, Ident};

/// Writes out a crate.
#[must_use]
pub fn emit(krate: &Crate) -> Files {
    let mut files = sources(krate);
    files.insert("README.md", readme::file(krate));
    files.extend(reference::files(krate));
    files.extend(examples::files(krate));
    files.insert("Cargo.toml", cargo_toml::file(krate, &files));
    files
}

/// The files below `src/`.
fn sources(krate: &Crate) -> Files {
    let source = &krate.source;
    let mut files = Files::default();
    files.insert("src/lib.rs", lib_rs::file(krate, source));
    files.insert(
        "src/client.rs",
        client::file(&krate.api, &public_schemes(krate), source),
    );
    files.insert(
        "src/error_body.rs",
        error_body::file(&krate.error_body, source),
    );
    if !krate.headers.is_empty() {
        files.insert("src/headers.rs", headers::file(&krate.headers, source));
    }
    if !krate.incoming.webhooks.is_empty() {
        let text = incoming::webhooks(&krate.incoming, source);
        files.insert("src/webhooks.rs", text);
    }
    if !krate.incoming.callbacks.is_empty() {
        let text = incoming::callbacks(&krate.incoming, source);
        files.insert("src/callbacks.rs", text);
    }
    if !krate.modules.is_empty() {
        files.insert("src/api/mod.rs", api::root(&krate.modules, source));
    }
    // Large crates have thousands of files, and none needs another.
    let modules = krate.modules.par_iter().map(|module| {
        let path = format!("src/api/{}.rs", module.name.bare());
        (path, api::file(krate, module))
    });
    files.extend(modules.collect::<Vec<_>>());
    if !krate.types.is_empty() {
        files.insert("src/types/mod.rs", types::root(&krate.types, source));
    }
    let types = krate.types.par_iter().map(|types| {
        let path = format!("src/types/{}.rs", types.module.bare());
        (path, types::file(types, source))
    });
    files.extend(types.collect::<Vec<_>>());
    if !krate.xml.is_empty() {
        files.insert("src/xml.rs", xml::file(&krate.xml, source));
    }
    runtime::add(krate, &mut files);
    files
}

/// The schemes of which the command line names the statics.
fn public_schemes(krate: &Crate) -> Vec<&Ident> {
    let program = krate.command_line.iter();
    program.flat_map(CommandLine::schemes).collect()
}
