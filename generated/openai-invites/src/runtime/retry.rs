//! When a call is tried again, and how long it waits before that.

use std::sync::Mutex;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::headers::Headers;
use super::limits::bounded;
use super::platform::random;

/// When a call is tried again.
///
/// A call is tried again if its connection could not be made, or, where repeating is safe, if the connection broke or the
/// service answered with 408, 429, 500, 502, 503 or 504. Repeating is safe for `GET`, `HEAD`, `PUT`, `DELETE`,
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
    pub(super) retries: u32,
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
    /// Tries everything once.
    #[must_use]
    pub fn never() -> Self {
        Self {
            retries: 0,
            ..Self::default()
        }
    }

    /// Sets how often a call is tried again.
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
    pub(super) fn pause(&self, attempts: u32, retry_after: Option<Duration>) -> Option<Duration> {
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
pub(super) fn is_retryable(status: u16) -> bool {
    matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
}

/// The tokens that a client's retries are paid with.
pub(super) struct Budget(Mutex<u32>);

impl Budget {
    const FULL: u32 = 500;
    const RETRY: u32 = 14;

    pub(super) fn new() -> Self {
        Self(Mutex::new(Self::FULL))
    }

    /// Pays for a retry, if that can be afforded.
    pub(super) fn take(&self) -> bool {
        let mut tokens = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let left = tokens.checked_sub(Self::RETRY);
        *tokens = left.unwrap_or(*tokens);
        left.is_some()
    }

    /// Gives back what the retries of a call that went well have taken.
    pub(super) fn give_back(&self, retries: u32) {
        let mut tokens = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *tokens = tokens
            .saturating_add(retries.saturating_mul(Self::RETRY).max(1))
            .min(Self::FULL);
    }
}

/// How long the service asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date (RFC 9110, section
/// 10.2.3). What makes no sense is as good as absent.
pub(super) fn retry_after(headers: &Headers, now: SystemTime) -> Option<Duration> {
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
    let wait = http_date(text.trim())?.duration_since(now);
    Some(bounded(wait.unwrap_or_default()))
}

/// A duration of any number of seconds: what is too long for one is the longest there is.
fn duration(seconds: f64) -> Duration {
    bounded(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
}

/// Reads `Wed, 21 Oct 2099 07:28:00 GMT` (RFC 9110, section 5.6.7).
fn http_date(text: &str) -> Option<SystemTime> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let fields: Vec<&str> = text.split_once(", ")?.1.split(' ').collect();
    let [day, month, year, time, "GMT"] = fields[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month)?;
    let (day, year) = (day.parse::<u64>().ok()?, year.parse::<u64>().ok()?);
    let clock: Vec<u64> = time
        .split(':')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [hour, minute, second] = clock[..] else {
        return None;
    };
    if !(1970..=9999).contains(&year)
        || !(1..=31).contains(&day)
        || hour > 23
        || minute > 59
        || second > 60
    {
        return None;
    }
    let days = days_before_year(year) + days_before_month(month, is_leap(year)) + day - 1;
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

fn is_leap(year: u64) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_before_year(year: u64) -> u64 {
    let leaps = |year: u64| year / 4 - year / 100 + year / 400;
    (year - 1970) * 365 + leaps(year - 1) - leaps(1969)
}

fn days_before_month(month: usize, leap: bool) -> u64 {
    const DAYS: [u64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    DAYS.iter().take(month).sum::<u64>() + u64::from(leap && month > 1)
}

/// Anything from 0 to 1.
fn fraction() -> f64 {
    f64::from(u32::try_from(random() >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
}

/// A new idempotency key, of 128 random bits.
pub(super) fn new_key() -> String {
    format!("{:016x}{:016x}", random(), random())
}
