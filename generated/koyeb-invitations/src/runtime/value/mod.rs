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

pub(crate) mod derive;
pub(crate) mod field;
pub(crate) mod fields;
pub(crate) mod names;
pub(crate) mod object;

pub(crate) mod map;

pub(crate) mod undeclared;

#[allow(dead_code, reason = "every such number may be required, or none")]
pub(crate) mod number;

pub(crate) mod string_enum;

pub(crate) mod date_time;
