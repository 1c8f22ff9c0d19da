//! [`Invite`] and the types inside it.

use crate::runtime::{UnixTime, object, string_enum};

/// An invite to join the organization.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(not(feature = "test-util"), non_exhaustive)]
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

object! {
    Invite {
        object: required,
        id: required,
        email: required,
        role: required,
        status: required,
        created_at: required,
        expires_at: optional,
        accepted_at: optional,
        projects: list,
    }
}

/// The role in the organization.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InviteRole {
    /// `owner`
    Owner,
    /// `reader`
    Reader,
    /// A value that the description does not list, as it was received or is to be sent.
    Unknown(String),
}

string_enum! {
    InviteRole {
        Owner = "owner",
        Reader = "reader",
    }
}

/// The status of an invite.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InviteStatus {
    /// `accepted`
    Accepted,
    /// `expired`
    Expired,
    /// `pending`
    Pending,
    /// A value that the description does not list, as it was received or is to be sent.
    Unknown(String),
}

string_enum! {
    InviteStatus {
        Accepted = "accepted",
        Expired = "expired",
        Pending = "pending",
    }
}

/// An item of [`Invite::projects`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(not(feature = "test-util"), non_exhaustive)]
pub struct InviteProject {
    /// The project's identifier.
    pub id: String,
    /// `member` or `owner`.
    pub role: InviteProjectRole,
}

object! {
    InviteProject {
        id: required,
        role: required,
    }
}

impl InviteProject {
    /// Makes an `InviteProject` of what it cannot be without.
    #[must_use]
    pub fn new(id: impl Into<String>, role: InviteProjectRole) -> Self {
        Self {
            id: id.into(),
            role,
        }
    }
}

/// The role in a project.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InviteProjectRole {
    /// `member`
    Member,
    /// `owner`
    Owner,
    /// A value that the description does not list, as it was received or is to be sent.
    Unknown(String),
}

string_enum! {
    InviteProjectRole {
        Member = "member",
        Owner = "owner",
    }
}
