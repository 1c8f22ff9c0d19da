//! Refresh tokens (RFC 6749, section 6).

use crate::runtime::client::oauth2::application::Application;
use crate::runtime::client::oauth2::endpoint::{AuthRequest, TOKEN};
use crate::runtime::client::oauth2::form::Form;
use crate::runtime::client::sender::Sender;
use crate::runtime::client::token::Token;
use crate::runtime::client::token_source::{Grant, TokenSource};
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::http::secret::Secret;
use crate::runtime::platform::BoxFuture;
use crate::runtime::platform::deadline::Deadline;

/// A source that begins with a token, and gets the next one by its refresh token.
pub(crate) fn source(application: Application, token: Token) -> TokenSource {
    TokenSource::of(Refresh { application }, Some(token))
}

struct Refresh {
    application: Application,
}

impl Grant for Refresh {
    fn ask<'a>(
        &'a self,
        sender: &'a Sender,
        until: &'a Deadline,
        last: Option<&'a Token>,
    ) -> BoxFuture<'a, Result<Token, Error>> {
        Box::pin(async move {
            let refresh = last.and_then(|token| token.refresh.clone());
            let Some(refresh) = refresh else {
                let why = "the token has expired or was refused, and there is no refresh token: sign in again";
                return Err(BuildError::new(why).into());
            };
            let form = Form::grant("refresh_token").with("refresh_token", refresh.expose());
            let mut request =
                AuthRequest::for_token(&self.application, form, vec![refresh.clone()]);
            if let Some(url) = &self.application.refresh_url {
                request.url = url;
            }
            let mut token = request.token(sender, until).await?;
            // What the service leaves out stays as it was.
            token.refresh.get_or_insert(refresh);
            if token.scopes.is_empty() {
                token.scopes = last.map(|last| last.scopes.clone()).unwrap_or_default();
            }
            Ok(token)
        })
    }

    fn secrets(&self) -> Vec<Secret> {
        self.application.secrets()
    }

    fn label(&self) -> String {
        TOKEN.label()
    }
}
