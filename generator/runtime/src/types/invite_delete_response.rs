//! [`InviteDeleteResponse`].

use crate::runtime::object;

/// Says that an invite has been deleted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(not(feature = "test-util"), non_exhaustive)]
pub struct InviteDeleteResponse {
    /// The object type, always `organization.invite.deleted`.
    pub object: String,
    /// The identifier.
    pub id: String,
    /// Whether it has been deleted.
    pub deleted: bool,
}

object! {
    InviteDeleteResponse {
        object: required,
        id: required,
        deleted: required,
    }
}
