//! A first overlay from what a description shows: what it leaves out, as far as its habits tell, each with its evidence.
//!
//! Nothing here is certain, so that nothing of it is done by itself: a person reads the overlay, and keeps of it what is so.
//! A rule says rather nothing than something wrong.

mod credentials;
mod fields;
mod habits;
mod headers;
mod in_body;
mod items;
mod numbers;
mod pages;
mod streams;
#[cfg(test)]
mod tests;
mod words;
mod write;

use crate::document::{Document, Sources};
use crate::ir::{Api, Operation};
use crate::pointer::Pointer;

pub use write::overlay;

/// What a suggestion is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// How the pages of a list go on.
    Page,
    /// A response that may come as a stream.
    Stream,
    /// The header that makes repeating an operation safe.
    Idempotency,
    /// The header that tells the request ID.
    RequestId,
    /// What stands before a credential.
    Prefix,
    /// The environment variable of a credential.
    Environment,
    /// Integers that the service may send as strings.
    Numbers,
}

impl Kind {
    /// A word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Stream => "stream",
            Self::Idempotency => "idempotency",
            Self::RequestId => "request ID",
            Self::Prefix => "prefix",
            Self::Environment => "environment",
            Self::Numbers => "numbers",
        }
    }
}

/// An action for an overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is about.
    pub kind: Kind,
    /// What it concerns, in words: an operation's ID and its request line, or a scheme's name.
    pub subject: String,
    /// What it changes.
    pub target: Target,
    /// What it adds there.
    pub update: Value,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// What an action changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// The value at a place of the document.
    Value(Pointer),
    /// Whatever this `JSONPath` selects.
    Path(String),
}

/// A value of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say what they are")]
pub enum Value {
    Bool(bool),
    Number(u64),
    Text(String),
    Map(Vec<(&'static str, Value)>),
    /// A map with one key of the description.
    At(String, Box<Value>),
}

/// What a suggestion rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What the description says.
    pub text: String,
    /// Where.
    pub place: Pointer,
}

impl Evidence {
    fn new(text: impl Into<String>, place: Pointer) -> Self {
        Self {
            text: text.into(),
            place,
        }
    }
}

/// What a description shows, in the order of its operations; what speaks of the API as a whole comes first.
#[must_use]
pub fn suggest(api: &Api, document: &Document, sources: &Sources) -> Vec<Suggestion> {
    let mut found = Vec::new();
    found.extend(headers::request_id(api));
    found.extend(credentials::all(api, document));
    found.extend(numbers::all(document));
    for operation in &api.operations {
        found.extend(pages::of(api, operation));
        found.extend(streams::of(api, operation, document));
        found.extend(headers::idempotency(operation));
    }
    // What another file says is not a value of the one that the overlay is applied to.
    let paths = write::paths(&found, sources);
    let reachable = found
        .into_iter()
        .zip(paths)
        .filter(|(_, path)| path.is_some());
    reachable.map(|(suggestion, _)| suggestion).collect()
}

/// An operation in words.
fn subject(operation: &Operation) -> String {
    let method = operation.method.text().line();
    format!("{}: {method} {}", operation.id, operation.path)
}
