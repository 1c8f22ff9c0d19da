//! The map of everything in an object that is not declared.

use serde::de::MapAccess;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

use super::map::Map;
use super::object::{Put, Slot};

/// The place for what is not declared while an object is read.
pub(crate) struct Extra<T>(Vec<(String, T)>);

impl<T> Extra<T> {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }
}

impl<T> From<Extra<T>> for Map<T> {
    fn from(extra: Extra<T>) -> Self {
        extra.0.into_iter().collect()
    }
}

impl<'de, A: MapAccess<'de>, T: Deserialize<'de>> Slot<'de, A> for Extra<T> {
    fn fill(&mut self, map: &mut A) -> Result<(), A::Error> {
        self.add(String::new(), map)
    }

    fn add(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
        self.0.push((key, map.next_value()?));
        Ok(())
    }

    fn is_rest(&self) -> bool {
        true
    }
}

/// The entries stand among the fields.
impl<M: SerializeMap, T: Serialize> Put<M> for Map<T> {
    fn put(&self, _: &'static str, map: &mut M) -> Result<(), M::Error> {
        self.iter()
            .try_for_each(|(key, value)| map.serialize_entry(key, value))
    }
}
