//! Documentation: what the description says, as markdown that rustdoc and clippy take without a warning.
//!
//! The text is parsed by the parser that rustdoc uses and written anew from what was understood, so that nothing in
//! it is run, linked into the crate or shown as HTML by accident.

pub(super) mod about;
pub(super) mod limits;
pub(super) mod statuses;

mod html;
mod inline;
pub(super) mod method;
mod writer;

use pulldown_cmark::{Options, Parser, TextMergeStream};

use crate::ir;
use crate::rust::Doc;
use crate::text::{Text, line, visible};

/// The documentation of a thing, or a sentence of our own where the description has none.
pub(super) fn of(docs: &ir::Docs, fallback: impl FnOnce() -> String) -> Doc {
    of_with(docs, fallback, &[])
}

/// The same, with paragraphs of our own below.
pub(super) fn of_with(docs: &ir::Docs, fallback: impl FnOnce() -> String, below: &[String]) -> Doc {
    let mut parts = said(docs);
    if parts.is_empty() {
        parts.push(fallback());
    }
    written(docs, parts, below)
}

/// The documentation of a thing with paragraphs of our own below; nothing where there is neither.
pub(super) fn told(docs: &ir::Docs, below: &[String]) -> Doc {
    written(docs, said(docs), below)
}

fn written(docs: &ir::Docs, mut parts: Vec<String>, below: &[String]) -> Doc {
    if let Some(link) = docs.link.as_deref().filter(|link| inline::is_url(link)) {
        let text = docs.link_text.as_deref().map(line).unwrap_or_default();
        let text = text.trim_end_matches('.');
        // In brackets, a text with brackets of its own would be no link.
        let is_plain = !text.is_empty() && !text.contains(['[', ']']);
        parts.push(if is_plain {
            format!("See [{text}](<{link}>).")
        } else {
            format!("See <{link}>.")
        });
    }
    parts.extend_from_slice(below);
    Doc::new(safe(&parts.join("\n\n")))
}

/// A sentence of our own that holds nothing but words, code spans and links to items beside it.
pub(super) fn linked(text: &str) -> Doc {
    Doc::new(text)
}

/// Whether the description says nothing.
pub(super) fn is_empty(docs: &ir::Docs) -> bool {
    let blank = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    blank(&docs.summary) && blank(&docs.description) && blank(&docs.link)
}

/// The first sentence of what the description says about a thing, where it is plain text.
pub(super) fn first_sentence(docs: &ir::Docs) -> Option<String> {
    let text = said(docs).into_iter().next()?;
    let paragraph = text.split("\n\n").next()?;
    let plain =
        paragraph.starts_with(char::is_alphanumeric) && !paragraph.contains(['<', '|', '[']);
    let end = paragraph.match_indices(". ").map(|(at, _)| at).find(|at| {
        // "e.g. this" goes on.
        let word = paragraph[..*at].rsplit(' ').next().unwrap_or_default();
        !word.contains('.')
    });
    let sentence = end.map_or(paragraph, |end| &paragraph[..=end]);
    plain.then(|| sentence.to_owned())
}

/// Sentences of our own, made safe all the same because they name things of the description.
pub(super) fn own(text: &str) -> Doc {
    Doc::new(safe(text))
}

/// Several documentations below each other.
pub(super) fn joined(docs: &[Doc]) -> Doc {
    let mut parts: Vec<&str> = docs.iter().map(Doc::as_str).collect();
    parts.retain(|part| !part.is_empty());
    Doc::new(parts.join("\n\n"))
}

/// The first line of what the description says about a thing.
pub(super) fn first_line(docs: &ir::Docs) -> Option<String> {
    let text = said(docs).into_iter().next()?;
    let line = line(text.lines().next()?);
    (!line.is_empty()).then_some(line)
}

/// A code span that shows the text as it is.
pub(super) fn code(text: &str) -> String {
    Text::from(text).code()
}

/// What the description says, a summary first unless the description begins with it.
fn said(docs: &ir::Docs) -> Vec<String> {
    let filled = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    match (filled(&docs.summary), filled(&docs.description)) {
        (Some(summary), Some(description)) if !description.starts_with(&summary) => {
            vec![sentence(summary), description]
        }
        (_, Some(description)) => vec![description],
        (Some(summary), None) => vec![sentence(summary)],
        (None, None) => Vec::new(),
    }
}

fn sentence(text: String) -> String {
    if text.ends_with(char::is_alphanumeric) {
        text + "."
    } else {
        text
    }
}

/// Reads the text as rustdoc would, and writes what it says in the subset that is safe.
fn safe(text: &str) -> String {
    let text = visible(text);
    let events = TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES));
    let mut writer = writer::Writer::default();
    for event in events {
        writer.event(event);
    }
    writer.finish()
}

#[cfg(test)]
mod tests;
