//! Bodies at hand: JSON, text and bytes.

use bytes::Bytes;
use reqwest::header::HeaderValue;
use serde::Serialize;

use super::Call;

impl Call {
    /// Sets a JSON body.
    pub(crate) fn json<T: Serialize>(self, body: T) -> Self {
        self.json_as(body, "application/json")
    }

    /// Sets a JSON body of another media type.
    pub(crate) fn json_as<T: Serialize>(self, body: T, media_type: &'static str) -> Self {
        self.json_if(body, media_type, None)
    }

    /// Sets a JSON body of whatever becomes an object.
    pub(crate) fn json_object<T: Serialize>(self, body: T, media_type: &'static str) -> Self {
        self.json_if(body, media_type, Some((b'{', "an object")))
    }

    /// Sets a JSON body of whatever becomes a list.
    pub(crate) fn json_list<T: Serialize>(self, body: T, media_type: &'static str) -> Self {
        self.json_if(body, media_type, Some((b'[', "a list")))
    }

    fn json_if<T: Serialize>(
        mut self,
        body: T,
        media_type: &'static str,
        kind: Option<(u8, &str)>,
    ) -> Self {
        match (serde_json::to_vec(&body), kind) {
            (Ok(text), Some((first, kind))) if !text.starts_with(&[first]) => {
                self.fail(format!("a body of {media_type} has to be {kind}"));
                self
            }
            (Ok(text), _) => self.bytes(text, media_type),
            (Err(error), _) => {
                self.fail(format!("the body does not encode: {error}"));
                self
            }
        }
    }

    /// Sets a body of text.
    pub(crate) fn text(self, body: impl Into<String>, media_type: &'static str) -> Self {
        self.bytes(body.into(), media_type)
    }

    /// Sets a body of bytes.
    pub(crate) fn bytes(mut self, body: impl Into<Bytes>, media_type: &'static str) -> Self {
        self.set_body(HeaderValue::from_static(media_type), body.into());
        self
    }
}
