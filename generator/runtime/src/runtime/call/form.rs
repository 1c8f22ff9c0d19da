//! Bodies of `application/x-www-form-urlencoded`, and parameters that are such a form.

use bytes::Bytes;
use reqwest::header::HeaderValue;
use serde::Serialize;

use super::Call;
use super::query_string::pairs;
use crate::runtime::value::style::Encoding;

impl Call {
    /// Sets a form of the properties of an object; those that are named are written otherwise than the rest.
    pub(crate) fn form<T: Serialize>(mut self, body: T, encodings: &[(&str, Encoding)]) -> Self {
        match pairs(&body, encodings) {
            Ok(pairs) => {
                let media_type = HeaderValue::from_static("application/x-www-form-urlencoded");
                self.set_body(media_type, Bytes::from(pairs.join("&")));
            }
            Err(why) => self.fail(format!("the body {why}")),
        }
        self
    }
}

/// A value as the text of a form, where a parameter is described so.
pub(crate) fn form_text<T: Serialize>(value: T, encodings: &[(&str, Encoding)]) -> FormText {
    FormText(pairs(&value, encodings).map(|pairs| pairs.join("&")))
}

/// The text of a form, or why there is none.
pub(crate) struct FormText(Result<String, String>);

impl Serialize for FormText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Ok(text) => serializer.serialize_str(text),
            Err(why) => Err(serde::ser::Error::custom(format_args!("it {why}"))),
        }
    }
}
