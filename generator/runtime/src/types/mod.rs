//! The types of the description.

mod error_response;
mod invite;
mod invite_delete_response;
mod invite_list_response;
mod invite_request;

pub use error_response::*;
pub use invite::*;
pub use invite_delete_response::*;
pub use invite_list_response::*;
pub use invite_request::*;
