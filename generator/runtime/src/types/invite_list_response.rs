//! [`InviteListResponse`].

use super::Invite;
use crate::runtime::object;

object! {
    /// A page of invites.
    pub struct InviteListResponse {
        /// The object type, always `list`.
        pub object: String,
        /// The invites of this page.
        pub data: Vec<Invite>,
        /// The id of the first invite of this page.
        pub first_id: Option<String>,
        /// The id of the last invite of this page.
        pub last_id: Option<String>,
        /// Whether there is another page.
        pub has_more: Option<bool>,
    }
}
