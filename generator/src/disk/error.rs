//! What goes wrong with files.

use std::fmt;
use std::io;
use std::path::Path;

/// What went wrong with a file or folder: which one, and what there is to do about it where that can be told.
///
/// Its `Debug` is the text in full, since that is what a `main` prints that returns it.
pub struct Error {
    message: String,
    source: Option<io::Error>,
}

/// What reading and writing files returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that is told in full by its message.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// An error of the system about a path.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        Self::because(shown(path))
    }

    /// An error of the system, and what it kept from being done.
    pub(super) fn because(message: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let message = message.into();
        |source| Self {
            message,
            source: Some(source),
        }
    }

    /// The same error, with what it was met at.
    pub(super) fn within(self, what: &str) -> Self {
        Self {
            message: format!("{what}: {}", self.message),
            source: self.source,
        }
    }

    /// The error as one text.
    pub(super) fn in_full(&self) -> String {
        match &self.source {
            Some(source) => format!("{}: {source}", self.message),
            None => self.message.clone(),
        }
    }
}

/// A path as it is printed: a line feed in a name makes no line of its own.
pub(super) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if text.chars().any(char::is_control) {
        text.escape_debug().to_string()
    } else {
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_full())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.source.as_ref()?;
        Some(source)
    }
}
