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

mod attempts;
mod auth;
#[cfg(feature = "blocking")]
mod blocking;
mod build_error;
mod builder;
mod call;
mod chunks;
mod client;
#[cfg(not(target_arch = "wasm32"))]
mod connections;
mod content;
mod credential_names;
#[cfg(feature = "transport")]
pub mod custom_transport;
mod deadline;
mod encode;
mod error;
mod exposure;
#[cfg(target_arch = "wasm32")]
mod fetch;
mod head;
mod header_value;
mod headers;
mod hooks;
mod http_error;
mod json;
mod limits;
mod lines;
mod lost;
mod mask;
mod media_type;
mod message;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod observe;
mod operation;
mod options;
#[cfg(not(target_arch = "wasm32"))]
mod outgoing;
mod page_error;
#[cfg(feature = "blocking")]
mod park;
mod path;
mod payload;
mod presence;
mod redirects;
mod reply;
mod request;
mod response_error;
mod retry;
mod route;
mod scheme;
mod secret;
mod send;
mod sender;
mod server;
mod server_url;
mod shared;
mod source;
mod style;
mod target;
#[cfg(feature = "test-util")]
pub mod test_util;
mod trace;
mod transport;
mod transport_error;
pub mod untyped;
#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(feature = "blocking")]
pub use blocking::Blocking;
#[cfg(feature = "blocking")]
pub(crate) use blocking::wait;
pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub use bytes::Bytes;
pub(crate) use call::Call;
pub use client::Client;
pub use error::Error;
#[cfg(target_arch = "wasm32")]
use fetch as connections;
pub use headers::Headers;
pub use hooks::{RequestInfo, ResponseInfo};
pub(crate) use json::from_slice;
#[cfg(not(target_arch = "wasm32"))]
use native as platform;
pub(crate) use operation::{Api, Method, Operation, Status};
pub use options::CallOptions;
pub use page_error::PageError;
pub(crate) use presence::Present;
pub(crate) use reply::Reply;
pub use reply::Response;
pub(crate) use request::{accept, any_response, request};
pub use response_error::{ApiError, DecodeError};
pub use retry::RetryPolicy;
pub(crate) use scheme::{Scheme, SchemeKind};
pub use secret::Secret;
pub(crate) use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub(crate) use serde_json::Value;
pub use server::Server;
pub(crate) use server::Variable;
pub(crate) use style::{Encoding, Style};
pub use transport_error::{TransportError, TransportErrorKind};
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
mod maybe;
pub use maybe::Maybe;

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

// EventKinds
mod event_kinds;

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
mod xml_body;
mod xml_read;
mod xml_write;
pub(crate) use xml::{Content, Element, Member};
pub(crate) use xml_read::from_xml;
pub(crate) use xml_write::write as to_xml;

// Tests
#[cfg(test)]
pub(crate) mod testing;
