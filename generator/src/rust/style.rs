//! How parameters, fields of forms and parts are written.

use super::ty::Ident;
use crate::text::Text;

/// How a parameter is written; the runtime's `Style` has the same names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum ParamStyle {
    /// The location's default: `simple` in paths and headers, exploded `form` in queries and cookies.
    Plain,
    /// Another one.
    Styled {
        style: StyleName,
        explode: bool,
        allow_reserved: bool,
    },
    /// As JSON text.
    Json,
    /// As an XML document, by this static of `xml.rs`.
    Xml(Ident),
    /// As a form; the styles of the fields that differ from exploded `form`.
    Form(Vec<(Text, ParamStyle)>),
    /// As the text that the caller has written.
    Text,
}

/// The styles of OpenAPI, and `tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum StyleName {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
    Cookie,
}

impl StyleName {
    /// The name in a description (OpenAPI 3.2, section "Style Values"); Swagger 2.0's `tsv` is called alike.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Label => "label",
            Self::Matrix => "matrix",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::TabDelimited => "tabDelimited",
            Self::DeepObject => "deepObject",
            Self::Cookie => "cookie",
        }
    }
}
