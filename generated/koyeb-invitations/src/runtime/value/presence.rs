//! What the type of a field says about it: whether it may be missing, and whether it may be left out.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A type whose values are always there: a field of it is neither missing nor left out.
pub(crate) trait Present {}

/// A type that a field may have.
pub(crate) trait Held: Sized {
    /// The value where the field is missing; without one, that is an error.
    fn missing() -> Option<Self> {
        None
    }

    /// Whether the field is left out of what is written.
    fn is_left_out(&self) -> bool {
        false
    }
}

/// A type that a field may be read as.
pub(crate) trait Readable<'de>: Held {
    /// What is read.
    type Read: Deserialize<'de>;

    /// Takes the value from what is read.
    fn of(read: Self::Read) -> Self;
}

impl<T: Present> Held for T {}

impl<'de, T: Present + Deserialize<'de>> Readable<'de> for T {
    type Read = T;

    fn of(read: T) -> T {
        read
    }
}

/// An `Option` may be missing, and is left out where it is `None`.
impl<T> Held for Option<T> {
    fn missing() -> Option<Self> {
        Some(None)
    }

    fn is_left_out(&self) -> bool {
        self.is_none()
    }
}

impl<'de, T: Deserialize<'de>> Readable<'de> for Option<T> {
    type Read = Self;

    fn of(read: Self) -> Self {
        read
    }
}

/// A `Vec` is empty where it is missing or null, and always written.
impl<T> Held for Vec<T> {
    fn missing() -> Option<Self> {
        Some(Self::new())
    }
}

impl<'de, T: Deserialize<'de>> Readable<'de> for Vec<T> {
    type Read = Option<Self>;

    fn of(read: Option<Self>) -> Self {
        read.unwrap_or_default()
    }
}

impl<T> Present for Box<T> {}

/// Says of each type that its values are always there.
macro_rules! present {
    ($($type:ty),* $(,)?) => { $(impl $crate::runtime::Present for $type {})* };
}

pub(crate) use present;

present!((), bool, i32, i64, u64, f64, String, Value, bytes::Bytes);

/// Says it of tuples.
macro_rules! tuples {
    ($($first:ident $($member:ident)*;)*) => {
        $(impl<$first, $($member),*> Present for ($first, $($member,)*) {})*
    };
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
    A B C D E F G H I;
    A B C D E F G H I J;
    A B C D E F G H I J K;
    A B C D E F G H I J K L;
}

/// What is read for a number that may come as a string, or for several of them.
pub(crate) struct Read<T>(T);

impl<T> Read<T> {
    pub(crate) fn into_inner(self) -> T {
        self.0
    }
}

/// What may come as a string.
pub(crate) trait Lenient<'de>: Sized {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, T: Lenient<'de>> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl<'de, T: Lenient<'de>> Lenient<'de> for Option<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Read<T>>::deserialize(deserializer)?.map(|read| read.0))
    }
}

impl<'de, T: Lenient<'de>> Lenient<'de> for Vec<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Option::<Vec<Read<T>>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(items.into_iter().map(|read| read.0).collect())
    }
}
