//! The stages in a row.

use crate::document::{self, Document, Sources};
use crate::emit::emit;
use crate::files::Files;
use crate::ir::Api;
use crate::lower::lower;
use crate::plan::{self, Options};
use crate::report::Report;
use crate::rust::Crate;
use crate::source::Source;

/// What a crate is made from.
pub struct Input<'a> {
    name: String,
    entry: Source,
    overlay: Option<Source>,
    read: &'a dyn Fn(&str) -> Result<String, String>,
}

impl<'a> Input<'a> {
    /// A description: `name` is that of the package, such as `openai-invites`; `file` is that of the description as
    /// messages and the headers of files name it, such as `spec/openai-invites.yaml`; `text` is what the file holds,
    /// YAML or JSON.
    #[must_use]
    pub fn new(name: impl Into<String>, file: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            entry: Source::new(file, text),
            overlay: None,
            read: &|file| Err(format!("the file `{file}` was not given")),
        }
    }

    /// Sets the overlay document that is applied to the description first.
    #[must_use]
    pub fn overlay(mut self, file: impl Into<String>, text: impl Into<String>) -> Self {
        self.overlay = Some(Source::new(file, text));
        self
    }

    /// Sets how further files are read: by their name relative to the description's folder, out of which no name leads.
    #[must_use]
    pub fn read(mut self, read: &'a dyn Fn(&str) -> Result<String, String>) -> Self {
        self.read = read;
        self
    }
}

/// What came of a description: each stage as far as it got, and what there is to say.
#[derive(Debug)]
pub struct Output {
    /// What the files say.
    pub document: Option<Document>,
    /// What the API is.
    pub api: Option<Api>,
    /// What the crate will be.
    pub krate: Option<Crate>,
    /// The files of the crate; `None` where the report has an error.
    pub files: Option<Files>,
    /// What is wrong with the description, or cannot be expressed.
    pub report: Report,
    /// Where the report's places are in the files.
    pub sources: Sources,
}

/// Makes a crate of a description. It writes nothing, and no input makes it panic.
#[must_use]
pub fn generate(input: Input<'_>) -> Output {
    let options = Options {
        name: input.name,
        source: input.entry.name().to_owned(),
    };
    let loaded = document::load(input.entry, input.overlay, input.read);
    let (document, mut report) = (loaded.document, loaded.report);
    let api = document
        .as_ref()
        .and_then(|document| lower(document, &mut report));
    let krate = api
        .as_ref()
        .map(|api| plan::plan(api, &options, &mut report));
    let files = krate.as_ref().filter(|_| !report.has_errors()).map(emit);
    Output {
        document,
        api,
        krate,
        files,
        report,
        sources: loaded.sources,
    }
}

#[cfg(test)]
mod tests {
    use super::{Input, generate};

    #[test]
    fn what_is_no_description_ends_in_a_report() {
        let output = generate(Input::new("pets", "pets.yaml", "["));
        assert!(output.report.has_errors());
        assert!(output.document.is_none() && output.files.is_none());
    }
}
