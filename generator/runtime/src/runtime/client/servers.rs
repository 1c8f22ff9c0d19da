//! The choice between several servers.

use super::builder::ClientBuilder;
use crate::runtime::description::server::Server;

impl ClientBuilder {
    /// Chooses another server of the description than its first. Operations that have a server of their own keep to it,
    /// unless [`ClientBuilder::base_url`] names the one for all.
    pub fn server(mut self, server: Server) -> Self {
        self.server = Some(server);
        self
    }
}
