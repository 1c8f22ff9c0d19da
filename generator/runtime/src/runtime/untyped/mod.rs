//! Calls of operations that are chosen while the program runs: what the command line of this API stands on.
//!
//! It is public for that crate alone, and may change with any release.

mod attempt;

// Form
mod form;

// Paging
pub(crate) mod pages;

// Multipart
mod parts;

// ByteStream
mod stream;

// Refresh
mod refresh;
pub use self::refresh::{FlowUrls, credential_source};

// AuthorizationCode
mod authorization_code;
pub use self::authorization_code::authorization_code;

// DeviceCode
mod device_code;
pub use self::device_code::device_code;

use std::sync::Arc;

use bytes::Bytes;
use serde_json::Value;

pub use self::attempt::{Attempt, attempt};
pub use crate::runtime::description::operation::{Method, Operation};
pub use crate::runtime::description::scheme::{Scheme, SchemeKind};
pub use crate::runtime::description::server::{Server, Variable};
pub use crate::runtime::value::style::{Encoding, Style};

use crate::runtime::call::Call;
use crate::runtime::call::options::CallOptions;
use crate::runtime::call::reply::Response;
use crate::runtime::client::Client;
use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::client::credentials::Shown;
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::error::response::ApiError;
use crate::runtime::http::secret::Secret;
use crate::runtime::transport::payload::Payload;

/// Begins a call of an operation.
#[must_use]
pub fn call(client: &Client, operation: &'static Operation) -> Untyped {
    Untyped(client.call(operation))
}

/// Sets the credential of a scheme; that of basic authentication is `user:password`.
pub fn credential(builder: ClientBuilder, scheme: &'static Scheme, text: &str) -> ClientBuilder {
    let secret = match (scheme.kind, text.split_once(':')) {
        (SchemeKind::Basic, Some((user, password))) => Secret::basic(user, password),
        _ => Secret::new(text),
    };
    builder.credential(scheme, secret)
}

/// The body of an error as text for people, without the client's own secrets.
#[must_use]
pub fn error_text(error: &ApiError) -> String {
    let text = String::from_utf8_lossy(error.bytes());
    error.headers().mask().apply(&text).into_owned()
}

/// Whether an error is that of a request for a token, which a call has made.
#[must_use]
pub fn is_of_token(error: &ApiError) -> bool {
    // No operation has such a path.
    error.operation == "POST (token)"
}

/// Tells a function how many bytes of a body have been sent, and how many there are where that is known.
pub fn on_sent(
    mut builder: ClientBuilder,
    hook: impl Fn(u64, Option<u64>) + Send + Sync + 'static,
) -> ClientBuilder {
    builder.hooks.sent = Some(Arc::new(hook));
    builder
}

/// Spares a client what sending takes (certificates are read from many files), where a request is made to be looked at.
pub fn without_sending(mut builder: ClientBuilder) -> ClientBuilder {
    builder.sends_nothing = true;
    builder
}

/// A call in the making.
#[derive(Debug, Clone)]
pub struct Untyped(pub(crate) Call);

impl Untyped {
    /// Sets a path parameter.
    #[must_use]
    pub fn path(self, name: &'static str, value: &Value, encoding: Encoding) -> Self {
        Self(self.0.path_as(name, value, encoding))
    }

    /// Sets a query parameter.
    #[must_use]
    pub fn query(self, name: &'static str, value: &Value, encoding: Encoding) -> Self {
        Self(self.0.query_as(name, value, encoding))
    }

    /// Sets the whole query to a text.
    #[must_use]
    pub fn query_text(self, query: &Value) -> Self {
        Self(self.0.query_text(query))
    }

    /// Sets the whole query to a form of the members of an object.
    #[must_use]
    pub fn query_form(self, query: &Value, encodings: &[(&str, Encoding)]) -> Self {
        Self(self.0.query_form(query, encodings))
    }

    /// Sets the whole query to JSON text.
    #[must_use]
    pub fn query_json(self, query: &Value) -> Self {
        Self(self.0.query_json(query))
    }

    /// Sets a header.
    #[must_use]
    pub fn header(self, name: &'static str, value: &Value, encoding: Encoding) -> Self {
        Self(self.0.header_as(name, value, encoding))
    }

    /// Sets a cookie.
    #[must_use]
    pub fn cookie(self, name: &'static str, value: &Value, encoding: Encoding) -> Self {
        Self(self.0.cookie_as(name, value, encoding))
    }

    /// Sets the body.
    #[must_use]
    pub fn body(self, body: impl Into<Bytes>, media_type: &'static str) -> Self {
        Self(self.0.bytes(body, media_type))
    }

    /// Asks for a response of another media type than the operation does.
    #[must_use]
    pub fn accept(self, media_type: &'static str) -> Self {
        Self(self.0.accept(media_type))
    }

    /// Sets the options of this call.
    #[must_use]
    pub fn options(self, options: CallOptions) -> Self {
        Self(self.0.options(options))
    }

    /// Sends the request and takes the body of the response as bytes.
    ///
    /// # Errors
    ///
    /// It fails as every call does.
    pub async fn send(self) -> Result<Response<Bytes>, Error> {
        self.0.raw().await
    }

    /// Creates the request without sending it, and without its credentials.
    ///
    /// # Errors
    ///
    /// It fails where a value cannot be sent.
    pub fn preview(&self) -> Result<Preview, BuildError> {
        let call = &self.0;
        let body = call.settled()?;
        let headers = call.all_headers(&Shown::NOTHING, body.as_ref())?;
        let headers = headers.iter().map(|(name, value)| {
            let value = value.to_str().unwrap_or_default();
            (name.as_str().to_owned(), value.to_owned())
        });
        let first = call.operation.security.first();
        Ok(Preview {
            method: call.operation.method.as_str().to_owned(),
            url: call.target()?.to_string(),
            headers: headers.collect(),
            body: match body {
                Some((_, Payload::Whole(bytes))) => Some(bytes),
                _ => None,
            },
            schemes: first.copied().unwrap_or_default().to_vec(),
        })
    }
}

/// A request as it would be sent, without its credentials.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The HTTP method in capitals.
    pub method: String,
    /// The URL.
    pub url: String,
    /// The headers, in the order in which they are sent.
    pub headers: Vec<(String, String)>,
    /// The body, where it is bytes.
    pub body: Option<Bytes>,
    /// The schemes of which the request shows the credentials: those of the first alternative.
    pub schemes: Vec<&'static Scheme>,
}
