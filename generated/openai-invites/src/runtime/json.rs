//! Reading JSON, with the place of what does not fit.

use serde::Deserialize;

/// Reads a value from the whole of some bytes.
pub(crate) fn from_slice<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, JsonError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Keeping the place up to date costs time, so that is done only once it is known to be needed.
    serde_json::from_slice(bytes).map_err(|error| locate::<T>(bytes, error))
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
        Err(located) => {
            let path = located.path().to_string();
            let path = if path == "." { String::new() } else { path };
            JsonError {
                path,
                source: located.into_inner(),
            }
        }
    }
}
