//! [`InviteDeleteResponse`].

use crate::runtime::object;

object! {
    /// Says that an invite has been deleted.
    pub struct InviteDeleteResponse {
        /// The object type, always `organization.invite.deleted`.
        pub object: String,
        /// The identifier.
        pub id: String,
        /// Whether it has been deleted.
        pub deleted: bool,
    }
}
