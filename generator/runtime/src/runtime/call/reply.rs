//! Responses: what came back, and the readers of bodies.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::Call;
use crate::runtime::description::operation::Operation;
use crate::runtime::error::Error;
use crate::runtime::error::response::DecodeError;
use crate::runtime::http::head::Head;
use crate::runtime::http::headers::Headers;
use crate::runtime::transport::Incoming;
use crate::runtime::transport::lines::{End, Lines};
use crate::runtime::value::json;
use crate::runtime::value::source::Source;

/// A successful response whose body has not been decoded.
pub(crate) struct Reply {
    pub(crate) operation: &'static Operation,
    pub(crate) head: Head,
    pub(crate) body: Bytes,
    /// What is still to come of a body that is read as it comes, and how long a line of it may be.
    pub(crate) rest: Option<(Incoming, usize)>,
    /// The call by which a stream goes on when its connection has ended, where the caller asks for that.
    pub(crate) again: Option<Box<Call>>,
}

impl Reply {
    /// A response that is whole.
    pub(crate) fn new(operation: &'static Operation, head: Head, body: Bytes) -> Self {
        Self {
            operation,
            head,
            body,
            rest: None,
            again: None,
        }
    }

    /// Makes sure that the body is of such a type, if the service says of what type it is.
    pub(crate) fn expect(self, declared: &str, fits: fn(&str) -> bool) -> Result<Self, Error> {
        match self.head.headers.get("content-type") {
            Some(given) if !fits(given) => {
                let why = format!("the response is `{given}` in the place of `{declared}`");
                Err(self.error(String::new(), why))
            }
            _ => Ok(self),
        }
    }

    /// The body, line by line.
    pub(crate) fn lines(self, end: End) -> Lines {
        let (rest, limit) = self
            .rest
            .map_or((None, usize::MAX), |(rest, limit)| (Some(rest), limit));
        Lines::new(self.operation, self.head, limit, self.body, rest, end)
    }

    /// The status, for operations whose responses have several shapes.
    pub(crate) fn status(&self) -> u16 {
        self.head.status
    }

    /// Makes sure that the status is one for which a response is described: nobody knows what the body of another one is.
    pub(crate) fn described(self) -> Result<Self, Error> {
        if self.operation.describes(self.head.status) {
            Ok(self)
        } else {
            Err(self.undescribed())
        }
    }

    /// Says that nothing is described for the status.
    pub(crate) fn undescribed(self) -> Error {
        let why = format!("no response of the status {} is described", self.status());
        self.error(String::new(), why)
    }

    /// Reads a JSON body.
    pub(crate) fn json<T: DeserializeOwned>(self) -> Result<T, Error> {
        self.described()?.decoded()
    }

    fn decoded<T: DeserializeOwned>(self) -> Result<T, Error> {
        match json::from_slice(&self.body) {
            Ok(value) => Ok(value),
            Err(error) => Err(self.error(error.path, error.source)),
        }
    }

    /// Reads a JSON body, where there is one.
    pub(crate) fn json_or_none<T: DeserializeOwned>(self) -> Result<Option<T>, Error> {
        let reply = self.described()?;
        if reply.body.iter().all(u8::is_ascii_whitespace) {
            Ok(None)
        } else {
            reply.decoded().map(Some)
        }
    }

    /// Ignores the body.
    #[expect(clippy::unnecessary_wraps, reason = "a reader like the others")]
    pub(crate) fn empty(self) -> Result<(), Error> {
        drop(self);
        Ok(())
    }

    /// Reads a body of UTF-8 text.
    pub(crate) fn text(self) -> Result<String, Error> {
        match std::str::from_utf8(&self.body) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(self.error(String::new(), error)),
        }
    }

    /// Takes the body as it is.
    #[expect(clippy::unnecessary_wraps, reason = "a reader like the others")]
    pub(crate) fn bytes(self) -> Result<Bytes, Error> {
        Ok(self.body)
    }

    /// Says why the body does not decode, and where.
    pub(crate) fn error(self, path: String, source: impl Into<Source>) -> Error {
        let source = self.head.headers.mask().source(source.into());
        DecodeError {
            operation: self.operation.label(),
            path,
            status: self.head.status,
            headers: self.head.headers,
            bytes: self.body,
            source,
        }
        .into()
    }
}

/// A successful response: its status, headers and body.
#[derive(Debug, Clone)]
pub struct Response<T> {
    pub(crate) operation: &'static Operation,
    head: Head,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(operation: &'static Operation, head: Head, body: T) -> Self {
        Self {
            operation,
            head,
            body,
        }
    }

    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.head.status
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.head.headers
    }

    /// Returns the request ID.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.head.headers.request_id()
    }

    /// Returns the number of attempts that it took.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.head.attempts
    }

    /// Returns the body.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Consumes the response and returns its body.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}
