//! How long things may take, and how large they may be.

use std::time::Duration;

/// How long and how large things may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) connect: Duration,
    pub(crate) read: Duration,
    pub(crate) body: usize,
}

/// The longest time that counts: 30 years, which is as good as for ever, and which every clock can add to what it shows.
const LONGEST: Duration = Duration::from_secs(30 * 365 * 86_400);

/// A time that every clock can wait for. Each time that comes from the caller or from the service goes through this.
pub(crate) fn bounded(time: Duration) -> Duration {
    time.min(LONGEST)
}
