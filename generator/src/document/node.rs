//! A value of a document together with its place.

use crate::pointer::Pointer;

use super::{Document, Tree};

/// A value of a document together with its place.
#[derive(Debug, Clone)]
pub struct Node<'d> {
    document: &'d Document,
    place: Pointer,
    tree: &'d Tree,
}

impl<'d> Node<'d> {
    pub(crate) fn new(document: &'d Document, place: Pointer, tree: &'d Tree) -> Self {
        Self {
            document,
            place,
            tree,
        }
    }

    /// Where the value stands.
    #[must_use]
    pub fn place(&self) -> &Pointer {
        &self.place
    }

    /// The value.
    #[must_use]
    pub fn tree(&self) -> &'d Tree {
        self.tree
    }

    /// The document around it.
    #[must_use]
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// The value under a key, where this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Self> {
        let tree = self.tree.get(key)?;
        Some(Self::new(self.document, self.place.join(key), tree))
    }

    /// The entries of a mapping, in the order of the document; none where this is not a mapping.
    pub fn entries(&self) -> impl Iterator<Item = (&'d str, Self)> + '_ {
        self.tree.as_map().into_iter().flatten().map(|(key, tree)| {
            (
                key.as_str(),
                Self::new(self.document, self.place.join(key), tree),
            )
        })
    }

    /// The items of a list; none where this is not a list.
    pub fn items(&self) -> impl Iterator<Item = Self> + '_ {
        self.tree
            .as_list()
            .unwrap_or_default()
            .iter()
            .enumerate()
            .map(|(index, tree)| Self::new(self.document, self.place.join(index), tree))
    }

    /// The text of the `$ref` here, where there is one.
    #[must_use]
    pub fn reference(&self) -> Option<&'d str> {
        self.tree.get("$ref")?.as_text()
    }
}
