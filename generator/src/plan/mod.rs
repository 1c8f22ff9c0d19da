//! From the API to the crate: every decision about Rust, taken once.

mod client;
mod command_line;
mod docs;
mod incoming;
mod names;
mod operations;
mod package;
mod reference;
mod types;
mod xml;

use std::collections::BTreeSet;

use crate::ir::{Api, Docs};
use crate::report::Report;
use crate::rust::Crate;
use crate::text::Text;

/// What the caller decides about the crate.
#[derive(Debug, Clone)]
pub struct Options {
    /// The package's name, such as `openai-invites`: the description's file name without its extension.
    pub name: String,
    /// The file that the crate is made from, as headers name it: `spec/openai-invites.yaml`.
    pub source: String,
}

/// Decides what the crate will be. What cannot be expressed goes into the report.
#[must_use]
pub fn plan(api: &Api, options: &Options, report: &mut Report) -> Crate {
    let mut types = types::Types::decide(api, report);
    let (xml, roots) = xml::plan(&types, report);
    types.roots = roots;
    let shared = client::plan(api);
    let mut errors = operations::errors::Errors::new(&types);
    let modules = operations::plan(&types, &shared.schemes, &mut errors, report);
    let package = package::plan(api, options);
    let mut krate = Crate {
        docs: docs::of(&about(api), || {
            format!("A client for {}.", docs::code(&package.name))
        }),
        package,
        source: Text::from(&options.source),
        api: shared,
        modules,
        types: types::files::plan(&types),
        headers: operations::headers::plan(&types, api),
        incoming: incoming::plan(&types, api, report),
        xml,
        error_body: errors.finish(),
        command_line: None,
        parts: BTreeSet::new(),
        places: types::files::places(&types),
        type_places: types::files::type_places(&types),
        recursion_limit: types::fixed_points::recursion_limit(&types),
    };
    krate.parts = package::runtime::plan(&krate);
    reference::plan(&types, &mut krate, report);
    if api.command_line {
        let program = command_line::plan(&types, &krate, report);
        reference::add_shell(&types, &mut krate, &program);
        krate.parts.extend(command_line::parts(&program));
        krate.command_line = Some(program);
    }
    krate
}

/// What the description says about itself, its title first.
fn about(api: &Api) -> Docs {
    let title = Some(api.title.clone()).filter(|title| !title.trim().is_empty());
    Docs {
        summary: title.or_else(|| api.docs.summary.clone()),
        ..api.docs.clone()
    }
}

#[cfg(test)]
mod tests;
