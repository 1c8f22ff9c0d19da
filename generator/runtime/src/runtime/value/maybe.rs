//! Values that may be left out, be null, or be there.

use serde::de::Deserializer;
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::presence::{Held, Lenient, Readable};

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

    /// Returns whether it is absent.
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

/// A `Maybe` may be missing, and is left out where it is `Absent`.
impl<T> Held for Maybe<T> {
    fn missing() -> Option<Self> {
        Some(Self::Absent)
    }

    fn is_left_out(&self) -> bool {
        self.is_absent()
    }
}

impl<'de, T: Deserialize<'de>> Readable<'de> for Maybe<T> {
    type Read = Self;

    fn of(read: Self) -> Self {
        read
    }
}

impl<'de, T: Lenient<'de>> Lenient<'de> for Maybe<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::read(deserializer)?.map_or(Self::Null, Self::Value))
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
