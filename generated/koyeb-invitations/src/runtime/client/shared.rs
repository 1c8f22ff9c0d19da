//! What the clones of a client share.

use std::sync::Arc;

use reqwest::header::HeaderMap;

use super::credentials::Credentials;
use super::sender::Sender;
use super::server_url::Values;
use crate::runtime::platform::limits::Limits;

/// What the clones of a client share.
pub(crate) struct Shared {
    pub(crate) sender: Arc<Sender>,
    /// Whether the caller named the server, so that it stands in for every other.
    pub(crate) own_server: bool,
    /// The variables in the URLs of the servers that single operations have.
    pub(crate) variables: Values,
    pub(crate) credentials: Credentials,
    pub(crate) headers: HeaderMap,
    pub(crate) limits: Limits,
    /// How many redirects of a request are followed.
    pub(crate) redirects: u32,
}
