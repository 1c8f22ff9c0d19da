//! Maps of text to anything, in the order of the wire.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::ser::{Error, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::presence::{Held, Readable};

/// A map from strings to `T` in insertion order.
///
/// Where an object that is read has a key more than once, the last of its values counts, as for every field.
///
/// Two maps are equal if they hold the same entries, in whatever order. A key is searched for from one end to the other,
/// which is fast for the handful of entries that objects have; collect a larger one into a map of the standard library.
///
/// What takes a map takes pairs, `[("order", "6735")]`, or a map of the standard library; where the values may be any JSON,
/// `json!({"order": 6735})` as well.
#[derive(Clone)]
pub struct Map<T> {
    entries: Vec<(String, T)>,
    /// Whether it was made of JSON that is no object. That stands as the only entry, and to send it is an error.
    no_object: bool,
}

impl<T> Map<T> {
    /// Creates an empty map.
    #[must_use]
    pub fn new() -> Self {
        Self {
            entries: Vec::new(),
            no_object: false,
        }
    }

    /// Returns the value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.entries
            .iter()
            .find(|(held, _)| held == key)
            .map(|(_, value)| value)
    }

    /// Returns a mutable reference to the value of a key.
    #[must_use]
    pub fn get_mut(&mut self, key: &str) -> Option<&mut T> {
        self.entries
            .iter_mut()
            .find(|(held, _)| held == key)
            .map(|(_, value)| value)
    }

    /// Returns whether the map has a key.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Sets the value of a key and returns the previous one.
    pub fn insert(&mut self, key: impl Into<String>, value: T) -> Option<T> {
        let key = key.into();
        if let Some(held) = self.get_mut(&key) {
            return Some(std::mem::replace(held, value));
        }
        self.entries.push((key, value));
        None
    }

    /// Removes a key and returns its value.
    pub fn remove(&mut self, key: &str) -> Option<T> {
        let index = self.entries.iter().position(|(held, _)| held == key)?;
        Some(self.entries.remove(index).1)
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether the map is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the entries, in their order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, T> {
        Iter(self.entries.iter())
    }

    /// Returns the keys, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    /// Returns the values, in their order.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().map(|(_, value)| value)
    }
}

/// The entries of a [`Map`].
#[derive(Debug, Clone)]
pub struct Iter<'a, T>(std::slice::Iter<'a, (String, T)>);

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = (&'a str, &'a T);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.as_str(), value))
    }
}

impl<'a, T> IntoIterator for &'a Map<T> {
    type Item = (&'a str, &'a T);
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Map<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<K: Into<String>, T> FromIterator<(K, T)> for Map<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: Into<String>, V: Into<T>, T, const N: usize> From<[(K, V); N]> for Map<T> {
    fn from(entries: [(K, V); N]) -> Self {
        from_pairs(entries)
    }
}

impl<K: Into<String>, V: Into<T>, T> From<Vec<(K, V)>> for Map<T> {
    fn from(entries: Vec<(K, V)>) -> Self {
        from_pairs(entries)
    }
}

impl<K: Into<String>, V: Into<T>, T> From<BTreeMap<K, V>> for Map<T> {
    fn from(entries: BTreeMap<K, V>) -> Self {
        from_pairs(entries)
    }
}

#[allow(clippy::disallowed_types, reason = "whoever calls may have one")]
impl<K: Into<String>, V: Into<T>, T, S> From<std::collections::HashMap<K, V, S>> for Map<T> {
    fn from(entries: std::collections::HashMap<K, V, S>) -> Self {
        from_pairs(entries)
    }
}

impl From<serde_json::Map<String, Value>> for Map<Value> {
    fn from(entries: serde_json::Map<String, Value>) -> Self {
        from_pairs(entries)
    }
}

/// Takes the members of an object. Whatever else the value is, it cannot be sent: the call ends in an error that says so.
impl From<Value> for Map<Value> {
    fn from(value: Value) -> Self {
        match value {
            Value::Object(members) => members.into(),
            other => Self {
                entries: vec![(String::new(), other)],
                no_object: true,
            },
        }
    }
}

fn from_pairs<K: Into<String>, V: Into<T>, T>(pairs: impl IntoIterator<Item = (K, V)>) -> Map<T> {
    pairs
        .into_iter()
        .map(|(key, value)| (key, value.into()))
        .collect()
}

impl<K: Into<String>, T> Extend<(K, T)> for Map<T> {
    fn extend<I: IntoIterator<Item = (K, T)>>(&mut self, entries: I) {
        // A map of many entries would take the square of their number if each were searched for, so the order of
        // the keys is kept beside them while they are added.
        let mut places: BTreeMap<String, usize> = self
            .entries
            .iter()
            .enumerate()
            .map(|(index, (key, _))| (key.clone(), index))
            .collect();
        for (key, value) in entries {
            let key = key.into();
            if let Some(entry) = places
                .get(&key)
                .and_then(|index| self.entries.get_mut(*index))
            {
                entry.1 = value;
            } else {
                places.insert(key.clone(), self.entries.len());
                self.entries.push((key, value));
            }
        }
    }
}

impl<T> Index<&str> for Map<T> {
    type Output = T;

    /// Returns the value of a key.
    ///
    /// # Panics
    ///
    /// It panics if the key has none, as the maps of the standard library do.
    fn index(&self, key: &str) -> &T {
        match self.get(key) {
            Some(value) => value,
            None => panic!("the map has no key `{key}`"),
        }
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: PartialEq> PartialEq for Map<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
    }
}

impl<T: Eq> Eq for Map<T> {}

impl<T: fmt::Debug> fmt::Debug for Map<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.no_object {
            return Err(S::Error::custom(
                "an object was to be sent, and the value is none",
            ));
        }
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Map<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
    type Value = Map<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Map<T>, A::Error> {
        let mut entries: Vec<(String, T)> = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries.into_iter().collect())
    }
}

/// A map is empty where it is missing or null, and always written.
impl<T> Held for Map<T> {
    fn missing() -> Option<Self> {
        Some(Self::new())
    }
}

impl<'de, T: Deserialize<'de>> Readable<'de> for Map<T> {
    type Read = Option<Self>;

    fn of(read: Option<Self>) -> Self {
        read.unwrap_or_default()
    }
}
