//! A value of a description, together with the file that it stands in.

use std::path::Path;

use serde_json::Value;

use super::files::{Files, Version};

/// How many references may follow each other.
const MOST_STEPS: usize = 40;

/// A value of a description.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'d> {
    files: &'d Files,
    file: &'d Path,
    value: &'d Value,
}

impl<'d> Node<'d> {
    pub(super) fn new(files: &'d Files, file: &'d Path, value: &'d Value) -> Self {
        Self { files, file, value }
    }

    /// The value itself.
    pub(crate) fn value(self) -> &'d Value {
        self.value
    }

    /// The specification that the description follows.
    pub(crate) fn version(self) -> Version {
        self.files.version()
    }

    /// The whole description.
    pub(crate) fn root(self) -> Node<'d> {
        self.files.root()
    }

    /// Whether both are the same place.
    pub(crate) fn is(self, other: Self) -> bool {
        std::ptr::eq(self.value, other.value)
    }

    /// A member.
    pub(crate) fn get(self, key: &str) -> Option<Self> {
        Some(self.with(self.value.get(key)?))
    }

    /// A member, or the item of this number.
    pub(super) fn step(self, step: &str) -> Option<Self> {
        let item = || self.value.get(step.parse::<usize>().ok()?);
        Some(self.with(self.value.get(step).or_else(item)?))
    }

    /// A member, what it refers to in its place; nothing where there is none.
    pub(crate) fn at(self, key: &str) -> Self {
        self.get(key)
            .map_or_else(|| self.files.nothing(), Self::resolve)
    }

    /// A string.
    pub(crate) fn text(self, key: &str) -> Option<&'d str> {
        self.value.get(key)?.as_str()
    }

    /// Whether a member is true.
    pub(crate) fn is_true(self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// The items of a list.
    pub(crate) fn items(self) -> impl Iterator<Item = Self> {
        let items = self.value.as_array().into_iter().flatten();
        items.map(move |value| self.with(value))
    }

    /// The members of an object.
    pub(crate) fn entries(self) -> impl Iterator<Item = (&'d str, Self)> {
        let members = self.value.as_object().into_iter().flatten();
        members.map(move |(key, value)| (key.as_str(), self.with(value)))
    }

    /// What it refers to, or itself; nothing where a reference leads nowhere.
    pub(crate) fn resolve(self) -> Self {
        let mut node = self;
        for _ in 0..MOST_STEPS {
            let Some(reference) = node.text("$ref") else {
                return node;
            };
            match node.files.follow(node.file, reference) {
                Some(next) => node = next,
                None => break,
            }
        }
        self.files.nothing()
    }

    /// What a reference of another kind leads to, such as one of a discriminator.
    pub(crate) fn follow(self, reference: &str) -> Option<Self> {
        self.files.follow(self.file, reference)
    }

    fn with(self, value: &'d Value) -> Self {
        Self { value, ..self }
    }
}
