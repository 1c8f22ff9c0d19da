//! What the clones of a client share.

use reqwest::header::HeaderMap;

use super::auth::Credentials;
use super::limits::Limits;
use super::sender::Sender;
use super::server_url::Values;

/// What the clones of a client share.
pub(super) struct Shared {
    pub(super) sender: Sender,
    /// Whether the caller named the server, so that it stands in for every other.
    pub(super) own_server: bool,
    /// The variables in the URLs of the servers that single operations have.
    pub(super) variables: Values,
    pub(super) credentials: Credentials,
    pub(super) headers: HeaderMap,
    pub(super) limits: Limits,
    /// How many redirects of a request are followed.
    pub(super) redirects: u32,
}
