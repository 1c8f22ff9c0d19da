//! When a call is tried again, and how long it waits before that.

use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use httpdate::parse_http_date;

use crate::runtime::http::headers::Headers;
use crate::runtime::platform::limits::bounded;
use crate::runtime::platform::random;

/// The retry policy of calls.
///
/// A call is retried if its connection could not be made or the service refused it before it looked at it, or, where
/// repeating is safe, if the connection broke or the service responded with 408, 429, 500, 502, 503 or 504. What TLS does
/// not let through, such as a certificate that is not trusted, is not retried. Repeating is safe for `GET`, `HEAD`, `PUT`, `DELETE`,
/// `OPTIONS` and `TRACE`, and for any other method once the call has an idempotency key.
///
/// | | here | openai-python | smithy-rs |
/// |---|---|---|---|
/// | retries | 2 | 2 | 2 |
/// | first wait, then doubled | 0.5 s | 0.5 s | 1 s |
/// | longest wait | 8 s | 8 s | 20 s |
/// | jitter | all of it | a quarter | all of it |
/// | longest `Retry-After` that is kept to | 60 s | 120 s | 20 s |
///
/// A `Retry-After` above that ends the call, and the error says how long the service asked to wait. The clones of a
/// client share a budget of 500 tokens: a retry takes 14, and a success gives back what it took, at least 1. So when a
/// service is down for all, hundreds of calls make no more than 35 retries.
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    pub(crate) retries: u32,
    first_wait: Duration,
    longest_wait: Duration,
    longest_retry_after: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            retries: 2,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(8),
            longest_retry_after: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// Creates a policy without retries.
    #[must_use]
    pub fn never() -> Self {
        Self {
            retries: 0,
            ..Self::default()
        }
    }

    /// Sets the greatest number of retries.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Sets the first wait, which doubles each time, and the longest. What is waited is anything from nothing to that.
    #[must_use]
    pub fn wait(mut self, first: Duration, longest: Duration) -> Self {
        self.first_wait = bounded(first);
        self.longest_wait = bounded(longest);
        self
    }

    /// Sets the longest `Retry-After` that is kept to.
    #[must_use]
    pub fn longest_retry_after(mut self, longest: Duration) -> Self {
        self.longest_retry_after = bounded(longest);
        self
    }

    /// How long to wait before the next attempt; `None` if that is longer than anybody wants to.
    pub(crate) fn pause(&self, attempts: u32, retry_after: Option<Duration>) -> Option<Duration> {
        // A service that names no time at all leaves it to the client.
        if let Some(wait) = retry_after.filter(|wait| !wait.is_zero()) {
            return (wait <= self.longest_retry_after).then_some(wait);
        }
        let doubled = self
            .first_wait
            .saturating_mul(1 << attempts.saturating_sub(1).min(20));
        Some(doubled.min(self.longest_wait).mul_f64(fraction()))
    }
}

/// Whether a status is worth another attempt.
pub(crate) fn is_retryable(status: u16) -> bool {
    matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
}

/// The tokens that a client's retries are paid with.
pub(crate) struct Budget(Mutex<u32>);

impl Budget {
    const FULL: u32 = 500;
    const RETRY: u32 = 14;

    pub(crate) fn new() -> Self {
        Self(Mutex::new(Self::FULL))
    }

    /// Pays for a retry, if that can be afforded.
    pub(crate) fn take(&self) -> bool {
        let mut tokens = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let left = tokens.checked_sub(Self::RETRY);
        *tokens = left.unwrap_or(*tokens);
        left.is_some()
    }

    /// Gives back what the retries of a call that went well have taken.
    pub(crate) fn give_back(&self, retries: u32) {
        let mut tokens = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *tokens = tokens
            .saturating_add(retries.saturating_mul(Self::RETRY).max(1))
            .min(Self::FULL);
    }
}

/// How long the service asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date in any of the
/// forms of HTTP (RFC 9110, sections 10.2.3 and 5.6.7). What makes no sense is as good as absent.
pub(crate) fn retry_after(headers: &Headers, now: SystemTime) -> Option<Duration> {
    let seconds = |text: &str| {
        text.trim()
            .parse::<f64>()
            .ok()
            .filter(|seconds| *seconds >= 0.0)
    };
    if let Some(milliseconds) = headers.get("retry-after-ms").and_then(seconds) {
        return Some(duration(milliseconds / 1000.0));
    }
    let text = headers.get("retry-after")?;
    if let Some(seconds) = seconds(text) {
        return Some(duration(seconds));
    }
    // No clock shows leap seconds.
    let text = text.replace(":60 GMT", ":59 GMT");
    let wait = parse_http_date(text.trim()).ok()?.duration_since(now);
    Some(bounded(wait.unwrap_or_default()))
}

/// A duration of any number of seconds: what is too long for one is the longest there is.
fn duration(seconds: f64) -> Duration {
    bounded(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
}

/// Anything from 0 to 1.
fn fraction() -> f64 {
    f64::from(u32::try_from(random() >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
}

/// A new idempotency key, of 128 random bits.
pub(crate) fn new_key() -> String {
    format!("{:016x}{:016x}", random(), random())
}
