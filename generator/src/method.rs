//! The method of a request.

use crate::text::Text;

/// An HTTP method (RFC 9110, section 9; RFC 5789 for `PATCH`).
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the methods")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
    /// Any other, in capitals (OpenAPI 3.2: `query` and `additionalOperations`).
    Other(Text),
}

impl Method {
    /// The methods that OpenAPI 3.0 has a key for.
    const KNOWN: [(&str, Self); 8] = [
        ("GET", Self::Get),
        ("PUT", Self::Put),
        ("POST", Self::Post),
        ("DELETE", Self::Delete),
        ("OPTIONS", Self::Options),
        ("HEAD", Self::Head),
        ("PATCH", Self::Patch),
        ("TRACE", Self::Trace),
    ];

    /// The method of an operation that stands under this key of a path item.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        let mut known = Self::KNOWN.into_iter();
        let found = known.find(|(name, _)| name.to_ascii_lowercase() == key);
        found.map(|(_, method)| method)
    }

    /// The method of this name, however it is written.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let name = name.to_uppercase();
        let found = Self::KNOWN.into_iter().find(|(known, _)| *known == name);
        found.map_or_else(|| Self::Other(name.into()), |(_, method)| method)
    }

    /// Its name, where it is none of the others; in capitals.
    #[must_use]
    pub fn known(&self) -> Option<&'static str> {
        let found = Self::KNOWN.into_iter().find(|(_, known)| known == self);
        found.map(|(name, _)| name)
    }

    /// Its name in capitals, as it is sent.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Other(name) => name.clone(),
            known => known.known().unwrap_or_default().into(),
        }
    }

    /// Whether repeating it changes nothing more (RFC 9110, section 9.2.2); `QUERY` is one of these.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        match self {
            Self::Post | Self::Patch => false,
            Self::Other(name) => *name == *"QUERY",
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Method;

    #[test]
    fn a_method_is_known_by_its_key_and_by_its_name() {
        assert_eq!(Method::of_key("patch"), Some(Method::Patch));
        assert_eq!(Method::of_key("PATCH"), None);
        assert_eq!(Method::of_key("parameters"), None);
        assert_eq!(Method::named("Delete"), Method::Delete);
        assert!(Method::named("purge").text() == *"PURGE");
        assert!(Method::Trace.text() == *"TRACE");
        assert_eq!(Method::named("purge").known(), None);
    }

    #[test]
    fn a_method_is_idempotent_or_not() {
        assert!(Method::Put.is_idempotent() && Method::named("query").is_idempotent());
        assert!(!Method::Post.is_idempotent() && !Method::named("purge").is_idempotent());
    }
}
