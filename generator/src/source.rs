//! A file's name and text, and where the values of its document stand in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use saphyr_parser::{Event, Parser};

use crate::pointer::Pointer;

/// A file: its name, as the caller gave it, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
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
        let mut search = Search::new(places);
        for event in Parser::new_from_str(&self.text) {
            // Whatever follows text that this parser does not take stands where its nearest ancestor does.
            let Ok((event, span)) = event else { break };
            let position = Position {
                line: span.start.line().max(1),
                column: span.start.col() + 1,
            };
            if search.step(event, position) {
                break;
            }
        }
        places.iter().map(|place| search.found(place)).collect()
    }
}

/// The way through the events of a text, along the steps of all places at once.
struct Search {
    /// The steps that the places share; the first is the root.
    values: Vec<Value>,
    open: Vec<Level>,
}

/// A value that a place leads to, or through.
#[derive(Default)]
struct Value {
    inside: BTreeMap<Arc<str>, usize>,
    position: Option<Position>,
    /// How often it was met: the last of two equal keys counts.
    met: usize,
    /// Which of the meetings of the value around it was the last one that had it.
    within: usize,
}

/// A mapping or list that is open.
struct Level {
    /// The value that it is, where a place leads to or through it.
    value: Option<usize>,
    kind: Kind,
}

enum Kind {
    /// In a mapping, before a key.
    Key,
    /// In a mapping, before the value of a key.
    Value(Option<usize>),
    /// In a mapping, before what a `$ref` leads to: that is what is shown, and not the key, which is always the same.
    Reference(Option<usize>),
    /// In a list, before the item with this index.
    List(usize),
}

impl Search {
    fn new(places: &[Pointer]) -> Self {
        let mut values = vec![Value::default()];
        for place in places {
            let mut at = 0;
            for step in place.steps() {
                let next = values.len();
                let inside = &mut values[at].inside;
                at = *inside.entry(Arc::clone(step)).or_insert(next);
                if at == next {
                    values.push(Value::default());
                }
            }
        }
        Self {
            values,
            open: Vec::new(),
        }
    }

    /// Where a place stands, or else the nearest value around it.
    fn found(&self, place: &Pointer) -> Position {
        let mut at = &self.values[0];
        let mut position = at.position;
        for step in place.steps() {
            let inner = at.inside.get(step).map(|inner| &self.values[*inner]);
            let Some(inner) = inner.filter(|inner| inner.met > 0 && inner.within == at.met) else {
                break;
            };
            position = inner.position;
            at = inner;
        }
        position.unwrap_or(Position::START)
    }

    /// Takes an event; returns whether the document has ended.
    fn step(&mut self, event: Event<'_>, position: Position) -> bool {
        match event {
            Event::MappingStart(..) => {
                let value = self.begin(None, position);
                let kind = Kind::Key;
                self.open.push(Level { value, kind });
            }
            Event::SequenceStart(..) => {
                let value = self.begin(None, position);
                let kind = Kind::List(0);
                self.open.push(Level { value, kind });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
            }
            Event::Scalar(text, ..) => {
                self.begin(Some(&text), position);
            }
            Event::Alias(_) => {
                self.begin(None, position);
            }
            Event::DocumentEnd | Event::StreamEnd => return true,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
        }
        false
    }

    /// A value or a key begins; returns the value that this is, where a place leads to or through it.
    fn begin(&mut self, key: Option<&str>, position: Position) -> Option<usize> {
        let Some(level) = self.open.last_mut() else {
            return Some(self.meet(None, 0, position));
        };
        let around = level.value;
        let (step, is_key) = match &mut level.kind {
            Kind::Value(value) => {
                let value = *value;
                level.kind = Kind::Key;
                return value;
            }
            Kind::Reference(value) => {
                let value = *value;
                level.kind = Kind::Key;
                if let (Some(value), Some(_)) = (value, key) {
                    self.values[value].position = Some(position);
                }
                return value;
            }
            Kind::Key => (key.map(Cow::Borrowed), true),
            Kind::List(index) => {
                let step = around.map(|_| Cow::Owned(index.to_string()));
                *index += 1;
                (step, false)
            }
        };
        let inside = |(around, step): (usize, Cow<'_, str>)| {
            let inner = self.values[around].inside.get(&*step)?;
            Some((around, *inner))
        };
        let found = around.zip(step).and_then(inside);
        let met = found.map(|(around, inner)| self.meet(Some(around), inner, position));
        if let (true, Some(level)) = (is_key, self.open.last_mut()) {
            level.kind = match key {
                Some("$ref") => Kind::Reference(met),
                _ => Kind::Value(met),
            };
            return None;
        }
        met
    }

    /// Takes note of where a value stands.
    fn meet(&mut self, around: Option<usize>, value: usize, position: Position) -> usize {
        let within = around.map_or(0, |around| self.values[around].met);
        let met = &mut self.values[value];
        met.position = Some(position);
        met.met += 1;
        met.within = within;
        value
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
