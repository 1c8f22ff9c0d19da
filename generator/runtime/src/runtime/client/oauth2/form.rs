//! The forms in which OAuth 2.0 asks (RFC 6749, appendix B).

use crate::runtime::value::encode::{Keep, percent_encode};

/// A form, or the query of a URL, as it is sent.
#[derive(Default)]
pub(crate) struct Form(String);

impl Form {
    /// The form of a grant.
    #[must_use]
    pub(crate) fn grant(kind: &str) -> Self {
        Self::default().with("grant_type", kind)
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.add(name, value);
        self
    }

    pub(crate) fn add(&mut self, name: &str, value: &str) {
        let encode = |text: &str| percent_encode(text, Keep::Unreserved);
        let and = if self.0.is_empty() { "" } else { "&" };
        self.0.extend([and, &encode(name), "=", &encode(value)]);
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }
}
