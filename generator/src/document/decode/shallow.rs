//! A view of a piece of the tree, one level deep, that serde can read in the order of the document.

use indexmap::map::Iter;
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use crate::document::tree::{Number, Tree};

/// A piece of the tree whose parts are replaced by references to their places.
#[derive(Debug, Clone)]
pub(super) enum Shallow<'de> {
    /// A value as it stands.
    Data(&'de Tree),
    /// A value that was coerced or filled in.
    Owned(Tree),
    /// A list.
    List(Vec<Shallow<'de>>),
    /// A mapping, in the order of the document.
    Map(Vec<(&'de str, Shallow<'de>)>),
}

impl<'de> Shallow<'de> {
    /// The value under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find(|(name, _)| *name == key)
                .map(|(_, v)| v),
            _ => None,
        }
    }

    /// Adds an entry to a mapping.
    pub(super) fn push(&mut self, key: &'de str, value: Self) {
        if let Self::Map(entries) = self {
            entries.push((key, value));
        }
    }

    /// Takes the entry with this key out of a mapping.
    pub(super) fn remove(&mut self, key: &str) {
        if let Self::Map(entries) = self {
            entries.retain(|(name, _)| *name != key);
        }
    }

    /// Reads the value into a type of `openapiv3`.
    pub(super) fn read<T: serde::de::DeserializeOwned>(self) -> Result<T, Error> {
        T::deserialize(self)
    }
}

impl<'de> IntoDeserializer<'de, Error> for Shallow<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Shallow<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Data(tree) => visit(tree, visitor),
            Self::Owned(tree) => visit_owned(&tree, visitor),
            Self::List(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter())),
            Self::Map(entries) => visitor.visit_map(MapDeserializer::new(entries.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Data(Tree::Null) | Self::Owned(Tree::Null) => visitor.visit_none(),
            other => visitor.visit_some(other),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = match &self {
            Self::Data(tree) => tree.as_text(),
            Self::Owned(tree) => tree.as_text(),
            Self::List(_) | Self::Map(_) => None,
        };
        match text {
            Some(text) => {
                let text: serde::de::value::StrDeserializer<'_, Error> = text.into_deserializer();
                text.deserialize_enum(name, variants, visitor)
            }
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// An entry of a mapping as serde reads it.
type Entry<'de> = (&'de str, Shallow<'de>);

fn visit<'de, V: Visitor<'de>>(tree: &'de Tree, visitor: V) -> Result<V::Value, Error> {
    match tree {
        Tree::List(items) => {
            visitor.visit_seq(SeqDeserializer::new(items.iter().map(Shallow::Data)))
        }
        Tree::Map(map) => {
            let entries: Iter<'de, String, Tree> = map.iter();
            let entry = |(key, value): (&'de String, &'de Tree)| -> Entry<'de> {
                (key.as_str(), Shallow::Data(value))
            };
            visitor.visit_map(MapDeserializer::new(entries.map(entry)))
        }
        scalar => visit_owned(scalar, visitor),
    }
}

/// Coerced values are scalars; what a longer-lived tree holds inside is read by [`visit`].
fn visit_owned<'de, V: Visitor<'de>>(tree: &Tree, visitor: V) -> Result<V::Value, Error> {
    match tree {
        Tree::Null => visitor.visit_unit(),
        Tree::Bool(value) => visitor.visit_bool(*value),
        Tree::Number(number) => visit_number(number, visitor),
        Tree::Text(text) => visitor.visit_str(text),
        Tree::List(items) => {
            let items = items.iter().cloned().map(Shallow::Owned);
            visitor.visit_seq(SeqDeserializer::new(items))
        }
        Tree::Map(map) => {
            let entries = map
                .iter()
                .map(|(key, value)| (key.clone(), Shallow::Owned(value.clone())));
            visitor.visit_map(MapDeserializer::new(entries))
        }
    }
}

/// Integers that fit no 64 bits become floating-point numbers: serde's buffers hold nothing longer.
fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Error> {
    let text = number.as_str();
    match (text.parse::<i64>(), text.parse::<u64>()) {
        (Ok(value), _) => visitor.visit_i64(value),
        (_, Ok(value)) => visitor.visit_u64(value),
        _ => visitor.visit_f64(number.as_f64()),
    }
}
