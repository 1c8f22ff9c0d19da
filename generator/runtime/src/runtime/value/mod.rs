//! Values, and how JSON, XML and URLs write them. Nothing here knows of HTTP.

pub(crate) mod encode;
pub(crate) mod json;
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
pub(crate) mod number;

// Uuid
presence::present!(uuid::Uuid);

// UnixTime
pub(crate) mod unix_time;

// StringEnum
pub(crate) mod string_enum;

// ValueEnum
pub(crate) mod value_enum;

// Union
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
pub(crate) mod xml;
pub(crate) mod xml_read;
pub(crate) mod xml_write;
