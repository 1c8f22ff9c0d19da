//! Bodies of `multipart/form-data` (RFC 7578).

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use reqwest::header::{HeaderName, HeaderValue};
use serde::Serialize;
use serde_json::Value;

use super::Call;
use super::body::Body;
use super::parts::Parts;
use crate::runtime::client::retry::new_key;
use crate::runtime::transport::payload::Payload;
use crate::runtime::value::style::text;

/// A file in a multipart body, or a text where the parts are the caller's own.
#[derive(Debug, Clone)]
pub struct FilePart {
    content: Body,
    name: Option<String>,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl FilePart {
    /// Creates a file from its contents and a name, which many services demand: from bytes, or of a [`Body`] that is made
    /// while it is sent, so that the file is never held as a whole.
    #[must_use]
    pub fn new(name: impl Into<String>, content: impl Into<Body>) -> Self {
        Self {
            content: content.into(),
            name: Some(name.into()),
            media_type: None,
            headers: Vec::new(),
        }
    }

    /// Creates a part that is a string instead of a file.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            content: text.into().into(),
            name: None,
            media_type: None,
            headers: Vec::new(),
        }
    }

    /// Adds a header to the part. `multipart/form-data` has a use for those of its own only (RFC 7578, section 4.8), but
    /// some services have others. A header `Content-Type` is the media type; no header may be there twice.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the media type, in the place of the one that the description gives.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

/// A file without a name of its own is called `file`.
impl From<Vec<u8>> for FilePart {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new("file", bytes)
    }
}

impl Call {
    /// Adds parts of text: one for a single value, one for each item of a list.
    pub(crate) fn part_text<T: Serialize>(
        mut self,
        name: &str,
        value: T,
        media_type: Option<&str>,
    ) -> Self {
        let values = match serde_json::to_value(value) {
            Ok(Value::Array(items)) => items,
            Ok(value) => vec![value],
            Err(error) => {
                self.fail(format!("the part `{name}` does not encode: {error}"));
                return self;
            }
        };
        for text in values.iter().filter_map(text) {
            self.part(name, None, media_type, &[], text.into());
        }
        self
    }

    /// Adds a part that turns a stream on, unless the caller has done so.
    pub(crate) fn part_on(self, name: &str) -> Self {
        let on = format!("form-data; name=\"{}\"\r\n\r\ntrue\r\n", quoted(name));
        match self.whole_body() {
            Some(body) if body.windows(on.len()).any(|piece| piece == on.as_bytes()) => self,
            _ => self.part_text(name, true, None),
        }
    }

    /// Adds a part of JSON.
    pub(crate) fn part_json<T: Serialize>(
        mut self,
        name: &str,
        value: T,
        media_type: Option<&str>,
    ) -> Self {
        match serde_json::to_vec(&value) {
            Ok(text) => {
                let media_type = media_type.or(Some("application/json"));
                self.part(name, None, media_type, &[], text.into());
            }
            Err(error) => self.fail(format!("the part `{name}` does not encode: {error}")),
        }
        self
    }

    /// Adds a part of JSON for each item.
    pub(crate) fn parts_json<T: Serialize>(
        self,
        name: &str,
        values: impl IntoIterator<Item = T>,
        media_type: Option<&str>,
    ) -> Self {
        let add = |call: Self, value| call.part_json(name, value, media_type);
        values.into_iter().fold(self, add)
    }

    /// Adds a file.
    pub(crate) fn part_file(
        mut self,
        name: &str,
        file: impl Into<FilePart>,
        media_type: Option<&str>,
    ) -> Self {
        let file = file.into();
        // A text needs no media type of its own (RFC 7578, section 4.4).
        let usual = file.name.as_ref().map(|_| "application/octet-stream");
        let is_named = file.headers.iter().any(|(name, _)| is_media_type(name));
        let unnamed = media_type.or(usual).filter(|_| !is_named);
        let media_type = file.media_type.as_deref().or(unnamed);
        let file_name = file.name.as_deref();
        self.part(name, file_name, media_type, &file.headers, file.content);
        self
    }

