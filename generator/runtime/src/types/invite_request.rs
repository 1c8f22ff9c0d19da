//! [`InviteRequest`] and the types inside it.

use crate::runtime::{object, string_enum};

use super::InviteProject;

/// An invite to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct InviteRequest {
    /// The address to invite.
    pub email: String,
    /// `owner` or `reader`.
    pub role: InviteRequestRole,
    /// The projects that the user joins; the default project where this is left out, none at all where it is empty.
    pub projects: Option<Vec<InviteProject>>,
}

object! {
    InviteRequest {
        email: required,
        role: required,
        projects: optional,
    }
}

impl InviteRequest {
    /// Makes an `InviteRequest` of what it cannot be without.
    #[must_use]
    pub fn new(email: impl Into<String>, role: InviteRequestRole) -> Self {
        Self {
            email: email.into(),
            role,
            projects: None,
        }
    }

    /// The projects that the user joins; the default project where this is left out, none at all where it is empty.
    #[must_use]
    pub fn projects(mut self, projects: impl IntoIterator<Item = InviteProject>) -> Self {
        self.projects = Some(projects.into_iter().collect());
        self
    }
}

/// The role in the organization.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InviteRequestRole {
    /// `owner`
    Owner,
    /// `reader`
    Reader,
    /// A value that the description does not list, as it was received or is to be sent.
    Unknown(String),
}

string_enum! {
    InviteRequestRole {
        Owner = "owner",
        Reader = "reader",
    }
}
