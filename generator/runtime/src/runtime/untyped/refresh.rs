//! Credentials of schemes that are chosen while the program runs, where a person signs in for them.

use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::client::token_source::TokenSource;
use crate::runtime::description::scheme::Scheme;

/// The URLs of a flow. A relative one leads from the server's.
#[derive(Debug, Clone, Copy)]
pub struct FlowUrls {
    /// Where it begins.
    pub begin: &'static str,
    /// Where tokens are had.
    pub token: &'static str,
    /// Where they are had for a refresh token, where that is another place.
    pub refresh: Option<&'static str>,
}

/// Gets the credential of a scheme from a source.
pub fn credential_source(
    builder: ClientBuilder,
    scheme: &'static Scheme,
    source: TokenSource,
) -> ClientBuilder {
    builder.credential_source(scheme, source)
}
