//! Security: the schemes, how their credentials are had and sent, and what is needed.

use super::operation::Location;
use super::types::Docs;

/// Schemes that are needed together.
pub type Security = Vec<Needed>;

/// A scheme that is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needed {
    /// Which one: its index in [`Api::auth`](super::Api::auth).
    pub scheme: usize,
    /// The scopes that a token has to have, or the roles of another scheme.
    pub scopes: Vec<String>,
}

/// A security scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct Auth {
    /// The key in the document.
    pub name: String,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// How a credential is sent.
    pub kind: AuthKind,
    /// The environment variable that holds it by convention, where an overlay says so.
    pub env: Option<String>,
    /// What stands before the credential, where an overlay says so, such as `Bearer `.
    pub prefix: Option<String>,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuthKind {
    /// `Authorization: Bearer TOKEN` (RFC 6750).
    Bearer,
    /// `Authorization: Basic ...` (RFC 7617).
    Basic,
    /// `Authorization: SCHEME CREDENTIAL`, any other registered scheme.
    Http(String),
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// Where.
        location: Location,
        /// Under which name.
        name: String,
    },
    /// An OAuth 2.0 access token, sent as bearer token.
    OAuth2 {
        /// How a token is had.
        flows: Box<Flows>,
        /// The scopes that the document names.
        scopes: Vec<Scope>,
    },
    /// An OpenID Connect token, sent as bearer token.
    OpenIdConnect,
    /// A certificate of the client's: a matter of the connection, not of a header.
    MutualTls,
}

/// The flows of OAuth 2.0 by which a token is had, without the implicit one, which is none of a client's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flows {
    /// Client credentials (RFC 6749, section 4.4).
    pub client_credentials: Option<Flow>,
    /// Authorization code (RFC 6749, section 4.1).
    pub authorization_code: Option<Flow>,
    /// Device code (RFC 8628).
    pub device: Option<Flow>,
    /// The password of a person (RFC 6749, section 4.3).
    pub password: Option<Flow>,
}

/// A flow of OAuth 2.0. Its URLs are as written; they may be relative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// Where the flow begins that needs a person: the URL to open, or that gives the code of a device.
    pub begin_url: Option<String>,
    /// Where tokens are had.
    pub token_url: String,
    /// Where they are had for a refresh token, where that is another place.
    pub refresh_url: Option<String>,
}

/// A scope of OAuth 2.0 (RFC 6749, section 3.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Its name.
    pub name: String,
    /// What it lets its holder do; may be empty.
    pub description: String,
}
