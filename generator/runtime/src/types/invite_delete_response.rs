//! [`InviteDeleteResponse`].

use crate::runtime::object;

object! {
    /// Says that an invite has been deleted.
    pub struct InviteDeleteResponse {
        /// The object type, always `organization.invite.deleted`.
        required object: String,
        /// The identifier.
        required id: String,
        /// Whether it has been deleted.
        required deleted: bool,
    }
}
