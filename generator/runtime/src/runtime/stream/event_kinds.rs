//! Events whose kind says what their data is (OpenAPI 3.2, `itemSchema` with members that tell `event`).

use serde::de::{DeserializeOwned, Error as _};
use serde_json::Value;

use super::events::{Events, read};
use crate::runtime::call::reply::Reply;
use crate::runtime::error::Error;
use crate::runtime::value::json::{self, JsonError};
use crate::runtime::value::union::{Union, Variant};

impl Reply {
    /// Reads a stream of server-sent events whose data is a union: the kind of an event says which member it is.
    pub(crate) fn events_by_kind<T: Union + DeserializeOwned>(self) -> Result<Events<T>, Error> {
        self.events_by(by_kind)
    }
}

/// Reads the data of an event. Of a kind that nobody knows it is whatever it looks like.
fn by_kind<T: Union + DeserializeOwned>(kind: &str, data: &str) -> Result<T, JsonError> {
    let mut members = T::VARIANTS.iter();
    match members.find(|member| member.tags.contains(&kind)) {
        Some(member) => of_member(member, data),
        None => read(data),
    }
}

/// Reads a member: what looks like an object or a list as JSON, and all else as the text that it is, where the member may
/// be both.
fn of_member<T>(member: &Variant<T>, data: &str) -> Result<T, JsonError> {
    let of = |value: &Value| {
        let read = member.read.read(member.name, value);
        read.map_err(|why| JsonError {
            path: String::new(),
            source: serde_json::Error::custom(why),
        })
    };
    let text = || of(&Value::from(data));
    let json = || json::from_slice::<Value>(data.as_bytes()).and_then(|value| of(&value));
    if data.starts_with(['{', '[']) {
        json().or_else(|error| text().map_err(|_| error))
    } else {
        text().or_else(|_| json())
    }
}
