//! When a call has to be done, over all its attempts.

use std::time::Duration;

use super::limits::bounded;
use super::{Instant, timeout_at};

/// When a call has to be done.
pub(crate) struct Deadline {
    pub(crate) limit: Duration,
    end: Instant,
}

impl Deadline {
    pub(crate) fn new(limit: Duration) -> Self {
        let end = Instant::now() + bounded(limit);
        Self { limit, end }
    }

    /// What the future comes to, if that is in time. Nothing is begun once the time is over.
    pub(crate) async fn within<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        if self.leaves(Duration::ZERO) {
            timeout_at(self.end, future).await.ok()
        } else {
            None
        }
    }

    /// Whether there is time left after such a wait.
    pub(crate) fn leaves(&self, pause: Duration) -> bool {
        Instant::now() + bounded(pause) < self.end
    }
}
