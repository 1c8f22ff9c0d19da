//! The errors of answers: what the service says went wrong, and what it says that nobody understands.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use super::error::{Attempts, Source, write_attempts};
use super::headers::Headers;
use super::mask::{Mask, Plain};
use crate::error_body::ErrorBody;

/// Prints an error without the client's own secrets, which a service may repeat.
macro_rules! masked {
    ($error:ident) => {
        impl fmt::Debug for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.headers.mask().print(f, &Plain(self))
            }
        }

        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let text = Plain(self).to_string();
                f.write_str(&self.headers.mask().apply(&text))
            }
        }
    };
}

/// An answer whose status is not a success.
///
/// Redirects (3xx) are among them where they are not described. They are followed only where the caller asks for that
/// ([`ClientBuilder::follow_redirects`](crate::ClientBuilder::follow_redirects)), so that nothing is sent to a place that
/// nobody chose.
#[derive(Clone)]
pub struct ApiError {
    pub(super) operation: String,
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) body: ErrorBody,
    pub(super) bytes: Bytes,
    pub(super) truncated: bool,
    pub(super) attempts: Attempts,
    pub(super) retry_after: Option<Duration>,
}

impl ApiError {
    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// Returns the service's own name for the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers.request_id()
    }

    /// Returns the body as the description types it.
    #[must_use]
    pub fn body(&self) -> &ErrorBody {
        &self.body
    }

    /// Returns the body as it came.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Returns whether the body was cut off: because it was too large, or because the rest of it never came.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// Returns how often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts.count
    }

    /// Returns how long the service asked to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Returns what the body says went wrong, where it says so in a usual place.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        message_in(&self.bytes, self.headers.mask())
    }
}

impl fmt::Debug for Plain<'_, ApiError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("operation", &self.0.operation)
            .field("status", &self.0.status)
            .field("headers", &self.0.headers)
            .field("request_id", &self.0.headers.request_id())
            .field("body", &self.0.body)
            .field("bytes", &self.0.bytes)
            .field("attempts", &self.0.attempts.count)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Plain<'_, ApiError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: status {}", self.0.operation, self.0.status)?;
        if let Some(message) = self.0.message() {
            write!(f, ": {message}")?;
        }
        if let Some(wait) = self.0.retry_after {
            write!(f, " (to be tried again after {wait:?})")?;
        }
        write_request_id(f, self.0.headers.request_id())?;
        write_attempts(f, self.0.attempts)
    }
}

masked!(ApiError);

impl StdError for ApiError {}

/// An answer that is not what the description says.
pub struct DecodeError {
    pub(super) operation: String,
    pub(super) path: String,
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) bytes: Bytes,
    pub(super) source: Source,
}

impl DecodeError {
    /// Returns the place in the body, such as `data[3].role`; empty where the whole of it is meant. Of a header it is
    /// `header NAME`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the headers.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// Returns the service's own name for the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers.request_id()
    }

    /// Returns the body as it came.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

impl fmt::Debug for Plain<'_, DecodeError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("operation", &self.0.operation)
            .field("path", &self.0.path)
            .field("status", &self.0.status)
            .field("headers", &self.0.headers)
            .field("request_id", &self.0.headers.request_id())
            .field("length", &self.0.bytes.len())
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Plain<'_, DecodeError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: status {}: the ", self.0.operation, self.0.status)?;
        match (&*self.0.path, self.0.path.strip_prefix("header ")) {
            ("", _) => f.write_str("body does not decode"),
            (_, Some(header)) => write!(f, "header `{header}` does not decode"),
            (path, None) => write!(f, "body does not decode at `{path}`"),
        }?;
        write_request_id(f, self.0.headers.request_id())
    }
}

masked!(DecodeError);

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

pub(super) fn write_request_id(f: &mut fmt::Formatter<'_>, id: Option<&str>) -> fmt::Result {
    match id {
        Some(id) => write!(f, " (request {id})"),
        None => Ok(()),
    }
}

/// What a body says went wrong, on one line of at most 300 characters.
fn message_in(body: &[u8], mask: &Mask) -> Option<String> {
    const PLACES: [&str; 8] = [
        "/error/message",
        "/message",
        "/error_description",
        "/error",
        "/detail",
        "/title",
        "/errors/0/message",
        "/errors/0",
    ];
    let value: Value = serde_json::from_slice(body).ok()?;
    let text = PLACES
        .iter()
        .find_map(|place| value.pointer(place)?.as_str())?;
    // What is cut off, or put on one line, could no longer be known for a secret.
    let line: String = mask
        .apply(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(300)
        .collect();
    (!line.is_empty()).then_some(line)
}
