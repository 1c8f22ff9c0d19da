//! Parts of multipart bodies, of calls that are chosen while the program runs.

use serde_json::Value;

use super::Untyped;
use crate::runtime::call::multipart::FilePart;
use crate::runtime::value::style::Encoding;

impl Untyped {
    /// Begins a multipart body of this type, which is sent even where no part is given.
    #[must_use]
    pub fn multipart(self, media_type: &'static str) -> Self {
        Self(self.0.multipart(media_type))
    }

    /// Adds a part that has no name.
    #[must_use]
    pub fn unnamed_part(self, part: FilePart) -> Self {
        Self(self.0.unnamed_parts([part]))
    }

    /// Adds parts by a style.
    #[must_use]
    pub fn part_as(self, name: &str, value: &Value, encoding: Encoding) -> Self {
        Self(self.0.part_as(name, value, encoding))
    }

    /// Gives the parts of a name a header.
    #[must_use]
    pub fn part_header(
        self,
        part: &str,
        name: &'static str,
        value: &Value,
        encoding: Encoding,
    ) -> Self {
        Self(self.0.part_header(part, name, value, encoding))
    }

    /// Adds a part of text.
    #[must_use]
    pub fn part_text(self, name: &str, value: &Value, media_type: Option<&str>) -> Self {
        Self(self.0.part_text(name, value, media_type))
    }

    /// Adds a part of JSON text.
    #[must_use]
    pub fn part_json(self, name: &str, text: String, media_type: Option<&str>) -> Self {
        let part = FilePart::text(text).media_type(media_type.unwrap_or("application/json"));
        Self(self.0.part_file(name, part, None))
    }

    /// Adds a file.
    #[must_use]
    pub fn part_file(self, name: &str, file: FilePart, media_type: Option<&str>) -> Self {
        Self(self.0.part_file(name, file, media_type))
    }
}
