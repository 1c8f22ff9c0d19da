//! [`InviteRequest`] and the types inside it.

use crate::runtime::{object, string_enum};

use super::InviteProject;

object! {
    /// An invite to be sent.
    #[derive(Setters)]
    #[new(email: impl Into<String>, role: impl Into<InviteRequestRole>)]
    pub struct InviteRequest {
        /// The address to invite.
        pub email: String,
        /// `owner` or `reader`.
        pub role: InviteRequestRole,
        /// The projects that the user joins; the default project where this is left out, none at all where it is empty.
        pub projects: Option<Vec<InviteProject>>,
    }
}

string_enum! {
    /// The role in the organization.
    pub enum InviteRequestRole {
        /// `owner`
        Owner = "owner",
        /// `reader`
        Reader = "reader",
        #[json(other)]
        Unknown(String),
    }
}
