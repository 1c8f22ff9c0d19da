//! One call: what the caller has given for an operation, and the request that is made of it.

use std::fmt;

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::auth::{Credentials, Shown};
use super::builder::{header_value, insert_header};
use super::client::Client;
use super::error::BuildError;
use super::exposure::{self, is_credential};
use super::operation::{Method, Operation};
use super::options::CallOptions;
use super::retry::new_key;
use super::send::is_stream;
use super::style::{self, Encoding};
use super::transport::{Payload, Request, SPENT};

/// A call in the making. What is wrong with it is said once it is sent.
#[derive(Clone)]
pub(crate) struct Call {
    pub(super) client: Client,
    pub(super) operation: &'static Operation,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, Vec<String>)>,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) cookies: Vec<String>,
    body: Option<(HeaderValue, Payload)>,
    /// The whole URL, where the service has named it: a link to the next page.
    pub(super) link: Option<Url>,
    pub(super) options: CallOptions,
    pub(super) wanted: Wanted,
    /// The media type that is asked for, where it is not that of the operation.
    accept: Option<&'static str>,
    /// Whether a described redirect is wanted as a response, though the operation has others.
    pub(super) any: bool,
    /// The idempotency key, where the caller has given none.
    key: Option<String>,
    /// The credentials with what has been asked for, where there is such.
    pub(super) credentials: Option<Credentials>,
    failure: Option<String>,
}

/// How the body of the response is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// As the operation describes it.
    Described,
    /// Whole, though it could be read as it comes.
    Whole,
    /// As it comes, if it is a stream of events or lines.
    Stream,
    /// As it comes, though it could be read to its end.
    Pieces,
}

impl Call {
    pub(super) fn new(client: Client, operation: &'static Operation) -> Self {
        Self {
            client,
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
            self.cookies.extend(style::pairs(name, &value, encoding));
        }
        self
    }

    pub(super) fn set_body(&mut self, media_type: HeaderValue, body: Bytes) {
        self.set_payload(media_type, Payload::Whole(body));
    }

    pub(super) fn set_payload(&mut self, media_type: HeaderValue, body: Payload) {
        self.body = Some((media_type, body));
    }

    fn sends_nothing(&self) -> bool {
        match &self.body {
            None => true,
            Some((_, Payload::Whole(body))) => body.is_empty(),
            Some((_, Payload::Once(body))) => body.is_to_be_empty(),
        }
    }

    /// The body, where it is bytes.
    pub(super) fn whole_body(&self) -> Option<Bytes> {
        match &self.body {
            Some((_, Payload::Whole(body))) => Some(body.clone()),
            _ => None,
        }
    }

    /// Whether the body is a stream, which can be sent only once.
    pub(super) fn sends_a_stream(&self) -> bool {
        matches!(self.body, Some((_, Payload::Once(_))))
    }

    pub(super) fn take_payload(&mut self) -> Option<(HeaderValue, Payload)> {
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

    /// Sets the options of this call.
    pub(crate) fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Keeps what is wrong, if nothing was wrong before.
    pub(super) fn fail(&mut self, message: String) {
        self.failure.get_or_insert(message);
    }

    /// The query parameter's value, if it is set and is a single one.
    pub(super) fn query_value(&self, name: &str) -> Option<&str> {
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
    pub(super) fn header_value(&self, name: &str) -> Option<&str> {
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

    /// The method; a link is followed by `GET`, however the first page was asked for.
    fn method(&self) -> Method {
        match self.link {
            Some(_) => Method::GET,
            None => self.operation.method,
        }
    }

    /// Goes to the link that the service has named, which says all that the body of the first request said.
    pub(super) fn follow(&mut self, link: Url) {
        self.link = Some(link);
        self.body = None;
    }

    /// Creates the request.
    pub(super) fn request(&self) -> Result<Request, BuildError> {
        self.build()
            .map_err(|error| error.of(self.operation.label()))
    }

    fn build(&self) -> Result<Request, BuildError> {
        if let Some(message) = &self.failure {
            return Err(BuildError::new(message.clone()));
        }
        if let Some((_, Payload::Once(source))) = &self.body
            && source.is_spent()
        {
            return Err(BuildError::new(SPENT));
        }
        let shared = &self.client.shared;
        let credentials = self.credentials.as_ref().unwrap_or(&shared.credentials);
        let shown = credentials.show(self.operation.security)?;
        let url = self.url(&shown)?;
        let method = reqwest::Method::from_bytes(self.method().as_str().as_bytes())
            .map_err(|source| BuildError::because("the HTTP method is not valid", source))?;
        let headers = self.all_headers(&shown)?;
        let route = exposure::route(shared, &url, &headers, !shown.is_empty())?;
        let body = self.body.as_ref().map(|(_, body)| body.clone());
        Ok(Request {
            route,
            method,
            url,
            headers,
            body,
        })
    }

    pub(super) fn all_headers(&self, shown: &Shown) -> Result<HeaderMap, BuildError> {
        let shared = &self.client.shared;
        // A map that grows moves all that it holds, so it begins as large as it will be, as far as that is known.
        let count = shared.headers.len() + self.headers.len() + self.options.headers.len() + 6;
        let mut headers = HeaderMap::with_capacity(count);
        for (name, value) in &shared.headers {
            headers.insert(name, value.clone());
        }
        if let Some(accept) = self.accept.or(self.operation.accept) {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        if let Some((media_type, _)) = &self.body {
            headers.insert(CONTENT_TYPE, media_type.clone());
        }
        if self.sends_nothing() && self.method().has_body() {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        for (name, value) in &self.headers {
            insert_header(&mut headers, name, value, is_credential(name))?;
        }
        let mut cookies = self.cookies.clone();
        for cookie in shown.cookies() {
            cookies.push(cookie?);
        }
        if !cookies.is_empty() {
            let cookies = header_value(&COOKIE, cookies.join("; "), true)?;
            headers.insert(COOKIE, cookies);
        }
        for header in shown.headers() {
            let (name, value) = header?;
            let value = header_value(&name, value, true)?;
            headers.insert(name, value);
        }
        for (name, value) in &self.options.headers {
            insert_header(&mut headers, name, &value.0, true)?;
        }
        if let Some(id) = &self.options.last_event_id {
            headers.insert("last-event-id", id.clone());
        }
        let name = self.operation.idempotency_header;
        if let Some(key) = &self.options.idempotency_key {
            insert_header(
                &mut headers,
                name.unwrap_or("Idempotency-Key"),
                &key.0,
                true,
            )?;
        } else if let (Some(name), Some(key)) = (name, &self.key)
            && !headers.contains_key(name)
        {
            insert_header(&mut headers, name, key, false)?;
        }
        Ok(headers)
    }

    /// Creates the key by which the service knows each attempt for the same call, where it wants one. It is sent unless the
    /// caller has given one, whether as the key, as a parameter of the operation or as a header.
    pub(super) fn choose_key(&mut self) {
        if self.operation.idempotency_header.is_some() && self.key.is_none() {
            self.key = Some(new_key());
        }
    }

    /// Whether sending the request twice does what sending it once does.
    pub(super) fn is_repeatable(&self) -> bool {
        self.method().is_idempotent()
            || self.operation.idempotency_header.is_some()
            || self.options.idempotency_key.is_some()
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.id)
            .finish_non_exhaustive()
    }
}
