//! Calls and streams for callers without an async runtime: they keep the thread until the response is there.
//!
//! What belongs to the caller (hooks, transports, types that are read) runs on the caller's own thread. The threads that all
//! clients share drive connections and nothing else, so that no call keeps another one waiting.

use std::cell::Cell;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::OnceLock;

use futures_core::Stream;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::{JoinHandle, unconstrained};

use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::platform::park::keep;

/// Runs a future on this thread, and waits for it.
///
/// It may be called from anywhere, even from a task of another runtime, whose thread it then keeps. Only on the threads of
/// the connections, where the streams run that calls send, nothing may wait for it.
pub(crate) fn wait<F: Future>(future: F) -> Result<F::Output, Error> {
    let runtime = shared()?;
    if SENDS.get() && is_entered(runtime) {
        let why = "a stream that a call sends cannot wait for another call: spawn a thread for it";
        return Err(BuildError::new(why).into());
    }
    let _context = runtime.enter();
    // A task of another runtime may have used up its turn, which says nothing about this future.
    Ok(keep(runtime, unconstrained(future)))
}

/// Whether this runs inside of [`wait`].
pub(crate) fn waits() -> bool {
    shared().is_ok_and(is_entered)
}

fn is_entered(runtime: &Runtime) -> bool {
    Handle::try_current().is_ok_and(|here| here.id() == runtime.handle().id())
}

thread_local! {
    /// Whether this thread polls a stream that a call sends.
    static SENDS: Cell<bool> = const { Cell::new(false) };
}

/// Polls a stream that a call sends, on the thread of its connection.
pub(crate) fn sending<T>(poll: impl FnOnce() -> T) -> T {
    let outer = SENDS.replace(true);
    let polled = poll();
    SENDS.set(outer);
    polled
}

/// Does on another thread what keeps one.
pub(crate) fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<JoinHandle<T>, BuildError> {
    Ok(shared()?.spawn_blocking(work))
}

/// How many threads drive the connections. A service that sends without end keeps one of them for as long as the HTTP
/// library reads at once, and a stream that a call sends for as long as it likes.
pub(crate) const THREADS: usize = 4;

/// The runtime, which lives as long as the program, so that connections stay open between calls.
fn shared() -> Result<&'static Runtime, BuildError> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    RUNTIME
        .get_or_init(start)
        .as_ref()
        .ok_or_else(|| BuildError::new("the threads for blocking calls did not start"))
}

fn start() -> Option<Runtime> {
    let mut builder = Builder::new_multi_thread();
    let builder = builder.worker_threads(THREADS).enable_all();
    builder.thread_name(env!("CARGO_PKG_NAME")).build().ok()
}

/// A stream as an iterator, which blocks the thread until the next item is there.
///
/// It may be taken anywhere, but a task of an async runtime had better await the stream itself: nothing else runs on the
/// task's thread meanwhile, not even the connection of a stream that was opened there.
#[must_use = "nothing is sent before an item is taken"]
pub struct Blocking<S>(S);

impl<S> Blocking<S> {
    pub(crate) fn new(stream: S) -> Self {
        Self(stream)
    }

    /// Returns the stream, for what it knows besides its items, such as where the next page of a list begins.
    pub fn stream(&self) -> &S {
        &self.0
    }
}

impl<S: Stream<Item = Result<T, Error>> + Unpin, T> Iterator for Blocking<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = poll_fn(|context| Pin::new(&mut self.0).poll_next(context));
        wait(next).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<S: fmt::Debug> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.0).finish()
    }
}
