//! How the responses of an operation go on.

use super::ty::{Ident, Ty};
use crate::text::Text;

/// Where a response has the cursor of the next page.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// In its body, behind these fields.
    Body(FieldPath),
    /// In this header.
    Header(Text),
    /// In the last item, behind these fields of it.
    Last(FieldPath),
}

/// The fields that lead from a value to one inside it; a `true` beside one says that it is an `Option`.
pub type FieldPath = Vec<(Ident, bool)>;

/// How the responses of an operation go on.
#[derive(Debug, Clone, PartialEq)]
pub struct Paging {
    /// The type of a page.
    pub page: Ty,
    /// The type of an item.
    pub item: Ty,
    /// The items of a page.
    pub items: FieldPath,
    /// How the next page is asked for.
    pub kind: PagingKind,
}

/// What of a request says which page it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageParameter {
    /// This query parameter.
    Query(Text),
    /// This header.
    Header(Text),
    /// The string at this JSON pointer in the body.
    Text(Text),
    /// The number at this JSON pointer in the body.
    Number(Text),
    /// The field of a form that this JSON pointer names.
    Field(Text),
}

impl PageParameter {
    /// The parameter, the header, or the pointer.
    #[must_use]
    pub fn name(&self) -> &Text {
        match self {
            Self::Query(name)
            | Self::Header(name)
            | Self::Text(name)
            | Self::Number(name)
            | Self::Field(name) => name,
        }
    }

    /// The place, but for the query, as the runtime and the table of a command line name it.
    #[must_use]
    pub fn place(&self) -> Option<&'static str> {
        match self {
            Self::Query(_) => None,
            Self::Header(_) => Some("Header"),
            Self::Text(_) => Some("Text"),
            Self::Number(_) => Some("Number"),
            Self::Field(_) => Some("Field"),
        }
    }
}

/// How the next page is asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum PagingKind {
    /// `Pages::by_cursor`.
    Cursor {
        /// What takes it.
        param: PageParameter,
        /// The next cursor.
        next: Next,
        /// Whether there is more.
        more: Option<FieldPath>,
    },
    /// `Pages::by_offset`.
    Offset {
        /// What takes it.
        param: PageParameter,
        /// Its value for the first page.
        first: u64,
        /// The total.
        total: Option<FieldPath>,
    },
    /// `Pages::by_number`.
    Number {
        /// What takes it.
        param: PageParameter,
        /// Its value for the first page.
        first: u64,
        /// The number of pages.
        pages: Option<FieldPath>,
    },
    /// `Pages::by_link`.
    Link {
        /// The link in the body; `None` means the header `Link`.
        next: Option<FieldPath>,
    },
}