    /// Adds parts by their names.
    pub(crate) fn parts(self, parts: impl IntoIterator<Item = (String, FilePart)>) -> Self {
        let add = |call: Self, (name, part): (String, FilePart)| call.part_file(&name, part, None);
        parts.into_iter().fold(self, add)
    }

    /// Adds files: a part for each.
    pub(crate) fn part_files(
        self,
        name: &str,
        files: impl IntoIterator<Item = FilePart>,
        media_type: Option<&str>,
    ) -> Self {
        files
            .into_iter()
            .fold(self, |call, file| call.part_file(name, file, media_type))
    }

    fn part(
        &mut self,
        name: &str,
        file_name: Option<&str>,
        media_type: Option<&str>,
        headers: &[(String, String)],
        content: Body,
    ) {
        let media_type = media_type.map(|media_type| ("Content-Type", media_type));
        let more = headers.iter().map(|(name, value)| (&**name, &**value));
        let headers: Vec<(&str, &str)> = media_type.into_iter().chain(more).collect();
        if let Some((header, _)) = headers.iter().find(|header| !is_header(**header)) {
            self.fail(format!("the part `{name}` cannot have this `{header}`"));
            return;
        }
        if let Some(header) = twice(&headers) {
            self.fail(format!("the part `{name}` has the header `{header}` twice"));
            return;
        }
        let start = || (new_media_type(), Payload::Whole(Bytes::new()));
        let (media, body) = self.take_payload().unwrap_or_else(start);
        let boundary = media
            .to_str()
            .ok()
            .and_then(|text| text.split_once("boundary="))
            .map_or("", |(_, text)| text);
        let end = format!("--{boundary}--\r\n");
        let head = head(boundary, name, file_name, &headers);
        let body = match (body, content.0) {
            (Payload::Whole(body), Payload::Whole(content)) => {
                let mut body = BytesMut::from(body);
                if body.ends_with(end.as_bytes()) {
                    body.truncate(body.len() - end.len());
                }
                for piece in [head.as_bytes(), &content, b"\r\n", end.as_bytes()] {
                    body.extend_from_slice(piece);
                }
                Payload::Whole(body.freeze())
            }
            (body, content) => {
                let mut parts = Parts::open(body, end.into());
                let behind = Bytes::from_static(b"\r\n");
                parts.extend([Payload::Whole(head.into()), content, Payload::Whole(behind)]);
                Payload::Once(Arc::new(parts))
            }
        };
        self.set_payload(media, body);
    }
}

/// What stands before the content of a part.
fn head(boundary: &str, name: &str, file_name: Option<&str>, headers: &[(&str, &str)]) -> String {
    let name = quoted(name);
    let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
    if let Some(file_name) = file_name {
        head.extend(["; filename=\"", &quoted(file_name), "\""]);
    }
    for (name, value) in headers {
        head.extend(["\r\n", *name, ": ", *value]);
    }
    head.push_str("\r\n\r\n");
    head
}

fn is_media_type(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-type")
}

/// The header that a part has twice; the one that names it is always there.
fn twice<'a>(headers: &[(&'a str, &str)]) -> Option<&'a str> {
    let names = headers.iter().map(|(name, _)| *name);
    names.clone().enumerate().find_map(|(index, name)| {
        let mut before = names.clone().take(index).chain(["Content-Disposition"]);
        let is_there = before.any(|other| other.eq_ignore_ascii_case(name));
        is_there.then_some(name)
    })
}

/// Whether this may be sent as a header.
fn is_header((name, value): (&str, &str)) -> bool {
    HeaderName::from_bytes(name.as_bytes()).is_ok() && HeaderValue::from_str(value).is_ok()
}

/// A media type with a boundary that no content holds but by a chance of one in 2^128.
fn new_media_type() -> HeaderValue {
    HeaderValue::from_str(&format!("multipart/form-data; boundary={}", new_key()))
        .unwrap_or(HeaderValue::from_static("multipart/form-data"))
}

/// A name as browsers write it: what would end it is percent-encoded.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
