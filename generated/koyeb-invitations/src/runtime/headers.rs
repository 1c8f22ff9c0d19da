//! The headers of an answer.

use std::fmt;

use reqwest::header::HeaderMap;

use crate::client::API;

/// The headers of an answer, in which names are found in any case.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(pub(super) HeaderMap);

impl Headers {
    /// Returns the first value of a header, where it is text.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().ok()
    }

    /// The service's own name for the request.
    pub(super) fn request_id(&self) -> Option<&str> {
        self.get(API.request_id_header?)
    }

    /// Returns every value of a header, apart from those that are not text.
    pub fn get_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .get_all(name)
            .into_iter()
            .filter_map(|value| value.to_str().ok())
    }

    /// Returns each name, in lower case, with its value as bytes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
    }

    /// Returns how many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether there is no header at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in &self.0 {
            // A session cookie is as good as a password.
            if name == reqwest::header::SET_COOKIE {
                map.entry(&name.as_str(), &"..");
            } else {
                map.entry(&name.as_str(), value);
            }
        }
        map.finish()
    }
}
