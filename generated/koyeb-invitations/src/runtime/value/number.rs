//! Numbers that may also come as a string, as 64-bit ones do from services that think of JavaScript.

use std::fmt::{self, Debug};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::value::{F64Deserializer, I64Deserializer, MapAccessDeserializer, U64Deserializer};
use serde::de::{
    Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, Unexpected, Visitor,
};
use serde::ser::SerializeMap;
use serde_json::Number;

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

/// A number that can be read from a text.
trait Digits: FromStr {
    /// Whether it is the number that the text names: one that is too large is read as one without end.
    fn is_named(&self, _text: &str) -> bool {
        true
    }
}

impl Digits for i32 {}
impl Digits for i64 {}
impl Digits for u64 {}

impl Digits for f64 {
    fn is_named(&self, text: &str) -> bool {
        self.is_finite() || !text.contains(|c: char| c.is_ascii_digit())
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Digits> Visitor<'de> for Reader<T> {
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

    /// A number as `serde_json` gives it where a package of the program has it keep every digit.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let number = Number::deserialize(MapAccessDeserializer::new(map));
        let number = number.map_err(|_| A::Error::invalid_type(Unexpected::Map, &self))?;
        self.visit_str(&number.to_string())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let number = text.parse().ok().filter(|number: &T| number.is_named(text));
        number.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}
