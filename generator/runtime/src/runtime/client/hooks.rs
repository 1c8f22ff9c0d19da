//! Functions of the caller's that are told of each attempt, before and after.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::runtime::description::operation::Operation;
use crate::runtime::error::transport::TransportErrorKind;
use crate::runtime::http::headers::Headers;
use crate::runtime::transport::payload::{Request, Sent};

/// What a hook is told of an attempt before it is sent.
///
/// `Debug` shows nothing that comes from the caller, so that it holds no secret; the URL and the headers may.
pub struct RequestInfo<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) request: &'a Request,
    pub(crate) attempt: u32,
}

impl RequestInfo<'_> {
    /// Returns the operation ID.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// Returns the HTTP method in upper case.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.operation.method.as_str()
    }

    /// Returns the path as the description writes it, with `{name}` for each parameter.
    #[must_use]
    pub fn path_template(&self) -> &'static str {
        self.operation.path
    }

    /// Returns the whole URL, which may hold a secret.
    #[must_use]
    pub fn url(&self) -> &str {
        self.request.url.as_str()
    }

    /// Returns the value of a header, which may be a secret, where it is a visible ASCII string.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.headers.get(name)?.to_str().ok()
    }

    /// Returns the number of the attempt, from 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }
}

impl fmt::Debug for RequestInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestInfo")
            .field("operation", &self.operation())
            .field("method", &self.method())
            .field("path_template", &self.path_template())
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

/// What a hook is told of an attempt after it.
#[derive(Debug)]
pub struct ResponseInfo<'a> {
    pub(crate) request: RequestInfo<'a>,
    pub(crate) elapsed: Duration,
    pub(crate) outcome: Result<(u16, &'a Headers), TransportErrorKind>,
}

impl<'a> ResponseInfo<'a> {
    /// Returns the request.
    #[must_use]
    pub fn request(&self) -> &RequestInfo<'a> {
        &self.request
    }

    /// Returns how long the attempt took.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Returns the status of the response, if there is one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.outcome.as_ref().ok().map(|(status, _)| *status)
    }

    /// Returns the headers of the response, if there is one.
    #[must_use]
    pub fn headers(&self) -> Option<&'a Headers> {
        self.outcome.as_ref().ok().map(|(_, headers)| *headers)
    }

    /// Returns the kind of the transport error, if there was one.
    #[must_use]
    pub fn fault(&self) -> Option<TransportErrorKind> {
        self.outcome.as_ref().err().copied()
    }
}

type Before = Arc<dyn Fn(&RequestInfo<'_>) + Send + Sync>;
type After = Arc<dyn Fn(&ResponseInfo<'_>) + Send + Sync>;

/// The functions that are told, in the order in which they were given.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) before: Vec<Before>,
    pub(crate) after: Vec<After>,
    pub(crate) sent: Option<Sent>,
}

/// What an attempt comes to.
pub(crate) trait Outcome {
    /// The status and the headers of the response, or how it was lost.
    fn told(&self) -> Result<(u16, &Headers), TransportErrorKind>;
}
