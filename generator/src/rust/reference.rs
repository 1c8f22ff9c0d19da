//! What the reference says of an operation beside its description.

use super::example::Example;
use super::request::StatusPattern;
use super::ty::{Doc, Ident, Ty};
use crate::text::Text;

/// What the reference says of an operation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reference {
    /// Its place in the description, as `JSONPath` (RFC 9535): the target of an overlay.
    pub target: Text,
    /// What its statuses mean, the most special one first.
    pub answers: Vec<Answer>,
    /// The credentials that it needs: alternatives of those that are needed together.
    pub credentials: Vec<Vec<Needed>>,
    /// Whether it may be sent more than once.
    pub repeat: Repeat,
    /// What can be called next with values of its responses.
    pub links: Vec<Link>,
    /// How it is called.
    pub example: Option<Example>,
}

/// Whether a request may be sent more than once.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Repeat {
    /// Its method is idempotent (RFC 9110, section 9.2.2).
    Idempotent,
    /// A key in this header makes it safe.
    ByKey(Text),
    /// It may do its work twice.
    #[default]
    Unsafe,
}

impl Reference {
    /// The credentials in words, each as `name` names it; `None` where none is needed.
    #[must_use]
    pub fn credentials_in_words(&self, name: impl Fn(&Needed) -> String) -> Option<String> {
        let alternatives = &self.credentials;
        let one = |needed: &Needed| {
            let name = name(needed);
            let scopes: Vec<String> = needed.scopes.iter().map(Text::code).collect();
            match &scopes[..] {
                [] => name,
                [one] => format!("{name} with the scope {one}"),
                many => format!("{name} with the scopes {}", many.join(", ")),
            }
        };
        let together = |all: &Vec<Needed>| all.iter().map(one).collect::<Vec<_>>().join(" and ");
        let needed = alternatives.iter().filter(|all| !all.is_empty());
        let needed: Vec<String> = needed.map(together).collect();
        if needed.is_empty() {
            return None;
        }
        let optional = if needed.len() < alternatives.len() {
            ", or none"
        } else {
            ""
        };
        Some(needed.join(", or ") + optional)
    }
}

/// What a status means.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The status.
    pub status: StatusPattern,
    /// What it means, where the description says so.
    pub docs: Doc,
    /// What comes of it.
    pub outcome: Outcome,
    /// The headers that such a response has, by their names in lower case, with the types of their values.
    pub headers: Vec<(Text, Ty)>,
}

/// An operation that takes values of a response (OpenAPI, Link Object).
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The status of that response.
    pub status: StatusPattern,
    /// The id of the operation that is called next.
    pub operation: Text,
    /// What the link is for.
    pub docs: Doc,
    /// What it takes: the name of a parameter, or none for the body, and the value, as JSON text or as the runtime
    /// expression that finds it.
    pub values: Vec<(Option<Text>, Text)>,
}

/// What comes of a response.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A value of this type.
    Value(Ty),
    /// A response of this method of this request; of every other method an error.
    Redirect(Ident, Ident),
    /// An error; its body is this variant of `ErrorBody`, where one is described.
    Error(Option<Ident>),
}

/// A credential that is needed.
#[derive(Debug, Clone, PartialEq)]
pub struct Needed {
    /// The method of the builder that takes it; none where it is a certificate.
    pub method: Option<Ident>,
    /// The scheme's name in the document.
    pub name: Text,
    /// The scopes that a token has to have.
    pub scopes: Vec<Text>,
}
