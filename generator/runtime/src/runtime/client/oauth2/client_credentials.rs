//! Client credentials (RFC 6749, section 4.4).

use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::client::oauth2::application::{Application, settings};
use crate::runtime::client::oauth2::endpoint::{AuthRequest, TOKEN};
use crate::runtime::client::oauth2::form::Form;
use crate::runtime::client::sender::Sender;
use crate::runtime::client::token::Token;
use crate::runtime::client::token_source::{Grant, TokenSource};
use crate::runtime::description::scheme::{Scheme, SchemeKind};
use crate::runtime::error::Error;
use crate::runtime::http::secret::Secret;
use crate::runtime::platform::BoxFuture;
use crate::runtime::platform::deadline::Deadline;

/// The credentials of an OAuth 2.0 client (RFC 6749, section 4.4), by which it gets its tokens.
///
/// A token is asked for when the first call needs one, shared by the clones of the client until it is about to expire, and
/// asked for again when the service refuses it.
#[derive(Clone)]
pub struct ClientCredentials {
    application: Application,
}

settings!(ClientCredentials);

impl ClientCredentials {
    /// Creates credentials from the client ID and the client secret.
    #[must_use]
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        let application = Application {
            id: Some(id.into()),
            secret: Some(secret.into()),
            ..Application::default()
        };
        Self { application }
    }
}

impl Grant for ClientCredentials {
    fn ask<'a>(
        &'a self,
        sender: &'a Sender,
        until: &'a Deadline,
        _: Option<&'a Token>,
    ) -> BoxFuture<'a, Result<Token, Error>> {
        let mut form = Form::grant("client_credentials");
        self.application.ask_for(&mut form);
        let request = AuthRequest::for_token(&self.application, form, Vec::new());
        Box::pin(request.token(sender, until))
    }

    fn secrets(&self) -> Vec<Secret> {
        self.application.secrets()
    }

    fn label(&self) -> String {
        TOKEN.label()
    }
}

impl ClientBuilder {
    /// Gets the tokens of a scheme by a client's own credentials.
    pub(crate) fn client_credentials(
        self,
        scheme: &'static Scheme,
        mut client: ClientCredentials,
    ) -> Self {
        if let (SchemeKind::OAuth2(Some(described)), "") =
            (scheme.kind, &*client.application.token_url)
        {
            described.clone_into(&mut client.application.token_url);
        }
        self.credential_source(scheme, TokenSource::of(client, None))
    }
}
