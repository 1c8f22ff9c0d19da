//! From the crate as data to the text of its files. Nothing is decided here, so nothing can fail.

use crate::files::Files;
use crate::rust::Crate;

/// Writes out a crate.
#[must_use]
pub fn emit(_krate: &Crate) -> Files {
    Files::default()
}
