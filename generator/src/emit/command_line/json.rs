//! Objects of JSON on one line, of which only what is said is written.

use std::fmt::Write;

use crate::text::Text;

/// An object in the making.
#[derive(Default)]
pub(super) struct Object(String);

impl Object {
    /// Adds a member that is JSON text.
    pub(super) fn add(mut self, name: &str, value: &str) -> Self {
        let comma = if self.0.is_empty() { "" } else { "," };
        let _ = write!(self.0, "{comma}\"{name}\":{value}");
        self
    }

    /// Adds a string, unless it is empty.
    pub(super) fn text(self, name: &str, text: &Text) -> Self {
        if text.is_empty() {
            return self;
        }
        self.add(name, &string(text))
    }

    /// Adds a string, where there is one.
    pub(super) fn optional(self, name: &str, text: Option<&Text>) -> Self {
        match text {
            Some(text) => self.add(name, &string(text)),
            None => self,
        }
    }

    /// Adds `true`, where it holds.
    pub(super) fn flag(self, name: &str, holds: bool) -> Self {
        if holds { self.add(name, "true") } else { self }
    }

    /// Adds a list, unless it is empty.
    pub(super) fn list(self, name: &str, items: impl IntoIterator<Item = String>) -> Self {
        match list(items).as_str() {
            "[]" => self,
            items => self.add(name, items),
        }
    }

    /// The text of the object.
    pub(super) fn end(self) -> String {
        format!("{{{}}}", self.0)
    }
}

/// A list of JSON texts.
pub(super) fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(","))
}

/// A list of strings.
pub(super) fn strings(texts: &[Text]) -> String {
    list(texts.iter().map(string))
}

/// A string of JSON in which everything can be seen.
pub(super) fn string(text: &Text) -> String {
    let mut seen = String::new();
    for c in text.json().to_string().chars() {
        // Quotes and backslashes are written as JSON writes them already.
        if matches!(c, '"' | '\'' | '\\') || c.escape_debug().len() == 1 {
            seen.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(seen, "\\u{unit:04x}");
        }
    }
    seen
}

/// A word of ours as a string of JSON.
pub(super) fn word(text: &str) -> String {
    string(&Text::from(text))
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn everything_in_a_string_can_be_seen() {
        for text in [
            "a\tb\n\"\\'é–日",
            "\u{7f}\u{85}\u{200b}\u{202e}",
            "\u{e0041}😀",
        ] {
            let string = word(text);
            let read: String = serde_json::from_str(&string).expect("JSON");
            assert_eq!(read, text, "{string}");
        }
        assert_eq!(word("\u{202e}'\u{e0041}é"), r#""\u202e'\udb40\udc41é""#);
    }
}
