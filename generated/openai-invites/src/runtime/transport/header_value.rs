//! Names and values of headers, made of what the caller gives.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::error::build::BuildError;

/// Puts a header in the place of any of its name. The message of a bad one shows the name alone.
pub(crate) fn insert_header(
    headers: &mut HeaderMap,
    name: &str,
    value: &str,
    sensitive: bool,
) -> Result<(), BuildError> {
    let name = header_name(name)?;
    let value = header_value(&name, value.to_owned(), sensitive)?;
    headers.insert(name, value);
    Ok(())
}

/// The name of a header.
pub(crate) fn header_name(name: &str) -> Result<HeaderName, BuildError> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| {
        BuildError::new(format!(
            "`{}` is not a valid header name",
            name.escape_debug()
        ))
    })
}

/// The value of a header (RFC 9110, section 5.5), of which only what every server takes is sent.
pub(crate) fn header_value(
    name: &HeaderName,
    value: String,
    sensitive: bool,
) -> Result<HeaderValue, BuildError> {
    let is_visible = value
        .bytes()
        .all(|byte| matches!(byte, b'\t' | b' '..=b'~'));
    let value = is_visible
        .then(|| HeaderValue::try_from(value).ok())
        .flatten();
    let mut value = value.ok_or_else(|| {
        BuildError::new(format!(
            "the value of the header `{name}` may hold visible ASCII only"
        ))
    })?;
    value.set_sensitive(sensitive);
    Ok(value)
}
