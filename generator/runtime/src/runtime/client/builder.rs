//! The builder of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue, USER_AGENT};

use super::Client;
use super::credentials::Credentials;
use super::hooks::{Hooks, RequestInfo, ResponseInfo};
use super::retry::{Budget, RetryPolicy};
use super::sender::Sender;
use super::server_url::{Values, parse_server};
use super::shared::Shared;
use crate::runtime::description::operation::Api;
use crate::runtime::description::scheme::Scheme;
use crate::runtime::description::server::Server;
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::http::credential_names::names_credentials;
use crate::runtime::http::mask::{Mask, in_headers};
use crate::runtime::http::secret::Secret;
use crate::runtime::platform::limits::{Limits, bounded};
use crate::runtime::transport::Connections;
use crate::runtime::transport::Transport;
#[cfg(feature = "transport")]
use crate::runtime::transport::custom::{Answer, Custom, Fault, Request};
use crate::runtime::transport::header_value::insert_header;
use crate::runtime::transport::route::{self, Route};

/// Builds a [`Client`].
#[must_use = "nothing is built before `build`"]
pub struct ClientBuilder {
    pub(crate) api: &'static Api,
    base_url: Option<String>,
    pub(crate) server: Option<Server>,
    variables: Values,
    pub(crate) credentials: Credentials,
    headers: Vec<(String, Secret)>,
    limits: Limits,
    retry: RetryPolicy,
    redirects: u32,
    allow_insecure: bool,
    pub(crate) hooks: Hooks,
    http: Option<reqwest::Client>,
    /// Whether requests are made and none is sent.
    pub(crate) sends_nothing: bool,
    #[cfg(feature = "transport")]
    custom: Option<Custom>,
}

