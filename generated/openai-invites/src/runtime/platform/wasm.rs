//! What the client takes from a browser, or whatever else runs WebAssembly: time and chance.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use gloo_timers::future::TimeoutFuture;

pub(crate) use web_time::Instant;

#[cfg(feature = "blocking")]
compile_error!("the feature `blocking` needs a thread to wait on, which there is none of here");

/// A future of any type. None leaves its thread.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// The time of day.
pub(crate) fn now() -> SystemTime {
    let since = Duration::try_from_secs_f64(js_sys::Date::now() / 1000.0);
    UNIX_EPOCH + since.unwrap_or_default()
}

/// A number that does not come twice.
pub(crate) fn random() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is less than 2^32, and not negative"
    )]
    let half = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
    half() << 32 | half()
}

/// Waits. A timer takes no more than 31 bits of milliseconds, so that it is begun again for longer waits.
pub(crate) async fn sleep(time: Duration) {
    const LONGEST: u32 = i32::MAX as u32;
    let mut left = time.as_millis();
    while left > 0 {
        let wait = u32::try_from(left).unwrap_or(LONGEST).min(LONGEST);
        TimeoutFuture::new(wait).await;
        left -= u128::from(wait);
    }
}

/// The time is over.
pub(crate) struct Elapsed;

/// What the future comes to, if that is in time.
pub(crate) async fn timeout_at<T>(
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
