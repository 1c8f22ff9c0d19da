//! Doors for the tests of what is private; never delivered.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, HeaderValue};

use super::headers::Headers;

/// What a header `Retry-After` asks for.
pub(crate) fn retry_after(value: &'static str, now: SystemTime) -> Option<Duration> {
    let mut headers = HeaderMap::new();
    headers.insert("retry-after", HeaderValue::from_static(value));
    super::retry::retry_after(&Headers(headers), now)
}
