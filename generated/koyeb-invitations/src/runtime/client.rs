//! The client: a handle on connections, credentials and limits that all its clones share.

use std::fmt;
use std::sync::Arc;

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::auth::Credentials;
use super::builder::ClientBuilder;
use super::call::Call;
use super::error::Error;
use super::hooks::Hooks;
use super::limits::Limits;
use super::mask::Mask;
use super::operation::Operation;
use super::retry::{Budget, RetryPolicy};
use super::server::Values;
use super::transport::Transport;

/// A client for the API.
///
/// It is cheap to clone, and its clones share their connections and their budget of retries.
#[derive(Clone)]
pub struct Client {
    pub(super) shared: Arc<Shared>,
}

/// What the clones of a client share.
pub(super) struct Shared {
    pub(super) transport: Transport,
    pub(super) base_url: Option<Url>,
    /// Whether the caller named the server, so that it stands in for every other.
    pub(super) own_server: bool,
    /// The variables in the URLs of the servers that single operations have.
    pub(super) variables: Values,
    pub(super) credentials: Credentials,
    /// Its secrets, for everything that is printed.
    pub(super) mask: Mask,
    pub(super) headers: HeaderMap,
    pub(super) limits: Limits,
    pub(super) retry: RetryPolicy,
    pub(super) budget: Budget,
    /// How many redirects of a request are followed.
    pub(super) redirects: u32,
    pub(super) allow_insecure: bool,
    pub(super) hooks: Hooks,
}

impl Client {
    /// Returns a builder for credentials, limits and other settings.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Begins a call.
    pub(crate) fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.shared.base_url.as_ref().map(origin))
            .field("limits", &self.shared.limits)
            .field("retry", &self.shared.retry)
            .finish_non_exhaustive()
    }
}

/// The part of a URL that holds no secret.
pub(super) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
