//! What stands before the body of a response.

use super::headers::Headers;

/// What stands before the body of a response.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) attempts: u32,
}
