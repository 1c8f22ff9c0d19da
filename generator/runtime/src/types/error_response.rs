//! [`ErrorResponse`] and the types inside it.

use crate::runtime::object;

object! {
    /// What the service responses when something is wrong.
    pub struct ErrorResponse {
        /// What is wrong.
        pub error: ErrorResponseError,
    }
}

object! {
    /// What is wrong: see [`ErrorResponse::error`].
    pub struct ErrorResponseError {
        /// What is wrong, for people.
        pub message: String,
        /// The class of the error.
        pub r#type: String,
        /// The parameter that is at fault.
        pub param: Option<String>,
        /// A code for programs.
        pub code: Option<String>,
    }
}
