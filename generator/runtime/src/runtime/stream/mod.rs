//! Responses that are taken piece by piece: pages, events, lines and bytes.

// Paging
pub(crate) mod link_header;
pub(crate) mod pages;
pub(crate) mod paging;

// JsonLines
#[allow(dead_code, reason = "an API may take or send lines alone")]
pub(crate) mod json_lines;

// Events
pub(crate) mod events;

// EventKinds
mod event_kinds;

// ByteStream
pub(crate) mod byte_stream;
