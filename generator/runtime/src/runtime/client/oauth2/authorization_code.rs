//! The authorization code flow (RFC 6749, section 4.1), with PKCE (RFC 7636).

use crate::runtime::client::Client;
use crate::runtime::client::oauth2::application::{Application, settings, signed_in};
use crate::runtime::client::oauth2::authorization_request::AuthorizationRequest;
use crate::runtime::client::oauth2::pkce;
use crate::runtime::error::Error;

/// An application to which a person gives access in a browser: the authorization code flow (RFC 6749, section 4.1), with PKCE
/// (RFC 7636).
///
/// [`begin`](Self::begin) makes the URL to open, [`AuthorizationRequest::finish`] gets the token, and
/// [`source`](Self::source) gives it to a client, which refreshes it.
#[derive(Clone)]
pub struct AuthorizationCode {
    application: Application,
    authorization_url: String,
    redirect_uri: String,
}

settings!(AuthorizationCode);
signed_in!(AuthorizationCode);

impl AuthorizationCode {
    /// A flow with the URLs of the description.
    pub(crate) fn described(
        authorization_url: &str,
        token_url: &str,
        refresh_url: Option<&str>,
        client_id: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> Self {
        let mut application = Application::at(token_url, refresh_url);
        application.id = Some(client_id.into());
        Self {
            application,
            authorization_url: authorization_url.to_owned(),
            redirect_uri: redirect_uri.into(),
        }
    }

    /// Sends people to another URL than the description names.
    #[must_use]
    pub fn authorization_url(mut self, url: impl Into<String>) -> Self {
        self.authorization_url = url.into();
        self
    }

    /// Makes the URL that the person opens in a browser. Nothing is sent.
    ///
    /// The client needs no credentials: its transport, its limits and its hooks are those of the request for the token.
    ///
    /// # Errors
    ///
    /// It fails if a URL makes no sense or would go over plain `http` to another machine, or if the system has no random
    /// numbers.
    pub fn begin(&self, client: &Client) -> Result<AuthorizationRequest, Error> {
        let (state, verifier) = (pkce::random()?, pkce::random()?);
        self.resume(client, state, verifier)
    }

    /// Goes on with a request that was begun elsewhere, by its `state` and its `verifier`, which are kept with the session of
    /// the person.
    ///
    /// # Errors
    ///
    /// It fails where [`begin`](Self::begin) fails.
    pub fn resume(
        &self,
        client: &Client,
        state: impl Into<String>,
        verifier: impl Into<String>,
    ) -> Result<AuthorizationRequest, Error> {
        let proof = (state.into(), verifier.into());
        let request = AuthorizationRequest::new(
            self.application.clone(),
            &self.authorization_url,
            self.redirect_uri.clone(),
            client.clone(),
            proof,
        );
        Ok(request?)
    }
}