impl ClientBuilder {
    /// A builder for an API with these facts.
    pub(crate) fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            server: api.server,
            variables: Values::new(),
            credentials: Credentials::default(),
            headers: Vec::new(),
            limits: Limits {
                timeout: Duration::from_secs(600),
                connect: Duration::from_secs(5),
                read: Duration::from_secs(60),
                body: 8 << 20,
            },
            retry: RetryPolicy::default(),
            redirects: 0,
            allow_insecure: false,
            hooks: Hooks::default(),
            http: None,
            sends_nothing: false,
            #[cfg(feature = "transport")]
            custom: None,
        }
    }

    /// Sets the URL of the server, to which the paths of all operations are appended.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets how long a call may take, over all its attempts. The default is 600 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = bounded(timeout);
        self
    }

    /// Sets how long connecting may take. The default is 5 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.limits.connect = bounded(timeout);
        self
    }

    /// Sets how long the service may be silent before it responds. The default is 60 seconds.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.limits.read = bounded(timeout);
        self
    }

    /// Sets how many bytes the body of a response may have, once it is decompressed. The default is 8 MiB. What an error
    /// body holds beyond 64 KiB is cut off.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Sets the retry policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets how many redirects (301, 302, 303, 307 and 308) of a request are followed; without this none is.
    ///
    /// Credentials, and the headers and bodies that may hold some, go to the same origin only: to another one a request goes
    /// without these headers, and one with a body does not go at all. A redirect that is not followed is what it is without
    /// this: the response where it is described as such, and else an error.
    pub fn follow_redirects(mut self, most: u32) -> Self {
        self.redirects = most;
        self
    }

    /// Adds a header to every request.
    pub fn default_header(mut self, name: impl Into<String>, value: impl Into<Secret>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the header `User-Agent`. The default is the crate's name and version.
    pub fn user_agent(self, value: impl Into<String>) -> Self {
        self.default_header("user-agent", value.into())
    }

    /// Allows credentials to be sent over plain `http` to other machines, where anybody on the way can read them.
    pub fn allow_insecure(mut self) -> Self {
        self.allow_insecure = true;
        self
    }

    /// Sends requests through this client of the HTTP library, with its proxies and certificates. Timeouts for connecting
    /// and reading are its own then, and its connections belong to the runtime of the call that opened them: it should make
    /// blocking calls or others, not both. It should follow no redirect, or else it may take a key along to another host.
    /// It repeats no request by itself.
    #[cfg(feature = "http-client")]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(client);
        self
    }

    /// Hands each request to a function of the caller's, instead of the HTTP library. Credentials, retries, limits and
    /// the timeout of the whole call stay as they are; timeouts for connecting and reading are the function's business.
    #[cfg(feature = "transport")]
    pub fn transport<F, A>(mut self, send: F) -> Self
    where
        F: Fn(Request) -> A + Send + Sync + 'static,
        A: Future<Output = Result<Answer, Fault>> + Send + 'static,
    {
        self.custom = Some(Custom::new(send));
        self
    }

    /// Adds a hook that is called before each attempt, also where it asks for a token. It should be quick:
    /// the attempt waits for it.
    pub fn on_request(mut self, hook: impl Fn(&RequestInfo<'_>) + Send + Sync + 'static) -> Self {
        self.hooks.before.push(Arc::new(hook));
        self
    }

    /// Adds a hook that is called after each attempt, unless the call is dropped before.
    pub fn on_response(mut self, hook: impl Fn(&ResponseInfo<'_>) + Send + Sync + 'static) -> Self {
        self.hooks.after.push(Arc::new(hook));
        self
    }

    #[allow(dead_code, reason = "not every API has variables")]
    /// Sets a variable of the servers' URLs.
    pub(crate) fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.retain(|(held, _)| *held != name);
        self.variables.push((name, value.into()));
        self
    }

    /// Sets the credential of a scheme.
    pub(crate) fn credential(mut self, scheme: &'static Scheme, secret: impl Into<Secret>) -> Self {
        self.credentials.set(scheme, secret.into());
        self
    }

    /// Creates the client.
    ///
    /// # Errors
    ///
    /// It fails if the server's URL or a header makes no sense, or if credentials would go over plain `http` to another
    /// machine.
    pub fn build(self) -> Result<Client, Error> {
        let own_server = self.base_url.is_some();
        let base_url = match (&self.base_url, self.server) {
            (Some(text), _) => Some(parse_server(text)?),
            (None, Some(server)) => Some(server.url(&self.variables, None)?),
            (None, None) => None,
        };
        let schemes = self.api.schemes;
        let headers = default_headers(self.api.user_agent, &self.headers)?;
        // Each request asks again; where it will be refused, that is to be known as soon as possible.
        let carries = !self.credentials.is_empty() || names_credentials(schemes, &headers);
        let decide = |url| route::decide(url, carries, self.allow_insecure, || false);
        let route = base_url.as_ref().map(decide).transpose()?;
        let transport = self.connections(route)?;
        let secrets = self.credentials.secrets();
        let sender = Sender {
            api: self.api,
            transport,
            base_url,
            allow_insecure: self.allow_insecure,
            mask: Mask::new(secrets.chain(in_headers(schemes, &headers))),
            hooks: self.hooks,
            retry: self.retry,
            budget: Budget::new(),
        };
        let shared = Shared {
            sender: Arc::new(sender),
            own_server,
            variables: self.variables,
            credentials: self.credentials,
            headers,
            limits: self.limits,
            redirects: self.redirects,
        };
        Ok(Client {
            shared: Arc::new(shared),
        })
    }
}

impl ClientBuilder {
    fn connections(&self, route: Option<Route>) -> Result<Transport, BuildError> {
        #[cfg(feature = "transport")]
        if let Some(custom) = &self.custom {
            return Ok(Transport::Custom(custom.clone()));
        }
        if let Some(client) = &self.http {
            let connections = Connections::given(client.clone(), &self.limits);
            return Ok(Transport::Http(connections));
        }
        let connections = Connections::new(&self.limits);
        if !self.sends_nothing {
            connections
                .start(route)
                .map_err(|source| BuildError::because("the HTTP library did not start", source))?;
        }
        Ok(Transport::Http(connections))
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("limits", &self.limits)
            .field("retry", &self.retry)
            .field("allow_insecure", &self.allow_insecure)
            .finish_non_exhaustive()
    }
}

fn default_headers(
    user_agent: &'static str,
    given: &[(String, Secret)],
) -> Result<HeaderMap, BuildError> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, HeaderValue::from_static(user_agent));
    for (name, value) in given {
        insert_header(&mut headers, name, value.expose(), true)?;
    }
    Ok(headers)
}
