//! One call: what the caller has given for an operation, and the request that is made of it.

use std::fmt;

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::auth::Shown;
use super::builder::{insecure, insert_header, is_safe, parse_server};
use super::client::Client;
use super::encode::{Keep, percent_encode};
use super::error::BuildError;
use super::operation::Operation;
use super::options::CallOptions;
use super::path;
use super::retry::new_key;
use super::style::{self, Encoding};
use super::transport::Request;

/// How long a URL may be: the HTTP library can't send a longer one.
const MAX_URL: usize = 65_534;

/// A call in the making. What is wrong with it is said once it is sent.
#[derive(Clone)]
pub(crate) struct Call {
    pub(super) client: Client,
    pub(super) operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    query: Vec<(&'static str, Vec<String>)>,
    headers: Vec<(&'static str, String)>,
    cookies: Vec<String>,
    body: Option<(HeaderValue, Bytes)>,
    /// The whole URL, where the service has named it: a link to the next page.
    pub(super) link: Option<Url>,
    pub(super) options: CallOptions,
    pub(super) wanted: Wanted,
    failure: Option<String>,
}

/// How the body of the answer is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// As the operation describes it.
    Described,
    /// Whole, though it could be read as it comes.
    Whole,
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

    /// Sets a JSON body.
    pub(crate) fn json<T: Serialize>(self, body: T) -> Self {
        self.json_as(body, "application/json")
    }

    /// Sets a JSON body of another media type.
    pub(crate) fn json_as<T: Serialize>(mut self, body: T, media_type: &'static str) -> Self {
        match serde_json::to_vec(&body) {
            Ok(text) => self.bytes(text, media_type),
            Err(error) => {
                self.fail(format!("the body does not encode: {error}"));
                self
            }
        }
    }

    /// Sets a JSON body of an object without anything in it.
    pub(crate) fn empty_object(self, media_type: &'static str) -> Self {
        self.bytes("{}", media_type)
    }

    /// Sets a body of text.
    pub(crate) fn text(self, body: impl Into<String>, media_type: &'static str) -> Self {
        self.bytes(body.into(), media_type)
    }

    /// Sets a body of bytes.
    pub(crate) fn bytes(mut self, body: impl Into<Bytes>, media_type: &'static str) -> Self {
        self.set_body(HeaderValue::from_static(media_type), body.into());
        self
    }

    pub(super) fn set_body(&mut self, media_type: HeaderValue, body: Bytes) {
        self.body = Some((media_type, body));
    }

    pub(super) fn take_body(&mut self) -> Option<(HeaderValue, Bytes)> {
        self.body.take()
    }

    /// Sets what this call does otherwise than its client.
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

    /// Makes the request.
    pub(super) fn request(&self) -> Result<Request, BuildError> {
        self.build()
            .map_err(|error| error.of(self.operation.label()))
    }

    fn build(&self) -> Result<Request, BuildError> {
        if let Some(message) = &self.failure {
            return Err(BuildError::new(message.clone()));
        }
        let shared = &self.client.shared;
        let shown = shared.credentials.show(self.operation.security)?;
        let url = self.url(&shown)?;
        if url.as_str().len() > MAX_URL {
            return Err(BuildError::new(format!(
                "the URL is longer than {MAX_URL} bytes"
            )));
        }
        if !shown.is_empty() && !shared.allow_insecure && !is_safe(&url) {
            return Err(insecure(&url));
        }
        let method = reqwest::Method::from_bytes(self.operation.method.as_str().as_bytes())
            .map_err(|source| BuildError::because("the method has no valid name", source))?;
        let headers = self.all_headers(&shown)?;
        let body = self.body.as_ref().map(|(_, body)| body.clone());
        Ok(Request {
            method,
            url,
            headers,
            body,
        })
    }

    /// The URL that the request goes to, without credentials.
    pub(super) fn target(&self) -> Result<Url, BuildError> {
        self.url(&Shown::default())
    }

    fn url(&self, shown: &Shown) -> Result<Url, BuildError> {
        let shared = &self.client.shared;
        if let Some(link) = &self.link {
            return Ok(with_query(link.clone(), &shown.query));
        }
        let own = match self.operation.server {
            Some(server) if !shared.own_server => Some(parse_server(server)?),
            _ => None,
        };
        let Some(base) = own.as_ref().or(shared.base_url.as_ref()) else {
            return Err(BuildError::new(
                "the server is not known: name it with `ClientBuilder::base_url`",
            ));
        };
        let (template, fixed) = self
            .operation
            .path
            .split_once('?')
            .unwrap_or((self.operation.path, ""));
        let mut text = base.as_str().trim_end_matches('/').to_owned();
        text.push_str(&path::expand(template, &self.path)?);
        let extra = self.options.query.iter().map(|(name, value)| {
            format!(
                "{}={}",
                percent_encode(name, Keep::Unreserved),
                percent_encode(&value.0, Keep::Unreserved)
            )
        });
        let given = self
            .query
            .iter()
            .flat_map(|(_, pairs)| pairs.iter().cloned());
        let fixed = (!fixed.is_empty()).then(|| fixed.to_owned());
        let pairs: Vec<String> = fixed
            .into_iter()
            .chain(given)
            .chain(extra)
            .chain(shown.query.iter().cloned())
            .collect();
        if !pairs.is_empty() {
            text.push('?');
            text.push_str(&pairs.join("&"));
        }
        // The cause could name what is secret, so it stays out of the error.
        Url::parse(&text).map_err(|_| BuildError::new("the request has no valid URL"))
    }

    fn all_headers(&self, shown: &Shown) -> Result<HeaderMap, BuildError> {
        let mut headers = self.client.shared.headers.clone();
        if let Some(accept) = self.operation.accept {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        if let Some((media_type, _)) = &self.body {
            headers.insert(CONTENT_TYPE, media_type.clone());
        }
        for (name, value) in &self.headers {
            insert_header(&mut headers, name, value, false)?;
        }
        if !self.cookies.is_empty() || !shown.cookies.is_empty() {
            let cookies: Vec<&str> = self
                .cookies
                .iter()
                .chain(&shown.cookies)
                .map(String::as_str)
                .collect();
            insert_header(&mut headers, COOKIE.as_str(), &cookies.join("; "), true)?;
        }
        for (name, value) in &shown.headers {
            insert_header(&mut headers, name, value, true)?;
        }
        for (name, value) in &self.options.headers {
            insert_header(&mut headers, name, &value.0, true)?;
        }
        if let Some((name, key)) = self.idempotency() {
            insert_header(&mut headers, name, &key, false)?;
        }
        Ok(headers)
    }

    /// The key by which the service knows each attempt for the same call, and its header.
    fn idempotency(&self) -> Option<(&'static str, String)> {
        let described = self.operation.idempotency_header;
        match &self.options.idempotency_key {
            Some(key) => Some((described.unwrap_or("Idempotency-Key"), key.clone())),
            None => described.map(|name| (name, new_key())),
        }
    }

    /// Whether sending the request twice does what sending it once does.
    pub(super) fn is_repeatable(&self) -> bool {
        self.operation.method.is_idempotent()
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

/// Adds pairs to the query of a link that does not have them yet.
fn with_query(mut link: Url, pairs: &[String]) -> Url {
    let held = link.query().unwrap_or_default().to_owned();
    let mut query: Vec<&str> = held.split('&').filter(|pair| !pair.is_empty()).collect();
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    for pair in pairs {
        if !query.iter().any(|held| name(held) == name(pair)) {
            query.push(pair);
        }
    }
    if !query.is_empty() {
        link.set_query(Some(&query.join("&")));
    }
    link
}
