//! What every request of a client is sent by, be it for a call or for a token.

use reqwest::Url;

use super::hooks::Hooks;
use super::mask::Mask;
use super::operation::Api;
use super::retry::{Budget, RetryPolicy};
use super::transport::Transport;

/// What every request of a client is sent by.
pub(super) struct Sender {
    pub(super) api: &'static Api,
    pub(super) transport: Transport,
    /// The server, from which relative URLs lead.
    pub(super) base_url: Option<Url>,
    pub(super) allow_insecure: bool,
    /// The client's secrets, for everything that is printed.
    pub(super) mask: Mask,
    pub(super) hooks: Hooks,
    pub(super) retry: RetryPolicy,
    pub(super) budget: Budget,
}
