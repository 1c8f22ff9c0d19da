//! A call: what the caller gives for an operation, the request that is made of it, and the response.

#[allow(dead_code, reason = "no API has a body of every kind")]
pub(crate) mod content;
#[allow(
    unused_macros,
    reason = "not every operation has several responses or media types"
)]
pub(crate) mod methods;
pub(crate) mod options;
#[allow(dead_code, reason = "few APIs describe whole queries")]
pub(crate) mod query_string;
pub(crate) mod redirects;
#[allow(dead_code, reason = "no API has a response of every kind")]
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod send;
pub(crate) mod target;

#[allow(
    dead_code,
    reason = "few APIs have members of a body that the client sets"
)]
mod in_body;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::HeaderValue;
use serde::Serialize;
use serde_json::Value;

use self::options::CallOptions;
use crate::runtime::client::Client;
use crate::runtime::client::credentials::Credentials;
use crate::runtime::client::shared::Shared;
use crate::runtime::description::operation::Operation;
use crate::runtime::http::media_type::is_stream;
use crate::runtime::transport::payload::Payload;
use crate::runtime::value::style::{self, Encoding};

/// A call in the making. What is wrong with it is said once it is sent.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) shared: Arc<Shared>,
    pub(crate) operation: &'static Operation,
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(&'static str, Vec<String>)>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: Option<(HeaderValue, Payload)>,
    /// The whole URL, where the service has named it: a link to the next page.
    pub(crate) link: Option<Url>,
    pub(crate) options: CallOptions,
    pub(crate) wanted: Wanted,
    /// The media type that is asked for, where it is not that of the operation.
    pub(crate) accept: Option<&'static str>,
    /// Whether a described redirect is wanted as a response, though the operation has others.
    pub(crate) any: bool,
    /// The idempotency key, where the caller has given none.
    pub(crate) key: Option<String>,
    /// The credentials with what has been asked for, where there is such.
    pub(crate) credentials: Option<Credentials>,
    pub(crate) failure: Option<String>,
}

/// How the body of the response is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "not every API streams")]
pub(crate) enum Wanted {
    /// As the operation describes it.
    Described,
    /// Whole, though it could be read as it comes.
    Whole,
    /// As it comes, if it is a stream of events or lines.
    Stream,
    /// As it comes, though it could be read to its end.
    Pieces,
}

impl Client {
    /// Begins a call.
    pub(crate) fn call(&self, operation: &'static Operation) -> Call {
        Call::new(Arc::clone(&self.shared), operation)
    }
}

#[allow(
    dead_code,
    reason = "no API has every kind of parameter, body and page"
)]
impl Call {
    fn new(shared: Arc<Shared>, operation: &'static Operation) -> Self {
        Self {
            shared,
            operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            cookies: Vec::new(),
            body: None,
            link: None,
            options: CallOptions::default(),
            wanted: Wanted::Described,
            accept: None,
            any: false,
            key: None,
            credentials: None,
            failure: None,
        }
    }

    /// Sets a path parameter.
    pub(crate) fn path<T: Serialize>(self, name: &'static str, value: T) -> Self {
        self.path_as(name, value, Encoding::SIMPLE)
    }

    /// Sets a path parameter of another style.
    pub(crate) fn path_as<T: Serialize>(
        mut self,
        name: &'static str,
        value: T,
        encoding: Encoding,
    ) -> Self {
        if let Some(value) = self.value(name, value) {
            self.path.push((
                name,
                style::path(name, &value, encoding).unwrap_or_default(),
            ));
        }
        self
    }

    /// Sets a query parameter, in the place of any of its name.
    pub(crate) fn query<T: Serialize>(self, name: &'static str, value: T) -> Self {
        self.query_as(name, value, Encoding::FORM)
    }

    /// Sets a query parameter of another style.
    pub(crate) fn query_as<T: Serialize>(
        mut self,
        name: &'static str,
        value: T,
        encoding: Encoding,
    ) -> Self {
        if let Some(value) = self.value(name, value) {
            self.query.retain(|(given, _)| *given != name);
            self.query
                .push((name, style::pairs(name, &value, encoding)));
        }
        self
    }

    /// Sets a header.
    pub(crate) fn header<T: Serialize>(self, name: &'static str, value: T) -> Self {
        self.header_as(name, value, Encoding::SIMPLE)
    }

    /// Sets a header of another style.
    pub(crate) fn header_as<T: Serialize>(
        mut self,
        name: &'static str,
        value: T,
        encoding: Encoding,
    ) -> Self {
        if let Some(text) = self
            .value(name, value)
            .and_then(|value| style::header(&value, encoding))
        {
            self.headers.push((name, text));
        }
        self
    }

    /// Sets a cookie.
    pub(crate) fn cookie<T: Serialize>(self, name: &'static str, value: T) -> Self {
        self.cookie_as(name, value, Encoding::FORM)
    }

    /// Sets a cookie of another style.
    pub(crate) fn cookie_as<T: Serialize>(
        mut self,
        name: &'static str,
        value: T,
        encoding: Encoding,
    ) -> Self {
        if let Some(value) = self.value(name, value) {
            match style::cookies(name, &value, encoding) {
                Ok(cookies) => self.cookies.extend(cookies),
                Err(message) => self.fail(message),
            }
        }
        self
    }

    pub(crate) fn set_body(&mut self, media_type: HeaderValue, body: Bytes) {
        self.set_payload(media_type, Payload::Whole(body));
    }

    pub(crate) fn set_payload(&mut self, media_type: HeaderValue, body: Payload) {
        self.body = Some((media_type, body));
    }

    /// Whether the body is a stream, which can be sent only once.
    pub(crate) fn sends_a_stream(&self) -> bool {
        matches!(&self.body, Some((_, Payload::Once(once))) if !once.is_whole())
    }

    pub(crate) fn take_payload(&mut self) -> Option<(HeaderValue, Payload)> {
        self.body.take()
    }

    /// Asks for another media type than the operation does.
    pub(crate) fn accept(mut self, media_type: &'static str) -> Self {
        self.accept = Some(media_type);
        if is_stream(media_type) {
            self.wanted = Wanted::Stream;
        }
        self
    }

    /// Reads the body of the response as it comes, whatever its type is.
    pub(crate) fn streamed(mut self) -> Self {
        self.wanted = Wanted::Pieces;
        self
    }

    /// Sets the options of this call.
    pub(crate) fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Keeps what is wrong, if nothing was wrong before.
    pub(crate) fn fail(&mut self, message: String) {
        self.failure.get_or_insert(message);
    }

    /// The query parameter's value, if it is set and is a single one.
    pub(crate) fn query_value(&self, name: &str) -> Option<&str> {
        match self
            .query
            .iter()
            .find(|(given, _)| *given == name)?
            .1
            .as_slice()
        {
            [pair] => Some(pair.split_once('=')?.1),
            _ => None,
        }
    }

    /// The header's value, if it is set.
    pub(crate) fn header_value(&self, name: &str) -> Option<&str> {
        let mut set = self.headers.iter().rev();
        set.find(|(given, _)| *given == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value as the one type from which everything is written, so that the code for each style exists once.
    fn value<T: Serialize>(&mut self, name: &str, value: T) -> Option<Value> {
        match serde_json::to_value(value) {
            Ok(value) => Some(value),
            Err(error) => {
                self.fail(format!("the parameter `{name}` does not encode: {error}"));
                None
            }
        }
    }

    /// Goes to the link that the service has named, which says all that the body of the first request said.
    pub(crate) fn follow(&mut self, link: Url) {
        self.link = Some(link);
        self.body = None;
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}
