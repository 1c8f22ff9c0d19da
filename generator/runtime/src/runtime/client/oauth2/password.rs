//! The password of a person, for a token (RFC 6749, section 4.3).

use crate::runtime::client::Client;
use crate::runtime::client::oauth2::application::{Application, settings, signed_in};
use crate::runtime::client::oauth2::endpoint::AuthRequest;
use crate::runtime::client::oauth2::form::Form;
use crate::runtime::client::token::Token;
use crate::runtime::error::Error;
use crate::runtime::http::secret::Secret;

/// An application that is told the password of a person (RFC 6749, section 4.3), as few services still allow.
///
/// [`token`](Self::token) gets the token, and [`source`](Self::source) gives it to a client, which refreshes it.
#[derive(Clone)]
pub struct Password {
    application: Application,
}

settings!(Password);
signed_in!(Password);

impl Password {
    /// A flow with the URLs of the description.
    pub(crate) fn described(token_url: &str, refresh_url: Option<&str>) -> Self {
        Self {
            application: Application::at(token_url, refresh_url),
        }
    }

    /// Sets the client ID, where the service wants one.
    #[must_use]
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.application.id = Some(id.into());
        self
    }

    /// Gets the token of a person.
    ///
    /// The client needs no credentials: its transport, its limits and its hooks are those of this request.
    ///
    /// # Errors
    ///
    /// It fails with [`Error::Api`] if the service does not take the password.
    pub async fn token(
        &self,
        client: &Client,
        user: &str,
        password: impl Into<Secret>,
    ) -> Result<Token, Error> {
        let password = password.into();
        let mut form = Form::grant("password")
            .with("username", user)
            .with("password", password.expose());
        self.application.ask_for(&mut form);
        let request = AuthRequest::for_token(&self.application, form, vec![password]);
        request.token_of(client).await
    }

    /// Does what [`token`](Self::token) does, and blocks the thread meanwhile.
    ///
    /// # Errors
    ///
    /// It fails where [`token`](Self::token) fails.
    #[cfg(feature = "blocking")]
    pub fn token_blocking(
        &self,
        client: &Client,
        user: &str,
        password: impl Into<Secret>,
    ) -> Result<Token, Error> {
        crate::runtime::transport::blocking::wait(self.token(client, user, password))?
    }
}
