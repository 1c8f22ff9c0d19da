//! Futures that keep a thread until they are done.

use std::cell::Cell;
use std::future::{Future, ready};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

thread_local! {
    /// When the future that this thread polls wants to be polled again at the latest.
    static ALARM: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Has the thread look at the clock by then, for itself: the threads of the timers may be busy with connections.
pub(crate) fn look_again(at: Instant) {
    let earlier = ALARM.get().filter(|earlier| *earlier < at);
    ALARM.set(earlier.or(Some(at)));
}

/// Polls a future to its end, while the runtime drives the connections. A function that it calls may do the same with another future.
pub(crate) fn keep<F: Future>(runtime: &Runtime, future: F) -> F::Output {
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
            Poll::Pending => signal.wait(runtime, alarm),
        }
    }
}

/// What wakes a thread that waits.
struct Signal {
    thread: Thread,
    woken: AtomicBool,
}

/// How often a thread that waits makes sure that one of the runtime's looks after the connections: the one that does may
/// begin to read from one of them, and then nobody else is told what comes over the others.
const LOOK: Duration = Duration::from_millis(50);

impl Signal {
    fn wait(&self, runtime: &Runtime, alarm: Option<Instant>) {
        while !self.woken.swap(false, Ordering::AcqRel) {
            let left = alarm.map(|at| at.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return;
            }
            let begun = Instant::now();
            thread::park_timeout(left.map_or(LOOK, |left| left.min(LOOK)));
            if begun.elapsed() >= LOOK {
                // An idle thread takes this task, finds nothing else to do, and waits for all connections.
                drop(runtime.spawn(ready(())));
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
