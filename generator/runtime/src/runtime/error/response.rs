//! The errors of responses: what the service says went wrong, and what it says that nobody understands.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use super::attempts::{Attempts, write_attempts, write_request_id};
use crate::error_body::ErrorBody;
use crate::runtime::http::headers::Headers;
use crate::runtime::http::mask::{Mask, Plain};
use crate::runtime::value::source::Source;

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

/// A response whose status is not a success.
///
/// Redirects (3xx) are among them where they are not described. They are followed only where the caller asks for that
/// ([`ClientBuilder::follow_redirects`](crate::ClientBuilder::follow_redirects)), so that nothing is sent to a place that
/// nobody chose.
#[derive(Clone)]
pub struct ApiError {
    pub(crate) operation: String,
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: ErrorBody,
    pub(crate) bytes: Bytes,
    pub(crate) truncated: bool,
    pub(crate) attempts: Attempts,
    pub(crate) retry_after: Option<Duration>,
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

    /// Returns the request ID.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers.request_id()
    }

    /// Returns the typed body.
    #[must_use]
    pub fn body(&self) -> &ErrorBody {
        &self.body
    }

    /// Returns the raw body.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Returns whether the body was cut off: because it was too large, or because the rest of it never came.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// Returns the number of attempts.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts.count
    }

    /// Returns the time that `Retry-After` asks to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Returns the error message of the body, where it stands in a usual place.
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

/// A response that is not what the description says.
pub struct DecodeError {
    pub(crate) operation: String,
    pub(crate) path: String,
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) bytes: Bytes,
    pub(crate) source: Source,
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

    /// Returns the request ID.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.headers.request_id()
    }

    /// Returns the raw body.
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
        let header = self.0.path.strip_prefix("header ");
        match (&*self.0.path, header) {
            ("", _) => f.write_str("body does not decode"),
            (_, Some(header)) => write!(f, "header `{header}` does not decode"),
            (path, None) => write!(f, "body does not decode at `{path}`"),
        }?;
        write!(f, ": {}", self.0.source)?;
        if let (None, Some(start)) = (header, beginning(&self.0.bytes, self.0.headers.mask())) {
            write!(f, "; it begins with {start}")?;
        }
        write_request_id(f, self.0.headers.request_id())
    }
}

masked!(DecodeError);

impl StdError for DecodeError {
    /// What lies below the reason, which the error itself tells.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.source()
    }
}

/// How a body begins, on one line of at most 120 characters; `None` where there is no text to show.
fn beginning(body: &[u8], mask: &Mask) -> Option<String> {
    const LONGEST: usize = 120;
    // Secrets are masked before the text is cut: half of one would not be known any more.
    let start = &body[..body.len().min(64 << 10)];
    let text = mask.apply(&String::from_utf8_lossy(start)).to_string();
    if text.contains('\u{fffd}') || text.trim().is_empty() {
        return None;
    }
    // JSON may write any character of a secret as an escape.
    let plain = unescaped(&text);
    if mask.apply(&plain) != plain {
        return None;
    }
    let shown = text.chars().take(LONGEST);
    let mut shown: String = shown
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push_str("..");
    }
    Some(shown)
}

/// A text whose escapes with a backslash stand for what they mean, so far as they tell one character from another.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = after.strip_prefix('u').unwrap_or_default();
        let (digits, length) = match digits.strip_prefix('{').and_then(|d| d.split_once('}')) {
            Some((digits, _)) => (digits, digits.len() + 3),
            None => (digits.get(..4).unwrap_or_default(), 5),
        };
        let code = u32::from_str_radix(digits, 16).ok();
        match code.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &after[length..];
            }
            None => rest = after,
        }
    }
    out + rest
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
