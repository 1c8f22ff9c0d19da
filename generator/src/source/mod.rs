//! A file's name and text, and where the values of its document stand in it.

mod json;
mod search;

use saphyr_parser::{Event, Parser};

use crate::pointer::Pointer;
use search::{Search, Step};

/// A file: its name, as the caller gave it, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    /// Whether no key is known to stand twice in one mapping.
    has_unique_keys: bool,
}

/// A place in a text. Both count from one, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column in characters.
    pub column: usize,
}

impl Position {
    /// The first character of a text.
    pub const START: Self = Self { line: 1, column: 1 };
}

impl Source {
    /// A file with a text; a byte order mark at its beginning is dropped.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text: String = text.into();
        Self {
            name: name.into(),
            has_unique_keys: false,
            text: match text.strip_prefix('\u{feff}') {
                Some(rest) => rest.to_owned(),
                None => text,
            },
        }
    }

    /// The file's name, as the caller gave it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says that no key stands twice in one mapping, so that a value is found where it is met first.
    pub(crate) fn set_unique_keys(&mut self) {
        self.has_unique_keys = true;
    }

    /// The column in characters of the byte column `bytes` of a line; both count from one.
    #[must_use]
    pub fn column(&self, line: usize, bytes: usize) -> usize {
        let line = self
            .text
            .split('\n')
            .nth(line.saturating_sub(1))
            .unwrap_or_default();
        let before = line.char_indices().take_while(|(at, _)| at + 1 < bytes);
        before.count() + 1
    }

    /// Where values stand, each by its key or, in a list, by itself; a `$ref` by what it says.
    ///
    /// A value that is not in the text stands where the nearest value around it does. The text is gone through once,
    /// however many places are asked for.
    #[must_use]
    pub fn positions(&self, places: &[Pointer]) -> Vec<Position> {
        if places.is_empty() {
            return Vec::new();
        }
        json::positions(self, places).unwrap_or_else(|| self.positions_in_yaml(places))
    }

    fn positions_in_yaml(&self, places: &[Pointer]) -> Vec<Position> {
        let mut search = Search::new(places, self.has_unique_keys);
        for event in Parser::new_from_str(&self.text) {
            // Whatever follows text that this parser does not take stands where its nearest ancestor does.
            let Ok((event, span)) = event else { break };
            let position = Position {
                line: span.start.line().max(1),
                column: span.start.col() + 1,
            };
            let step = match event {
                Event::MappingStart(..) => Step::Map,
                Event::SequenceStart(..) => Step::List,
                Event::MappingEnd | Event::SequenceEnd => Step::End,
                Event::Scalar(text, ..) => Step::Scalar(text),
                Event::Alias(_) => Step::Alias,
                Event::DocumentEnd | Event::StreamEnd => break,
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => continue,
            };
            search.step(step, position);
            if search.is_done() {
                break;
            }
        }
        let found = places.iter().map(|place| search.found(place));
        found
            .map(|found| found.unwrap_or(Position::START))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, Source};
    use crate::pointer::Pointer;

    fn positions(text: &str, places: &[&str]) -> Vec<(usize, usize)> {
        let places: Vec<_> = places.iter().filter_map(|p| Pointer::parse(p)).collect();
        let found = Source::new("a", text).positions(&places);
        found.iter().map(|p| (p.line, p.column)).collect()
    }

    #[test]
    fn finds_the_same_values_in_yaml_and_json() {
        let places = ["", "/a", "/a/b", "/a/list/1", "/a/list/1/c", "/z"];
        let yaml = "a:\n  b: 1\n  list:\n    - x\n    - c: 2\nz: 3\n";
        assert_eq!(
            positions(yaml, &places),
            [(1, 1), (1, 1), (2, 3), (5, 7), (5, 7), (6, 1)]
        );
        let json = "{\n  \"a\": {\"b\": 1, \"list\": [\"x\", {\"c\": 2}]},\n\t\"z\": 3\n}";
        assert_eq!(
            positions(json, &places),
            [(1, 1), (2, 3), (2, 9), (2, 31), (2, 32), (3, 2)]
        );
    }

    #[test]
    fn json_is_found_as_yaml_finds_it() {
        let places = [
            "",
            "/a",
            "/b/1/c",
            "/b/1/$ref",
            "/é/\"\\/x",
            "/n",
            "/b/2",
            "/e",
        ];
        let json = r#"{"a": -1.5e3, "b": ["\\", {"c": null, "$ref": "\"x"}, true], "n": {},
    "\u00e9": {"\"\\": {"x": [[], {}]}},	"a": "\\\"", "e": []}"#;
        let places: Vec<_> = places.iter().filter_map(|p| Pointer::parse(p)).collect();
        let source = Source::new("a", json);
        assert!(super::json::positions(&source, &places).is_some());
        assert_eq!(source.positions(&places), source.positions_in_yaml(&places));
    }

    #[test]
    fn what_only_begins_as_json_is_yaml() {
        for yaml in [
            "{a: 1, b: 2}",
            "{\"b\": 2, # not JSON\n}",
            "{'b': 2}",
            "[",
            "\"b",
        ] {
            let places = [Pointer::root().join("b")];
            let source = Source::new("a", yaml);
            assert_eq!(super::json::positions(&source, &places), None, "{yaml}");
        }
        assert_eq!(positions("{a: 1, b: 2}", &["/b"]), [(1, 8)]);
    }

    #[test]
    fn unique_keys_are_found_without_reading_on() {
        let mut source = Source::new("a", "a: {$ref: x}\nb: 1\n}}} no YAML");
        source.set_unique_keys();
        let places = ["/a/$ref", "/a"].map(|place| Pointer::parse(place).unwrap_or_default());
        let found = source.positions(&places);
        assert_eq!(found.iter().map(|p| p.column).collect::<Vec<_>>(), [11, 1]);
    }

    #[test]
    fn what_is_not_there_stands_at_its_nearest_ancestor() {
        let yaml = "a:\n  b: 1\n";
        assert_eq!(
            positions(yaml, &["/a/b/c/d", "/a/x", "/y"]),
            [(2, 3), (1, 1), (1, 1)]
        );
        assert_eq!(positions("", &["/a"]), [(1, 1)]);
        assert_eq!(positions("a: [", &["/a/0"]), [(1, 1)]);
    }

    #[test]
    fn columns_count_characters_and_the_last_of_two_keys_counts() {
        let yaml = "{ä: 1, ö: {ü: 2}, ö: 3}";
        assert_eq!(positions(yaml, &["/ö"]), [(1, 19)]);
        assert_eq!(positions(yaml, &["/ö/ü"]), [(1, 19)]);
        let source = Source::new("a", "x\näöü!");
        assert_eq!(source.column(2, 7), 4);
    }

    #[test]
    fn a_reference_stands_where_its_value_does() {
        let yaml = "a:\n  $ref: '#/b'\nb: {$ref: {c: 1}}\n";
        assert_eq!(positions(yaml, &["/a/$ref", "/b/$ref"]), [(2, 9), (3, 5)]);
    }

    #[test]
    fn keys_are_compared_as_written() {
        let yaml = "200: a\nno: b\n~: c\n";
        assert_eq!(positions(yaml, &["/no", "/200"]), [(2, 1), (1, 1)]);
    }

    #[test]
    fn deep_text_does_not_stop_the_search() {
        let text = format!("{}{}", "- ".repeat(20_000), "x");
        assert_eq!(positions(&text, &["/0/0/0"]), [(1, 7)]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(Source::new("a", "\u{feff}a: 1").text(), "a: 1");
        assert_eq!(Position::START, Position { line: 1, column: 1 });
    }
}
