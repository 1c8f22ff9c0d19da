//! A client: what it is set up with, and what its clones share.

pub(crate) mod builder;
pub(crate) mod credentials;
pub(crate) mod exposure;
pub(crate) mod hooks;
pub(crate) mod observe;
pub(crate) mod path;
pub(crate) mod retry;
pub(crate) mod sender;
pub(crate) mod server_url;
pub(crate) mod shared;
pub(crate) mod trace;

// Environment
mod environment;

// TokenSource
#[cfg(not(target_arch = "wasm32"))]
mod detached;
#[cfg(target_arch = "wasm32")]
mod detached_wasm;
pub(crate) mod token;
pub(crate) mod token_source;

// OAuth2
pub(crate) mod oauth2;

// Servers
mod servers;

use std::fmt;
use std::sync::Arc;

use self::shared::Shared;
use crate::runtime::transport::route::origin;

/// A client for the API.
///
/// It is cheap to clone, and its clones share their connections and their budget of retries.
#[derive(Clone)]
pub struct Client {
    pub(crate) shared: Arc<Shared>,
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
