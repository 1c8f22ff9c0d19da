//! What the client takes from a browser, or whatever else runs WebAssembly: time, chance and `fetch`.
//!
//! `fetch` follows redirects, and it does not say whether a connection was made, so that no lost request counts as one
//! that was not sent. Connecting has no limit of its own. A body that is a stream is read to its end before it is sent.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use futures_core::Stream;
use gloo_timers::future::TimeoutFuture;
use reqwest::header::HeaderMap;

pub(super) use web_time::Instant;

use super::error::{Source, TransportErrorKind};
use super::exposure::Route;
use super::limits::{Limits, bounded};
use super::transport::{Lost, Once, lost, whole};

#[cfg(feature = "blocking")]
compile_error!("the feature `blocking` needs a thread to wait on, which there is none of here");

/// A future of any type. None leaves its thread.
pub(super) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// The time of day.
pub(super) fn now() -> SystemTime {
    let since = Duration::try_from_secs_f64(js_sys::Date::now() / 1000.0);
    UNIX_EPOCH + since.unwrap_or_default()
}

/// A number that does not come twice.
pub(super) fn random() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is less than 2^32, and not negative"
    )]
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
    half() << 32 | half()
}

/// Waits. A timer takes no more than 31 bits of milliseconds, so that it is begun again for longer waits.
pub(super) async fn sleep(time: Duration) {
    const LONGEST: u32 = i32::MAX as u32;
    let mut left = time.as_millis();
    while left > 0 {
        let wait = u32::try_from(left).unwrap_or(LONGEST).min(LONGEST);
        TimeoutFuture::new(wait).await;
        left -= u128::from(wait);
    }
}

/// The time is over.
pub(super) struct Elapsed;

/// What the future comes to, if that is in time.
pub(super) async fn timeout_at<T>(
    end: Instant,
    future: impl Future<Output = T>,
) -> Result<T, Elapsed> {
    let mut future = pin!(future);
    let mut timer = pin!(sleep(end.saturating_duration_since(Instant::now())));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Ok(value)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| Err(Elapsed)),
    })
    .await
}

/// `fetch`, and for how long it may be silent.
#[derive(Clone)]
pub(super) struct Connections {
    client: reqwest::Client,
    silence: Duration,
}

/// The body of a response, as it comes.
pub(super) struct Pieces {
    stream: Pin<Box<dyn Stream<Item = Result<Bytes, reqwest::Error>>>>,
    silence: Duration,
}

impl Connections {
    pub(super) fn new(limits: &Limits, _: Option<Route>) -> Result<Self, Source> {
        let client = reqwest::Client::builder().build()?;
        Ok(Self::given(client, limits))
    }

    /// Whether they are the caller's. The browser decides about proxies, whoever has made them.
    #[expect(clippy::unused_self, reason = "elsewhere it is used")]
    pub(super) fn are_given(&self) -> bool {
        false
    }

    /// Takes those of the caller.
    pub(super) fn given(client: reqwest::Client, limits: &Limits) -> Self {
        let silence = limits.read;
        Self { client, silence }
    }

    /// Sends a request; the response is its status, its headers and its body.
    pub(super) async fn send(
        &self,
        request: reqwest::Request,
        _: Route,
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
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Lost> {
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

/// Whether an error means that no connection was made, which nobody knows.
pub(super) fn is_connect(_: &reqwest::Error) -> bool {
    false
}

/// The body of a request that is a stream, whole.
pub(super) async fn body(source: &dyn Once) -> Result<reqwest::Body, Lost> {
    Ok(whole(source).await?.into())
}
