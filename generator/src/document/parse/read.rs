//! The visitor that builds the tree, one for JSON and YAML.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use indexmap::map::Entry;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use crate::document::tree::{Number, Tree};
use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic, Place, Report, Severity};
use crate::source::Source;

/// How deep values may nest. Both parsers stop by themselves at 128; descriptions that people write stay below 40.
pub(super) const MAX_DEPTH: usize = 120;

/// How many values a tree may have, those that aliases repeat included.
pub(super) const MAX_NODES: usize = 4_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Yaml,
}

/// Which limit the text has hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    Depth,
    Nodes,
}

/// What is known while a tree is built.
#[derive(Debug)]
pub(super) struct Reading {
    format: Format,
    depth: usize,
    nodes: usize,
    /// The limit that made the reading fail.
    pub(super) limit: Option<Limit>,
    /// The places of keys that stand twice, each from the key up to the root.
    doubled: Vec<Vec<String>>,
}

impl Reading {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            depth: 0,
            nodes: 0,
            limit: None,
            doubled: Vec::new(),
        }
    }

    /// The seed that reads one value.
    pub(super) fn value(&mut self) -> Value<'_> {
        Value(self)
    }

    /// Says which keys stand twice, and returns whether there are none.
    pub(super) fn warn(&self, source: &Source, report: &mut Report) -> bool {
        let places: Vec<_> = self.doubled.iter().map(|keys| pointer(keys)).collect();
        for (place, position) in places.iter().zip(source.positions(&places)) {
            report.push(Diagnostic {
                severity: Severity::Warning,
                code: Code::Syntax,
                place: Place::Text {
                    file: source.name().to_owned(),
                    line: position.line,
                    column: position.column,
                },
                message: format!(
                    "the key `{}` stands twice in one mapping; the last one counts",
                    place.last().unwrap_or_default()
                ),
                help: Some("remove or rename one of them".to_owned()),
            });
        }
        self.doubled.is_empty()
    }

    fn count<E: Error>(&mut self) -> Result<(), E> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(self.stop(Limit::Nodes));
        }
        Ok(())
    }

    fn enter<E: Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.stop(Limit::Depth));
        }
        Ok(())
    }

    fn stop<E: Error>(&mut self, limit: Limit) -> E {
        self.limit = Some(limit);
        E::custom("a limit is exceeded")
    }
}

fn pointer(keys: &[String]) -> Pointer {
    keys.iter()
        .rev()
        .fold(Pointer::root(), |place, key| place.join(key))
}

/// Reads one value into a tree.
pub(super) struct Value<'r>(&'r mut Reading);

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        self.0.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Tree, E> {
        Ok(Tree::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Tree, E> {
        // JSON has no word for these, so the word that YAML writes is kept as text.
        Ok(match Number::from_f64(value) {
            Some(number) => Tree::Number(number),
            None if value.is_nan() => Tree::from(".nan"),
            None if value > 0.0 => Tree::from(".inf"),
            None => Tree::from("-.inf"),
        })
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::from(text))
    }

    fn visit_string<E>(self, text: String) -> Result<Tree, E> {
        Ok(Tree::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let reading = self.0;
        reading.enter()?;
        let mut list = Vec::new();
        loop {
            let known = reading.doubled.len();
            let Some(item) = items.next_element_seed(Value(reading))? else {
                break;
            };
            for place in &mut reading.doubled[known..] {
                place.push(list.len().to_string());
            }
            list.push(item);
        }
        list.shrink_to_fit();
        reading.depth -= 1;
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Tree, A::Error> {
        let reading = self.0;
        reading.enter()?;
        let mut map = IndexMap::new();
        while let Some(key) = entries.next_key_seed(Key)? {
            let known = reading.doubled.len();
            let value = entries.next_value_seed(Value(reading))?;
            for place in &mut reading.doubled[known..] {
                place.push(key.clone().into_owned());
            }
            match map.entry(key.into_owned()) {
                Entry::Occupied(mut first) => {
                    reading.doubled.push(vec![first.key().clone()]);
                    first.insert(value);
                }
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
            }
        }
        reading.depth -= 1;
        if reading.format == Format::Yaml {
            merge(&mut map);
        }
        // Most mappings of a large description have one entry or two, and there would be room for four.
        map.shrink_to_fit();
        Ok(Tree::Map(map))
    }

    /// A value with a tag of its own: the tag says nothing to a description, so the value counts.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Tree, A::Error> {
        let (_, content) = access.variant_seed(Key)?;
        content.newtype_variant_seed(self)
    }
}

/// Applies the merge key: what `<<` leads to is added where the mapping itself has no such key.
fn merge(map: &mut IndexMap<String, Tree>) {
    let sources = match map.get("<<") {
        Some(Tree::Map(_)) => vec![map.shift_remove("<<").unwrap_or(Tree::Null)],
        Some(Tree::List(list)) if list.iter().all(|item| item.as_map().is_some()) => {
            match map.shift_remove("<<") {
                Some(Tree::List(list)) => list,
                _ => return,
            }
        }
        _ => return,
    };
    for source in sources {
        let Tree::Map(source) = source else { continue };
        for (key, value) in source {
            map.entry(key).or_insert(value);
        }
    }
}

/// Reads the key of a mapping as it is written: `200`, `no` and `2020-01-01` are texts here.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text as the key of a mapping")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}
