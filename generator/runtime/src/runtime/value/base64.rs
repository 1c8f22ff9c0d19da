//! Bytes that travel as base64 text.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

/// Bytes that are sent as a base64 string (RFC 4648, section 4).
///
/// Reading also takes the alphabet for URLs, and text without padding; what was read so is written so again. Values are
/// equal where their bytes are.
#[derive(Clone, Default)]
pub struct Base64 {
    bytes: Vec<u8>,
    form: Form,
}

/// How the text is written.
#[derive(Debug, Clone, Copy, Default)]
struct Form {
    /// With the alphabet for URLs.
    url: bool,
    /// Without padding.
    bare: bool,
}

impl Base64 {
    /// Creates a value from bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            form: Form::default(),
        }
    }

    /// Creates a value from bytes that is written in the URL-safe alphabet and without padding (RFC 4648, section 5).
    #[must_use]
    pub fn url(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            form: Form {
                url: true,
                bare: true,
            },
        }
    }

    /// Returns the bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Consumes the value and returns the bytes.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl PartialEq for Base64 {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for Base64 {}

impl PartialOrd for Base64 {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Base64 {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

impl Hash for Base64 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const ENGINE: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
const URL_ENGINE: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);

/// The text.
impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engine = if self.form.url { URL_ENGINE } else { ENGINE };
        let text = engine.encode(&self.bytes);
        f.write_str(if self.form.bare {
            text.trim_end_matches('=')
        } else {
            &text
        })
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({self})")
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = Base64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("base64 text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Base64, E> {
        // Text for mail is broken into lines.
        let text: String = text
            .chars()
            .filter(|character| !character.is_ascii_whitespace())
            .collect();
        let form = Form {
            url: text.contains(['-', '_']),
            // A text of whole groups of four has no padding to leave out.
            bare: !text.len().is_multiple_of(4),
        };
        let engine = if form.url { URL_ENGINE } else { ENGINE };
        let bytes = engine.decode(&text);
        bytes
            .map(|bytes| Base64 { bytes, form })
            .map_err(|_| E::invalid_value(Unexpected::Other("other text"), &self))
    }
}

super::presence::present!(Base64);
