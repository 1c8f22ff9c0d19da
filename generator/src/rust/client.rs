//! What every call shares: the server and the credentials.

use super::ty::{Doc, Ident};

/// The static `API` of `client.rs`.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The first server's URL with the variables' defaults filled in, without a slash at its end; `None` where the
    /// description names no absolute one, so that the caller has to give it.
    pub base_url: Option<String>,
    /// The other servers, for the documentation of the builder and constants.
    pub servers: Vec<Server>,
    /// The header in which the service names the request.
    pub request_id_header: Option<String>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
}

/// A server.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// The constant's name.
    pub constant: Ident,
    /// Its URL.
    pub url: String,
    /// What it is.
    pub docs: Doc,
}

/// A security scheme: a static, and a method of the builder.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// The static's name.
    pub constant: Ident,
    /// The method's name, such as `admin_api_key`.
    pub method: Ident,
    /// The scheme's name in the document.
    pub name: String,
    /// What it is.
    pub docs: Doc,
    /// How a credential is shown.
    pub kind: SchemeKind,
    /// What stands before the credential.
    pub prefix: String,
    /// The environment variable that holds it.
    pub env: Option<String>,
}

/// How a credential is shown; the runtime's `SchemeKind` has the same names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum SchemeKind {
    Bearer,
    Basic,
    /// Any other scheme of the header `Authorization`.
    Http(String),
    Header(String),
    Query(String),
    Cookie(String),
    /// OAuth 2.0, with the token URL of client credentials.
    OAuth2(Option<String>),
    /// A certificate: nothing to send.
    MutualTls,
}
