//! Requests to an authorization server, and the tokens that it grants.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;

use crate::error_body::ErrorBody;
use crate::runtime::client::Client;
use crate::runtime::client::exposure;
use crate::runtime::client::hooks::Outcome;
use crate::runtime::client::oauth2::application::Application;
use crate::runtime::client::oauth2::form::Form;
use crate::runtime::client::observe::observe;
use crate::runtime::client::retry::{is_retryable, retry_after};
use crate::runtime::client::sender::Sender;
use crate::runtime::client::token::Token;
use crate::runtime::description::operation::{self, Operation};
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::error::response::{ApiError, DecodeError};
use crate::runtime::error::transport::{TransportError, TransportErrorKind};
use crate::runtime::http::headers::Headers;
use crate::runtime::http::mask::Mask;
use crate::runtime::http::secret::Secret;
use crate::runtime::platform::deadline::Deadline;
use crate::runtime::platform::{now, sleep};
use crate::runtime::transport::lost::Lost;
use crate::runtime::transport::payload::{Payload, Request};

/// How many bytes of a response are read.
const LIMIT: usize = 64 << 10;

/// The request for a token, as messages, spans and the caller's functions name it.
pub(crate) static TOKEN: Operation = Operation {
    id: "(token)",
    method: operation::Method::POST,
    path: "(token)",
    ..Operation::DEFAULT
};

/// What an authorization server is asked.
pub(crate) struct AuthRequest<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) application: &'a Application,
    pub(crate) url: &'a str,
    pub(crate) form: Form,
    /// What is not to be seen, beside the secrets of the application.
    pub(crate) secrets: Vec<Secret>,
    /// Whether it is asked only once, so that nothing is sent again that may have come.
    pub(crate) once: bool,
}

/// What it responds.
pub(crate) struct AuthResponse {
    pub(crate) operation: &'static Operation,
    pub(crate) body: Bytes,
    status: u16,
    headers: Headers,
    truncated: bool,
}

impl<'a> AuthRequest<'a> {
    /// Asks for a token where the application has its tokens.
    pub(crate) fn for_token(
        application: &'a Application,
        form: Form,
        secrets: Vec<Secret>,
    ) -> Self {
        Self {
            operation: &TOKEN,
            application,
            url: &application.token_url,
            form,
            secrets,
            once: false,
        }
    }

    /// Asks for a token as a call of the client would, which has no other deadline.
    #[allow(dead_code, reason = "client credentials are asked for by calls")]
    pub(crate) async fn token_of(self, client: &Client) -> Result<Token, Error> {
        let shared = &client.shared;
        let until = Deadline::new(shared.limits.timeout);
        self.token(&shared.sender, &until).await
    }

    /// Asks for a token, again where that may help.
    pub(crate) async fn token(self, sender: &Sender, until: &Deadline) -> Result<Token, Error> {
        let response = self.ask(sender, until).await?;
        // The body holds the token, so that the error must not.
        let token = granted(&response.body).map_err(|(path, why)| response.wrong(path, why))?;
        sender.mask.learn(token.secrets());
        Ok(token)
    }

    /// Asks, again where that may help.
    pub(crate) async fn ask(
        mut self,
        sender: &Sender,
        until: &Deadline,
    ) -> Result<AuthResponse, Error> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let media_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, media_type);
        self.application.sign(&mut self.form, &mut headers);
        let url = url(sender, self.url)?;
        let body = Bytes::from(std::mem::take(&mut self.form).into_text());
        self.secrets.extend(self.application.secrets());
        // Whatever the client prints from now on, be it of another call, may repeat them.
        sender.mask.learn(self.secrets.iter().cloned());
        let mask = sender.mask.and(self.secrets);
        let mut attempts = 0;
        loop {
            attempts += 1;
            let request = Request {
                route: exposure::route(sender, &url, &headers, true)?,
                method: Method::POST,
                url: url.clone(),
                headers: headers.clone(),
                body: Some(Payload::Whole(body.clone())),
                sent: None,
            };
            let observed = observe(
                &sender.hooks,
                self.operation,
                request,
                attempts,
                async |request| {
                    let response = response(self.operation, sender, &mask, request, until);
                    until.within(response).await.unwrap_or(Err(Lost::TIMEOUT))
                },
            );
            let error = match success(observed.await, self.operation, attempts, until, &mask) {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            let (worth_it, wait) = worth_another(&error, self.once);
            let again = worth_it && attempts <= sender.retry.retries;
            let pause = sender.retry.pause(attempts, wait).filter(|_| again);
            let Some(pause) = pause.filter(|_| sender.budget.take()) else {
                return Err(error);
            };
            sleep(pause).await;
        }
    }
}

