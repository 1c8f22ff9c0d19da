//! Responses that are taken piece by piece: pages, events, lines and bytes.

pub(crate) mod link_header;
pub(crate) mod pages;
pub(crate) mod paging;
