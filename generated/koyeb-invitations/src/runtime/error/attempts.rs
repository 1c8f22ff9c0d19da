//! What each error says at its end: the request ID, and how often the request was sent.

use std::fmt;

/// How often a request was sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempts {
    pub(crate) count: u32,
    /// Whether it would have been sent again, but for a body that can be sent only once.
    pub(crate) spent: bool,
}

impl From<u32> for Attempts {
    fn from(count: u32) -> Self {
        Self {
            count,
            spent: false,
        }
    }
}

pub(crate) fn write_attempts(f: &mut fmt::Formatter<'_>, attempts: Attempts) -> fmt::Result {
    match attempts.count {
        _ if attempts.spent => f.write_str(" (not retried, because its body is a stream)"),
        0 | 1 => Ok(()),
        count => write!(f, " (after {count} attempts)"),
    }
}

pub(crate) fn write_request_id(f: &mut fmt::Formatter<'_>, id: Option<&str>) -> fmt::Result {
    match id {
        Some(id) => write!(f, " (request {id})"),
        None => Ok(()),
    }
}
