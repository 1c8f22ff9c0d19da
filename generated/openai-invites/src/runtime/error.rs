//! The one error type of the crate.

use std::error::Error as StdError;
use std::fmt;

use super::answer_error::{ApiError, DecodeError, write_request_id};
use super::headers::Headers;
use super::reply::Head;

/// The error of a call.
///
/// `{:?}` prints what `Display` does and what lies below it, which is what a `main` that returns the error prints; `{:#?}`
/// prints the values.
#[non_exhaustive]
pub enum Error {
    /// The request could not be made from what the caller gave; nothing was sent.
    Build(Box<BuildError>),
    /// The request or its response was lost on the way.
    Transport(Box<TransportError>),
    /// The service responded with a status that is not a success.
    Api(Box<ApiError>),
    /// The response is not what the description says.
    Decode(Box<DecodeError>),
    /// The pages do not go on as they should.
    Page(Box<PageError>),
}

impl Error {
    /// Returns whether it is a timeout.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    /// Returns whether no connection could be made, so that nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        use TransportErrorKind::{Connect, Tls};
        matches!(self, Self::Transport(error) if matches!(error.kind, Connect | Tls))
    }

    /// Returns the status of the response, where there is one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode(error) => Some(error.status),
            Self::Transport(error) => error.status(),
            _ => None,
        }
    }

    /// Returns the error of the service.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            _ => None,
        }
    }

    /// Returns the request ID.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Transport(error) => error.request_id(),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Page(error) => error.fmt(f),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return match self {
                Self::Build(error) => fmt::Debug::fmt(error, f),
                Self::Transport(error) => fmt::Debug::fmt(error, f),
                Self::Api(error) => fmt::Debug::fmt(error, f),
                Self::Decode(error) => fmt::Debug::fmt(error, f),
                Self::Page(error) => fmt::Debug::fmt(error, f),
            };
        }
        write!(f, "{self}")?;
        let mut below = StdError::source(self);
        while let Some(error) = below {
            write!(f, ": {error}")?;
            below = error.source();
        }
        Ok(())
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Build(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Api(_) | Self::Page(_) => None,
        }
    }
}

macro_rules! from {
    ($($error:ident => $variant:ident),*) => {$(
        impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self::$variant(Box::new(error))
            }
        }
    )*};
}

from!(BuildError => Build, TransportError => Transport, ApiError => Api, DecodeError => Decode, PageError => Page);

/// What lies below an error, of a type that is nobody's business.
pub(super) type Source = Box<dyn StdError + Send + Sync>;

/// A request that could not be built.
#[derive(Debug)]
pub struct BuildError {
    operation: Option<String>,
    message: String,
    source: Option<Source>,
}

impl BuildError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            operation: None,
            message: message.into(),
            source: None,
        }
    }

    pub(super) fn because(message: impl Into<String>, source: impl Into<Source>) -> Self {
        Self {
            operation: None,
            message: message.into(),
            source: Some(source.into()),
        }
    }

    pub(super) fn of(mut self, operation: String) -> Self {
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
    pub(super) fn name(self) -> &'static str {
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
    pub(super) operation: String,
    pub(super) kind: TransportErrorKind,
    pub(super) attempts: Attempts,
    pub(super) limit: String,
    /// What came of the response before it was lost.
    pub(super) head: Option<Box<Head>>,
    pub(super) source: Option<Source>,
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

/// An error in how the pages of a list follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageError {
    /// The service named a page that has been there before, or sent the same page again.
    Repeated,
    /// The link to the next page leads to another origin, or is no link at all.
    ForeignLink,
    /// The service says that there is more, but not where, or sends an empty page in place of it.
    Incomplete,
    /// The request says where to begin by what is no whole number.
    Position,
    /// The list has more pages than a stream takes unless `max_pages` says how many it may take.
    TooMany,
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repeated => "the next page is the same as an earlier one",
            Self::ForeignLink => "the link to the next page leads to another origin",
            Self::Incomplete => {
                "the list is not whole: the service says that there is more, but gives none of it"
            }
            Self::Position => "the number of the first page is not an integer",
            Self::TooMany => {
                "the list has more pages than are taken; `max_pages` sets how many may be"
            }
        })
    }
}

impl StdError for PageError {}

/// How often a request was sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attempts {
    pub(super) count: u32,
    /// Whether it would have been sent again, but for a body that can be sent only once.
    pub(super) spent: bool,
}

impl From<u32> for Attempts {
    fn from(count: u32) -> Self {
        Self {
            count,
            spent: false,
        }
    }
}

pub(super) fn write_attempts(f: &mut fmt::Formatter<'_>, attempts: Attempts) -> fmt::Result {
    match attempts.count {
        _ if attempts.spent => f.write_str(" (not retried, because its body is a stream)"),
        0 | 1 => Ok(()),
        count => write!(f, " (after {count} attempts)"),
    }
}
