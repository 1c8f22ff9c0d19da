//! Responses that are handed on as they come, of calls that are chosen while the program runs.

use super::Untyped;
use crate::runtime::call::reply::Response;
use crate::runtime::error::Error;
use crate::runtime::stream::byte_stream::ByteStream;

impl Untyped {
    /// Sends the request and returns the response as soon as its body begins.
    ///
    /// # Errors
    ///
    /// It fails as every call does.
    pub async fn stream(self) -> Result<Response<ByteStream>, Error> {
        self.0.stream().await
    }
}
