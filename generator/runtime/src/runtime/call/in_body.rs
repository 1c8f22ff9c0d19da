//! Members of a body that the client sets beside what the caller has given: what turns a stream on, and what asks for a page.

use bytes::Bytes;
use reqwest::header::HeaderValue;
use serde_json::{Map, Value};

use super::Call;
use crate::runtime::http::media_type::essence;
use crate::runtime::transport::payload::Payload;
use crate::runtime::value::encode::{Keep, percent_decode, percent_encode};
use crate::runtime::value::style::text;

const FORM: &str = "application/x-www-form-urlencoded";

impl Call {
    /// Sets a member of the body to true, as [`Call::member`] does.
    pub(crate) fn turned_on(self, pointer: &str) -> Self {
        self.member(pointer, true)
    }

    /// Sets a member of a JSON body, by its pointer (RFC 6901), or a field of a form, whatever the caller has given there.
    /// Where there is no body, it becomes one of JSON.
    pub(crate) fn member(self, pointer: &str, value: impl Into<Value>) -> Self {
        self.set_member(pointer, value.into(), ("application/json", b"{}"))
    }

    /// The same, where a body that is not there becomes a form.
    pub(crate) fn field(self, pointer: &str, value: impl Into<Value>) -> Self {
        self.set_member(pointer, value.into(), (FORM, b""))
    }

    /// The value of a member of a JSON body, or of a field of a form, as text.
    pub(crate) fn member_text(&self, pointer: &str) -> Option<String> {
        let (media_type, Payload::Whole(body)) = self.body.as_ref()? else {
            return None;
        };
        if is_form(media_type) {
            let name = field_name(pointer);
            let mut pairs = std::str::from_utf8(body).ok()?.split('&');
            let value = pairs.find_map(|pair| pair.strip_prefix(&*name)?.strip_prefix('='));
            return value.map(percent_decode);
        }
        let whole: Value = serde_json::from_slice(body).ok()?;
        text(whole.pointer(pointer)?)
    }

    fn set_member(
        mut self,
        pointer: &str,
        value: Value,
        (media_type, body): (&'static str, &'static [u8]),
    ) -> Self {
        let start = || {
            let media_type = HeaderValue::from_static(media_type);
            (media_type, Payload::Whole(Bytes::from_static(body)))
        };
        let (media_type, body) = self.take_payload().unwrap_or_else(start);
        let changed = match &body {
            Payload::Whole(body) if is_form(&media_type) => Some(with_field(body, pointer, &value)),
            Payload::Whole(body) => with_member(body, pointer, value),
            // What is made while it is sent cannot be changed.
            Payload::Once(_) => None,
        };
        if let Some(body) = changed {
            self.set_body(media_type, body);
        } else {
            self.fail(format!(
                "the body has no place for `{pointer}`, which the client sets"
            ));
            self.set_payload(media_type, body);
        }
        self
    }
}

fn is_form(media_type: &HeaderValue) -> bool {
    essence(media_type.to_str().unwrap_or_default()) == FORM
}

/// A JSON body with a value at a pointer; objects on the way there are made.
fn with_member(body: &[u8], pointer: &str, value: Value) -> Option<Bytes> {
    let mut whole: Value = serde_json::from_slice(body).ok()?;
    let mut at = &mut whole;
    for step in pointer.split('/').skip(1) {
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
        let members = at.as_object_mut()?;
        at = members.entry(unescaped(step)).or_insert(Value::Null);
    }
    *at = value;
    serde_json::to_vec(&whole).ok().map(Bytes::from)
}

/// A form with a value in a field.
fn with_field(body: &[u8], pointer: &str, value: &Value) -> Bytes {
    let name = field_name(pointer);
    let body = String::from_utf8_lossy(body);
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(&*name);
    let value = percent_encode(&text(value).unwrap_or_default(), Keep::Unreserved);
    let own = format!("{name}={value}");
    let pairs: Vec<&str> = body.split('&').filter(is_other).chain([&*own]).collect();
    pairs.join("&").into()
}

/// The name of the field that a pointer leads to, as a form has it.
fn field_name(pointer: &str) -> String {
    let name = pointer.strip_prefix('/').unwrap_or(pointer);
    percent_encode(&unescaped(name), Keep::Unreserved)
}

/// A step of a pointer without its escapes (RFC 6901, section 4).
fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
