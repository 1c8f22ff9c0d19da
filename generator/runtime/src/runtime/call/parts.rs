//! A multipart body (RFC 2046, section 5.1; RFC 7578): its parts, some of which may be made while they are sent.

use std::any::Any;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use reqwest::header::{HeaderName, HeaderValue};

use crate::runtime::client::retry::new_key;
use crate::runtime::platform::BoxFuture;
use crate::runtime::transport::payload::{Once, Payload, SPENT, Settled};
use crate::runtime::value::source::Source;

/// The type whose parts have the names of a form's fields.
const FORM_DATA: &str = "multipart/form-data";

/// A part.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) name: Option<String>,
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) content: Payload,
}

/// What is sent one after the other.
#[derive(Clone)]
pub(crate) struct Multipart {
    media_type: &'static str,
    /// What no content holds but by a chance of one in 2^128.
    boundary: String,
    /// Whether it is sent without any part.
    required: bool,
    parts: Vec<Part>,
    /// Headers of parts, each with the name of the part that it belongs to.
    headers: Vec<(String, &'static str, String)>,
}

impl Multipart {
    /// A form without a part, which is not sent unless one comes.
    pub(crate) fn form() -> Self {
        Self {
            media_type: FORM_DATA,
            boundary: new_key(),
            required: false,
            parts: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// Says of which type it is, and whether it is sent without any part.
    pub(crate) fn begin(&mut self, media_type: &'static str, required: bool) {
        self.media_type = media_type;
        self.required = required;
    }

    /// Takes the parts of a body out of it, if it has any.
    pub(crate) fn of(mut body: Arc<dyn Once>) -> Option<Self> {
        if let Some(once) = Arc::get_mut(&mut body) {
            let known: &mut dyn Any = once;
            let known = known.downcast_mut::<Self>()?;
            return Some(std::mem::replace(known, Self::form()));
        }
        let known: &dyn Any = &*body;
        known.downcast_ref::<Self>().cloned()
    }

    /// Puts a part behind the others.
    pub(crate) fn push(&mut self, part: Part) {
        self.parts.push(part);
    }

    /// Takes the parts of this name out.
    pub(crate) fn remove(&mut self, name: &str) {
        self.parts.retain(|part| part.name.as_deref() != Some(name));
    }

    /// Gives the parts of this name a header, those that are still to come among them.
    pub(crate) fn give(&mut self, part: &str, header: &'static str, value: String) {
        self.headers.push((part.to_owned(), header, value));
    }

    /// The media type with its boundary. `multipart/related` names the type of its first part (RFC 2387, section 3.1).
    pub(crate) fn media_type(&self) -> HeaderValue {
        let mut text = self.media_type.to_owned();
        if self.is("multipart/related") {
            let first = self.parts.first();
            let root = first.and_then(|part| part.media_type.as_deref());
            let root = root.unwrap_or("text/plain").replace(['"', '\\'], "");
            text.extend(["; type=\"", &root, "\""]);
        }
        text.extend(["; boundary=", &self.boundary]);
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(FORM_DATA))
    }

    fn is(&self, media_type: &str) -> bool {
        let essence = self.media_type.split(';').next().unwrap_or_default();
        essence.trim().eq_ignore_ascii_case(media_type)
    }

    /// All headers of a part but the one that names it.
    fn headers<'p>(&'p self, part: &'p Part) -> Vec<(&'p str, &'p str)> {
        let own = part.headers.iter();
        let own = own.map(|(name, value)| (name.as_str(), value.as_str()));
        // Outside of forms, a part without a media type is of ASCII (RFC 2046, section 5.1).
        let is_silent = !self.is(FORM_DATA) && !own.clone().any(|(name, _)| is_media_type(name));
        let usual = is_silent.then_some("text/plain; charset=utf-8");
        let media_type = part.media_type.as_deref().or(usual);
        let media_type = media_type.map(|media_type| ("Content-Type", media_type));
        let given = self.headers.iter();
        let given = given.filter(|(name, ..)| part.name.as_ref() == Some(name));
        let given = given.map(|(_, name, value)| (*name, value.as_str()));
        media_type.into_iter().chain(own).chain(given).collect()
    }

