//! The headers of a response.

use std::fmt;

use reqwest::header::HeaderMap;

use super::mask::{Mask, Plain};

/// The headers of a response; names are case-insensitive.
#[derive(Clone, Default)]
pub struct Headers {
    map: HeaderMap,
    /// The header that holds the request ID, if there is one.
    request_id_header: Option<&'static str>,
    /// What of them, and of the body behind them, is not to be shown.
    mask: Mask,
}

impl Headers {
    pub(crate) fn new(map: HeaderMap) -> Self {
        Self {
            map,
            request_id_header: None,
            mask: Mask::default(),
        }
    }

    /// The same as those of a response, of which some things are not shown.
    pub(crate) fn of_response(self, request_id_header: Option<&'static str>, mask: Mask) -> Self {
        Self {
            map: self.map,
            request_id_header,
            mask,
        }
    }

    pub(crate) fn mask(&self) -> &Mask {
        &self.mask
    }

    /// Returns the first value of a header, where it is a visible ASCII string.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.map.get(name)?.to_str().ok()
    }

    /// The request ID.
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.get(self.request_id_header?)
    }

    /// Returns every value of a header that is a visible ASCII string.
    pub fn get_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.map
            .get_all(name)
            .into_iter()
            .filter_map(|value| value.to_str().ok())
    }

    /// Returns each name, in lower case, with its value as bytes.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.map
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
    }

    /// Returns the number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// Returns whether there are no headers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }
}

impl PartialEq for Headers {
    fn eq(&self, other: &Self) -> bool {
        self.map == other.map
    }
}

impl Eq for Headers {}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.mask.print(f, &Plain(self))
    }
}

impl fmt::Debug for Plain<'_, Headers> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in &self.0.map {
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
