//! Security schemes, as the description has them.

/// A security scheme.
#[derive(Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the description.
    pub name: &'static str,
    /// The builder's method that sets its credential.
    pub method: &'static str,
    /// How a credential is sent.
    pub kind: SchemeKind,
    /// What stands before the credential.
    pub prefix: &'static str,
    /// The environment variable that holds it.
    pub env: Option<&'static str>,
}

/// How a credential is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer TOKEN` (RFC 6750).
    Bearer,
    /// `Authorization: Basic ...` (RFC 7617).
    Basic,
    /// Any other scheme of `Authorization`.
    Http(&'static str),
    /// A header.
    Header(&'static str),
    /// A query parameter.
    Query(&'static str),
    /// A cookie.
    Cookie(&'static str),
    /// A bearer token of OAuth 2.0, with the token URL of client credentials.
    OAuth2(Option<&'static str>),
    /// A certificate: a matter of the connection, with nothing to send.
    MutualTls,
}

impl Scheme {
    /// How the caller sets its credential, for messages.
    pub(crate) fn how(&self) -> String {
        match self.env {
            Some(env) => format!("`ClientBuilder::{}` (or the variable {env})", self.method),
            None => format!("`ClientBuilder::{}`", self.method),
        }
    }
}
