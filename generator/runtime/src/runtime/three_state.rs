//! Values that may be left out, be null, or be there.

use std::fmt::Debug;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, MapAccess};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::fields::{Field, Plain, Read, Slot, Source};

/// A value that may be left out, be null, or be there, which are three different things to say in a request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Maybe<T> {
    /// It is left out.
    #[default]
    Absent,
    /// It is null.
    Null,
    /// It is there.
    Value(T),
}

impl<T> Maybe<T> {
    /// Returns the value, where there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Takes the value, where there is one.
    #[must_use]
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns whether it is left out.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns whether it is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// A field that may be left out or null, which are two different things.
pub(crate) struct MaybeField<T, S = Plain>(PhantomData<(T, S)>);

impl<T: Serialize + Debug + Clone + PartialEq + 'static, S> Field for MaybeField<Maybe<T>, S> {
    type Value = Maybe<T>;

    fn write<M: SerializeMap>(
        value: &Maybe<T>,
        name: &'static str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        match value {
            Maybe::Absent => Ok(()),
            Maybe::Null => map.serialize_entry(name, &()),
            Maybe::Value(value) => map.serialize_entry(name, value),
        }
    }
}

impl<'de, T, S> Read<'de> for MaybeField<Maybe<T>, S>
where
    Self: Field<Value = Maybe<T>>,
    S: Source<T, Read: Deserialize<'de>>,
{
    type Slot = Option<Option<S::Read>>;

    fn take<E: Error>(slot: Self::Slot, _: &'static str) -> Result<Maybe<T>, E> {
        Ok(match slot {
            None => Maybe::Absent,
            Some(None) => Maybe::Null,
            Some(Some(value)) => Maybe::Value(S::take(value)),
        })
    }
}

/// What is left out can't be written on its own, so it is null there.
impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Value))
    }
}