    /// What is wrong with it, if anything is.
    fn check(&self) -> Result<(), String> {
        for part in &self.parts {
            let name = part.name.as_deref().unwrap_or_default();
            let headers = self.headers(part);
            if let Some((header, _)) = headers.iter().find(|header| !is_header(**header)) {
                return Err(format!("the part `{name}` cannot have this `{header}`"));
            }
            if let Some(header) = twice(&headers) {
                return Err(format!("the part `{name}` has the header `{header}` twice"));
            }
        }
        let is_there = |name: &String| {
            let mut parts = self.parts.iter();
            parts.any(|part| part.name.as_ref() == Some(name))
        };
        match self.headers.iter().find(|(part, ..)| !is_there(part)) {
            Some((part, header, _)) => Err(format!(
                "the header `{header}` is given, but not the part `{part}` that it belongs to"
            )),
            None => Ok(()),
        }
    }

    /// What stands before the content of a part.
    fn head(&self, part: &Part) -> String {
        let mut head = format!("--{}", self.boundary);
        // Only a form names its fields; elsewhere a part is told by its place, and its name is a hint (RFC 2183).
        let disposition = if self.is(FORM_DATA) {
            "form-data"
        } else {
            "attachment"
        };
        if part.name.is_some() || part.file_name.is_some() {
            head.extend(["\r\nContent-Disposition: ", disposition]);
        }
        for (key, value) in [("name", &part.name), ("filename", &part.file_name)] {
            if let Some(value) = value {
                head.extend(["; ", key, "=\"", &quoted(value), "\""]);
            }
        }
        for (name, value) in self.headers(part) {
            head.extend(["\r\n", name, ": ", value]);
        }
        head.push_str("\r\n\r\n");
        head
    }

    fn all(&self) -> impl Iterator<Item = Payload> {
        let end = format!("--{}--\r\n", self.boundary);
        let parts = self.parts.iter().flat_map(|part| {
            [
                Payload::Whole(self.head(part).into()),
                part.content.clone(),
                Payload::Whole(Bytes::from_static(b"\r\n")),
            ]
        });
        parts.chain([Payload::Whole(end.into())])
    }
}

impl Once for Multipart {
    fn is_spent(&self) -> bool {
        self.parts.iter().any(|part| match &part.content {
            Payload::Whole(_) => false,
            Payload::Once(once) => once.is_spent(),
        })
    }

    fn is_to_be_empty(&self) -> bool {
        false
    }

    fn is_whole(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.all(|part| matches!(part.content, Payload::Whole(_)))
    }

    fn settle(&self) -> Result<Settled, String> {
        self.check()?;
        if self.parts.is_empty() && !self.required {
            return Ok(Settled::Nothing);
        }
        let mut whole = BytesMut::new();
        for piece in self.all() {
            match piece {
                Payload::Whole(bytes) => whole.extend_from_slice(&bytes),
                Payload::Once(_) => return Ok(Settled::Once),
            }
        }
        Ok(Settled::Whole(whole.freeze()))
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn take(&self) -> Option<reqwest::Body> {
        let bodies = self.all().map(|piece| match piece {
            Payload::Whole(bytes) => Some(reqwest::Body::from(bytes)),
            Payload::Once(once) => once.take(),
        });
        let bodies: Option<VecDeque<_>> = bodies.collect();
        bodies.map(|bodies| reqwest::Body::wrap(Row(bodies)))
    }

    fn read(&self) -> Option<BoxFuture<'static, Result<Bytes, Source>>> {
        if self.is_spent() {
            return None;
        }
        let pieces: Vec<Payload> = self.all().collect();
        Some(Box::pin(async move {
            let mut whole = Vec::new();
            for piece in pieces {
                match piece {
                    Payload::Whole(bytes) => whole.extend_from_slice(&bytes),
                    Payload::Once(once) => whole.extend(once.read().ok_or(SPENT)?.await?),
                }
            }
            Ok(whole.into())
        }))
    }
}

pub(crate) fn is_media_type(name: &str) -> bool {
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

/// A name as browsers write it: what would end it is percent-encoded.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Bodies in a row.
#[cfg(not(target_arch = "wasm32"))]
struct Row(VecDeque<reqwest::Body>);

#[cfg(not(target_arch = "wasm32"))]
impl http_body::Body for Row {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        while let Some(body) = self.0.front_mut() {
            match Pin::new(body).poll_frame(context) {
                Poll::Ready(None) => drop(self.0.pop_front()),
                poll => return poll,
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let lengths = self.0.iter().map(|body| body.size_hint().exact());
        let length: Option<u64> = lengths.sum();
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
