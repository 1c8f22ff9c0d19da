//! What stands before the body of a response.

use super::headers::Headers;

/// What stands before the body of a response.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) attempts: u32,
}
