//! [`InviteRequest`] and the types inside it.

use crate::runtime::{object, string_enum};

use super::InviteProject;

object! {
    /// An invite to be sent.
    pub struct InviteRequest: New, Set {
        /// The address to invite.
        required email: String from any,
        /// `owner` or `reader`.
        required role: InviteRequestRole,
        /// The projects that the user joins; the default project where this is left out, none at all where it is empty.
        optional projects: Option<Vec<InviteProject>>,
    }
}

string_enum! {
    /// The role in the organization.
    pub enum InviteRequestRole {
        /// `owner`
        Owner = "owner",
        /// `reader`
        Reader = "reader",
    }
}
