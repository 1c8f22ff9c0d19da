//! Bodies of `multipart/form-data` (RFC 7578).

use bytes::{Bytes, BytesMut};
use reqwest::header::HeaderValue;
use serde::Serialize;
use serde_json::Value;

use super::call::Call;
use super::retry::new_key;
use super::style::text;

/// A file in a multipart body, or a text where the parts are the caller's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePart {
    bytes: Bytes,
    name: Option<String>,
    media_type: Option<String>,
}

impl FilePart {
    /// Makes a file of its bytes and a name, which many services demand.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            name: Some(name.into()),
            media_type: None,
        }
    }

    /// Makes a part that is no file but a text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            bytes: text.into().into(),
            name: None,
            media_type: None,
        }
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
            self.part(name, None, media_type, text.as_bytes());
        }
        self
    }

    /// Adds a part of JSON.
    pub(crate) fn part_json<T: Serialize>(
        mut self,
        name: &str,
        value: T,
        media_type: Option<&str>,
    ) -> Self {
        match serde_json::to_vec(&value) {
            Ok(text) => self.part(name, None, media_type.or(Some("application/json")), &text),
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
        let media_type = file.media_type.as_deref().or(media_type).or(usual);
        self.part(name, file.name.as_deref(), media_type, &file.bytes);
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
        content: &[u8],
    ) {
        if media_type.is_some_and(|media_type| HeaderValue::from_str(media_type).is_err()) {
            self.fail(format!(
                "the media type of the part `{name}` is no value for a header"
            ));
            return;
        }
        let (media, mut body) = match self.take_body() {
            Some((media, body)) => (media, BytesMut::from(body)),
            None => (new_media_type(), BytesMut::new()),
        };
        let boundary = media
            .to_str()
            .ok()
            .and_then(|text| text.split_once("boundary="))
            .map_or("", |(_, text)| text);
        let end = format!("--{boundary}--\r\n");
        if body.ends_with(end.as_bytes()) {
            body.truncate(body.len() - end.len());
        }
        let mut head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
            quoted(name)
        );
        if let Some(file_name) = file_name {
            head.extend(["; filename=\"", &quoted(file_name), "\""]);
        }
        if let Some(media_type) = media_type {
            head.extend(["\r\nContent-Type: ", media_type]);
        }
        head.push_str("\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
        body.extend_from_slice(end.as_bytes());
        self.set_body(media, body.freeze());
    }
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
