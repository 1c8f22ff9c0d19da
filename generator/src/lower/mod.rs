//! From the document to the API: every fact read once, references followed, `allOf` merged, presence told.

use crate::document::Document;
use crate::ir::Api;
use crate::report::Report;

/// Reads the API out of a document. What is wrong or cannot be expressed goes into the report.
#[must_use]
pub fn lower(_document: &Document, _report: &mut Report) -> Option<Api> {
    None
}
