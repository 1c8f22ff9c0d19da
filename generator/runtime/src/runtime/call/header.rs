//! Headers of answers as the description types them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::reply::Response;
use crate::runtime::error::Error;
use crate::runtime::error::response::{ApiError, DecodeError};
use crate::runtime::http::headers::Headers;

/// A header of responses, webhooks or callbacks, and the type of its value.
///
/// Take its value from a response with [`Response::header`], and from an error with [`ApiError::header`].
pub struct Header<T> {
    name: &'static str,
    of: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self {
            name,
            of: PhantomData,
        }
    }

    /// Returns the header's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

impl<T: DeserializeOwned> Header<T> {
    /// The value; several of them are one list (RFC 9110, section 5.3).
    fn read(self, headers: &Headers) -> Option<Result<T, (String, serde_json::Error)>> {
        let values: Vec<&str> = headers.get_all(self.name).collect();
        let text = values.join(", ");
        (!values.is_empty()).then(|| value_of(&text).map_err(|error| (text, error)))
    }
}

/// Reads a value of the style `simple`: as text if the type can be that, else as a number and the like, else as a list.
pub(crate) fn value_of<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let why = match T::deserialize(Value::from(text)) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if let Ok(value) = serde_json::from_str(text.trim()) {
        return Ok(value);
    }
    let items: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect();
    let read = |item: &&str| serde_json::from_str(item).unwrap_or_else(|_| Value::from(*item));
    T::deserialize(Value::from(items.clone()))
        .or_else(|_| T::deserialize(items.iter().map(read).collect::<Value>()))
        .map_err(|_| why)
}

impl<B> Response<B> {
    /// Returns the value of a header that the description speaks of, where the response has it.
    ///
    /// # Errors
    ///
    /// It fails if the value is not of the type that the description says.
    pub fn header<T: DeserializeOwned>(&self, header: Header<T>) -> Result<Option<T>, Error> {
        let read = header.read(self.headers()).transpose();
        read.map_err(|(text, source)| {
            DecodeError {
                operation: self.operation.label(),
                path: format!("header {}", header.name),
                status: self.status(),
                headers: self.headers().clone(),
                bytes: text.into(),
                source: self.headers().mask().source(source.into()),
            }
            .into()
        })
    }
}

impl ApiError {
    /// Returns the value of a header that the description speaks of, where the response has it and it is of its type.
    #[must_use]
    pub fn header<T: DeserializeOwned>(&self, header: Header<T>) -> Option<T> {
        header.read(self.headers())?.ok()
    }
}
