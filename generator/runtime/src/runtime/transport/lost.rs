//! How a request or its response is lost on the way.

use crate::runtime::error::transport::{TransportError, TransportErrorKind};
use crate::runtime::http::head::Head;
use crate::runtime::value::source::Source;

/// Why there is no response.
#[derive(Debug)]
pub(crate) struct Lost {
    pub(crate) kind: TransportErrorKind,
    pub(crate) source: Option<Source>,
}

impl Lost {
    /// The call took longer than it may.
    pub(crate) const TIMEOUT: Self = Self {
        kind: TransportErrorKind::Timeout,
        source: None,
    };

    #[allow(dead_code, reason = "not every API streams")]
    /// The error of a body that was lost behind this.
    pub(crate) fn behind(self, head: &Head, operation: String, limit: String) -> TransportError {
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
