//! Forms of calls that are chosen while the program runs.

use serde_json::Value;

use super::Untyped;
use crate::runtime::value::style::Encoding;

impl Untyped {
    /// Sets a form of the members of an object; those that are named are written otherwise than the rest.
    #[must_use]
    pub fn form(self, body: &Value, encodings: &[(&str, Encoding)]) -> Self {
        Self(self.0.form(body, encodings))
    }
}
