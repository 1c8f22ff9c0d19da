//! How a request or its response is lost on the way.

use super::head::Head;
use super::source::Source;
use super::transport_error::{TransportError, TransportErrorKind};

/// Why there is no response.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) kind: TransportErrorKind,
    pub(super) source: Option<Source>,
}

impl Lost {
    /// The call took longer than it may.
    pub(super) const TIMEOUT: Self = Self {
        kind: TransportErrorKind::Timeout,
        source: None,
    };

    /// The error of a body that was lost behind this.
    pub(super) fn behind(self, head: &Head, operation: String, limit: String) -> TransportError {
        TransportError {
            operation,
            kind: self.kind,
            attempts: head.attempts.into(),
            limit,
            head: Some(Box::new(head.clone())),
            source: self.source.map(|source| head.headers.mask().source(source)),
        }
    }
}
