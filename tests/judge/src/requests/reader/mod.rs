//! Reads a description by the text of its specification, and says whether a request is one that it allows.
//!
//! This is written from the OpenAPI specifications (2.0, 3.0, 3.1 and 3.2) and RFC 3986, 6570, 7578 and 2046, on plain JSON values.
//! It imports nothing of the generator, neither its document nor what it understood of it, so that what the generator
//! has wrong is not wrong here as well; a test of the code's structure keeps that so.

mod bodies;
mod check;
mod files;
mod node;
mod operations;
mod parameters;
mod sample;
mod security;
mod servers;
mod styles;
#[cfg(test)]
mod tests;
mod yaml;

use std::path::Path;

pub(crate) use bodies::{Body, Kind, essence};
pub(crate) use check::{Sent, faults};
pub(crate) use files::{Files, decoded};
pub(crate) use operations::Operation;
pub(crate) use parameters::{Parameter, Place};
pub(crate) use sample::{Extent, Given};
pub(crate) use styles::text;

/// Reads a description with the files that it refers to.
pub(crate) fn read(path: &Path) -> Result<Files, String> {
    Files::read(path)
}

/// The operations of a description, in the order of its text.
pub(crate) fn operations(files: &Files) -> Vec<Operation<'_>> {
    operations::all(files)
}

/// Makes values for an operation with one of its bodies, or says what has none.
pub(crate) fn given(
    operation: &Operation<'_>,
    body: Option<usize>,
    extent: Extent,
) -> Result<Given, String> {
    sample::given(operation, body, extent)
}

/// Whether a media type is the described one, or one of its range.
pub(crate) fn is_of(found: &str, described: &str) -> bool {
    check::is_of(found, described)
}
