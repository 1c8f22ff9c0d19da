//! The client: a handle on connections, credentials and limits that all its clones share.

use std::fmt;
use std::sync::Arc;

use super::call::Call;
use super::operation::Operation;
use super::route::origin;
use super::shared::Shared;

/// A client for the API.
///
/// It is cheap to clone, and its clones share their connections and their budget of retries.
#[derive(Clone)]
pub struct Client {
    pub(super) shared: Arc<Shared>,
}

impl Client {
    /// Begins a call.
    pub(crate) fn call(&self, operation: &'static Operation) -> Call {
        Call::new(Arc::clone(&self.shared), operation)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field(
                "base_url",
                &self.shared.sender.base_url.as_ref().map(origin),
            )
            .field("limits", &self.shared.limits)
            .field("retry", &self.shared.sender.retry)
            .finish_non_exhaustive()
    }
}
