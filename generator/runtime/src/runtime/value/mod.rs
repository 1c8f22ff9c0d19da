//! Values, and how JSON, XML and URLs write them. Nothing here knows of HTTP.

pub(crate) mod encode;
#[allow(
    dead_code,
    reason = "not every API reads JSON, and only some of it is XML"
)]
pub(crate) mod json;
#[allow(
    dead_code,
    unused_imports,
    reason = "an API without objects has no fields"
)]
pub(crate) mod presence;
pub(crate) mod source;
pub(crate) mod style;

// Object
pub(crate) mod derive;
pub(crate) mod field;
pub(crate) mod fields;
pub(crate) mod names;
pub(crate) mod object;

// Map
pub(crate) mod map;

// Rest
pub(crate) mod undeclared;

// Maybe
pub(crate) mod maybe;

// Number
#[allow(dead_code, reason = "every such number may be required, or none")]
pub(crate) mod number;

// Uuid
presence::present!(uuid::Uuid);

// UnixTime
pub(crate) mod unix_time;

// StringEnum
pub(crate) mod string_enum;

// ValueEnum
#[allow(
    dead_code,
    unused_macros,
    reason = "an API may have enums of integers alone"
)]
pub(crate) mod value_enum;

// Union
pub(crate) mod member;
#[allow(dead_code, reason = "no API tells members apart in every way")]
pub(crate) mod union;

// Newtype
pub(crate) mod newtype;

// DateTime
pub(crate) mod date_time;

// Date
pub(crate) mod date;

// Base64
pub(crate) mod base64;

// Xml
#[allow(dead_code, reason = "no API has every kind of content")]
pub(crate) mod xml;
#[allow(dead_code, reason = "an API may take XML and send none")]
pub(crate) mod xml_read;
#[allow(dead_code, reason = "an API may send XML and take none")]
pub(crate) mod xml_write;
