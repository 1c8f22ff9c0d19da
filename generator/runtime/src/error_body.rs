//! The error bodies of the description.

use crate::runtime::from_slice;
use crate::types::ErrorResponse;

/// The typed body of an [`ApiError`](crate::ApiError).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ErrorBody {
    /// The body is an [`ErrorResponse`].
    ErrorResponse(ErrorResponse),
    /// The body matches no schema that is described for its status; its bytes are in `ApiError::bytes`.
    Unknown,
}

impl ErrorBody {
    pub(crate) fn error_response(body: &[u8]) -> Option<Self> {
        from_slice(body).ok().map(Self::ErrorResponse)
    }
}
