//! A person who is asked for access, and comes back with a code.

use std::fmt;

use reqwest::Url;

use crate::runtime::client::Client;
use crate::runtime::client::oauth2::application::Application;
use crate::runtime::client::oauth2::endpoint::{AuthRequest, url};
use crate::runtime::client::oauth2::form::Form;
use crate::runtime::client::oauth2::pkce;
use crate::runtime::client::token::Token;
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::http::secret::Secret;
use crate::runtime::transport::route;

/// A request for access, to which a person has to respond in a browser (RFC 6749, section 4.1.1).
pub struct AuthorizationRequest {
    application: Application,
    redirect_uri: String,
    client: Client,
    url: Url,
    state: String,
    verifier: Secret,
}

impl AuthorizationRequest {
    pub(crate) fn new(
        application: Application,
        authorization_url: &str,
        redirect_uri: String,
        client: Client,
        (state, verifier): (String, String),
    ) -> Result<Self, BuildError> {
        let sender = &client.shared.sender;
        let mut url = url(sender, authorization_url)?;
        // Nothing on the way may read where the person gives access, or send them elsewhere.
        route::decide(&url, true, sender.allow_insecure, || false)?;
        let mut form = Form::default()
            .with("response_type", "code")
            .with("client_id", application.id.as_deref().unwrap_or_default())
            .with("redirect_uri", &redirect_uri)
            .with("state", &state)
            .with("code_challenge", &pkce::challenge(&verifier))
            .with("code_challenge_method", "S256");
        application.ask_for(&mut form);
        let query = form.into_text();
        let query = match url.query().filter(|query| !query.is_empty()) {
            Some(before) => format!("{before}&{query}"),
            None => query,
        };
        url.set_query(Some(&query));
        Ok(Self {
            application,
            redirect_uri,
            client,
            url,
            state,
            verifier: Secret::new(verifier),
        })
    }

    /// Returns the URL that the person has to open in a browser.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// Returns the `state`, by which the redirect is known to belong to this request.
    #[must_use]
    pub fn state(&self) -> &str {
        &self.state
    }

    /// Returns the code verifier (RFC 7636), a secret that is kept for
    /// [`AuthorizationCode::resume`](crate::AuthorizationCode::resume).
    #[must_use]
    pub fn verifier(&self) -> &str {
        self.verifier.expose()
    }

    /// Gets the token for the code with which the person comes back. `redirected` is the URL to which the browser was sent,
    /// or its part from the path on, as a server sees it.
    ///
    /// # Errors
    ///
    /// It fails with [`Error::Build`] if the person has not given access or the redirect belongs to another request, and with
    /// [`Error::Api`] if the service takes the code no more.
    pub async fn finish(&self, redirected: &str) -> Result<Token, Error> {
        let code = self.code(redirected)?;
        let form = Form::grant("authorization_code")
            .with("code", code.expose())
            .with("redirect_uri", &self.redirect_uri)
            .with("code_verifier", self.verifier.expose());
        let secrets = vec![code, self.verifier.clone()];
        let request = AuthRequest {
            // A code that comes twice may cost the first one's token (RFC 6749, section 4.1.2).
            once: true,
            ..AuthRequest::for_token(&self.application, form, secrets)
        };
        request.token_of(&self.client).await
    }

    /// Does what [`finish`](Self::finish) does, and blocks the thread meanwhile.
    ///
    /// # Errors
    ///
    /// It fails where [`finish`](Self::finish) fails.
    #[cfg(feature = "blocking")]
    pub fn finish_blocking(&self, redirected: &str) -> Result<Token, Error> {
        crate::runtime::transport::blocking::wait(self.finish(redirected))?
    }

    /// The code of a redirect (RFC 6749, section 4.1.2).
    fn code(&self, redirected: &str) -> Result<Secret, BuildError> {
        let query = redirected
            .split_once('?')
            .map_or(redirected, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        let params = Url::parse(&format!("http://localhost/?{query}"))
            .map_err(|source| BuildError::because("the redirect makes no sense", source))?;
        let param = |name: &str| {
            let found = params.query_pairs().find(|(held, _)| held == name);
            found.map(|(_, value)| value.into_owned())
        };
        if param("state").as_deref() != Some(&self.state) {
            return Err(BuildError::new(
                "the redirect does not belong to this request: its `state` is another one, or missing",
            ));
        }
        if let Some(error) = param("error") {
            let more = param("error_description").or_else(|| param("error_uri"));
            let more = more.map_or_else(String::new, |more| format!(": {}", more.escape_debug()));
            let error = error.escape_debug();
            return Err(BuildError::new(format!(
                "the service did not give access: {error}{more}"
            )));
        }
        let code = param("code").filter(|code| !code.is_empty());
        code.map(Secret::new)
            .ok_or_else(|| BuildError::new("the redirect has no `code`"))
    }
}

impl fmt::Debug for AuthorizationRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizationRequest")
            .finish_non_exhaustive()
    }
}
