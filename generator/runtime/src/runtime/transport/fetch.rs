//! `fetch`, by which requests are sent where WebAssembly runs.
//!
//! It follows redirects, and it does not say whether a connection was made, so that no lost request counts as one
//! that was not sent. Connecting has no limit of its own. A body that is a stream is read to its end before it is sent.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use reqwest::header::HeaderMap;

use super::http_error::lost;
use super::lost::Lost;
use super::payload::{Once, Sent, whole};
use super::route::Route;
use crate::runtime::error::transport::TransportErrorKind;
use crate::runtime::platform::limits::{Limits, bounded};
use crate::runtime::platform::{Elapsed, Instant, timeout_at};
use crate::runtime::value::source::Source;

/// `fetch`, and for how long it may be silent.
#[derive(Clone)]
pub(crate) struct Connections {
    client: reqwest::Client,
    silence: Duration,
}

/// The body of a response, as it comes.
pub(crate) struct Pieces {
    stream: Pin<Box<dyn Stream<Item = Result<Bytes, reqwest::Error>>>>,
    silence: Duration,
}

impl Connections {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self::given(reqwest::Client::new(), limits)
    }

    /// The browser has started already.
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "elsewhere it is used, and can fail"
    )]
    pub(crate) fn start(&self, _: Option<Route>) -> Result<(), Source> {
        Ok(())
    }

    /// Whether they are the caller's. The browser decides about proxies, whoever has made them.
    #[expect(clippy::unused_self, reason = "elsewhere it is used")]
    pub(crate) fn are_given(&self) -> bool {
        false
    }

    /// Takes those of the caller.
    pub(crate) fn given(client: reqwest::Client, limits: &Limits) -> Self {
        let silence = limits.read;
        Self { client, silence }
    }

    /// Sends a request; the response is its status, its headers and its body.
    pub(crate) async fn send(
        &self,
        request: reqwest::Request,
        _: Route,
        _: Option<Sent>,
    ) -> Result<(u16, HeaderMap, Pieces), Lost> {
        let answer = self.client.execute(request);
        let mut response = heard(self.silence, answer).await?.map_err(lost)?;
        let headers = std::mem::take(response.headers_mut());
        let status = response.status().as_u16();
        let pieces = Pieces {
            stream: Box::pin(response.bytes_stream()),
            silence: self.silence,
        };
        Ok((status, headers, pieces))
    }
}

impl Pieces {
    /// Takes what has come next.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Lost> {
        let piece = poll_fn(|context| self.stream.as_mut().poll_next(context));
        let piece = heard(self.silence, piece).await?;
        piece.transpose().map_err(lost)
    }
}

/// What the future comes to, if the service is not silent for longer than that.
async fn heard<T>(silence: Duration, future: impl Future<Output = T>) -> Result<T, Lost> {
    let end = Instant::now() + bounded(silence);
    timeout_at(end, future).await.map_err(|Elapsed| Lost {
        kind: TransportErrorKind::ReadTimeout,
        source: None,
    })
}

/// The body of a request that is a stream, whole.
pub(crate) async fn body(source: &dyn Once) -> Result<reqwest::Body, Lost> {
    Ok(whole(source).await?.into())
}
