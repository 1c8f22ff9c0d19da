//! Secrets: values that nothing prints.

use std::fmt;

use crate::runtime::value::encode::base64;

/// A credential; its `Debug` output never shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    text: String,
    /// What is as secret and can't be found in the text: the password of basic authentication.
    within: Option<String>,
}

impl Secret {
    /// Creates a secret from a string.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            within: None,
        }
    }

    /// The credential of basic authentication (RFC 7617).
    pub(crate) fn basic(user: &str, password: &str) -> Self {
        Self {
            text: base64(format!("{user}:{password}").as_bytes()),
            within: Some(password.to_owned()),
        }
    }

    pub(crate) fn expose(&self) -> &str {
        &self.text
    }

    /// Everything that is not to be seen.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        [Some(&*self.text), self.within.as_deref()]
            .into_iter()
            .flatten()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}
