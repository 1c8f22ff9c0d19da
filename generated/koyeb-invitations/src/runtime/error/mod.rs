//! The one error type of the crate, and the errors that it may be.

pub(crate) mod attempts;
pub(crate) mod build;
pub(crate) mod page;
pub(crate) mod response;
pub(crate) mod transport;

use std::error::Error as StdError;
use std::fmt;

use self::build::BuildError;
use self::page::PageError;
use self::response::{ApiError, DecodeError};
use self::transport::{TransportError, TransportErrorKind};

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
