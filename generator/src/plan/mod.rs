//! From the API to the crate: every decision about Rust, taken once.

use crate::ir::Api;
use crate::report::Report;
use crate::rust::Crate;

/// What the caller decides about the crate.
#[derive(Debug, Clone)]
pub struct Options {
    /// The package's name, such as `openai-invites`: the description's file name without its extension.
    pub name: String,
    /// The file that the crate is made from, as headers name it: `spec/openai-invites.yaml`.
    pub source: String,
}

/// Decides what the crate will be.
#[must_use]
pub fn plan(_api: &Api, _options: &Options, _report: &mut Report) -> Option<Crate> {
    None
}
