//! A transport of the caller's own, in the place of the HTTP library.

use std::collections::VecDeque;
use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::header_value::insert_header;
use super::lost::Lost;
use super::payload::{Payload, Request as Message, whole};
use crate::runtime::error::transport::TransportErrorKind;
use crate::runtime::http::headers::Headers;
use crate::runtime::platform::BoxFuture;

/// A request, as it is to be sent.
///
/// `Debug` shows neither the query nor the body, and no header that the caller or a credential has set.
#[derive(Clone)]
pub struct Request {
    method: String,
    url: reqwest::Url,
    headers: Headers,
    body: Bytes,
}

impl Request {
    /// Returns the HTTP method in upper case.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Returns the whole URL.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Returns the path of the URL, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// Returns the query of the URL, percent-encoded, without its question mark.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.url.query()
    }

    /// Returns the headers, credentials included.
    #[must_use]
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// Returns the body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Reads a JSON body.
    ///
    /// # Errors
    ///
    /// It fails if the body is no JSON of that type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path())
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

/// A response, as it comes.
#[derive(Debug, Clone)]
pub struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pieces: VecDeque<Bytes>,
    fault: Option<TransportErrorKind>,
}

impl Answer {
    /// Creates a response without a body.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            pieces: VecDeque::new(),
            fault: None,
        }
    }

    /// Creates a response with a JSON body: a type of the description, or anything else. What does not encode is `null`.
    #[must_use]
    pub fn json<T: Serialize>(status: u16, body: &T) -> Self {
        let text = serde_json::to_vec(body).unwrap_or_else(|_| b"null".to_vec());
        Self::new(status)
            .header("content-type", "application/json")
            .body(text)
    }

    /// Adds a header. One with an invalid name or value is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let mut one = HeaderMap::new();
        if insert_header(&mut one, name, value, false).is_ok() {
            for (name, value) in &one {
                self.headers.append(name, value.clone());
            }
        }
        self
    }

    /// Adds a chunk of the body.
    #[must_use]
    pub fn body(mut self, piece: impl Into<Bytes>) -> Self {
        self.pieces.push_back(piece.into());
        self
    }

    /// Ends the body with an error after its last chunk.
    #[must_use]
    pub fn then(mut self, fault: TransportErrorKind) -> Self {
        self.fault = Some(fault);
        self
    }

    /// The next piece.
    pub(crate) fn chunk(&mut self) -> Result<Option<Bytes>, Lost> {
        match (self.pieces.pop_front(), self.fault.take()) {
            (Some(piece), fault) => {
                self.fault = fault;
                Ok(Some(piece))
            }
            (None, Some(kind)) => Err(Fault::new(kind).0),
            (None, None) => Ok(None),
        }
    }
}

/// Why there is no response.
#[derive(Debug)]
pub struct Fault(Lost);

impl Fault {
    /// Creates a fault. Its kind decides whether the call is retried.
    #[must_use]
    pub fn new(kind: TransportErrorKind) -> Self {
        Self(Lost { kind, source: None })
    }

    /// Sets the cause. Its text must hold no secret.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }
}

type Pending = BoxFuture<'static, Result<Answer, Fault>>;

/// The caller's function.
#[derive(Clone)]
pub(crate) struct Custom(Arc<dyn Fn(Request) -> Pending + Send + Sync>);

impl Custom {
    pub(crate) fn new<F, A>(send: F) -> Self
    where
        F: Fn(Request) -> A + Send + Sync + 'static,
        A: Future<Output = Result<Answer, Fault>> + Send + 'static,
    {
        Self(Arc::new(move |request| {
            let pending: Pending = Box::pin(send(request));
            pending
        }))
    }

    pub(crate) async fn send(&self, request: Message) -> Result<Answer, Lost> {
        let body = match request.body {
            None => Bytes::new(),
            Some(Payload::Whole(bytes)) => bytes,
            Some(Payload::Once(source)) => whole(&*source).await?,
        };
        let request = Request {
            method: request.method.to_string(),
            url: request.url,
            headers: Headers::new(request.headers),
            body,
        };
        (self.0)(request).await.map_err(|fault| fault.0)
    }
}
