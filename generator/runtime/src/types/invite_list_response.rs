//! [`InviteListResponse`].

use super::Invite;
use crate::runtime::object;

object! {
    /// A page of invites.
    pub struct InviteListResponse {
        /// The object type, always `list`.
        required object: String,
        /// The invites of this page.
        list data: Vec<Invite>,
        /// The id of the first invite of this page.
        optional first_id: Option<String>,
        /// The id of the last invite of this page.
        optional last_id: Option<String>,
        /// Whether there is another page.
        optional has_more: Option<bool>,
    }
}
