//! Doors for the tests of what is private; never delivered.

use std::hash::RandomState;
use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, HeaderValue};

use super::client::Client;
use super::client::exposure;
use super::description::operation::{Method, Operation};
use super::description::server::Server;
use super::http::headers::Headers;

/// A mask that knows no secret yet.
pub(crate) fn mask() -> super::http::mask::Mask {
    super::http::mask::Mask::default()
}

/// How many threads drive the connections of blocking calls.
#[cfg(feature = "blocking")]
pub(crate) const THREADS: usize = super::transport::blocking::THREADS;

/// What a header `Retry-After` asks for.
pub(crate) fn retry_after(value: &'static str, now: SystemTime) -> Option<Duration> {
    let mut headers = HeaderMap::new();
    headers.insert("retry-after", HeaderValue::from_static(value));
    super::client::retry::retry_after(&Headers::new(headers), now)
}

/// The next page that a header `Link` names.
pub(crate) fn next_link(value: &'static str) -> Option<String> {
    let mut headers = HeaderMap::new();
    headers.insert("link", HeaderValue::from_static(value));
    super::stream::link_header::next(&Headers::new(headers))
}

/// The URL that a call of the path `/x` goes to, where the operation has a server of its own or none.
pub(crate) fn target(client: &Client, server: Option<Server>) -> String {
    let operation = Box::leak(Box::new(Operation {
        path: "/x",
        server,
        ..Operation::DEFAULT
    }));
    match client.call(operation).target() {
        Ok(url) => url.to_string(),
        Err(error) => error.to_string(),
    }
}

/// An operation that sends a body.
pub(crate) static UPLOAD: Operation = Operation {
    method: Method::PUT,
    path: "/upload",
    ..Operation::DEFAULT
};

/// A number made of these keys, in this process at this time.
pub(crate) fn random_in(keys: &RandomState, process: u32, time: SystemTime) -> u64 {
    super::platform::native::random_in(keys, process, time)
}

/// Whether a request is to go past every proxy, or why it may not go at all.
pub(crate) fn decide(
    url: &str,
    carries: bool,
    allow_insecure: bool,
    proxied: bool,
) -> Result<bool, String> {
    let url = url.parse().map_err(|_| "no URL".to_owned())?;
    let route = super::transport::route::decide(&url, carries, allow_insecure, || proxied);
    route
        .map(|route| route.is_local)
        .map_err(|error| error.to_string())
}

/// Whether a header or a query parameter of this name is taken for a credential.
pub(crate) fn is_credential(name: &str) -> bool {
    super::http::credential_names::is_credential(crate::client::API.schemes, name)
}

/// Whether such an environment has a proxy for a URL.
pub(crate) fn is_proxied(url: &str, environment: &[(&str, &str)]) -> bool {
    let variable = |name: &str| {
        let held = environment.iter().find(|(held, _)| *held == name);
        held.map(|(_, value)| (*value).to_owned())
    };
    url.parse()
        .is_ok_and(|url| exposure::is_proxied(&url, variable))
}

/// The code challenge of a verifier.
pub(crate) fn challenge(verifier: &str) -> String {
    super::client::oauth2::pkce::challenge(verifier)
}
