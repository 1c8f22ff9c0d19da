//! The error of pages that do not go on as they should.

use std::error::Error as StdError;
use std::fmt;

/// An error in how the pages of a list follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// The service named a page that has been there before, or sent the same page again.
    Repeated,
    /// The link to the next page leads to another origin, or is no link at all.
    ForeignLink,
    /// The service says that there is more, but not where, or sends an empty page in place of it.
    Incomplete,
    /// The request says where to begin by what is no whole number.
    Position,
    /// The list has more pages than a stream takes unless `max_pages` says how many it may take.
    TooMany,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repeated => "the next page is the same as an earlier one",
            Self::ForeignLink => "the link to the next page leads to another origin",
            Self::Incomplete => {
                "the list is not whole: the service says that there is more, but gives none of it"
            }
            Self::Position => "the number of the first page is not an integer",
            Self::TooMany => {
                "the list has more pages than are taken; `max_pages` sets how many may be"
            }
        })
    }
}

impl StdError for PageError {}
