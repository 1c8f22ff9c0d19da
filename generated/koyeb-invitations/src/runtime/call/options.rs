//! What a single call does otherwise than its client.

use std::time::Duration;

use reqwest::header::HeaderValue;

use crate::runtime::client::retry::RetryPolicy;
use crate::runtime::platform::limits::bounded;

/// Options of a single call, which take the place of the client's.
///
/// It is `Clone`, and it is what it is told: a header that it names takes the place of the same header of the client.
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    pub(crate) headers: Vec<(String, Hidden)>,
    pub(crate) query: Vec<(String, Hidden)>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    /// How many redirects are followed, where that is not for the client to say.
    pub(crate) redirects: Option<u32>,
    pub(crate) idempotency_key: Option<Hidden>,
    /// How often in a row a stream of events connects again.
    pub(crate) reconnect: u32,
    /// The event behind which a stream is to go on.
    pub(crate) last_event_id: Option<HeaderValue>,
}

/// A text that may be anything, a secret too, so no formatting shows it.
#[derive(Clone)]
pub(crate) struct Hidden(pub(crate) String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("..")
    }
}

impl CallOptions {
    /// Creates options that change nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Hidden(value.into())));
        self
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), Hidden(value.into())));
        self
    }

    /// Sets how long the call may take, over all its attempts.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(bounded(timeout));
        self
    }

    /// Sets how many redirects of the call are followed, as
    /// [`ClientBuilder::follow_redirects`](crate::ClientBuilder::follow_redirects) does of all.
    #[must_use]
    pub fn follow_redirects(mut self, most: u32) -> Self {
        self.redirects = Some(most);
        self
    }

    /// Sets the retry policy of the call.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sets the key by which the service knows each attempt of this call for the same one, so that a `POST` may be tried
    /// again. It goes into the header that the description names, else into `Idempotency-Key`.
    #[must_use]
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(Hidden(key.into()));
        self
    }
}
