//! The map of everything in an object that is not declared.

use std::fmt::Debug;

use serde::de::{Error, MapAccess};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize};

use super::field::{As, Field, ReadField, Slot};
use super::map::Map;
use super::names::Names;

/// `#[json(flatten)]`: the field that holds what is not declared. Its entries stand among the other fields.
pub(crate) struct Flatten;

impl<T: Serialize + Debug + Clone + PartialEq + 'static> Field for As<Map<T>, Flatten> {
    type Value = Map<T>;
    const FLATTENED: bool = true;

    /// A declared name would be written twice, or be read as the field of that name.
    fn check<E: serde::ser::Error>(value: &Map<T>, names: Names) -> Result<(), E> {
        let declared = names.without_last();
        match value.keys().find(|key| declared.place(key).is_some()) {
            Some(key) => Err(E::custom(format_args!(
                "`{key}` is the name of a field, and cannot be given among what is not declared"
            ))),
            None => Ok(()),
        }
    }

    fn write<M: SerializeMap>(
        value: &Map<T>,
        _: &'static str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        value
            .iter()
            .try_for_each(|(key, value)| map.serialize_entry(key, value))
    }
}

impl<'de, T: Deserialize<'de>> ReadField<'de> for As<Map<T>, Flatten>
where
    Self: Field<Value = Map<T>>,
{
    type Slot = Extra<T>;

    fn take<E: Error>(slot: Self::Slot, _: &'static str) -> Result<Map<T>, E> {
        Ok(slot.0.into_iter().collect())
    }
}

/// The place for what is not declared while an object is read.
pub(crate) struct Extra<T>(Vec<(String, T)>);

impl<T> Default for Extra<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Slot<'de> for Extra<T> {
    fn fill<A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        self.add(String::new(), map)
    }

    fn add<A: MapAccess<'de>>(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
        self.0.push((key, map.next_value()?));
        Ok(())
    }
}
