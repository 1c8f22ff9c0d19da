//! Numbers that may also come as text, as 64-bit ones do from services that think of JavaScript.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::value::{F64Deserializer, I64Deserializer, U64Deserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};

use super::fields::Source;

/// A number, or an `Option` or `Vec` of it, that may come as text.
pub(crate) struct NumberOrText<T>(T);

/// The source of a field that may come as text.
pub(crate) struct Text;

impl<T> Source<T> for Text {
    type Read = NumberOrText<T>;

    fn take(read: NumberOrText<T>) -> T {
        read.0
    }
}

/// What may come as text.
pub(crate) trait Lenient<'de>: Sized {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<'de, T: Lenient<'de>> Deserialize<'de> for NumberOrText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl<'de, T: Lenient<'de>> Lenient<'de> for Option<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<NumberOrText<T>>::deserialize(deserializer)?.map(Text::take))
    }
}

impl<'de, T: Lenient<'de>> Lenient<'de> for Vec<T> {
    fn read<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<NumberOrText<T>>::deserialize(deserializer)?
            .into_iter()
            .map(Text::take)
            .collect())
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
        f.write_str("a number, or a number as text")
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
