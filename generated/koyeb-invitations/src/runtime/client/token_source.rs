//! Tokens that are asked for when they are needed.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, OwnedMutexGuard};

use super::builder::ClientBuilder;
use super::credentials::{Asking, CredentialSource};
#[cfg(not(target_arch = "wasm32"))]
use super::detached::detached;
#[cfg(target_arch = "wasm32")]
use super::detached_wasm::detached;
use super::sender::Sender;
use super::token::Token;
use crate::runtime::description::scheme::Scheme;
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::error::transport::{TransportError, TransportErrorKind};
use crate::runtime::http::secret::Secret;
use crate::runtime::platform::BoxFuture;
use crate::runtime::platform::deadline::Deadline;
use crate::runtime::value::source::Source;

/// Where tokens come from: a function of the caller's own, or a flow of OAuth 2.0.
///
/// It is asked when the first call needs a token. The token is shared by the clones of the client, and by all clients that
/// have a clone of the source, until it is about to expire or the service refuses it (status 401); meanwhile everybody else
/// waits for the new one. A token that was asked for is kept also if the call that needed it is given up or over time.
#[derive(Clone)]
pub struct TokenSource {
    grant: Arc<dyn Grant>,
    held: Arc<Mutex<Option<Token>>>,
    told: Vec<Told>,
}

/// How long a request for a token may take at least, so that it outlives a call of less time.
const PATIENCE: Duration = Duration::from_secs(60);

/// A function that is told of each new token.
type Told = Arc<dyn Fn(&Token) + Send + Sync>;

/// A way to get a token.
pub(crate) trait Grant: Send + Sync {
    /// Gets a token. The last one has expired or was refused.
    fn ask<'a>(
        &'a self,
        sender: &'a Sender,
        until: &'a Deadline,
        last: Option<&'a Token>,
    ) -> BoxFuture<'a, Result<Token, Error>>;

    /// The secrets by which it gets one.
    fn secrets(&self) -> Vec<Secret>;

    /// What messages call it.
    fn label(&self) -> String;
}

impl TokenSource {
    /// Takes the tokens that a function returns. Where it fails, the call fails with [`Error::Build`], whose source is the
    /// function's error.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn new<F, A>(ask: F) -> Self
    where
        F: Fn() -> A + Send + Sync + 'static,
        A: Future<Output = Result<Token, Box<dyn std::error::Error + Send + Sync>>>
            + Send
            + 'static,
    {
        Self::of(Own(move || -> OwnToken { Box::pin(ask()) }), None)
    }

    /// Takes the tokens that a function returns. Where it fails, the call fails with [`Error::Build`], whose source is the
    /// function's error.
    #[cfg(target_arch = "wasm32")]
    #[must_use]
    pub fn new<F, A>(ask: F) -> Self
    where
        F: Fn() -> A + Send + Sync + 'static,
        A: Future<Output = Result<Token, Box<dyn std::error::Error + Send + Sync>>> + 'static,
    {
        Self::of(Own(move || -> OwnToken { Box::pin(ask()) }), None)
    }

    /// Adds a function that is called with each new token, so that it can be stored: a service may replace the refresh
    /// token, and then take no other one (RFC 6749, section 6). Calls wait for it.
    #[must_use]
    pub fn on_refresh(mut self, hook: impl Fn(&Token) + Send + Sync + 'static) -> Self {
        self.told.push(Arc::new(hook));
        self
    }

    /// Takes the tokens of a grant, and this one before.
    pub(crate) fn of(grant: impl Grant + 'static, held: Option<Token>) -> Self {
        Self {
            grant: Arc::new(grant),
            held: Arc::new(Mutex::new(held)),
            told: Vec::new(),
        }
    }
}

impl TokenSource {
    /// Returns the token that is held, or asks for another one where that is no use.
    async fn ask(
        &self,
        sender: &Arc<Sender>,
        limit: Duration,
        refused: Option<Secret>,
    ) -> Result<Secret, Error> {
        let held = Arc::clone(&self.held).lock_owned().await;
        sender.mask.learn(held.iter().flat_map(Token::secrets));
        let is_usable =
            |token: &&Token| token.is_fresh() && refused.as_ref() != Some(&token.access);
        if let Some(token) = held.as_ref().filter(is_usable) {
            return Ok(token.access.clone());
        }
        // The service may have replaced the refresh token once it is asked, and then takes no other one: what it responds
        // must not be lost with the call.
        let renewed = self
            .clone()
            .renew(held, Arc::clone(sender), limit.max(PATIENCE));
        let ended = || BuildError::new("the runtime ended before there was a token").into();
        detached(renewed).await.unwrap_or_else(|| Err(ended()))
    }

    async fn renew(
        self,
        mut held: OwnedMutexGuard<Option<Token>>,
        sender: Arc<Sender>,
        limit: Duration,
    ) -> Result<Secret, Error> {
        let until = Deadline::new(limit);
        let asked = self.grant.ask(&sender, &until, held.as_ref());
        let Some(token) = until.within(asked).await else {
            return Err(self.late(&until));
        };
        let token = held.insert(token?);
        sender.mask.learn(token.secrets());
        self.told.iter().for_each(|hook| hook(token));
        Ok(token.access.clone())
    }

    /// The error of a call for which the token comes too late.
    fn late(&self, until: &Deadline) -> Error {
        let error = TransportError {
            operation: self.grant.label(),
            kind: TransportErrorKind::Timeout,
            attempts: 0.into(),
            limit: format!("{:?}", until.limit),
            head: None,
            source: None,
        };
        error.into()
    }
}

impl CredentialSource for TokenSource {
    fn token<'a>(
        &'a self,
        sender: &'a Arc<Sender>,
        until: &'a Deadline,
        refused: Option<Secret>,
    ) -> Asking<'a> {
        Box::pin(async move {
            let asked = until.within(self.ask(sender, until.limit, refused)).await;
            asked.unwrap_or_else(|| Err(self.late(until)))
        })
    }

    fn secrets(&self) -> Vec<Secret> {
        // Where another client has it renewed, this one learns what it holds once it asks.
        let held = self.held.try_lock().ok();
        let held = held.iter().flat_map(|held| held.iter());
        let held = held.flat_map(Token::secrets);
        self.grant.secrets().into_iter().chain(held).collect()
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenSource").finish_non_exhaustive()
    }
}

type OwnToken = BoxFuture<'static, Result<Token, Source>>;

/// A function of the caller's own.
struct Own<F>(F);

impl<F: Fn() -> OwnToken + Send + Sync> Grant for Own<F> {
    fn ask<'a>(
        &'a self,
        sender: &'a Sender,
        _: &'a Deadline,
        _: Option<&'a Token>,
    ) -> BoxFuture<'a, Result<Token, Error>> {
        let token = (self.0)();
        Box::pin(async move {
            token.await.map_err(|source| {
                let source = sender.mask.source(source);
                let message = format!("the token source failed: {source}");
                BuildError::because(message, source).into()
            })
        })
    }

    fn secrets(&self) -> Vec<Secret> {
        Vec::new()
    }

    fn label(&self) -> String {
        "token source".to_owned()
    }
}

impl ClientBuilder {
    /// Gets the credential of a scheme from a source.
    pub(crate) fn credential_source(
        mut self,
        scheme: &'static Scheme,
        source: TokenSource,
    ) -> Self {
        self.credentials.ask(scheme, Arc::new(source));
        self
    }
}