/// Whether it may help to ask again, and how long to wait before.
fn worth_another(error: &Error, once: bool) -> (bool, Option<Duration>) {
    use TransportErrorKind::{Connect, ConnectTimeout, Refused, Timeout, Tls};
    match error {
        Error::Api(error) => (!once && is_retryable(error.status), error.retry_after),
        Error::Transport(error) if once => {
            let is_unsent = matches!(error.kind(), Connect | ConnectTimeout | Refused);
            (is_unsent, None)
        }
        Error::Transport(error) => (!matches!(error.kind(), Timeout | Tls), None),
        _ => (false, None),
    }
}

/// The URL of an authorization server; a relative one leads from the API's. It may have a query, but no fragment (RFC 6749,
/// section 3).
pub(crate) fn url(sender: &Sender, text: &str) -> Result<Url, BuildError> {
    const WRONG: &str = "the token URL, as every URL of an authorization server, has to be one of `http` or `https`, without \
        a user, a password and a fragment: set it with `token_url` and the like";
    let beside = sender.base_url.as_ref().filter(|_| !text.contains("://"));
    let url = match beside.and_then(|base| base.join(text).ok()) {
        Some(url) => url,
        None => Url::parse(text).map_err(|source| BuildError::because(WRONG, source))?,
    };
    let is_plain = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || url.fragment().is_some() || !is_plain {
        return Err(BuildError::new(WRONG));
    }
    Ok(url)
}

impl Outcome for Result<AuthResponse, Lost> {
    fn told(&self) -> Result<(u16, &Headers), TransportErrorKind> {
        match self {
            Ok(response) => Ok((response.status, &response.headers)),
            Err(lost) => Err(lost.kind),
        }
    }
}

async fn response(
    operation: &'static Operation,
    sender: &Sender,
    mask: &Mask,
    request: Request,
    until: &Deadline,
) -> Result<AuthResponse, Lost> {
    // The futures of the HTTP library are large, and each that holds one would be larger.
    let mut incoming = Box::pin(sender.transport.send(request)).await?;
    let (body, truncated) = match incoming.status {
        200..300 => incoming.read(LIMIT).await?,
        _ => incoming.read_error(LIMIT, until).await,
    };
    let headers = incoming.headers;
    Ok(AuthResponse {
        operation,
        status: incoming.status,
        headers: headers.of_response(sender.api.request_id_header, mask.clone()),
        body,
        truncated,
    })
}

/// The response, where it is a success.
fn success(
    response: Result<AuthResponse, Lost>,
    operation: &'static Operation,
    attempts: u32,
    until: &Deadline,
    mask: &Mask,
) -> Result<AuthResponse, Error> {
    let response = response.map_err(|lost| TransportError {
        operation: operation.label(),
        kind: lost.kind,
        attempts: attempts.into(),
        limit: format!("{:?}", until.limit),
        head: None,
        source: lost.source.map(|source| mask.source(source)),
    })?;
    if (200..300).contains(&response.status) {
        return Ok(response);
    }
    let error = ApiError {
        operation: operation.label(),
        body: ErrorBody::Unknown,
        status: response.status,
        retry_after: retry_after(&response.headers, now()),
        headers: response.headers,
        bytes: response.body,
        truncated: response.truncated,
        attempts: attempts.into(),
    };
    Err(error.into())
}

impl AuthResponse {
    /// The error of a response that makes no sense, without its body, which may hold a secret.
    pub(crate) fn wrong(self, path: &str, why: &'static str) -> Error {
        let error = DecodeError {
            operation: self.operation.label(),
            path: path.to_owned(),
            status: self.status,
            headers: self.headers,
            bytes: Bytes::new(),
            source: why.into(),
        };
        error.into()
    }
}

/// A number of seconds, which some services write as text.
pub(crate) fn seconds(value: Option<&Value>) -> Option<Duration> {
    let value = value?;
    let text = value.as_str().and_then(|text| text.parse().ok());
    value.as_u64().or(text).map(Duration::from_secs)
}

/// Reads a response (RFC 6749, section 5.1), in which some services leave out the type of the token. Else it is where in the
/// response something is wrong, and what.
fn granted(body: &[u8]) -> Result<Token, (&'static str, &'static str)> {
    let granted: Value =
        serde_json::from_slice(body).map_err(|_| ("", "the response is not JSON"))?;
    let text = |name: &str| {
        let text = granted.get(name).and_then(Value::as_str);
        text.filter(|text| !text.is_empty())
    };
    let access = text("access_token").ok_or(("access_token", "the response holds no token"))?;
    // A token of another type is not shown as a bearer token is (section 7.1).
    let of_type = granted.get("token_type").unwrap_or(&Value::Null);
    let bearer = |name: &str| name.eq_ignore_ascii_case("bearer");
    if !of_type.is_null() && !of_type.as_str().is_some_and(bearer) {
        return Err(("token_type", "the token is not of the type `Bearer`"));
    }
    let mut token = Token::new(access);
    if let Some(lifetime) = seconds(granted.get("expires_in")) {
        token = token.expires_in(lifetime);
    }
    token.refresh = text("refresh_token").map(Secret::new);
    let scopes = text("scope").unwrap_or_default().split(' ');
    token.scopes = scopes
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect();
    Ok(token)
}
