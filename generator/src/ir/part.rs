//! The fields of forms and the parts of multipart bodies.

use super::constraints::Constraints;
use super::operation::{Encoding, Header};
use super::types::{Docs, Json, Type, Xml};

/// A field of a form or a part of a multipart body.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The name on the wire.
    pub name: String,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// Whether the schema demands it.
    pub required: bool,
    /// Its type; a list means that the part may be repeated.
    pub ty: Type,
    /// How a value of several parts is written in a form.
    pub encoding: Encoding,
    /// Whether the document says so, instead of the value's type.
    pub styled: bool,
    /// The part's media type, where the document gives one.
    pub content_type: Option<String>,
    /// The format that this is.
    pub format: PartFormat,
    /// Its headers beside the media type.
    pub headers: Vec<Header>,
    /// The default, where it fits the type.
    pub default: Option<Json>,
    /// What its values have to be like, where that is said.
    pub constraints: Option<Box<Constraints>>,
    /// The examples that its schema gives.
    pub examples: Vec<Json>,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
}

/// The format of a part, as its media type says.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PartFormat {
    /// What its type is written as by itself; no media type is said, or only a range of them.
    #[default]
    Usual,
    /// JSON.
    Json,
    /// XML, and how it is written where the schema says so in place.
    Xml(Xml),
    /// Any other.
    Other,
}
