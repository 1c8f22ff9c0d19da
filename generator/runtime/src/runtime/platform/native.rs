//! What the client takes from the platform: time and chance. On wasm32 another file stands in for this one.

use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime};

pub(crate) use tokio::time::Instant;

/// A future of any type.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The time of day.
pub(crate) fn now() -> SystemTime {
    SystemTime::now()
}

/// A number that nobody can guess and that does not come twice.
pub(crate) fn random() -> u64 {
    random_in(&RandomState::new(), std::process::id(), now())
}

/// The hash of the process and the time under a random key. The key alone would not do: a process that forks, and a
/// machine that is restored from a snapshot, have the same keys as the other copy.
pub(crate) fn random_in(keys: &RandomState, process: u32, time: SystemTime) -> u64 {
    keys.hash_one((process, time))
}

/// Waits.
pub(crate) async fn sleep(time: Duration) {
    sleep_until(Instant::now() + time).await;
}

async fn sleep_until(end: Instant) {
    let mut timer = pin!(tokio::time::sleep_until(end));
    poll_fn(|context| match timer.as_mut().poll(context) {
        Poll::Pending if Instant::now() < end => {
            #[cfg(feature = "blocking")]
            super::park::look_again(end.into_std());
            Poll::Pending
        }
        _ => Poll::Ready(()),
    })
    .await;
}

/// The time is over.
#[derive(Debug)]
pub(crate) struct Elapsed;

/// What the future comes to, if that is in time.
pub(crate) async fn timeout_at<T>(
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
