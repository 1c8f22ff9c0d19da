//! Forms.

use client::untyped::Untyped;

use super::json::Json;
use super::model::Body;
use super::parser::Line;
use super::problem::Problem;

/// Gives a call a form of the members of an object.
#[expect(clippy::unnecessary_wraps, reason = "a writer like the others")]
pub(crate) fn send(
    call: Untyped,
    body: &'static Body,
    object: &Json,
    _: &Line,
) -> Result<Untyped, Problem> {
    Ok(call.form(&object.to_value(), body.encodings))
}
