//! OAuth 2.0 client credentials (RFC 6749, section 4.4): tokens that are asked for when they are needed.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, Url};
use serde_json::Value;

use super::builder::ClientBuilder;
use super::exposure;
use super::hooks::Outcome;
use super::observe::observe;
use super::retry::{is_retryable, retry_after};
use super::sender::Sender;
use super::token::Token;
use super::token_source::{Grant, TokenSource};
use crate::error_body::ErrorBody;
use crate::runtime::description::operation::{self, Operation};
use crate::runtime::description::scheme::{Scheme, SchemeKind};
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::error::response::{ApiError, DecodeError};
use crate::runtime::error::transport::{TransportError, TransportErrorKind};
use crate::runtime::http::headers::Headers;
use crate::runtime::http::mask::Mask;
use crate::runtime::http::secret::Secret;
use crate::runtime::platform::deadline::Deadline;
use crate::runtime::platform::{BoxFuture, now, sleep};
use crate::runtime::transport::lost::Lost;
use crate::runtime::transport::payload::{Payload, Request};
use crate::runtime::value::encode::{Keep, percent_encode};

/// How many bytes of a response are read.
const LIMIT: usize = 64 << 10;

/// What is wrong with a URL that gives no tokens.
const NO_TOKEN_URL: &str = "the token URL has to be one of `http` or `https`, without a user, a password and a fragment: \
    set it with `ClientCredentials::token_url`";

/// The request for a token, as messages, spans and the caller's functions name it.
static TOKEN: Operation = Operation {
    id: "(token)",
    method: operation::Method::POST,
    path: "(token)",
    ..Operation::DEFAULT
};

/// The credentials of an OAuth 2.0 client (RFC 6749, section 4.4), by which it gets its tokens.
///
/// A token is asked for when the first call needs one, shared by the clones of the client until it is about to expire, and
/// asked for again when the service refuses it.
#[derive(Clone)]
pub struct ClientCredentials {
    id: String,
    secret: Secret,
    scopes: Vec<String>,
    token_url: Option<String>,
    in_body: bool,
}

impl ClientCredentials {
    /// Creates credentials from the client ID and the client secret.
    #[must_use]
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            scopes: Vec::new(),
            token_url: None,
            in_body: false,
        }
    }

    /// Adds a scope to ask for. Without any, the service decides.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Gets tokens from another URL than the description names.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sends the id and the secret in the body instead of the header `Authorization`, as some services want it.
    #[must_use]
    pub fn in_body(mut self) -> Self {
        self.in_body = true;
        self
    }

    /// The id and the secret as they are sent (RFC 6749, section 2.3.1).
    fn encoded(&self) -> (String, String) {
        let encode = |text: &str| percent_encode(text, Keep::Unreserved);
        (encode(&self.id), encode(self.secret.expose()))
    }

    /// The body and the headers of the request for a token.
    fn message(&self) -> (String, HeaderMap) {
        let (id, secret) = self.encoded();
        let mut body = "grant_type=client_credentials".to_owned();
        if !self.scopes.is_empty() {
            let scope = percent_encode(&self.scopes.join(" "), Keep::Unreserved);
            body.extend(["&scope=", &scope]);
        }
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        let media_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, media_type);
        if self.in_body {
            body.extend(["&client_id=", &id, "&client_secret=", &secret]);
        } else {
            let basic = format!("Basic {}", Secret::basic(&id, &secret).expose());
            if let Ok(mut basic) = HeaderValue::from_str(&basic) {
                basic.set_sensitive(true);
                headers.insert(AUTHORIZATION, basic);
            }
        }
        (body, headers)
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// The client credentials for the tokens of a scheme.
struct Tokens {
    client: ClientCredentials,
    described: &'static str,
}

impl Grant for Tokens {
    fn ask<'a>(
        &'a self,
        sender: &'a Sender,
        until: &'a Deadline,
        _: Option<&'a Token>,
    ) -> BoxFuture<'a, Result<Token, Error>> {
        Box::pin(self.ask(sender, until))
    }

    fn secrets(&self) -> Vec<Secret> {
        let (id, secret) = self.client.encoded();
        vec![self.client.secret.clone(), Secret::basic(&id, &secret)]
    }
}

impl Tokens {
    /// Asks for a token, again where that may help.
    async fn ask(&self, sender: &Sender, until: &Deadline) -> Result<Token, Error> {
        let mut attempts = 0;
        loop {
            attempts += 1;
            let request = self.request(sender)?;
            let observed = observe(&sender.hooks, &TOKEN, request, attempts, async |request| {
                let answer = until.within(answer(sender, request, until)).await;
                answer.unwrap_or(Err(Lost::TIMEOUT))
            });
            let error = match token(observed.await, attempts, until, &sender.mask) {
                Ok(token) => return Ok(token),
                Err(error) => error,
            };
            let (worth_it, wait) = match &error {
                Error::Api(error) => (is_retryable(error.status), error.retry_after),
                Error::Transport(error) => {
                    use TransportErrorKind::{Timeout, Tls};
                    (!matches!(error.kind(), Timeout | Tls), None)
                }
                _ => (false, None),
            };
            let again = worth_it && attempts <= sender.retry.retries;
            let pause = sender.retry.pause(attempts, wait).filter(|_| again);
            let Some(pause) = pause.filter(|_| sender.budget.take()) else {
                return Err(error);
            };
            sleep(pause).await;
        }
    }

