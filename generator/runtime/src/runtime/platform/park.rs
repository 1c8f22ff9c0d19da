//! Futures that keep a thread until they are done.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Instant;

thread_local! {
    /// When the future that this thread polls wants to be polled again at the latest.
    static ALARM: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Has the thread look at the clock by then, for itself: the thread of the timers may be busy with a connection.
pub(crate) fn look_again(at: Instant) {
    let earlier = ALARM.get().filter(|earlier| *earlier < at);
    ALARM.set(earlier.or(Some(at)));
}

/// Polls a future to its end. A function that it calls may do the same with another future.
pub(crate) fn keep<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let woken = AtomicBool::new(false);
    let thread = thread::current();
    let signal = Arc::new(Signal { thread, woken });
    let waker = Waker::from(Arc::clone(&signal));
    let mut context = Context::from_waker(&waker);
    loop {
        let outer = ALARM.replace(None);
        let outcome = future.as_mut().poll(&mut context);
        let alarm = ALARM.replace(outer);
        match outcome {
            Poll::Ready(value) => return value,
            Poll::Pending => signal.wait(alarm),
        }
    }
}

/// What wakes a thread that waits.
struct Signal {
    thread: Thread,
    woken: AtomicBool,
}

impl Signal {
    fn wait(&self, alarm: Option<Instant>) {
        while !self.woken.swap(false, Ordering::AcqRel) {
            let left = alarm.map(|at| at.saturating_duration_since(Instant::now()));
            match left {
                None => thread::park(),
                Some(left) if left.is_zero() => return,
                Some(left) => thread::park_timeout(left),
            }
        }
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}
