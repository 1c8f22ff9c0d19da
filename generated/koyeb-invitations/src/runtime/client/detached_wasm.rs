//! Work that is done to its end, where there is one thread. On other platforms another file stands in for this one.

use tokio::sync::oneshot::channel;
use wasm_bindgen_futures::spawn_local;

/// Begins work, and returns what it comes to. Who waits may go away: the work goes on.
pub(crate) async fn detached<T: 'static>(work: impl Future<Output = T> + 'static) -> Option<T> {
    let (done, outcome) = channel();
    spawn_local(async move {
        // Nobody may wait any more.
        drop(done.send(work.await));
    });
    outcome.await.ok()
}
