//! Objects of JSON on one line, of which only what is said is written.

use std::fmt::Write;

use serde_json::{Map, Value};

use crate::text::Text;

/// An object in the making.
#[derive(Default)]
pub(super) struct Object(Map<String, Value>);

impl Object {
    /// Adds a member.
    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a member, where there is one.
    pub(super) fn optional(self, name: &str, value: Option<Value>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a string, unless it is empty.
    pub(super) fn text(self, name: &str, text: &Text) -> Self {
        self.optional(name, (!text.is_empty()).then(|| text.json()))
    }

    /// Adds `true`, where it holds.
    pub(super) fn flag(self, name: &str, holds: bool) -> Self {
        self.optional(name, holds.then_some(Value::Bool(true)))
    }

    /// Adds a list, unless it is empty.
    pub(super) fn list(self, name: &str, items: impl IntoIterator<Item = Value>) -> Self {
        let items: Vec<Value> = items.into_iter().collect();
        self.optional(name, (!items.is_empty()).then_some(Value::Array(items)))
    }

    /// The object.
    pub(super) fn end(self) -> Value {
        Value::Object(self.0)
    }
}

/// A list of strings.
pub(super) fn strings(texts: &[Text]) -> Value {
    texts.iter().map(Text::json).collect()
}

/// JSON on one line on which everything can be seen.
pub(super) fn line(value: &Value) -> String {
    let mut seen = String::new();
    for c in value.to_string().chars() {
        // Quotes and backslashes are written as JSON writes them already.
        if matches!(c, '"' | '\'' | '\\') || c.escape_debug().len() == 1 {
            seen.push(c);
            continue;
        }
        // What cannot be seen stands in a string, where there is another way to write it.
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(seen, "\\u{unit:04x}");
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn everything_in_a_string_can_be_seen() {
        for text in [
            "a\tb\n\"\\'é–日",
            "\u{7f}\u{85}\u{200b}\u{202e}",
            "\u{e0041}😀",
        ] {
            let string = line(&text.into());
            let read: String = serde_json::from_str(&string).expect("JSON");
            assert_eq!(read, text, "{string}");
        }
        let hidden = "\u{202e}'\u{e0041}é";
        assert_eq!(line(&hidden.into()), r#""\u202e'\udb40\udc41é""#);
    }
}
