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
//! | `untyped` | calls that are chosen while the program runs |
//! | `test_util` | a service for the tests of what uses the client |
//!
//! Of the crate around it the runtime names `crate::error_body` alone, which stands on `value`.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    unreachable_pub,
    reason = "no API needs every style, scheme and reader"
)]

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
pub mod untyped;
mod value;

pub use bytes::Bytes;
pub(crate) use call::Call;
pub(crate) use call::methods::{accept, any_response, request};
pub use call::options::CallOptions;
pub(crate) use call::reply::Reply;
pub use call::reply::Response;
pub use client::Client;
pub use client::builder::ClientBuilder;
pub use client::hooks::{RequestInfo, ResponseInfo};
pub use client::retry::RetryPolicy;
pub(crate) use description::operation::{Api, Method, Operation, Status};
pub(crate) use description::scheme::{Scheme, SchemeKind};
pub use description::server::Server;
pub(crate) use description::server::Variable;
pub use error::Error;
pub use error::build::BuildError;
pub use error::page::PageError;
pub use error::response::{ApiError, DecodeError};
pub use error::transport::{TransportError, TransportErrorKind};
pub use http::headers::Headers;
pub use http::secret::Secret;
pub(crate) use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub(crate) use serde_json::Value;
#[cfg(feature = "blocking")]
pub use transport::blocking::Blocking;
#[cfg(feature = "blocking")]
pub(crate) use transport::blocking::wait;
#[cfg(feature = "transport")]
pub use transport::custom;
pub(crate) use value::json::from_slice;
pub(crate) use value::presence::Present;
pub(crate) use value::style::{Encoding, Style};

// Object
pub(crate) use value::derive::{Constant, derive};
pub(crate) use value::field::{As, Required, attribute};
pub(crate) use value::fields::{Both, Fields};
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
pub(crate) use value::number::{NumberOrString, RequiredNumberOrString};

// UnixTime
pub use value::unix_time::UnixTime;

// StringEnum
pub(crate) use value::string_enum::{read as read_string_enum, string_enum};

// ValueEnum
pub(crate) use value::value_enum::{integer_enum, is_value, value_enum, value_of};

// Union
pub(crate) use value::union::{
    Branch, Check, Tagged, Union, Untagged, Variant, read_tagged, read_untagged, union,
    write_tagged,
};

// Newtype
pub(crate) use value::newtype::newtype;

// DateTime
pub use value::date_time::{DateTime, DateTimeError};

// Date
pub use value::date::{Date, DateError};

// Base64
pub use value::base64::Base64;

// Paging
pub use stream::pages::{Items, Pages};
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

// OAuth2
pub use client::oauth2::ClientCredentials;

// Header
pub use call::header::Header;

// Xml
pub(crate) use value::xml::{Content, Element, Member};
pub(crate) use value::xml_read::from_xml;
pub(crate) use value::xml_write::write as to_xml;

// Tests
#[cfg(test)]
pub(crate) mod testing;
