//! What every call shares: the server and the credentials.

use super::import::Import;
use super::ty::{Doc, Ident};
use crate::text::Text;

/// The static `API` of `client.rs`.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The first server; `None` where the description names no absolute one, so that the caller has to give it.
    pub server: Option<Server>,
    /// The URL that examples give the client, where the description names no absolute one.
    pub example_url: Text,
    /// The servers that the caller can choose from, if there are several; the first of them is the one above, where that
    /// is there.
    pub servers: Vec<NamedServer>,
    /// The variables in the servers' URLs.
    pub variables: Vec<VariableSetter>,
    /// The header that holds the request ID.
    pub request_id_header: Option<Text>,
    /// Which body of a success is an error all the same: a JSON pointer, and the JSON text of the value there.
    pub error_when: Option<(Text, Text)>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its URL with `{name}` for each variable, without a slash at its end.
    pub url: Text,
    /// The variables in it.
    pub variables: Vec<Variable>,
    /// Whether the URL is an absolute one with the variables' defaults.
    pub absolute: bool,
}

/// A variable in the URL of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// The name in the URL.
    pub name: Text,
    /// The value unless the caller gives another one.
    pub default: Text,
    /// The values that there are; none where anything goes.
    pub values: Vec<Text>,
}

/// A server that the caller can choose: a constant.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedServer {
    /// The constant's name.
    pub constant: Ident,
    /// The server.
    pub server: Server,
    /// What it is.
    pub docs: Doc,
}

/// A variable that the caller can set: a method of the builder.
#[derive(Debug, Clone, PartialEq)]
pub struct VariableSetter {
    /// The method's name, and its argument's.
    pub method: Ident,
    /// The name in the URLs.
    pub name: Text,
    /// What it is, and which values it may have.
    pub docs: Doc,
}

/// A security scheme: a static, and a method of the builder.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// The static's name.
    pub constant: Ident,
    /// The method's name, such as `admin_api_key`.
    pub method: Ident,
    /// The method that takes a client's own credentials instead, where tokens can be had for them, and what it does.
    pub client: Option<(Ident, Doc)>,
    /// The method that takes a source of credentials instead, and what it does; none where there is nothing to send, or two
    /// words.
    pub source: Option<(Ident, Doc)>,
    /// The flows of OAuth 2.0 in which a person signs in.
    pub flows: Vec<Flow>,
    /// The scheme's name in the document.
    pub name: Text,
    /// What the method does: how the credential is sent, what it is, where it is read from.
    pub docs: Doc,
    /// How a credential is sent.
    pub kind: SchemeKind,
    /// What stands before the credential.
    pub prefix: Text,
    /// Whether it stands alone in the header `Authorization`, where nearly every service wants a word before it.
    pub is_bare: bool,
    /// The environment variable that holds it.
    pub env: Option<Text>,
}

/// A flow of OAuth 2.0 in which a person signs in: a function that makes a value of the runtime's type.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Which type.
    pub kind: FlowKind,
    /// The function's name.
    pub function: Ident,
    /// What it is, with its URLs and scopes.
    pub docs: Doc,
    /// Where it begins; nothing for a password.
    pub begin_url: Option<Text>,
    /// Where tokens are had.
    pub token_url: Text,
    /// Where they are had for a refresh token, where that is another place.
    pub refresh_url: Option<Text>,
}

/// The flows of OAuth 2.0 in which a person signs in; the runtime's types have the same names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum FlowKind {
    AuthorizationCode,
    DeviceCode,
    Password,
}

impl FlowKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::AuthorizationCode, Self::DeviceCode, Self::Password];

    /// The runtime's type.
    #[must_use]
    pub fn import(self) -> Import {
        match self {
            Self::AuthorizationCode => Import::AuthorizationCode,
            Self::DeviceCode => Import::DeviceCode,
            Self::Password => Import::Password,
        }
    }
}

impl Flow {
    /// The path of the function: its type's name, and its own.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}::{}", self.kind.import().name(), self.function.bare())
    }
}

/// How a credential is shown; the runtime's `SchemeKind` has the same names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum SchemeKind {
    Bearer,
    Basic,
    /// Any other scheme of the header `Authorization`.
    Http(Text),
    Header(Text),
    Query(Text),
    Cookie(Text),
    /// OAuth 2.0, with the token URL of client credentials.
    OAuth2(Option<Text>),
    /// A certificate: nothing to send.
    MutualTls,
}
