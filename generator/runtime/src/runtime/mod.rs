//! What every generated client stands on. No more of it is delivered than the API needs.
//!
//! Each floor imports only those above it in this table, so that it can be read without those below:
//!
//! | floor | what it is |
//! |---|---|
//! | `value` | values, and how JSON, XML and URLs write them |
//! | `platform` | time, chance and threads |
//! | `description` | what the description says, as plain statics |
//! | `http` | headers, statuses, media types and secrets |
//! | `error` | the error of a call |
//! | `transport` | what sends requests, and what comes back |
//! | `client` | what a client is set up with: credentials, servers, retries, hooks |
//! | `call` | the request that is made of a call, how it is sent, and its response |
//! | `stream` | pages, events, lines and bytes, piece by piece |
//! | `webhook` | what the service sends by itself |
//! | `untyped` | calls that are chosen while the program runs |
//! | `test_util` | a service for the tests of what uses the client |
//!
//! Of the crate around it the runtime names `crate::error_body` alone, which stands on `value`.

mod call;
mod client;
mod description;
mod error;
mod http;
mod platform;
mod stream;
#[cfg(feature = "test-util")]
pub mod test_util;
mod transport;
#[allow(unreachable_pub, reason = "only a command line names it")]
pub mod untyped;
mod value;
mod webhook;

pub use bytes::Bytes;
#[allow(unused_imports, reason = "an API may have no operations")]
pub(crate) use call::Call;
#[allow(unused_imports, reason = "an API may have no operations")]
pub(crate) use call::methods::request;
#[allow(
    unused_imports,
    reason = "not every operation has several responses or media types"
)]
pub(crate) use call::methods::{accept, any_response};
pub use call::options::CallOptions;
#[allow(unused_imports, reason = "an API may have no operations")]
pub(crate) use call::reply::Reply;
pub use call::reply::Response;
pub use client::Client;
pub use client::builder::ClientBuilder;
pub use client::hooks::{RequestInfo, ResponseInfo};
pub use client::retry::RetryPolicy;
pub(crate) use description::operation::Api;
#[allow(
    unused_imports,
    reason = "not every operation says more than a method, or there are none"
)]
pub(crate) use description::operation::{Method, Operation, Status};
#[allow(unused_imports, reason = "not every API asks for credentials")]
pub(crate) use description::scheme::{Scheme, SchemeKind};
#[allow(
    unreachable_pub,
    unused_imports,
    reason = "an API may name no server, or only one"
)]
pub use description::server::Server;
#[allow(unused_imports, reason = "not every server has variables")]
pub(crate) use description::server::Variable;
pub use error::Error;
pub use error::build::BuildError;
#[allow(unreachable_pub, unused_imports, reason = "not every API has pages")]
pub use error::page::PageError;
pub use error::response::{ApiError, DecodeError};
pub use error::transport::{TransportError, TransportErrorKind};
pub use http::headers::Headers;
pub use http::secret::Secret;
#[allow(unused_imports, reason = "an API may have no operations")]
pub(crate) use platform::BoxFuture;
#[allow(unused_imports, reason = "an API without types reads and writes none")]
pub(crate) use serde::{Deserialize, Deserializer, Serialize, Serializer};
#[allow(unused_imports, reason = "not every API has values of any type")]
pub(crate) use serde_json::Value;
#[cfg(feature = "blocking")]
pub use transport::blocking::Blocking;
#[cfg(feature = "blocking")]
#[allow(unused_imports, reason = "an API may have no operations")]
pub(crate) use transport::blocking::wait;
#[cfg(feature = "transport")]
pub use transport::custom;
#[cfg(test)]
#[allow(unused_imports, reason = "the tests of the runtime name it")]
pub(crate) use transport::http_error::is_about_tls;
#[allow(unused_imports, reason = "not every API describes errors")]
pub(crate) use value::json::from_slice;
#[allow(unused_imports, reason = "an API without types has none")]
pub(crate) use value::presence::Present;
#[allow(
    unused_imports,
    reason = "not every API has parameters of another style"
)]
pub(crate) use value::style::{Encoding, Style};

