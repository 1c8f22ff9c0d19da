//! Numbers that may also come as a string, as 64-bit ones do from services that think of JavaScript.

use std::fmt::{self, Debug};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::value::{F64Deserializer, I64Deserializer, U64Deserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};
use serde::ser::SerializeMap;

use super::field::{As, Field, ReadField, Required};
use super::presence::{Held, Lenient, Read};

/// `#[json(number_or_string)]`: a number, or numbers, that may come as a string.
pub(crate) struct NumberOrString;

/// `#[json(required_number_or_string)]`: the same, where it also has to be there.
pub(crate) struct RequiredNumberOrString;

impl<T> Field for As<T, NumberOrString>
where
    As<T>: Field<Value = T>,
    T: Debug + Clone + PartialEq + 'static,
{
    type Value = T;

    fn write<M: SerializeMap>(value: &T, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        As::<T>::write(value, name, map)
    }
}

impl<'de, T: Held + Lenient<'de>> ReadField<'de> for As<T, NumberOrString>
where
    Self: Field<Value = T>,
{
    type Slot = Option<Read<T>>;

    fn take<E: Error>(slot: Self::Slot, name: &'static str) -> Result<T, E> {
        slot.map(Read::into_inner)
            .or_else(T::missing)
            .ok_or_else(|| E::missing_field(name))
    }
}

impl<T> Field for As<T, RequiredNumberOrString>
where
    As<T, Required>: Field<Value = T>,
    T: Debug + Clone + PartialEq + 'static,
{
    type Value = T;

    fn write<M: SerializeMap>(value: &T, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        As::<T, Required>::write(value, name, map)
    }
}

impl<'de, T: Lenient<'de>> ReadField<'de> for As<T, RequiredNumberOrString>
where
    Self: Field<Value = T>,
{
    type Slot = Option<Read<T>>;

    fn take<E: Error>(slot: Self::Slot, name: &'static str) -> Result<T, E> {
        slot.map(Read::into_inner)
            .ok_or_else(|| E::missing_field(name))
    }
}

macro_rules! lenient {
    ($($number:ty),*) => {$(
        impl<'de> Lenient<'de> for $number {
            fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Reader(PhantomData))
            }
        }
    )*};
}

lenient!(i32, i64, u64, f64);

struct Reader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + FromStr> Visitor<'de> for Reader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or a number as a string")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        let number: I64Deserializer<E> = number.into_deserializer();
        T::deserialize(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        let number: U64Deserializer<E> = number.into_deserializer();
        T::deserialize(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        let number: F64Deserializer<E> = number.into_deserializer();
        T::deserialize(number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse()
            .map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}
