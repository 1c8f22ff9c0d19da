//! What requests and responses are made of: headers, statuses, media types, and the secrets that nothing prints.

pub(crate) mod credential_names;
pub(crate) mod head;
pub(crate) mod headers;
pub(crate) mod mask;
pub(crate) mod media_type;
pub(crate) mod secret;
