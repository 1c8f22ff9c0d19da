//! A token: what a request shows, until when it does, and what gets the next one.

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::runtime::http::secret::Secret;
use crate::runtime::platform::{Instant, now};

/// A token is not used any more when it is about to expire.
const LEEWAY: Duration = Duration::from_secs(30);

/// An access token, with what is known of it; its `Debug` output shows no secret.
#[derive(Clone)]
pub struct Token {
    pub(crate) access: Secret,
    pub(crate) refresh: Option<Secret>,
    pub(crate) scopes: Vec<String>,
    expires_at: Option<SystemTime>,
    fresh_until: Option<Instant>,
}

impl Token {
    /// Creates a token that is used until the service refuses it.
    #[must_use]
    pub fn new(access_token: impl Into<Secret>) -> Self {
        Self {
            access: access_token.into(),
            refresh: None,
            scopes: Vec::new(),
            expires_at: None,
            fresh_until: None,
        }
    }

    /// Sets its lifetime from now on. A new one is asked for 30 seconds before its end, or after half of a short one.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        let used = lifetime.saturating_sub(LEEWAY).max(lifetime / 2);
        self.expires_at = now().checked_add(lifetime);
        self.fresh_until = Instant::now().checked_add(used);
        self
    }

    /// Sets when it expires.
    #[must_use]
    pub fn expires_at(self, time: SystemTime) -> Self {
        self.expires_in(time.duration_since(now()).unwrap_or_default())
    }

    /// Sets the refresh token, by which the next access token is had (RFC 6749, section 1.5).
    #[must_use]
    pub fn with_refresh_token(mut self, refresh_token: impl Into<Secret>) -> Self {
        self.refresh = Some(refresh_token.into());
        self
    }

    /// Returns the access token, which is a secret.
    #[must_use]
    pub fn access_token(&self) -> &str {
        self.access.expose()
    }

    /// Returns the refresh token, which is a secret.
    #[must_use]
    pub fn refresh_token(&self) -> Option<&str> {
        self.refresh.as_ref().map(Secret::expose)
    }

    /// Returns when the access token expires, where that is known.
    #[must_use]
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Returns the scopes that the service says the token has, where it says so.
    #[must_use]
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// What is not to be seen.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = Secret> {
        let access = std::iter::once(&self.access);
        access.chain(&self.refresh).cloned()
    }

    /// Whether it is not about to expire.
    pub(crate) fn is_fresh(&self) -> bool {
        self.fresh_until.is_none_or(|end| Instant::now() < end)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("expiry", &self.expires_at)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
