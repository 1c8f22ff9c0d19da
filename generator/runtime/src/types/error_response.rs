//! [`ErrorResponse`] and the types inside it.

use crate::runtime::object;

/// What the service answers when something is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(not(feature = "test-util"), non_exhaustive)]
pub struct ErrorResponse {
    /// What is wrong.
    pub error: ErrorResponseError,
}

object! {
    ErrorResponse {
        error: required,
    }
}

/// What is wrong: see [`ErrorResponse::error`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(not(feature = "test-util"), non_exhaustive)]
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

object! {
    ErrorResponseError {
        message: required,
        r#type: required,
        param: optional,
        code: optional,
    }
}
