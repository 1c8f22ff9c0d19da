//! Members of a body that turn a stream on.

use bytes::Bytes;
use reqwest::header::HeaderValue;
use serde_json::{Map, Value};

use super::Call;
use crate::runtime::http::media_type::essence;
use crate::runtime::transport::payload::Payload;

const FORM: &str = "application/x-www-form-urlencoded";

impl Call {
    /// Sets a member of a JSON body, by its pointer (RFC 6901), or a field of a form to true, whatever the caller has given
    /// there. Where there is no body, it becomes one of JSON.
    pub(crate) fn turned_on(mut self, pointer: &'static str) -> Self {
        let start = || {
            (
                HeaderValue::from_static("application/json"),
                Payload::Whole(Bytes::from_static(b"{}")),
            )
        };
        let (media_type, body) = self.take_payload().unwrap_or_else(start);
        let body = match body {
            Payload::Whole(body) if essence(media_type.to_str().unwrap_or_default()) == FORM => {
                with_field(&body, pointer.trim_start_matches('/'))
            }
            Payload::Whole(body) => with_member(&body, pointer).unwrap_or_else(|| {
                self.fail(format!(
                    "the body has no place for `{pointer}`, which turns the stream on"
                ));
                body
            }),
            once @ Payload::Once(_) => {
                self.set_payload(media_type, once);
                return self;
            }
        };
        self.set_body(media_type, body);
        self
    }
}

/// A JSON body in which the value at a pointer is true; objects on the way there are made.
fn with_member(body: &[u8], pointer: &str) -> Option<Bytes> {
    let mut whole: Value = serde_json::from_slice(body).ok()?;
    let mut at = &mut whole;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        let members = at.as_object_mut()?;
        at = members
            .entry(step)
            .or_insert_with(|| Value::Object(Map::new()));
    }
    *at = Value::Bool(true);
    serde_json::to_vec(&whole).ok().map(Bytes::from)
}

/// A form in which a field is true.
fn with_field(body: &[u8], name: &str) -> Bytes {
    let text = String::from_utf8_lossy(body);
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(name);
    let on = format!("{name}=true");
    let pairs: Vec<&str> = text.split('&').filter(is_other).chain([&*on]).collect();
    pairs.join("&").into()
}
