//! [`Invite`] and the types inside it.

use crate::runtime::{UnixTime, object, string_enum};

object! {
    /// An invite to join the organization.
    pub struct Invite {
        /// The object type, always `organization.invite`.
        required object: String,
        /// The identifier.
        required id: String,
        /// The address that was invited.
        required email: String from any,
        /// `owner` or `reader`.
        required role: InviteRole,
        /// `accepted`, `expired` or `pending`.
        required status: InviteStatus,
        /// When the invite was sent.
        required created_at: UnixTime,
        /// When the invite expires.
        optional expires_at: Option<UnixTime>,
        /// When the invite was accepted.
        optional accepted_at: Option<UnixTime>,
        /// The projects that the user joins.
        list projects: Vec<InviteProject>,
    }
}

string_enum! {
    /// The role in the organization.
    pub enum InviteRole {
        /// `owner`
        Owner = "owner",
        /// `reader`
        Reader = "reader",
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
    }
}

object! {
    /// An item of [`Invite::projects`].
    pub struct InviteProject: New, Set {
        /// The project's identifier.
        required id: String from any,
        /// `member` or `owner`.
        required role: InviteProjectRole,
    }
}

string_enum! {
    /// The role in a project.
    pub enum InviteProjectRole {
        /// `member`
        Member = "member",
        /// `owner`
        Owner = "owner",
    }
}
