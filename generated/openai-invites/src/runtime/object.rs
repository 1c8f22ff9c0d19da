//! JSON objects: `object!` implements serde's traits for a struct.
//!
//! Both directions run over a table of the fields. The loops over it exist once, and each struct adds no more than its
//! table, because what serde's derive writes for each struct is most of the time that a large crate takes to compile.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

/// A struct that is read from an object.
pub(crate) trait Object<'de>: Sized {
    fn read<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;
}

/// The place for a field's value while an object is read.
pub(crate) trait Slot<'de, A: MapAccess<'de>> {
    /// Takes the value of the field.
    fn fill(&mut self, map: &mut A) -> Result<(), A::Error>;

    /// Takes a member that is not declared, where this is the place for them.
    fn add(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
        drop(key);
        self.fill(map)
    }

    /// Whether this is the place for what is not declared.
    fn is_rest(&self) -> bool {
        false
    }
}

impl<'de, A: MapAccess<'de>, T: Deserialize<'de>> Slot<'de, A> for Option<T> {
    fn fill(&mut self, map: &mut A) -> Result<(), A::Error> {
        *self = Some(map.next_value()?);
        Ok(())
    }
}

/// The fields of an object with their places; the one for what is not declared comes last.
pub(crate) type Slots<'a, 'de, A> = [(&'static str, &'a mut dyn Slot<'de, A>)];

/// Reads the members of an object into their places.
pub(crate) fn fill<'de, A: MapAccess<'de>>(
    mut map: A,
    slots: &mut Slots<'_, 'de, A>,
) -> Result<(), A::Error> {
    let (fields, rest) = match slots {
        [fields @ .., (_, rest)] if rest.is_rest() => (fields, Some(rest)),
        fields => (fields, None),
    };
    match rest {
        None => {
            // Members come in the order of the fields more often than not, so the search begins behind the last one.
            let mut next = 0;
            while let Some(found) = map.next_key_seed(Key { fields, next })? {
                match found.and_then(|index| fields.get_mut(index)) {
                    Some((_, slot)) => slot.fill(&mut map)?,
                    None => drop(map.next_value::<IgnoredAny>()?),
                }
                next = found.map_or(next, |index| index + 1);
            }
        }
        Some(rest) => {
            while let Some(key) = map.next_key::<String>()? {
                match fields.iter_mut().find(|(name, _)| *name == key) {
                    Some((_, slot)) => slot.fill(&mut map)?,
                    None => rest.add(key, &mut map)?,
                }
            }
        }
    }
    Ok(())
}

/// Finds a key's place, without a copy of the key.
struct Key<'s, 'a, 'de, A> {
    fields: &'s Slots<'a, 'de, A>,
    next: usize,
}

impl<'de, A: MapAccess<'de>> DeserializeSeed<'de> for Key<'_, '_, 'de, A> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, A: MapAccess<'de>> Visitor<'de> for Key<'_, '_, 'de, A> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let is_key = |(name, _): &(&'static str, _)| *name == key;
        let (before, behind) = self.fields.split_at(self.next.min(self.fields.len()));
        let found = behind
            .iter()
            .position(is_key)
            .map(|index| index + before.len());
        Ok(found.or_else(|| before.iter().position(is_key)))
    }
}

/// Reads a struct from a deserializer.
pub(crate) fn read<'de, D: Deserializer<'de>, T: Object<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(Reader(PhantomData))
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Object<'de>> Visitor<'de> for Reader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read(map)
    }
}

/// The name of a field without `r#`.
pub(crate) const fn bare(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// Takes a required field's value.
pub(crate) fn required<T, E: Error>(name: &'static str, value: Option<T>) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}

/// A field's value while an object is written.
pub(crate) trait Put<M: SerializeMap> {
    fn put(&self, name: &'static str, map: &mut M) -> Result<(), M::Error>;
}

/// A value that is always written.
pub(crate) struct Always<'a, T>(pub(crate) &'a T);

impl<M: SerializeMap, T: Serialize> Put<M> for Always<'_, T> {
    fn put(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, self.0)
    }
}

/// `None` is left out.
impl<M: SerializeMap, T: Serialize> Put<M> for Option<T> {
    fn put(&self, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        match self {
            Some(value) => map.serialize_entry(name, value),
            None => Ok(()),
        }
    }
}

/// Writes the fields of an object.
pub(crate) fn write<S: Serializer>(
    serializer: S,
    fields: &[(&'static str, &dyn Put<S::SerializeMap>)],
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (name, field) in fields {
        field.put(name, &mut map)?;
    }
    map.end()
}

/// Implements `Serialize` and `Deserialize` for a struct.
///
/// Each field is `name: presence`, or `name = "name on the wire": presence`, where the presence is
/// - `required`: missing is an error; always written,
/// - `optional`: an `Option`; missing and null are `None`, which is left out,
/// - `list`: a `Vec` or `Map`; missing and null are empty; always written,
/// - `maybe`: a `Maybe`,
/// - `rest`: the `Map` of everything that is not declared; the last field.
///
/// `number_or_text` behind the presence also takes numbers that come as text.
macro_rules! object {
    ($type:ident { $($field:ident $(= $wire:literal)?: $presence:ident $($lenient:ident)?),* $(,)? }) => {
        impl<'de> $crate::runtime::Object<'de> for $type {
            fn read<A: $crate::runtime::MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
                $(let mut $field = $crate::runtime::object!(@slot $presence);)*
                $crate::runtime::fill_object(map, &mut [
                    $(($crate::runtime::object!(@name $field $($wire)?), &mut $field)),*
                ])?;
                Ok(Self {
                    $($field: $crate::runtime::object!(@take $presence $($lenient)?, $field, $field $($wire)?)),*
                })
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::read_object(deserializer)
            }
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::write_object(serializer, &[
                    $((
                        $crate::runtime::object!(@name $field $($wire)?),
                        $crate::runtime::object!(@put $presence, self.$field),
                    )),*
                ])
            }
        }
    };
    (@slot rest) => { $crate::runtime::Extra::new() };
    (@slot $presence:ident) => { None };
    (@name $field:ident) => { $crate::runtime::bare(stringify!($field)) };
    (@name $field:ident $wire:literal) => { $wire };
    (@take rest, $slot:ident, $($name:tt)*) => { $slot.into() };
    (@take required, $slot:ident, $($name:tt)*) => {
        $crate::runtime::required($crate::runtime::object!(@name $($name)*), $slot)?
    };
    (@take required number_or_text, $slot:ident, $($name:tt)*) => {
        $crate::runtime::number($crate::runtime::required($crate::runtime::object!(@name $($name)*), $slot)?)
    };
    (@take list, $slot:ident, $($name:tt)*) => { $slot.flatten().unwrap_or_default() };
    (@take list number_or_text, $slot:ident, $($name:tt)*) => {
        $slot.flatten().map($crate::runtime::number).unwrap_or_default()
    };
    (@take $presence:ident, $slot:ident, $($name:tt)*) => { $slot.unwrap_or_default() };
    (@take $presence:ident number_or_text, $slot:ident, $($name:tt)*) => {
        $slot.map($crate::runtime::number).unwrap_or_default()
    };
    (@put required, $value:expr) => { &$crate::runtime::Always(&$value) };
    (@put list, $value:expr) => { &$crate::runtime::Always(&$value) };
    (@put $presence:ident, $value:expr) => { &$value };
}

pub(crate) use object;
