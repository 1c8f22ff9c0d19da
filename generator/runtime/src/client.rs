//! What the client is told by the description: the server, the credentials, the names of headers.

use crate::runtime::{Api, Client, ClientBuilder, Scheme, SchemeKind, Secret, Server};

/// The facts about this API that every call shares.
pub(crate) static API: Api = Api {
    user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
    server: Some(Server::new("https://api.openai.com/v1")),
    request_id_header: Some("x-request-id"),
    error_when: Some(("/outcome/ok", "false")),
    schemes: &[&API_KEY_AUTH, &ADMIN_API_KEY_AUTH],
};

pub(crate) static API_KEY_AUTH: Scheme = Scheme {
    name: "ApiKeyAuth",
    method: "api_key",
    kind: SchemeKind::Bearer,
    prefix: "",
    env: None,
};

pub(crate) static ADMIN_API_KEY_AUTH: Scheme = Scheme {
    name: "AdminApiKeyAuth",
    method: "admin_api_key",
    kind: SchemeKind::Bearer,
    prefix: "",
    env: Some("OPENAI_ADMIN_KEY"),
};

impl Client {
    /// Returns a builder for credentials, limits and other settings.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }
}

impl ClientBuilder {
    /// Sets the credential of the scheme `ApiKeyAuth`, sent as `Authorization: Bearer ...`.
    pub fn api_key(self, token: impl Into<Secret>) -> Self {
        self.credential(&API_KEY_AUTH, token)
    }

    /// Sets the credential of the scheme `AdminApiKeyAuth`, sent as `Authorization: Bearer ...`.
    ///
    /// [`ClientBuilder::credentials_from_env`] reads it from `OPENAI_ADMIN_KEY`.
    pub fn admin_api_key(self, token: impl Into<Secret>) -> Self {
        self.credential(&ADMIN_API_KEY_AUTH, token)
    }
}
