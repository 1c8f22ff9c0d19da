//! What a call gives a multipart body: files, texts, JSON, and headers of parts.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::Call;
use super::body::Body;
use super::parts::{Multipart, Part, is_media_type};
use crate::runtime::transport::payload::Payload;
use crate::runtime::value::style::{self, Encoding, text};

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

    /// The part under a name, with the media type that the description gives it.
    fn part(self, name: Option<&str>, media_type: Option<&str>) -> Part {
        // A text needs no media type of its own (RFC 7578, section 4.4).
        let usual = self.name.as_ref().map(|_| "application/octet-stream");
        let is_named = self.headers.iter().any(|(name, _)| is_media_type(name));
        let unnamed = media_type.or(usual).filter(|_| !is_named);
        Part {
            name: name.map(str::to_owned),
            media_type: self.media_type.or(unnamed.map(str::to_owned)),
            file_name: self.name,
            headers: self.headers,
            content: self.content.0,
        }
    }
}

/// A file without a name of its own is called `file`.
impl From<Vec<u8>> for FilePart {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new("file", bytes)
    }
}

impl Call {
    /// Begins a multipart body of this type, which is sent even where no part is given.
    pub(crate) fn multipart(mut self, media_type: &'static str) -> Self {
        self.change_multipart(|body| body.begin(media_type, true));
        self
    }

    /// Begins a multipart body of this type, which is sent where a part is given.
    pub(crate) fn optional_multipart(mut self, media_type: &'static str) -> Self {
        self.change_multipart(|body| body.begin(media_type, false));
        self
    }

    /// Adds parts of text: one for a single value, one for each item of a list.
    pub(crate) fn part_text<T: Serialize>(
        mut self,
        name: &str,
        value: T,
        media_type: Option<&str>,
    ) -> Self {
        let values = match self.part_value(name, value) {
            Some(Value::Array(items)) => items,
            Some(value) => vec![value],
            None => return self,
        };
        for text in values.iter().filter_map(text) {
            self.add_text(name, text, media_type);
        }
        self
    }

    /// Adds parts of text by a style (OpenAPI 3.1, Encoding Object), which is not percent-encoded here.
    pub(crate) fn part_as<T: Serialize>(
        mut self,
        name: &str,
        value: T,
        encoding: Encoding,
    ) -> Self {
        let value = self.part_value(name, value);
        for (name, text) in value.map_or_else(Vec::new, |v| style::plain(name, &v, encoding)) {
            self.add_text(&name, text, None);
        }
        self
    }

    /// Adds a part that turns a stream on, in the place of what the caller has given there.
    pub(crate) fn part_on(mut self, name: &str) -> Self {
        self.change_multipart(|body| body.remove(name));
        self.part_text(name, true, None)
    }

    /// Adds a part of JSON of this media type. Where none is told, the value says what it is (OpenAPI, Encoding Object,
    /// `contentType`): an object is JSON, a single value is text, and a list is a part for each item.
    pub(crate) fn part_json<T: Serialize>(
        mut self,
        name: &str,
        value: T,
        media_type: Option<&str>,
    ) -> Self {
        let Some(json) = self.part_as_json(name, value) else {
            return self;
        };
        let items: Option<Vec<Value>> = match media_type {
            None if json.starts_with('[') => serde_json::from_str(&json).ok(),
            _ => None,
        };
        if let Some(items) = items {
            return self.parts_json(name, items, None);
        }
        self.add_json(name, json, media_type);
        self
    }

    /// Adds a part for each item, as [`Call::part_json`] does for one that is no list.
    pub(crate) fn parts_json<T: Serialize>(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = T>,
        media_type: Option<&str>,
    ) -> Self {
        for value in values {
            if let Some(json) = self.part_as_json(name, value) {
                self.add_json(name, json, media_type);
            }
        }
        self
    }

    /// Adds a file.
    pub(crate) fn part_file(
        mut self,
        name: &str,
        file: impl Into<FilePart>,
        media_type: Option<&str>,
    ) -> Self {
        let part = file.into().part(Some(name), media_type);
        self.change_multipart(|body| body.push(part));
        self
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

    /// Adds parts by their names.
    pub(crate) fn parts(
        self,
        parts: impl IntoIterator<Item = (impl Into<String>, impl Into<FilePart>)>,
    ) -> Self {
        parts.into_iter().fold(self, |call, (name, part)| {
            call.part_file(&name.into(), part, None)
        })
    }

    /// Adds parts that have no names.
    pub(crate) fn unnamed_parts(mut self, parts: impl IntoIterator<Item = FilePart>) -> Self {
        for part in parts {
            let part = part.part(None, None);
            self.change_multipart(|body| body.push(part));
        }
        self
    }

    /// Gives the parts of a name a header, whether they are there already or not.
    pub(crate) fn part_header<T: Serialize>(
        mut self,
        part: &str,
        name: &'static str,
        value: T,
        encoding: Encoding,
    ) -> Self {
        let value = self.part_value(part, value);
        let text = value.and_then(|value| style::header(&value, encoding));
        if let Some(text) = text {
            self.change_multipart(|body| body.give(part, name, text));
        }
        self
    }

    fn part_value<T: Serialize>(&mut self, name: &str, value: T) -> Option<Value> {
        let value = serde_json::to_value(value);
        value
            .map_err(|error| self.fail(format!("the part `{name}` does not encode: {error}")))
            .ok()
    }

    fn part_as_json<T: Serialize>(&mut self, name: &str, value: T) -> Option<String> {
        let json = serde_json::to_string(&value);
        json.map_err(|error| self.fail(format!("the part `{name}` does not encode: {error}")))
            .ok()
    }

    fn add_json(&mut self, name: &str, json: String, media_type: Option<&str>) {
        match single(&json).filter(|_| media_type.is_none()) {
            Some(text) => self.add_text(name, text, None),
            None => self.add_text(name, json, media_type.or(Some("application/json"))),
        }
    }

    fn add_text(&mut self, name: &str, text: String, media_type: Option<&str>) {
        let part = FilePart::text(text).part(Some(name), media_type);
        self.change_multipart(|body| body.push(part));
    }

    fn change_multipart(&mut self, change: impl FnOnce(&mut Multipart)) {
        let begun = match self.take_payload() {
            Some((_, Payload::Once(once))) => Multipart::of(once),
            _ => None,
        };
        let mut body = begun.unwrap_or_else(Multipart::form);
        change(&mut body);
        self.set_multipart(body);
    }

    fn set_multipart(&mut self, body: Multipart) {
        self.set_payload(body.media_type(), Payload::Once(Arc::new(body)));
    }
}

/// The text of JSON that is neither an object nor a list.
fn single(json: &str) -> Option<String> {
    let is_single = !json.starts_with(['{', '[']);
    let value: Option<Value> = is_single.then(|| serde_json::from_str(json).ok()).flatten();
    text(&value?)
}
