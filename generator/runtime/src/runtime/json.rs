//! Reading JSON, with the place of what does not fit.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a value from the whole of some bytes.
pub(crate) fn from_slice<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, JsonError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Text that is known to be UTF-8 as a whole is read in less time than one whose every string has to be looked at, and
    // keeping the place up to date costs time that only what does not fit is worth.
    let text = str::from_utf8(bytes).ok();
    match text.and_then(|text| serde_json::from_str(text).ok()) {
        Some(value) => Ok(value),
        None => locate(bytes),
    }
}

/// Reads a value from JSON that has been read already.
pub(crate) fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, JsonError> {
    serde_path_to_error::deserialize(value).map_err(JsonError::at)
}

/// Why bytes do not decode, and where.
#[derive(Debug)]
pub(crate) struct JsonError {
    pub(crate) path: String,
    pub(crate) source: serde_json::Error,
}

/// Reads a value once more, and says where it does not fit. What is skipped need not be UTF-8.
#[cold]
fn locate<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, JsonError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(JsonError::at)?;
    reader.end().map_err(|source| JsonError {
        path: String::new(),
        source,
    })?;
    Ok(value)
}

impl JsonError {
    fn at(located: serde_path_to_error::Error<serde_json::Error>) -> Self {
        let path = located.path().to_string();
        let path = if path == "." { String::new() } else { path };
        Self {
            path,
            source: located.into_inner(),
        }
    }
}
