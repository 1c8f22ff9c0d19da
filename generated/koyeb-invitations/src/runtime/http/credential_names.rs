//! Headers and query parameters that hold a credential, as far as their names tell.

use reqwest::header::HeaderMap;

use crate::runtime::description::scheme::{Scheme, SchemeKind};

/// Whether one of the headers is a credential by its name.
pub(crate) fn names_credentials(schemes: &[&Scheme], headers: &HeaderMap) -> bool {
    headers
        .keys()
        .any(|name| is_credential(schemes, name.as_str()))
}

/// Whether a header or a query parameter of this name usually holds a credential, or does as one of the description's schemes.
pub(crate) fn is_credential(schemes: &[&Scheme], name: &str) -> bool {
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
    let described = schemes.iter().any(|scheme| match scheme.kind {
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
