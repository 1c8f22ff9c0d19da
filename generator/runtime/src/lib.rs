//! The runtime that each generated crate carries in `src/runtime/`, with a client around it as the generator writes one.
//!
//! Everything beside `runtime` is a sample: the invites of an organization, by hand. The tests use it over real HTTP.

pub mod api;
mod client;
mod error_body;
#[allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_macros,
    reason = "the sample around it is small, and only the tests use the rest"
)]
mod runtime;
pub mod types;

#[cfg(test)]
mod tests;

#[doc(hidden)]
pub mod untyped {
    //! What the command line of this API stands on; it may change with any release.
    pub use crate::runtime::untyped::*;
    pub use crate::runtime::{NextPage, Page, PageParameter, Paging};
}

pub use error_body::ErrorBody;
#[cfg(feature = "blocking")]
pub use runtime::Blocking;
#[cfg(feature = "transport")]
pub use runtime::custom as transport;
#[cfg(feature = "test-util")]
pub use runtime::test_util;
pub use runtime::{
    ApiError, AuthorizationCode, AuthorizationRequest, Base64, Body, BuildError, ByteStream, Bytes,
    CallOptions, Client, ClientBuilder, ClientCredentials, Date, DateTime, DecodeError,
    DeviceAuthorization, DeviceCode, Error, FilePart, Headers, Items, Map, Maybe, PageError, Pages,
    Password, RequestInfo, Response, ResponseInfo, RetryPolicy, Secret, SignatureError, Token,
    TokenSource, TransportError, TransportErrorKind, UnixTime, WebhookError, WebhookVerifier,
};
