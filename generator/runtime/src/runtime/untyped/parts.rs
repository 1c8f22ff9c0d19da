//! Parts of multipart bodies, of calls that are chosen while the program runs.

use serde_json::Value;

use super::Untyped;
use crate::runtime::call::multipart::FilePart;

impl Untyped {
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
