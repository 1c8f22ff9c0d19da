//! Calls and streams for callers without an async runtime: they keep the thread until the answer is there.

use std::fmt;
use std::future::{Future, pending, poll_fn};
use std::pin::Pin;
use std::sync::OnceLock;
use std::sync::mpsc::sync_channel;
use std::thread::{self, ThreadId};

use futures_core::Stream;
use tokio::runtime::{Builder, Handle};
use tokio::task::JoinHandle;

use super::error::{BuildError, Error};

/// Runs a future on the thread that all clients share, and waits for it.
///
/// It may be called from anywhere, even from a task of another runtime, whose thread it then keeps. Only on that thread
/// itself, where the caller's own functions run, nothing may wait for it.
pub(crate) fn wait<F>(future: F) -> Result<F::Output, Error>
where
    F: Future<Output: Send> + Send + 'static,
{
    let (handle, thread) = shared()?;
    if *thread == thread::current().id() {
        let why = "a function that a call runs cannot wait for another call: spawn a thread for it";
        return Err(BuildError::new(why).into());
    }
    let (sender, receiver) = sync_channel(1);
    let task = handle.spawn(async move {
        // Nobody waits any more once the receiver is gone.
        drop(sender.send(future.await));
    });
    let answer = receiver.recv();
    drop(task);
    answer.map_err(|_| BuildError::new("the call was given up, because it panicked").into())
}

/// Does on another thread what keeps one.
pub(super) fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<JoinHandle<T>, BuildError> {
    Ok(shared()?.0.spawn_blocking(work))
}

/// The runtime and its thread, which live as long as the program, so that connections stay open between calls.
fn shared() -> Result<&'static (Handle, ThreadId), BuildError> {
    static RUNTIME: OnceLock<Option<(Handle, ThreadId)>> = OnceLock::new();
    RUNTIME
        .get_or_init(start)
        .as_ref()
        .ok_or_else(|| BuildError::new("the thread for blocking calls did not start"))
}

fn start() -> Option<(Handle, ThreadId)> {
    let runtime = Builder::new_current_thread().enable_all().build().ok()?;
    let handle = runtime.handle().clone();
    let thread = thread::Builder::new().name(env!("CARGO_PKG_NAME").to_owned());
    let run = move || runtime.block_on(pending::<()>());
    let thread = thread.spawn(run).ok()?;
    Some((handle, thread.thread().id()))
}

/// A stream as an iterator, which keeps the thread until the next item is there.
///
/// It may be taken anywhere, but a task of an async runtime had better await the stream itself: nothing else runs on the
/// task's thread meanwhile. Functions that a call runs (hooks, transports) must not wait for another call; they get an
/// error.
#[must_use = "nothing is sent before an item is taken"]
pub struct Blocking<S>(Option<S>);

impl<S> Blocking<S> {
    pub(super) fn new(stream: S) -> Self {
        Self(Some(stream))
    }

    /// Returns the stream, for what it knows besides its items, such as where the next page of a list begins. It is
    /// `None` once taking an item has panicked.
    pub fn stream(&self) -> Option<&S> {
        self.0.as_ref()
    }
}

impl<S, T> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, Error>> + Unpin + Send + 'static,
    T: Send + 'static,
{
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut stream = self.0.take()?;
        let next = wait(async move {
            let item = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await;
            (item, stream)
        });
        match next {
            Ok((item, stream)) => {
                self.0 = Some(stream);
                item
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl<S: fmt::Debug> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.0).finish()
    }
}
