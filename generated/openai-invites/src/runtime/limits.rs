//! How long things may take, and how large they may be.

use std::time::Duration;

use super::platform::{Instant, timeout_at};

/// How long and how large things may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) timeout: Duration,
    pub(super) connect: Duration,
    pub(super) read: Duration,
    pub(super) body: usize,
}

/// The longest time that counts: 30 years, which is as good as for ever, and which every clock can add to what it shows.
const LONGEST: Duration = Duration::from_secs(30 * 365 * 86_400);

/// A time that every clock can wait for. Each time that comes from the caller or from the service goes through this.
pub(super) fn bounded(time: Duration) -> Duration {
    time.min(LONGEST)
}

/// When a call has to be done.
pub(super) struct Deadline {
    pub(super) limit: Duration,
    end: Instant,
}

impl Deadline {
    pub(super) fn new(limit: Duration) -> Self {
        let end = Instant::now() + bounded(limit);
        Self { limit, end }
    }

    /// What the future comes to, if that is in time. Nothing is begun once the time is over.
    pub(super) async fn within<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        if self.leaves(Duration::ZERO) {
            timeout_at(self.end, future).await.ok()
        } else {
            None
        }
    }

    /// Whether there is time left after such a wait.
    pub(super) fn leaves(&self, pause: Duration) -> bool {
        Instant::now() + bounded(pause) < self.end
    }
}