// Object
#[allow(unused_imports, reason = "not every object has constants")]
pub(crate) use value::derive::Constant;
#[allow(unused_imports, reason = "an API may only read its objects")]
pub(crate) use value::derive::derive;
#[allow(unused_imports, reason = "not every API has lists of such items")]
pub(crate) use value::derive::list;
pub(crate) use value::field::As;
#[allow(unused_imports, reason = "not every field has attributes")]
pub(crate) use value::field::{Required, attribute};
#[allow(
    unused_imports,
    reason = "not every API has an object of more than eight fields"
)]
pub(crate) use value::fields::Both;
pub(crate) use value::fields::Fields;
pub(crate) use value::names::Names;
pub(crate) use value::object::{
    Object, copy as copy_object, equal as equal_object, object, read as read_object,
    show as show_object, write as write_object,
};

// Map
pub use value::map::Map;

// Rest
pub(crate) use value::undeclared::Flatten;

// Maybe
pub use value::maybe::Maybe;

// Number
#[allow(unused_imports, reason = "not every such number is required")]
pub(crate) use value::number::{NumberOrString, RequiredNumberOrString};

// UnixTime
pub use value::unix_time::UnixTime;

// StringEnum
pub(crate) use value::string_enum::{read as read_string_enum, string_enum};

// ValueEnum
#[allow(unused_imports, reason = "not every API has each kind of enum")]
pub(crate) use value::value_enum::{integer_enum, is_value, value_enum, value_of};

// Union
pub(crate) use value::member::member;
#[allow(
    unused_imports,
    reason = "not every API has unions with and without a tag"
)]
pub(crate) use value::union::{
    Branch, Check, Tagged, Union, Untagged, Variant, of_string, of_value, read_tagged,
    read_untagged, show as show_union, union, write_tagged,
};

// Newtype
pub(crate) use value::newtype::newtype;

// DateTime
pub use value::date_time::DateTime;

// Date
pub use value::date::Date;

// Base64
pub use value::base64::Base64;

// Form
#[allow(unused_imports, reason = "few APIs have parameters that are forms")]
pub(crate) use call::form::form_text;

// Paging
pub use stream::pages::{Items, Pages};
pub use stream::paging::PageParameter;
#[allow(unused_imports, reason = "no API has pages of every kind")]
pub(crate) use stream::paging::{Cursor, Link, Offset, PageNumber};
pub use untyped::pages::{Next as NextPage, Page, Paging};

// Multipart
pub use call::multipart::FilePart;

// JsonLines
pub use stream::json_lines::JsonLines;

// Events
pub use stream::events::{Event, Events};

// Body
pub use call::body::Body;

// ByteStream
pub use stream::byte_stream::ByteStream;

// TokenSource
pub use client::token::Token;
pub use client::token_source::TokenSource;

// ClientCredentials
pub use client::oauth2::client_credentials::ClientCredentials;

// AuthorizationCode
pub use client::oauth2::authorization_code::AuthorizationCode;
pub use client::oauth2::authorization_request::AuthorizationRequest;

// DeviceCode
pub use client::oauth2::device_authorization::DeviceAuthorization;
pub use client::oauth2::device_code::DeviceCode;

// Password
pub use client::oauth2::password::Password;

// Webhooks
pub use webhook::payload::WebhookError;
#[allow(unused_imports, reason = "a webhook may have no payload")]
pub(crate) use webhook::payload::payload;
#[allow(
    unused_imports,
    reason = "not every payload says which webhook it is of"
)]
pub(crate) use webhook::payload::said;

// WebhookSignature
pub use webhook::signature::{SignatureError, WebhookVerifier};

// Header
pub use call::header::Header;

// Xml
#[allow(unused_imports, reason = "few APIs have XML in parameters or parts")]
pub(crate) use call::xml::xml_text;
#[allow(unused_imports, reason = "an API may have XML without objects")]
pub(crate) use value::xml::{Content, Element, Member};
#[allow(unused_imports, reason = "an API may take XML and send none")]
pub(crate) use value::xml_read::from_xml;
#[cfg(test)]
pub(crate) use value::xml_write::write as to_xml;

// Tests
#[cfg(test)]
pub(crate) mod testing;
