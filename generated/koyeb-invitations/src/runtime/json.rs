//! Reading JSON, with the place of what does not fit.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a value from the whole of some bytes.
pub(crate) fn from_slice<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, JsonError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Keeping the place up to date costs time, so that is done only once it is known to be needed.
    serde_json::from_slice(bytes).map_err(|error| locate::<T>(bytes, error))
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

#[cold]
fn locate<'de, T: Deserialize<'de>>(bytes: &'de [u8], error: serde_json::Error) -> JsonError {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => JsonError {
            path: String::new(),
            source: error,
        },
        Err(located) => JsonError::at(located),
    }
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