    fn request(&self, sender: &Sender) -> Result<Request, BuildError> {
        let (body, headers) = self.client.message();
        let url = self.url(sender)?;
        Ok(Request {
            route: exposure::route(sender, &url, &headers, true)?,
            method: Method::POST,
            url,
            headers,
            body: Some(Payload::Whole(body.into())),
            sent: None,
        })
    }

    /// Where tokens are had; a relative URL leads from the server. It may have a query, but no fragment (RFC 6749,
    /// section 3.2).
    fn url(&self, sender: &Sender) -> Result<Url, BuildError> {
        let text = self.client.token_url.as_deref().unwrap_or(self.described);
        let beside = sender.base_url.as_ref().filter(|_| !text.contains("://"));
        let url = match beside.and_then(|base| base.join(text).ok()) {
            Some(url) => url,
            None => Url::parse(text).map_err(|source| BuildError::because(NO_TOKEN_URL, source))?,
        };
        let is_plain = url.username().is_empty() && url.password().is_none();
        if !matches!(url.scheme(), "http" | "https") || url.fragment().is_some() || !is_plain {
            return Err(BuildError::new(NO_TOKEN_URL));
        }
        Ok(url)
    }
}

/// What the service responds to a request for a token.
struct Answer {
    status: u16,
    headers: Headers,
    body: Bytes,
    truncated: bool,
}

impl Outcome for Result<Answer, Lost> {
    fn told(&self) -> Result<(u16, &Headers), TransportErrorKind> {
        match self {
            Ok(answer) => Ok((answer.status, &answer.headers)),
            Err(lost) => Err(lost.kind),
        }
    }
}

async fn answer(sender: &Sender, request: Request, until: &Deadline) -> Result<Answer, Lost> {
    let mut incoming = sender.transport.send(request).await?;
    let (body, truncated) = match incoming.status {
        200..300 => incoming.read(LIMIT).await?,
        _ => incoming.read_error(LIMIT, until).await,
    };
    Ok(Answer {
        status: incoming.status,
        headers: incoming
            .headers
            .of_response(sender.api.request_id_header, sender.mask.clone()),
        body,
        truncated,
    })
}

/// The token that a response holds.
fn token(
    answer: Result<Answer, Lost>,
    attempts: u32,
    until: &Deadline,
    mask: &Mask,
) -> Result<Token, Error> {
    let answer = answer.map_err(|lost| TransportError {
        operation: TOKEN.label(),
        kind: lost.kind,
        attempts: attempts.into(),
        limit: format!("{:?}", until.limit),
        head: None,
        source: lost.source.map(|source| mask.source(source)),
    })?;
    if !(200..300).contains(&answer.status) {
        let error = ApiError {
            operation: TOKEN.label(),
            body: ErrorBody::Unknown,
            status: answer.status,
            retry_after: retry_after(&answer.headers, now()),
            headers: answer.headers,
            bytes: answer.body,
            truncated: answer.truncated,
            attempts: attempts.into(),
        };
        return Err(error.into());
    }
    // The body holds the token, so that the error must not.
    granted(&answer.body).map_err(|(path, why)| {
        DecodeError {
            operation: TOKEN.label(),
            path: path.to_owned(),
            status: answer.status,
            headers: answer.headers,
            bytes: Bytes::new(),
            source: why.into(),
        }
        .into()
    })
}

/// Reads a response (RFC 6749, section 5.1), in which some services leave out the type of the token, and write the lifetime
/// as text. Else it is where in the response something is wrong, and what.
fn granted(body: &[u8]) -> Result<Token, (&'static str, &'static str)> {
    let granted: Value =
        serde_json::from_slice(body).map_err(|_| ("", "the response is not JSON"))?;
    let token = granted.get("access_token").and_then(Value::as_str);
    let token = token
        .filter(|token| !token.is_empty())
        .ok_or(("access_token", "the response holds no token"))?;
    // A token of another type is not shown as a bearer token is (section 7.1).
    let of_type = granted.get("token_type").unwrap_or(&Value::Null);
    let bearer = |name: &str| name.eq_ignore_ascii_case("bearer");
    if !of_type.is_null() && !of_type.as_str().is_some_and(bearer) {
        return Err(("token_type", "the token is not of the type `Bearer`"));
    }
    let seconds = granted.get("expires_in").and_then(|lifetime| {
        let text = lifetime.as_str().and_then(|text| text.parse().ok());
        lifetime.as_u64().or(text)
    });
    let token = Token::new(token);
    Ok(match seconds {
        Some(seconds) => token.expires_in(Duration::from_secs(seconds)),
        None => token,
    })
}

impl ClientBuilder {
    /// Gets the tokens of a scheme by a client's own credentials.
    pub(crate) fn client_credentials(
        self,
        scheme: &'static Scheme,
        client: ClientCredentials,
    ) -> Self {
        let described = match scheme.kind {
            SchemeKind::OAuth2(Some(url)) => url,
            _ => "",
        };
        let tokens = Tokens { client, described };
        self.credential_source(scheme, TokenSource::of(tokens, None))
    }
}
