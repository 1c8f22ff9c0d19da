//! What every request of a client is sent by, be it for a call or for a token.

use reqwest::Url;

use super::hooks::Hooks;
use super::retry::{Budget, RetryPolicy};
use crate::runtime::description::operation::Api;
use crate::runtime::http::mask::Mask;
use crate::runtime::transport::Transport;

/// What every request of a client is sent by.
pub(crate) struct Sender {
    pub(crate) api: &'static Api,
    pub(crate) transport: Transport,
    /// The server, from which relative URLs lead.
    pub(crate) base_url: Option<Url>,
    pub(crate) allow_insecure: bool,
    /// The client's secrets, for everything that is printed.
    pub(crate) mask: Mask,
    pub(crate) hooks: Hooks,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: Budget,
}
