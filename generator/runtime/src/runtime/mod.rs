//! What every generated client stands on. No more of it is delivered than the API needs.
//!
//! The lines below come in blocks: the first is always there, and each other one belongs to the part that its comment
//! names.

#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    unreachable_pub,
    reason = "no API needs every style, scheme and reader"
)]

mod answer_error;
mod auth;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod call;
mod chunks;
mod client;
mod content;
mod encode;
mod error;
mod exposure;
#[cfg(feature = "transport")]
pub mod given;
mod headers;
mod hooks;
mod json;
mod limits;
mod lines;
mod mask;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod operation;
mod options;
#[cfg(not(target_arch = "wasm32"))]
mod outgoing;
mod path;
mod presence;
mod redirects;
mod reply;
mod request;
mod retry;
mod send;
mod server;
mod style;
mod target;
#[cfg(feature = "test-util")]
pub mod test_util;
mod trace;
mod transport;
pub mod untyped;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub use answer_error::{ApiError, DecodeError};
pub use auth::Secret;
pub(crate) use auth::{Scheme, SchemeKind};
#[cfg(feature = "blocking")]
pub use blocking::Blocking;
#[cfg(feature = "blocking")]
pub(crate) use blocking::wait;
pub use builder::ClientBuilder;
pub use bytes::Bytes;
pub(crate) use call::Call;
pub use client::Client;
pub use error::{BuildError, Error, PageError, TransportError, TransportErrorKind};
pub use headers::Headers;
pub use hooks::{RequestInfo, ResponseInfo};
pub(crate) use json::from_slice;
#[cfg(not(target_arch = "wasm32"))]
use native as platform;
pub(crate) use operation::{Api, Method, Operation, Status};
pub use options::CallOptions;
pub(crate) use presence::Present;
pub(crate) use reply::Reply;
pub use reply::Response;
pub(crate) use request::{accept, any_response, request};
pub use retry::RetryPolicy;
pub(crate) use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub(crate) use serde_json::Value;
pub use server::Server;
pub(crate) use server::Variable;
pub(crate) use style::{Encoding, Style};
#[cfg(target_arch = "wasm32")]
use wasm as platform;

// Object
mod derive;
mod field;
mod fields;
mod names;
mod object;
pub(crate) use derive::{Constant, derive};
pub(crate) use field::{As, Required, attribute};
pub(crate) use fields::{Both, Fields};
pub(crate) use names::Names;
pub(crate) use object::{
    Object, copy as copy_object, equal as equal_object, object, read as read_object,
    show as show_object, write as write_object,
};

// Map
mod map;
pub use map::Map;

// Rest
mod undeclared;
pub(crate) use undeclared::Flatten;

// Maybe
mod three_state;
pub use three_state::Maybe;

// Number
mod number;
pub(crate) use number::{NumberOrString, RequiredNumberOrString};

// Uuid
presence::present!(uuid::Uuid);

// UnixTime
mod unix_time;
pub use unix_time::UnixTime;

// StringEnum
mod string_enum;
pub(crate) use string_enum::{read as read_string_enum, string_enum};

// ValueEnum
mod value_enum;
pub(crate) use value_enum::{integer_enum, is_value, value_enum, value_of};

// Union
mod union;
pub(crate) use union::{
    Branch, Check, Tagged, Union, Untagged, Variant, read_tagged, read_untagged, union,
    write_tagged,
};

// Newtype
mod newtype;
pub(crate) use newtype::newtype;

// DateTime
mod date_time;
pub use date_time::{DateTime, DateTimeError};

// Date
mod date;
pub use date::{Date, DateError};

// Base64
mod base64;
pub use self::base64::Base64;

// Form
mod form;
mod untyped_form;

// Paging
mod link_header;
mod pages;
mod paging;
mod untyped_pages;
pub use pages::{Items, Pages};
pub(crate) use paging::{Cursor, Link, Offset, PageNumber};
pub use untyped_pages::{Next as NextPage, Page, Paging};

// Multipart
mod multipart;
mod parts;
mod untyped_parts;
pub use multipart::FilePart;

// JsonLines
mod json_lines;
pub use json_lines::JsonLines;

// Events
mod events;
pub use events::{Event, Events};

// Body
mod body;
#[cfg(feature = "blocking")]
mod reader;
pub use body::Body;

// ByteStream
mod byte_stream;
mod untyped_stream;
pub use byte_stream::ByteStream;

// Environment
mod environment;

// OAuth2
mod oauth2;
pub use oauth2::ClientCredentials;

// Header
mod header;
pub use header::Header;

// Servers
mod servers;

// Xml
mod xml;
mod xml_read;
mod xml_write;
pub(crate) use xml::{Content, Element, Member, from_xml};
pub(crate) use xml_write::write as to_xml;

// Tests
#[cfg(test)]
pub(crate) mod testing;
