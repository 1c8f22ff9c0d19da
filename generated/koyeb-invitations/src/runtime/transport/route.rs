//! On which way a request goes, which only this rule decides.
//!
//! | | without a credential | with one |
//! |---|---|---|
//! | `https` | as the environment says | as the environment says: a proxy sees nothing of what it hands on |
//! | `http` to this machine | past every proxy | past every proxy |
//! | `http` to another machine | as the environment says | refused, unless the caller allows it |

use reqwest::Url;

use crate::runtime::error::build::BuildError;

/// How a request gets to where it goes. Only the rule makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Route {
    /// Past every proxy, to this machine itself.
    pub(crate) is_local: bool,
    _asked: (),
}

/// The rule. `proxied` says whether a client of the caller's own takes the request to a proxy all the same.
pub(crate) fn decide(
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

/// The part of a URL that holds no secret.
pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
