//! The request that is made of a call.

use reqwest::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue};

use super::Call;
use crate::runtime::client::credentials::{Credentials, Shown};
use crate::runtime::client::exposure;
use crate::runtime::client::retry::new_key;
use crate::runtime::description::operation::Method;
use crate::runtime::error::build::BuildError;
use crate::runtime::http::credential_names::is_credential;
use crate::runtime::http::mask::{Mask, in_header};
use crate::runtime::http::secret::Secret;
use crate::runtime::transport::header_value::{header_value, insert_header};
use crate::runtime::transport::payload::{Payload, Request, SPENT, Settled};
use crate::runtime::value::encode::percent_decode;

impl Call {
    /// The method; a link is followed by `GET`, however the first page was asked for.
    fn method(&self) -> Method {
        match self.link {
            Some(_) => Method::GET,
            None => self.operation.method,
        }
    }

    /// Creates the request.
    pub(crate) fn request(&self) -> Result<Request, BuildError> {
        self.build()
            .map_err(|error| error.of(self.operation.label()))
    }

    fn build(&self) -> Result<Request, BuildError> {
        if let Some(message) = &self.failure {
            return Err(BuildError::new(message.clone()));
        }
        let body = self.settled()?;
        let shared = &self.shared;
        let credentials = self.credentials.as_ref().unwrap_or(&shared.credentials);
        let shown = credentials.show(self.operation.security)?;
        let url = self.url(&shown)?;
        let method = reqwest::Method::from_bytes(self.method().as_str().as_bytes())
            .map_err(|source| BuildError::because("the HTTP method is not valid", source))?;
        let headers = self.all_headers(&shown, body.as_ref())?;
        let route = exposure::route(&shared.sender, &url, &headers, !shown.is_empty())?;
        let body = body.map(|(_, body)| body);
        Ok(Request {
            route,
            method,
            url,
            headers,
            body,
            sent: shared.sender.hooks.sent.clone(),
        })
    }

    /// The body as it is sent, with its media type.
    pub(crate) fn settled(&self) -> Result<Option<(HeaderValue, Payload)>, BuildError> {
        let Some((media_type, Payload::Once(once))) = &self.body else {
            return Ok(self.body.clone());
        };
        if once.is_spent() {
            return Err(BuildError::new(SPENT));
        }
        let body = match once.settle().map_err(BuildError::new)? {
            Settled::Nothing => return Ok(None),
            Settled::Whole(bytes) => Payload::Whole(bytes),
            Settled::Once => Payload::Once(once.clone()),
        };
        Ok(Some((media_type.clone(), body)))
    }

    /// The header `Cookie`. A parameter of a credential's name goes before that: it is the caller's word for this call.
    fn all_cookies(&self, shown: &Shown) -> Result<Option<HeaderValue>, BuildError> {
        let name = |cookie: &str| cookie.split('=').next().unwrap_or_default().to_owned();
        let mut cookies = self.cookies.clone();
        for cookie in shown.cookies() {
            let cookie = cookie?;
            if !self
                .cookies
                .iter()
                .any(|given| name(given) == name(&cookie))
            {
                cookies.push(cookie);
            }
        }
        if cookies.is_empty() {
            return Ok(None);
        }
        header_value(&COOKIE, cookies.join("; "), true).map(Some)
    }

    pub(crate) fn all_headers(
        &self,
        shown: &Shown,
        body: Option<&(HeaderValue, Payload)>,
    ) -> Result<HeaderMap, BuildError> {
        let shared = &self.shared;
        let schemes = shared.sender.api.schemes;
        // A map that grows moves all that it holds, so it begins as large as it will be, as far as that is known.
        let count = shared.headers.len() + self.headers.len() + self.options.headers.len() + 6;
        let mut headers = HeaderMap::with_capacity(count);
        for (name, value) in &shared.headers {
            headers.insert(name, value.clone());
        }
        if let Some(accept) = self.accept.or(self.operation.accept) {
            headers.insert(ACCEPT, HeaderValue::from_static(accept));
        }
        if let Some((media_type, _)) = body {
            headers.insert(CONTENT_TYPE, media_type.clone());
        }
        if sends_nothing(body) && self.method().has_body() {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        for (name, value) in &self.headers {
            insert_header(&mut headers, name, value, is_credential(schemes, name))?;
        }
        if let Some(cookies) = self.all_cookies(shown)? {
            headers.insert(COOKIE, cookies);
        }
        for header in shown.headers() {
            let (name, value) = header?;
            let value = header_value(&name, value, true)?;
            // Likewise.
            let mut given = self.headers.iter();
            if !given.any(|(given, _)| name.as_str().eq_ignore_ascii_case(given)) {
                headers.insert(name, value);
            }
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
    pub(crate) fn choose_key(&mut self) {
        if self.operation.idempotency_header.is_some() && self.key.is_none() {
            self.key = Some(new_key());
        }
    }

    /// Whether sending the request twice does what sending it once does.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.method().is_idempotent()
            || self.operation.idempotency_header.is_some()
            || self.options.idempotency_key.is_some()
    }

    /// The secrets of the client and of this call.
    pub(crate) fn mask(&self) -> Mask {
        let schemes = self.shared.sender.api.schemes;
        let mut own: Vec<Secret> = Vec::new();
        own.extend(self.credentials.iter().flat_map(Credentials::secrets));
        for (name, value) in &self.options.headers {
            if is_credential(schemes, name) {
                own.extend(in_header(&value.0));
            }
        }
        let given = self.options.query.iter();
        let given = given.filter(|(name, _)| is_credential(schemes, name));
        own.extend(given.map(|(_, value)| Secret::new(&*value.0)));
        for (_, value) in self
            .headers
            .iter()
            .filter(|(name, _)| is_credential(schemes, name))
        {
            own.extend(in_header(value));
        }
        let query = self
            .query
            .iter()
            .filter(|(name, _)| is_credential(schemes, name));
        let pairs = query.flat_map(|(_, pairs)| pairs).chain(&self.cookies);
        let values = pairs.filter_map(|pair| Some(pair.split_once('=')?.1));
        own.extend(values.map(|value| Secret::new(percent_decode(value))));
        let client = &self.shared.sender.mask;
        if own.is_empty() {
            client.clone()
        } else {
            client.and(own)
        }
    }
}

fn sends_nothing(body: Option<&(HeaderValue, Payload)>) -> bool {
    match body {
        None => true,
        Some((_, Payload::Whole(body))) => body.is_empty(),
        Some((_, Payload::Once(body))) => body.is_to_be_empty(),
    }
}
