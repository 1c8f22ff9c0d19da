//! [`ErrorResponse`] and the types inside it.

use crate::runtime::object;

object! {
    /// What the service answers when something is wrong.
    pub struct ErrorResponse {
        /// What is wrong.
        required error: ErrorResponseError,
    }
}

object! {
    /// What is wrong: see [`ErrorResponse::error`].
    pub struct ErrorResponseError {
        /// What is wrong, for people.
        required message: String,
        /// The class of the error.
        required r#type: String as "type",
        /// The parameter that is at fault.
        optional param: Option<String>,
        /// A code for programs.
        optional code: Option<String>,
    }
}
