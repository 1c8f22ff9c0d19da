//! Bodies of `application/x-www-form-urlencoded`.

use bytes::Bytes;
use reqwest::header::HeaderValue;
use serde::Serialize;
use serde_json::Value;

use super::Call;
use crate::runtime::value::style::{self, Encoding};

impl Call {
    /// Sets a form of the properties of an object; those that are named are written otherwise than the rest.
    pub(crate) fn form<T: Serialize>(mut self, body: T, encodings: &[(&str, Encoding)]) -> Self {
        let members = match serde_json::to_value(&body) {
            Ok(Value::Object(members)) => members,
            Ok(_) => {
                self.fail("the body is no object, so it can't be sent as a form".to_owned());
                return self;
            }
            Err(error) => {
                self.fail(format!("the body does not encode: {error}"));
                return self;
            }
        };
        let pairs: Vec<String> = members
            .iter()
            .flat_map(|(name, value)| {
                let told = encodings.iter().find(|(named, _)| named == name);
                let encoding = match (told, value) {
                    (Some((_, told)), _) => *told,
                    // An object has no style of its own here (OpenAPI, Encoding Object).
                    (None, Value::Object(_)) => Encoding::Json,
                    (None, _) => Encoding::FORM,
                };
                style::pairs(name, value, encoding)
            })
            .collect();
        let media_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        self.set_body(media_type, Bytes::from(pairs.join("&")));
        self
    }
}
