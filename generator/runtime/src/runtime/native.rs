//! What the client takes from the platform: time, chance and connections. On wasm32 another file stands in for this one.

use std::future::{Ready, ready};
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::time::SystemTime;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;

pub(super) use tokio::time::{Instant, sleep, timeout_at};

use super::client::Limits;
use super::error::Source;
use super::transport::{Lost, Once, lost, spent};

/// A future of any type.
pub(super) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The time of day.
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}

/// A number that nobody can guess: the hash of nothing under a random key.
pub(super) fn random() -> u64 {
    RandomState::new().hash_one(())
}

/// The connections of the HTTP library.
#[derive(Clone)]
pub(super) struct Connections(reqwest::Client);

/// The body of an answer, as it comes.
pub(super) struct Pieces(reqwest::Response);

impl Connections {
    /// Makes connections that follow no redirect and tell nobody where they come from.
    pub(super) fn new(limits: &Limits) -> Result<Self, Source> {
        let client = reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(limits.connect)
            .read_timeout(limits.read)
            .build()?;
        Ok(Self(client))
    }

    /// Takes those of the caller, with limits of their own.
    pub(super) fn given(client: reqwest::Client, _: &Limits) -> Self {
        Self(client)
    }

    /// Sends a request; the answer is its status, its headers and its body.
    pub(super) async fn send(
        &self,
        request: reqwest::Request,
    ) -> Result<(u16, HeaderMap, Pieces), Lost> {
        let mut response = self.0.execute(request).await.map_err(lost)?;
        let headers = std::mem::take(response.headers_mut());
        Ok((response.status().as_u16(), headers, Pieces(response)))
    }
}

impl Pieces {
    /// Takes what has come next.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Lost> {
        self.0.chunk().await.map_err(lost)
    }
}

/// Whether an error means that no connection was made.
pub(super) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// The body of a request that is a stream.
pub(super) fn body(source: &dyn Once) -> Ready<Result<reqwest::Body, Lost>> {
    ready(source.take().ok_or_else(spent))
}
