//! Calls, and what ends them before their time.

use std::future::{pending, poll_fn};
use std::pin::pin;
use std::task::Poll;

use super::problem::Problem;

/// Runs a call to its end, or until somebody interrupts it, which is Ctrl-C in a terminal.
pub(crate) fn unless_interrupted<T>(
    call: impl Future<Output = Result<T, Problem>>,
) -> Result<T, Problem> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let done = runtime.block_on(async {
        let mut call = pin!(call);
        let mut interrupted = pin!(interrupted());
        poll_fn(|context| match call.as_mut().poll(context) {
            Poll::Pending => {
                let interrupted = interrupted.as_mut().poll(context);
                interrupted.map(|()| Err(Problem::Interrupted))
            }
            done @ Poll::Ready(_) => done,
        })
        .await
    });
    // A name that is still being looked up keeps nobody waiting.
    runtime.shutdown_background();
    done
}

/// Waits for an interruption; where the system tells of none, it ends the process itself.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        pending::<()>().await;
    }
}
