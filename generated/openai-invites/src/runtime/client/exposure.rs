//! Where a credential may go, and on which way.
//!
//! No request can be made without asking this, be it for an attempt, a page or a token, and whatever the credential is: of
//! a scheme, or a header or a query parameter of the caller's own. Redirects are followed only where the caller asks for
//! that, and each asks again.

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::sender::Sender;
use crate::runtime::error::build::BuildError;
use crate::runtime::http::credential_names::{is_credential, names_credentials};
use crate::runtime::transport::route::{self, Route};

/// Asks for the way of a request. `shown` says that it holds a credential; those that only a name tells of are found here.
pub(crate) fn route(
    sender: &Sender,
    url: &Url,
    headers: &HeaderMap,
    shown: bool,
) -> Result<Route, BuildError> {
    let schemes = sender.api.schemes;
    let in_query = || {
        url.query_pairs()
            .any(|(name, _)| is_credential(schemes, &name))
    };
    let carries = shown || names_credentials(schemes, headers) || in_query();
    let proxied = || sender.transport.is_of_the_caller() && is_proxied(url, variable);
    route::decide(url, carries, sender.allow_insecure, proxied)
}

/// Whether the environment names a proxy for plain http to a host, which reqwest then takes as curl does.
pub(crate) fn is_proxied(url: &Url, variable: impl Fn(&str) -> Option<String>) -> bool {
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
