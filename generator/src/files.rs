//! The files of one crate, as values: nothing is written before the caller does it.

use std::collections::BTreeMap;

/// Files by their path relative to the crate's folder, parted by `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.0.insert(path.into(), text.into());
    }

    /// Adds files by their paths.
    pub fn extend(&mut self, files: impl IntoIterator<Item = (String, String)>) {
        self.0.extend(files);
    }

    /// The text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many lines are made for this API alone: those of the runtime are the same for all.
    #[must_use]
    pub fn own_lines(&self) -> usize {
        let files = self.iter();
        let own = files.filter(|(path, _)| !path.starts_with("src/runtime/"));
        own.map(|(_, text)| text.lines().count()).sum()
    }
}
