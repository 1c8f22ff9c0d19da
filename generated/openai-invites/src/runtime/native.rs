//! What the client takes from the platform: time, chance and connections. On wasm32 another file stands in for this one.

use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;

pub(super) use tokio::time::Instant;

use super::error::{Source, TransportErrorKind};
use super::limits::Limits;
use super::transport::{Lost, Once, lost, spent, whole};

/// A future of any type.
pub(super) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The time of day.
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}

/// A number that nobody can guess and that does not come twice.
pub(super) fn random() -> u64 {
    random_in(&RandomState::new(), std::process::id(), now())
}

/// The hash of the process and the time under a random key. The key alone would not do: a process that forks, and a
/// machine that is restored from a snapshot, have the same keys as the other copy.
pub(super) fn random_in(keys: &RandomState, process: u32, time: SystemTime) -> u64 {
    keys.hash_one((process, time))
}

/// Waits.
pub(super) async fn sleep(time: Duration) {
    sleep_until(Instant::now() + time).await;
}

async fn sleep_until(end: Instant) {
    let mut timer = pin!(tokio::time::sleep_until(end));
    poll_fn(|context| match timer.as_mut().poll(context) {
        Poll::Pending if Instant::now() < end => {
            #[cfg(feature = "blocking")]
            super::blocking::look_again(end.into_std());
            Poll::Pending
        }
        _ => Poll::Ready(()),
    })
    .await;
}

/// The time is over.
#[derive(Debug)]
pub(super) struct Elapsed;

/// What the future comes to, if that is in time.
pub(super) async fn timeout_at<T>(
    end: Instant,
    future: impl Future<Output = T>,
) -> Result<T, Elapsed> {
    let (mut future, mut timer) = (pin!(future), pin!(sleep_until(end)));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Ok(value)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| Err(Elapsed)),
    })
    .await
}

/// The connections of the HTTP library, and for how long they may be silent.
#[derive(Clone)]
pub(super) struct Connections {
    client: reqwest::Client,
    silence: Option<Duration>,
    /// Those of blocking calls: any others may belong to a runtime whose thread such a call keeps.
    #[cfg(feature = "blocking")]
    blocking: Option<reqwest::Client>,
}

/// The body of an answer, as it comes.
pub(super) struct Pieces {
    answer: reqwest::Response,
    silence: Option<Duration>,
}

impl Connections {
    /// Makes connections that follow no redirect and tell nobody where they come from.
    pub(super) fn new(limits: &Limits) -> Result<Self, Source> {
        let connect = || {
            let client = reqwest::Client::builder().redirect(Policy::none());
            client
                .referer(false)
                .connect_timeout(limits.connect)
                .build()
        };
        Ok(Self {
            client: connect()?,
            silence: Some(limits.read),
            #[cfg(feature = "blocking")]
            blocking: Some(connect()?),
        })
    }

    /// Takes those of the caller, with limits of their own.
    pub(super) fn given(client: reqwest::Client, _: &Limits) -> Self {
        Self {
            client,
            silence: None,
            #[cfg(feature = "blocking")]
            blocking: None,
        }
    }

    fn client(&self) -> &reqwest::Client {
        #[cfg(feature = "blocking")]
        if let Some(client) = &self.blocking
            && super::blocking::waits()
        {
            return client;
        }
        &self.client
    }

    /// Sends a request; the answer is its status, its headers and its body.
    pub(super) async fn send(
        &self,
        request: reqwest::Request,
    ) -> Result<(u16, HeaderMap, Pieces), Lost> {
        let answer = heard(self.silence, self.client().execute(request)).await?;
        let mut answer = answer.map_err(lost)?;
        let headers = std::mem::take(answer.headers_mut());
        let (status, silence) = (answer.status().as_u16(), self.silence);
        Ok((status, headers, Pieces { answer, silence }))
    }
}

impl Pieces {
    /// Takes what has come next.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Lost> {
        let piece = heard(self.silence, self.answer.chunk()).await?;
        piece.map_err(lost)
    }
}

/// What the future comes to, if the service is not silent for longer than that. The time runs while somebody waits for
/// the service, and not while the service waits for somebody to take what has come.
async fn heard<T>(silence: Option<Duration>, future: impl Future<Output = T>) -> Result<T, Lost> {
    let Some(silence) = silence else {
        return Ok(future.await);
    };
    let end = Instant::now() + silence;
    timeout_at(end, future).await.map_err(|Elapsed| Lost {
        kind: TransportErrorKind::ReadTimeout,
        source: None,
    })
}

/// Whether an error means that no connection was made.
pub(super) fn is_connect(error: &reqwest::Error) -> bool {
    error.is_connect()
}

/// The body of a request that is a stream.
pub(super) async fn body(source: &dyn Once) -> Result<reqwest::Body, Lost> {
    // The HTTP library never looks into a body of no bytes, so that one of some would be dropped in silence.
    if source.is_to_be_empty() {
        return Ok(whole(source).await?.into());
    }
    source.take().ok_or_else(spent)
}
