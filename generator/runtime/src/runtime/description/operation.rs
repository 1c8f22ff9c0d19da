//! What the description says about an API and its operations, as plain statics.

use std::fmt;

use serde_json::Value;

use super::scheme::Scheme;
use super::server::Server;
use crate::error_body::ErrorBody;

/// The facts about an API that every call shares.
pub(crate) struct Api {
    /// The value of the header `User-Agent`.
    pub(crate) user_agent: &'static str,
    /// The first server; `None` where the caller has to name one.
    pub(crate) server: Option<Server>,
    /// The header that holds the request ID.
    pub(crate) request_id_header: Option<&'static str>,
    /// Which JSON body of a success is an error all the same: where a pointer (RFC 6901) leads to this value, as JSON text.
    pub(crate) error_when: Option<(&'static str, &'static str)>,
    /// The security schemes.
    pub(crate) schemes: &'static [&'static Scheme],
}

impl Api {
    /// Whether the body of a success says that it is none.
    pub(crate) fn is_error(&self, body: &[u8]) -> bool {
        let Some((pointer, told)) = self.error_when else {
            return false;
        };
        let body: Option<Value> = serde_json::from_slice(body).ok();
        let told: Option<Value> = serde_json::from_str(told).ok();
        body.as_ref()
            .and_then(|body| body.pointer(pointer))
            .is_some_and(|found| Some(found) == told.as_ref())
    }
}

/// Reads an error body, where it fits.
pub(crate) type ReadError = fn(&[u8]) -> Option<ErrorBody>;

/// An operation of the API.
pub struct Operation {
    /// Its id in the description.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path template, percent-encoded apart from `{name}`; it may end in a fixed query.
    pub path: &'static str,
    /// The value of the header `Accept`.
    pub accept: Option<&'static str>,
    /// The schemes that are needed together, by alternatives; an empty alternative needs none.
    pub security: &'static [&'static [&'static Scheme]],
    /// A server of its own.
    pub server: Option<Server>,
    /// The header that makes repeating it safe.
    pub idempotency_header: Option<&'static str>,
    /// Whether the response's body is handed on as it comes, instead of being read to its end.
    pub streamed: bool,
    /// The statuses for which a response is described that is no error.
    pub responses: &'static [Status],
    /// Whether a redirect (3xx) among them is a response as any other, because there is no other or each has its own type.
    pub redirects: bool,
    /// The described errors, most special status first.
    pub errors: &'static [(Status, ReadError)],
}

/// What is told of it is its name.
impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Operation {
    /// An operation of which nothing is said but that all goes well with 200.
    pub const DEFAULT: Self = Self {
        id: "",
        method: Method::GET,
        path: "",
        accept: None,
        security: &[],
        server: None,
        idempotency_header: None,
        streamed: false,
        responses: &[Status::Code(200)],
        redirects: false,
        errors: &[],
    };

    /// The method and the path template, for messages: the template holds no value of the caller.
    pub(crate) fn label(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path)
    }

    #[allow(dead_code, reason = "an API may have no bodies to read")]
    /// Whether a response of this status is described.
    pub(crate) fn describes(&self, status: u16) -> bool {
        self.responses.iter().any(|pattern| pattern.holds(status))
    }

    /// Whether a described response is a redirect of this status.
    pub(crate) fn describes_redirect(&self, status: u16) -> bool {
        let named = |pattern: &&Status| **pattern != Status::Default;
        let mut patterns = self.responses.iter().filter(named);
        status / 100 == 3 && patterns.any(|pattern| pattern.holds(status))
    }

    /// Reads an error body with the first reader for its status.
    pub(crate) fn read_error(&self, status: u16, body: &[u8]) -> ErrorBody {
        self.errors
            .iter()
            .find(|(pattern, _)| pattern.holds(status))
            .and_then(|(_, read)| read(body))
            .unwrap_or(ErrorBody::Unknown)
    }
}

/// An HTTP method (RFC 9110, section 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method(&'static str);

#[allow(missing_docs, reason = "the names are those of the methods")]
impl Method {
    pub const GET: Self = Self("GET");
    pub const PUT: Self = Self("PUT");
    pub const POST: Self = Self("POST");
    pub const DELETE: Self = Self("DELETE");
    pub const OPTIONS: Self = Self("OPTIONS");
    pub const HEAD: Self = Self("HEAD");
    pub const PATCH: Self = Self("PATCH");
    pub const TRACE: Self = Self("TRACE");

    /// Any other method.
    #[must_use]
    pub const fn other(name: &'static str) -> Self {
        Self(name)
    }

    /// The name in upper case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether a body is so usual that the lack of one is to be said (RFC 9110, section 8.6): some servers insist on it.
    pub(crate) fn has_body(self) -> bool {
        matches!(self.0, "POST" | "PUT" | "PATCH")
    }

    /// Whether sending it twice does what sending it once does (RFC 9110, section 9.2.2).
    pub(crate) fn is_idempotent(self) -> bool {
        matches!(
            self.0,
            "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE" | "QUERY"
        )
    }
}

/// The statuses that a response is described for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Code(u16),
    /// All with this first digit.
    Range(u16),
    /// Any.
    Default,
}

impl Status {
    /// Whether a status is among them.
    pub(crate) fn holds(self, status: u16) -> bool {
        match self {
            Self::Code(code) => code == status,
            Self::Range(digit) => status / 100 == digit,
            Self::Default => true,
        }
    }
}
