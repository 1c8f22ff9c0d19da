//! The error of a request that was never sent.

use std::error::Error as StdError;
use std::fmt;

use crate::runtime::value::source::Source;

/// A request that could not be built.
#[derive(Debug)]
pub struct BuildError {
    operation: Option<String>,
    message: String,
    source: Option<Source>,
}

impl BuildError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            operation: None,
            message: message.into(),
            source: None,
        }
    }

    pub(crate) fn because(message: impl Into<String>, source: impl Into<Source>) -> Self {
        Self {
            operation: None,
            message: message.into(),
            source: Some(source.into()),
        }
    }

    pub(crate) fn of(mut self, operation: String) -> Self {
        self.operation = Some(operation);
        self
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = &self.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
