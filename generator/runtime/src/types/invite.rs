//! [`Invite`] and the types inside it.

use crate::runtime::{UnixTime, object, string_enum};

object! {
    /// An invite to join the organization.
    pub struct Invite {
        /// The object type, always `organization.invite`.
        pub object: String,
        /// The identifier.
        pub id: String,
        /// The address that was invited.
        pub email: String,
        /// `owner` or `reader`.
        pub role: InviteRole,
        /// `accepted`, `expired` or `pending`.
        pub status: InviteStatus,
        /// When the invite was sent.
        pub created_at: UnixTime,
        /// When the invite expires.
        pub expires_at: Option<UnixTime>,
        /// When the invite was accepted.
        pub accepted_at: Option<UnixTime>,
        /// The projects that the user joins.
        pub projects: Vec<InviteProject>,
    }
}

string_enum! {
    /// The role in the organization.
    pub enum InviteRole {
        /// `owner`
        Owner = "owner",
        /// `reader`
        Reader = "reader",
        #[json(other)]
        Unknown(String),
    }
}

string_enum! {
    /// The status of an invite.
    pub enum InviteStatus {
        /// `accepted`
        Accepted = "accepted",
        /// `expired`
        Expired = "expired",
        /// `pending`
        Pending = "pending",
        #[json(other)]
        Unknown(String),
    }
}

object! {
    /// An item of [`Invite::projects`].
    #[new(id: impl Into<String>, role: impl Into<InviteProjectRole>)]
    pub struct InviteProject {
        /// The project's identifier.
        pub id: String,
        /// `member` or `owner`.
        pub role: InviteProjectRole,
    }
}

string_enum! {
    /// The role in a project.
    pub enum InviteProjectRole {
        /// `member`
        Member = "member",
        /// `owner`
        Owner = "owner",
        #[json(other)]
        Unknown(String),
    }
}
