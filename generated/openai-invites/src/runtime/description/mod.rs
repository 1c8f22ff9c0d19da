//! What the description says, as plain statics: the API, its operations, servers and security schemes.

pub(crate) mod operation;
pub(crate) mod scheme;
pub(crate) mod server;
