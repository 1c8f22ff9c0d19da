//! The application that asks for tokens, which OAuth 2.0 calls the client: who it is, and what it asks for.

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};

use crate::runtime::client::oauth2::form::Form;
use crate::runtime::http::credential_names::is_credential;
use crate::runtime::http::secret::Secret;
use crate::runtime::value::encode::{Keep, percent_encode};

/// What every flow is set up with.
#[derive(Clone, Default)]
pub(crate) struct Application {
    pub(crate) id: Option<String>,
    pub(crate) secret: Option<Secret>,
    /// Whether the secret stands in the body.
    pub(crate) in_body: bool,
    pub(crate) scopes: Vec<String>,
    pub(crate) params: Vec<(String, String)>,
    /// Where tokens are had.
    pub(crate) token_url: String,
    /// Where they are had for a refresh token, if that is another place.
    pub(crate) refresh_url: Option<String>,
}

impl Application {
    /// An application of which nothing is known yet but where its tokens are had.
    #[allow(
        dead_code,
        reason = "client credentials are told by the scheme where tokens are had"
    )]
    pub(crate) fn at(token_url: &str, refresh_url: Option<&str>) -> Self {
        Self {
            token_url: token_url.to_owned(),
            refresh_url: refresh_url.map(str::to_owned),
            ..Self::default()
        }
    }

    /// Adds what is asked for: the scopes, and the caller's own parameters.
    pub(crate) fn ask_for(&self, form: &mut Form) {
        if !self.scopes.is_empty() {
            form.add("scope", &self.scopes.join(" "));
        }
        for (name, value) in &self.params {
            form.add(name, value);
        }
    }

    /// Says who asks (RFC 6749, section 2.3.1). An application without a secret only says its id.
    pub(crate) fn sign(&self, form: &mut Form, headers: &mut HeaderMap) {
        let Some(id) = &self.id else {
            return;
        };
        match (&self.secret, self.basic()) {
            (Some(_), Some(basic)) if !self.in_body => {
                let basic = format!("Basic {}", basic.expose());
                if let Ok(mut basic) = HeaderValue::from_str(&basic) {
                    basic.set_sensitive(true);
                    headers.insert(AUTHORIZATION, basic);
                }
            }
            (secret, _) => {
                form.add("client_id", id);
                if let Some(secret) = secret {
                    form.add("client_secret", secret.expose());
                }
            }
        }
    }

    /// All that is not to be seen: the secret, and parameters that are credentials, such as `client_assertion` (RFC 7521).
    pub(crate) fn secrets(&self) -> Vec<Secret> {
        let is_secret = |name: &str| is_credential(&[], name) || name.ends_with("assertion");
        let params = self.params.iter().filter(|(name, _)| is_secret(name));
        let params = params.map(|(_, value)| Secret::new(value.as_str()));
        let secret = self.secret.clone().into_iter();
        secret.chain(self.basic()).chain(params).collect()
    }

    /// The credential of basic authentication, whose parts are encoded here (RFC 6749, section 2.3.1).
    fn basic(&self) -> Option<Secret> {
        let encode = |text: &str| percent_encode(text, Keep::Unreserved);
        let (id, secret) = (self.id.as_ref()?, self.secret.as_ref()?);
        Some(Secret::basic(&encode(id), &encode(secret.expose())))
    }
}

/// The setters that all flows have.
macro_rules! settings {
    ($flow:ident) => {
        impl $flow {
            /// Adds a scope to ask for. Without any, the service decides.
            #[must_use]
            pub fn scope(mut self, scope: impl Into<String>) -> Self {
                self.application.scopes.push(scope.into());
                self
            }

            /// Adds a parameter of the service's own to what it is asked for, such as `audience`.
            #[must_use]
            pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
                self.application.params.push((name.into(), value.into()));
                self
            }

            /// Gets tokens from another URL than the description names.
            #[must_use]
            pub fn token_url(mut self, url: impl Into<String>) -> Self {
                self.application.token_url = url.into();
                self.application.refresh_url = None;
                self
            }

            /// Sends the id and the secret in the body instead of the header `Authorization`, as some services want it.
            #[must_use]
            pub fn in_body(mut self) -> Self {
                self.application.in_body = true;
                self
            }
        }

        impl std::fmt::Debug for $flow {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($flow))
                    .field("scopes", &self.application.scopes)
                    .finish_non_exhaustive()
            }
        }
    };
}
pub(crate) use settings;

/// What the flows have in which a person signs in.
#[allow(unused_macros, reason = "client credentials are no person's")]
macro_rules! signed_in {
    ($flow:ident) => {
        impl $flow {
            /// Sets the client secret of an application that can keep one: a service, not a program on a person's machine.
            #[must_use]
            pub fn client_secret(
                mut self,
                secret: impl Into<$crate::runtime::http::secret::Secret>,
            ) -> Self {
                self.application.secret = Some(secret.into());
                self
            }

            /// Returns a source of tokens that begins with this one, and gets the next by its refresh token (RFC 6749,
            /// section 6). Store what [`TokenSource::on_refresh`](crate::TokenSource::on_refresh) tells.
            #[must_use]
            pub fn source(
                &self,
                token: $crate::runtime::client::token::Token,
            ) -> $crate::runtime::client::token_source::TokenSource {
                $crate::runtime::client::oauth2::refresh::source(self.application.clone(), token)
            }
        }
    };
}
#[allow(unused_imports, reason = "client credentials are no person's")]
pub(crate) use signed_in;
