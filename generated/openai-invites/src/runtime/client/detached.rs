//! Work that is done to its end, whatever becomes of the call that waits for it. On wasm32 another file stands in for this one.

use std::panic::resume_unwind;

use tokio::task::JoinHandle;

/// Begins work, and returns what it comes to; nothing where its runtime ends before. Who waits may go away: the work goes on.
pub(crate) async fn detached<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Option<T> {
    match begin(within_span(work))?.await {
        Ok(value) => value,
        Err(error) => {
            // A function of the caller's has panicked, which the caller is to see.
            let panic = error.try_into_panic().ok()?;
            resume_unwind(panic)
        }
    }
}

#[cfg_attr(
    not(feature = "blocking"),
    allow(
        clippy::unnecessary_wraps,
        reason = "only the threads of blocking calls may be missing"
    )
)]
fn begin<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Option<JoinHandle<Option<T>>> {
    #[cfg(feature = "blocking")]
    if crate::runtime::transport::blocking::waits() {
        use crate::runtime::transport::blocking::{aside, wait};

        // What belongs to the caller must not keep the threads of the connections.
        return aside(move || wait(work).ok()).ok();
    }
    Some(tokio::spawn(async move { Some(work.await) }))
}

#[cfg(not(feature = "tracing"))]
fn within_span<F: Future>(work: F) -> F {
    work
}

/// The spans of the work stand in that of the call which began it.
#[cfg(feature = "tracing")]
fn within_span<F: Future>(work: F) -> impl Future<Output = F::Output> {
    tracing::Instrument::in_current_span(work)
}
