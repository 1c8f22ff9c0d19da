//! What is stored of somebody who has signed in: the tokens, and by which application they were had.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use client::Token;

use super::Application;
use crate::cli::json::Json;

/// A session of a person.
#[derive(Clone)]
pub(super) struct Session {
    /// The flow by which it was had, by which it is renewed.
    pub(super) flow: String,
    client_id: String,
    client_secret: Option<String>,
    pub(super) access_token: String,
    pub(super) refresh_token: Option<String>,
    /// When the access token expires, in seconds since 1970.
    expires_at: Option<u64>,
}

impl Session {
    /// A session that begins with a token.
    pub(super) fn new(flow: &str, application: &Application, token: &Token) -> Self {
        let session = Self {
            flow: flow.to_owned(),
            client_id: application.id.clone(),
            client_secret: application.secret.clone(),
            access_token: String::new(),
            refresh_token: None,
            expires_at: None,
        };
        session.renewed(token)
    }

    /// The session with a new token.
    pub(super) fn renewed(&self, token: &Token) -> Self {
        let expiry = token.expiry();
        let expiry = expiry.and_then(|expiry| expiry.duration_since(UNIX_EPOCH).ok());
        Self {
            access_token: token.access_token().to_owned(),
            refresh_token: token.refresh_token().map(str::to_owned),
            expires_at: expiry.map(|expiry| expiry.as_secs()),
            ..self.clone()
        }
    }

    /// Reads what was stored; nothing where that is no session.
    pub(super) fn read(text: &str) -> Option<Self> {
        let stored = Json::parse(text).ok()?;
        let text = |name: &str| stored.get(name).map(Json::plain);
        Some(Self {
            flow: text("flow")?,
            client_id: text("client_id")?,
            client_secret: text("client_secret"),
            access_token: text("access_token")?,
            refresh_token: text("refresh_token"),
            expires_at: text("expires_at").and_then(|seconds| seconds.parse().ok()),
        })
    }

    /// What is stored.
    pub(super) fn text(&self) -> String {
        let text = |value: &str| Some(Json::Text(value.to_owned()));
        let members = [
            ("flow", text(&self.flow)),
            ("client_id", text(&self.client_id)),
            (
                "client_secret",
                self.client_secret.as_deref().and_then(text),
            ),
            ("access_token", text(&self.access_token)),
            (
                "refresh_token",
                self.refresh_token.as_deref().and_then(text),
            ),
            (
                "expires_at",
                self.expires_at
                    .map(|seconds| Json::Literal(seconds.to_string())),
            ),
        ];
        let members = members
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Json::Object(members.collect()).to_string()
    }

    /// Whether there is a token that is not expired, or can be renewed.
    pub(super) fn is_usable(&self) -> bool {
        self.refresh_token.is_some()
            || self
                .expiry()
                .is_none_or(|expiry| SystemTime::now() < expiry)
    }

    /// The token.
    pub(super) fn token(&self) -> Token {
        let mut token = Token::new(self.access_token.as_str());
        if let Some(expiry) = self.expiry() {
            token = token.expires_at(expiry);
        }
        match &self.refresh_token {
            Some(refresh_token) => token.with_refresh_token(refresh_token.as_str()),
            None => token,
        }
    }

    /// The application that has the session.
    pub(super) fn application(&self) -> Application {
        Application {
            id: self.client_id.clone(),
            secret: self.client_secret.clone(),
            ..Application::default()
        }
    }

    fn expiry(&self) -> Option<SystemTime> {
        let seconds = Duration::from_secs(self.expires_at?);
        UNIX_EPOCH.checked_add(seconds)
    }
}
