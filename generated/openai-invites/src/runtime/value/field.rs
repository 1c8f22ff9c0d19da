//! One field of an object: how it is read and written, as its type and its attribute say.

use std::fmt::Debug;
use std::marker::PhantomData;

use serde::de::{Deserialize, Error, MapAccess};
use serde::ser::{Serialize, SerializeMap};

use super::names::Names;
use super::presence::{Held, Readable};

/// How a field is read and written.
pub(crate) trait Field {
    /// What the struct holds.
    type Value: Debug + Clone + PartialEq + 'static;
    /// Whether the field holds what is not declared.
    const FLATTENED: bool = false;

    /// Looks whether the value may be written beside the others.
    fn check<E: serde::ser::Error>(_: &Self::Value, _: Names) -> Result<(), E> {
        Ok(())
    }

    /// Writes the field, or nothing where it is left out.
    fn write<M: SerializeMap>(
        value: &Self::Value,
        name: &'static str,
        map: &mut M,
    ) -> Result<(), M::Error>;
}

/// A field that is read.
pub(crate) trait ReadField<'de>: Field {
    /// What is known of the field before the object has ended.
    type Slot: Default + Slot<'de>;

    /// Takes the value.
    fn take<E: Error>(slot: Self::Slot, name: &'static str) -> Result<Self::Value, E>;
}

/// The place for a field's value while an object is read.
pub(crate) trait Slot<'de> {
    /// Takes the value of the field.
    fn fill<A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error>;

    /// Takes a member that is not declared, where this is the place for them.
    fn add<A: MapAccess<'de>>(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
        drop(key);
        self.fill(map)
    }
}

impl<'de, T: Deserialize<'de>> Slot<'de> for Option<T> {
    fn fill<A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        *self = Some(map.next_value()?);
        Ok(())
    }
}

/// A field of the type `T`, with what its attribute says of it.
pub(crate) struct As<T, Attribute = Plain>(PhantomData<(T, Attribute)>);

/// There is no attribute, or none that changes how the field is read and written.
pub(crate) struct Plain;

impl<T: Held + Serialize + Debug + Clone + PartialEq + 'static> Field for As<T> {
    type Value = T;

    fn write<M: SerializeMap>(value: &T, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        if value.is_left_out() {
            return Ok(());
        }
        map.serialize_entry(name, value)
    }
}

impl<'de, T: Readable<'de>> ReadField<'de> for As<T>
where
    Self: Field<Value = T>,
{
    type Slot = Option<T::Read>;

    fn take<E: Error>(slot: Self::Slot, name: &'static str) -> Result<T, E> {
        slot.map(T::of)
            .or_else(T::missing)
            .ok_or_else(|| E::missing_field(name))
    }
}

/// `#[json(required)]`: an `Option` that has to be there, and is written as null where it is `None`.
pub(crate) struct Required;

impl<T: Serialize + Debug + Clone + PartialEq + 'static> Field for As<T, Required> {
    type Value = T;

    fn write<M: SerializeMap>(value: &T, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, value)
    }
}

impl<'de, T: Deserialize<'de>> ReadField<'de> for As<T, Required>
where
    Self: Field<Value = T>,
{
    type Slot = Option<T>;

    fn take<E: Error>(slot: Option<T>, name: &'static str) -> Result<T, E> {
        slot.ok_or_else(|| E::missing_field(name))
    }
}

/// The type that stands for the attribute of a field.
#[allow(unused_macros, reason = "not every field has one")]
macro_rules! attribute {
    (required $public:tt) => {
        $crate::runtime::Required
    };
    (flatten $public:tt) => {
        $crate::runtime::Flatten
    };
    (number_or_string $public:tt) => {
        $crate::runtime::NumberOrString
    };
    (required_number_or_string $public:tt) => {
        $crate::runtime::RequiredNumberOrString
    };
}

#[allow(unused_imports, reason = "not every field has one")]
pub(crate) use attribute;
