//! Small documents, and the outline of what is read out of them.

mod all_of;
mod bodies;
mod constraints;
mod dynamic;
mod enums;
mod incoming;
mod limits;
mod oauth2;
mod objects;
mod operations;
mod page_params;
mod pages;
mod streams;
mod unions;

use std::fmt::Write as _;

use crate::document::load;
use crate::report::Report;
use crate::source::Source;

use super::lower;

/// The outline of a document's API, followed by what there is to say: severity, code, place and message.
fn outline(text: &str) -> String {
    let loaded = load(Source::new("api.yaml", text), None, &|name| {
        Err(format!("there is no {name}"))
    });
    let mut report: Report = loaded.report;
    let api = loaded
        .document
        .and_then(|document| lower(&document, &mut report));
    let mut out = api.map(|api| api.to_string()).unwrap_or_default();
    for diagnostic in report.diagnostics() {
        let place = match &diagnostic.place {
            crate::report::Place::Value(place) => place.to_string(),
            crate::report::Place::Text { .. } => String::new(),
        };
        let (severity, code) = (diagnostic.severity, diagnostic.code);
        let message = &diagnostic.message;
        writeln!(out, "{severity:?} {code} {place}: {message}").expect("a text can be written to");
    }
    out
}

/// The outline of the types in a document that has only these declared schemas.
fn types(schemas: &str) -> String {
    let lines = schemas.trim_matches('\n').lines();
    let indented = lines.fold(String::new(), |out, line| out + "    " + line + "\n");
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{indented}"
    );
    let outline = outline(&text);
    let types = outline
        .strip_prefix("api \"T\" \"1\"\n")
        .unwrap_or(&outline);
    types.replace("\n\n", "\n").trim_start().to_owned()
}

/// Asserts two texts, and shows them line by line where they differ.
#[track_caller]
fn same(found: &str, wanted: &str) {
    let wanted = unindent(wanted);
    assert_eq!(found.trim_end(), wanted, "\n--- found ---\n{found}");
}

/// A text without the indentation that its first line has.
fn unindent(text: &str) -> String {
    let text = text.trim_matches('\n').trim_end();
    let indent = text.len() - text.trim_start().len();
    let lines = text
        .lines()
        .map(|line| line.get(indent..).unwrap_or(line.trim_start()));
    lines.collect::<Vec<_>>().join("\n")
}
