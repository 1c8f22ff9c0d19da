//! Where a credential may go, and on which way.
//!
//! This is the one rule. No request can be made without asking it, be it for an attempt, a page or a token, and whatever
//! the credential is: of a scheme, or a header or a query parameter of the caller's own. Redirects are
//! followed only where the caller asks for that, and each asks this rule again.
//!
//! | | without a credential | with one |
//! |---|---|---|
//! | `https` | as the environment says | as the environment says: a proxy sees nothing of what it hands on |
//! | `http` to this machine | past every proxy | past every proxy |
//! | `http` to another machine | as the environment says | refused, unless the caller allows it |

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::auth::SchemeKind;
use super::client::{Shared, origin};
use super::error::BuildError;
use crate::client::API;

/// How a request gets to where it goes. Only the rule makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Route {
    /// Past every proxy, to this machine itself.
    pub(super) is_local: bool,
    _asked: (),
}

/// Asks for the way of a request. `shown` says that it holds a credential; those that only a name tells of are found here.
pub(super) fn route(
    shared: &Shared,
    url: &Url,
    headers: &HeaderMap,
    shown: bool,
) -> Result<Route, BuildError> {
    let in_query = || url.query_pairs().any(|(name, _)| is_credential(&name));
    let carries = shown || names_credentials(headers) || in_query();
    let proxied = || shared.transport.is_of_the_caller() && is_proxied(url, variable);
    decide(url, carries, shared.allow_insecure, proxied)
}

/// The rule. `proxied` says whether a client of the caller's own takes the request to a proxy all the same.
pub(super) fn decide(
    url: &Url,
    carries: bool,
    allow_insecure: bool,
    proxied: impl FnOnce() -> bool,
) -> Result<Route, BuildError> {
    let is_local = url.scheme() == "http" && is_this_machine(url);
    if carries && !allow_insecure {
        if url.scheme() != "https" && !is_local {
            return Err(insecure(url));
        }
        if is_local && proxied() {
            let message = format!(
                "credentials do not go to {0} through the proxy that the environment names: add `{1}` to the variable \
                 NO_PROXY, or leave out `ClientBuilder::http_client`",
                origin(url),
                url.host_str().unwrap_or_default()
            );
            return Err(BuildError::new(message));
        }
    }
    Ok(Route {
        is_local,
        _asked: (),
    })
}

fn insecure(url: &Url) -> BuildError {
    BuildError::new(format!(
        "credentials do not go to {} over plain http, unless `ClientBuilder::allow_insecure` says so",
        origin(url)
    ))
}

/// Whether a URL names this machine: a loopback address, or `localhost` and what ends in it (RFC 6761, section 6.3).
fn is_this_machine(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let address = host.trim_start_matches('[').trim_end_matches(']');
        let address = address.parse::<std::net::IpAddr>();
        host == "localhost"
            || host.ends_with(".localhost")
            || address.is_ok_and(|address| address.is_loopback())
    })
}

/// Whether one of the headers is a credential by its name.
pub(super) fn names_credentials(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| is_credential(name.as_str()))
}

/// Whether a header or a query parameter of this name usually holds a credential, or does as the description has it.
pub(super) fn is_credential(name: &str) -> bool {
    const PARTS: [&str; 8] = [
        "authorization",
        "cookie",
        "secret",
        "password",
        "apikey",
        "api-key",
        "access-key",
        "auth-key",
    ];
    const TOKENS: [&str; 6] = [
        "access-token",
        "api-token",
        "auth-token",
        "private-token",
        "security-token",
        "session-token",
    ];
    let described = API.schemes.iter().any(|scheme| match scheme.kind {
        SchemeKind::Header(held) | SchemeKind::Query(held) => held.eq_ignore_ascii_case(name),
        _ => false,
    });
    let name = name.to_ascii_lowercase().replace('_', "-");
    // The token of a page is none of these.
    described
        || name == "token"
        || PARTS.iter().any(|part| name.contains(part))
        || TOKENS.iter().any(|token| name.ends_with(token))
}

/// Whether the environment names a proxy for plain http to a host, which reqwest then takes as curl does.
pub(super) fn is_proxied(url: &Url, variable: impl Fn(&str) -> Option<String>) -> bool {
    let set = |names: [&str; 2]| {
        let value = names.into_iter().find_map(&variable);
        value.filter(|value| !value.trim().is_empty())
    };
    if set(["HTTP_PROXY", "http_proxy"]).is_none() && set(["ALL_PROXY", "all_proxy"]).is_none() {
        return false;
    }
    let host = url.host_str().unwrap_or_default();
    let spared = set(["NO_PROXY", "no_proxy"]).unwrap_or_default();
    !spared.split(',').map(str::trim).any(|spared| {
        let domain = spared.trim_start_matches('.');
        let below = host.strip_suffix(domain);
        spared == "*"
            || below.is_some_and(|below| {
                !domain.is_empty() && (below.is_empty() || below.ends_with('.'))
            })
    })
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
