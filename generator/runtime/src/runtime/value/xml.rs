//! XML. Types are read and written as they are for JSON; these statics say where each value stands in a document.

use super::source::Source;

/// How deep elements may be nested.
pub(crate) const MAX_DEPTH: usize = 128;

/// The name of an element or attribute.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    pub(crate) local: &'static str,
    pub(crate) prefix: &'static str,
    /// The namespace of the prefix; empty where there is none.
    pub(crate) namespace: &'static str,
}

/// An element and what is in it.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) content: Content,
}

/// What is in an element or attribute.
#[derive(Debug)]
pub(crate) enum Content {
    /// Text, of which every space counts.
    Text,
    /// Text without the spaces around it: dates, identifiers, enums.
    Word,
    /// A number.
    Number,
    /// `true` or `false`, which may also come as `1` or `0`.
    Bool,
    /// A number, `true`, `false` or else a text: whatever it looks like.
    Scalar,
    /// Anything.
    Any,
    /// The members of an object.
    Object(&'static [Member]),
    /// An element for each entry of a map, named by its key.
    Map(&'static Self),
    /// An element for each item of a list.
    List(&'static Element),
    /// Whatever is in that element.
    Of(&'static Element),
}

/// Where a member of an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Element,
    Attribute,
    /// The text of the object's own element.
    Text,
    /// An element for each item of the list, without one around them.
    Items,
    /// All that has no other place: an element for each entry.
    Rest,
}

/// A member of an object.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) key: &'static str,
    pub(crate) name: Name,
    pub(crate) place: Place,
    pub(crate) content: Content,
}

impl Name {
    pub(crate) const fn new(local: &'static str) -> Self {
        Self {
            local,
            prefix: "",
            namespace: "",
        }
    }
}

impl Element {
    pub(crate) const fn new(name: &'static str, content: Content) -> Self {
        Self {
            name: Name::new(name),
            content,
        }
    }

    /// The same element in a namespace.
    pub(crate) const fn within(mut self, prefix: &'static str, namespace: &'static str) -> Self {
        self.name.prefix = prefix;
        self.name.namespace = namespace;
        self
    }
}

impl Member {
    const fn new(key: &'static str, place: Place, content: Content) -> Self {
        Self {
            key,
            name: Name::new(key),
            place,
            content,
        }
    }

    /// An element.
    pub(crate) const fn element(key: &'static str, content: Content) -> Self {
        Self::new(key, Place::Element, content)
    }

    /// An attribute.
    pub(crate) const fn attribute(key: &'static str, content: Content) -> Self {
        Self::new(key, Place::Attribute, content)
    }

    /// The text of the object's own element.
    pub(crate) const fn text(key: &'static str, content: Content) -> Self {
        Self::new(key, Place::Text, content)
    }

    /// An element for each item.
    pub(crate) const fn items(key: &'static str, content: Content) -> Self {
        Self::new(key, Place::Items, content)
    }

    /// An element for each member that is not declared.
    pub(crate) const fn rest(content: Content) -> Self {
        Self::new("", Place::Rest, content)
    }

    /// The same member by another name than its key.
    pub(crate) const fn named(mut self, name: &'static str) -> Self {
        self.name.local = name;
        self
    }

    /// The same member in a namespace.
    pub(crate) const fn within(mut self, prefix: &'static str, namespace: &'static str) -> Self {
        self.name.prefix = prefix;
        self.name.namespace = namespace;
        self
    }
}

/// An element of a document that is read or written.
#[derive(Debug, Default)]
pub(crate) struct Node {
    /// Its name: where it is written with a prefix, where it was read without.
    pub(crate) name: String,
    /// The prefix that it was read with.
    pub(crate) prefix: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Self>,
    pub(crate) text: String,
    /// Whether it says that it has no value.
    pub(crate) nil: bool,
}

/// Why a document does not decode, and where.
pub(crate) struct XmlError {
    pub(crate) path: String,
    pub(crate) source: Source,
}

impl XmlError {
    /// The error of what is wrong in a member or item.
    pub(crate) fn below(mut self, step: &str) -> Self {
        let dot = match self.path.as_bytes().first() {
            None | Some(b'[') => "",
            Some(_) => ".",
        };
        self.path.insert_str(0, dot);
        self.path.insert_str(0, step);
        self
    }
}

impl<S: Into<Source>> From<S> for XmlError {
    fn from(source: S) -> Self {
        Self {
            path: String::new(),
            source: source.into(),
        }
    }
}
