//! The error of a request or a response that was lost on the way.

use std::error::Error as StdError;
use std::fmt;

use super::attempts::{Attempts, write_attempts, write_request_id};
use crate::runtime::http::head::Head;
use crate::runtime::http::headers::Headers;
use crate::runtime::value::source::Source;

/// The kind of a [`TransportError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: nothing was sent.
    Connect,
    /// No connection was made in time: nothing was sent.
    ConnectTimeout,
    /// The two sides did not agree on TLS, as where the certificate is not trusted: nothing was sent.
    Tls,
    /// The service refused the request before it looked at it (RFC 9113, section 8.7): nothing was carried out.
    Refused,
    /// The service was silent for longer than a read may take.
    ReadTimeout,
    /// The call, over all its attempts, took longer than it may.
    Timeout,
    /// The connection broke before the response was whole; the request may have been carried out.
    Broken,
    /// The response's body is larger than it may be.
    BodyTooLarge,
}

impl TransportErrorKind {
    /// The name for programs.
    #[cfg(feature = "tracing")]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::ConnectTimeout => "connect_timeout",
            Self::Tls => "tls",
            Self::Refused => "refused",
            Self::ReadTimeout => "read_timeout",
            Self::Timeout => "timeout",
            Self::Broken => "broken",
            Self::BodyTooLarge => "body_too_large",
        }
    }
}

/// A request that could not be sent, or a response that could not be received.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) operation: String,
    pub(crate) kind: TransportErrorKind,
    pub(crate) attempts: Attempts,
    pub(crate) limit: String,
    /// What came of the response before it was lost.
    pub(crate) head: Option<Box<Head>>,
    pub(crate) source: Option<Source>,
}

impl TransportError {
    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns the number of attempts.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts.count
    }

    /// Returns the status of the response, where only its body was lost.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.head.as_ref().map(|head| head.status)
    }

    /// Returns the headers of the response, where only its body was lost.
    #[must_use]
    pub fn headers(&self) -> Option<&Headers> {
        self.head.as_ref().map(|head| &head.headers)
    }

    /// Returns the request ID, where only the body of the response was lost.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers()?.request_id()
    }

    /// Returns whether it is a timeout.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        use TransportErrorKind::{ConnectTimeout, ReadTimeout, Timeout};
        matches!(self.kind, ConnectTimeout | ReadTimeout | Timeout)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.operation)?;
        if let Some(status) = self.status() {
            write!(f, "status {status}: ")?;
        }
        match self.kind {
            TransportErrorKind::Connect => f.write_str("could not connect"),
            TransportErrorKind::ConnectTimeout => f.write_str("connecting took too long"),
            TransportErrorKind::Tls => f.write_str("the two sides did not agree on TLS"),
            TransportErrorKind::Refused => {
                f.write_str("the service refused the request before it looked at it")
            }
            TransportErrorKind::ReadTimeout => f.write_str("the service was silent for too long"),
            // A transport of the caller's own may have limits of its own.
            TransportErrorKind::Timeout if self.limit.is_empty() => {
                f.write_str("no response in time")
            }
            TransportErrorKind::Timeout => write!(f, "no response within {}", self.limit),
            TransportErrorKind::Broken => {
                f.write_str("the connection broke; the request may have been carried out")
            }
            TransportErrorKind::BodyTooLarge if self.limit.is_empty() => {
                f.write_str("the response's body is too large")
            }
            TransportErrorKind::BodyTooLarge => {
                write!(f, "the response's body is larger than {}", self.limit)
            }
        }?;
        write_request_id(f, self.request_id())?;
        write_attempts(f, self.attempts)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
