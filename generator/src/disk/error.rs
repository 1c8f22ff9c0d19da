//! What goes wrong with files.

use std::fmt;
use std::io;
use std::path::Path;

/// What went wrong with a file or folder: which one, and what there is to do about it where that can be told.
#[derive(Debug)]
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
        Self::because(path.display().to_string())
    }

    /// An error of the system, and what it kept from being done.
    pub(super) fn because(message: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let message = message.into();
        |source| Self {
            message,
            source: Some(source),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.source.as_ref()?;
        Some(source)
    }
}
