//! The fields of an object, as tuples: what `object!` declares is read, written, compared and shown by what stands here.
//!
//! A tuple holds eight fields, and a longer one a ninth member with the others. The loops exist once, and a struct adds
//! no more than its tuple of types, because a large crate takes most of its time to compile for what each struct adds.

use std::fmt::{Debug, DebugStruct};
use std::marker::PhantomData;
use std::mem::take;

use serde::de::{Deserialize, Error, IgnoredAny, MapAccess};
use serde::ser::{Serialize, SerializeMap};

use super::names::Names;

/// How a field is read and written.
pub(crate) trait Field {
    /// What the struct holds.
    type Value: Debug + Clone + PartialEq + 'static;
    /// Whether the field holds what is not declared.
    const REST: bool = false;

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
pub(crate) trait Read<'de>: Field {
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

/// What is read for a value: the value itself, or something that it is taken from.
pub(crate) trait Source<T> {
    /// What is read.
    type Read;

    /// Takes the value.
    fn take(read: Self::Read) -> T;
}

/// The value is read as it is.
pub(crate) struct Plain;

impl<T> Source<T> for Plain {
    type Read = T;

    fn take(read: T) -> T {
        read
    }
}

/// A field that has to be there, but may be null where it is an `Option`.
pub(crate) struct Required<T, S = Plain>(PhantomData<(T, S)>);

impl<T: Serialize + Debug + Clone + PartialEq + 'static, S> Field for Required<T, S> {
    type Value = T;

    fn write<M: SerializeMap>(value: &T, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, value)
    }
}

impl<'de, T, S> Read<'de> for Required<T, S>
where
    Self: Field<Value = T>,
    S: Source<T, Read: Deserialize<'de>>,
{
    type Slot = Option<S::Read>;

    fn take<E: Error>(slot: Self::Slot, name: &'static str) -> Result<T, E> {
        slot.map(S::take).ok_or_else(|| E::missing_field(name))
    }
}

/// An `Option` that may be missing.
pub(crate) struct Optional<T, S = Plain>(PhantomData<(T, S)>);

impl<T: Serialize + Debug + Clone + PartialEq + 'static, S> Field for Optional<Option<T>, S> {
    type Value = Option<T>;

    fn write<M: SerializeMap>(
        value: &Option<T>,
        name: &'static str,
        map: &mut M,
    ) -> Result<(), M::Error> {
        match value {
            Some(value) => map.serialize_entry(name, value),
            None => Ok(()),
        }
    }
}

impl<'de, T, S> Read<'de> for Optional<Option<T>, S>
where
    Self: Field<Value = Option<T>>,
    S: Source<T, Read: Deserialize<'de>>,
{
    type Slot = Option<Option<S::Read>>;

    fn take<E: Error>(slot: Self::Slot, _: &'static str) -> Result<Option<T>, E> {
        Ok(slot.flatten().map(S::take))
    }
}

/// A list or map that is empty where it is missing or null.
pub(crate) struct List<T, S = Plain>(PhantomData<(T, S)>);

impl<T: Serialize + Debug + Clone + PartialEq + 'static, S> Field for List<T, S> {
    type Value = T;

    fn write<M: SerializeMap>(value: &T, name: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, value)
    }
}

impl<'de, T: Default, S> Read<'de> for List<T, S>
where
    Self: Field<Value = T>,
    S: Source<T, Read: Deserialize<'de>>,
{
    type Slot = Option<Option<S::Read>>;

    fn take<E: Error>(slot: Self::Slot, _: &'static str) -> Result<T, E> {
        Ok(slot.flatten().map(S::take).unwrap_or_default())
    }
}

/// All fields of an object.
pub(crate) trait Fields {
    /// What the struct holds.
    type Values;
    /// The same, borrowed.
    type Refs<'a>;
    /// Whether the last field holds what is not declared.
    const REST: bool;

    /// Writes the fields.
    fn write<M: SerializeMap>(
        fields: &Self::Refs<'_>,
        names: Names,
        map: &mut M,
    ) -> Result<(), M::Error>;

    /// Shows the fields.
    fn show(fields: &Self::Refs<'_>, names: Names, out: &mut DebugStruct<'_, '_>);

    /// Copies the fields.
    fn copy(fields: &Self::Refs<'_>) -> Self::Values;

    /// Compares the fields.
    fn equal(fields: &Self::Refs<'_>, others: &Self::Refs<'_>) -> bool;
}

/// All fields of an object that is read.
pub(crate) trait ReadFields<'de>: Fields {
    /// What is known of the fields before the object has ended.
    type Slots: Default;

    /// Takes the value of a field.
    fn fill<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Takes a member that is not declared into the field for them.
    fn add<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        key: String,
        map: &mut A,
    ) -> Result<(), A::Error>;

    /// Takes the values. The places are lent, because to hand on those of hundreds of fields at each step takes more stack
    /// than a thread has.
    fn take<E: Error>(slots: &mut Self::Slots, names: Names) -> Result<Self::Values, E>;
}

/// How many fields stand before those in the ninth member.
const FIRST: usize = 8;

/// Implements the traits for tuples, of which the last may have a ninth member.
macro_rules! tuples {
    ($([$($field:ident $index:tt)*] $([$more:ident $last:tt])?;)*) => {$(
        #[allow(unused, clippy::unused_unit, reason = "the empty tuple needs nothing")]
        impl<$($field: Field,)* $($more: Fields)?> Fields for ($($field,)* $($more)?) {
            type Values = ($($field::Value,)* $($more::Values)?);
            type Refs<'a> = ($(&'a $field::Value,)* $($more::Refs<'a>)?);
            const REST: bool = false $(|| $field::REST)* $(|| $more::REST)?;

            fn write<M: SerializeMap>(
                fields: &Self::Refs<'_>,
                names: Names,
                map: &mut M,
            ) -> Result<(), M::Error> {
                $(
                    $field::check(fields.$index, names)?;
                    $field::write(fields.$index, names.wire($index), map)?;
                )*
                $($more::write(&fields.$last, names.after(FIRST), map)?;)?
                Ok(())
            }

            fn show(fields: &Self::Refs<'_>, names: Names, out: &mut DebugStruct<'_, '_>) {
                $(out.field(names.bare($index), fields.$index);)*
                $($more::show(&fields.$last, names.after(FIRST), out);)?
            }

            fn copy(fields: &Self::Refs<'_>) -> Self::Values {
                ($(fields.$index.clone(),)* $($more::copy(&fields.$last))?)
            }

            fn equal(fields: &Self::Refs<'_>, others: &Self::Refs<'_>) -> bool {
                true $(&& fields.$index == others.$index)* $(&& $more::equal(&fields.$last, &others.$last))?
            }
        }

        #[allow(unused, clippy::unused_unit, reason = "the empty tuple needs nothing")]
        impl<'de, $($field: Read<'de>,)* $($more: ReadFields<'de>)?> ReadFields<'de> for ($($field,)* $($more)?) {
            type Slots = ($($field::Slot,)* $($more::Slots)?);

            fn fill<A: MapAccess<'de>>(
                slots: &mut Self::Slots,
                index: usize,
                map: &mut A,
            ) -> Result<(), A::Error> {
                match index {
                    $($index => slots.$index.fill(map),)*
                    $($last.. => $more::fill(&mut slots.$last, index - FIRST, map),)?
                    _ => map.next_value::<IgnoredAny>().map(drop),
                }
            }

            fn add<A: MapAccess<'de>>(
                slots: &mut Self::Slots,
                index: usize,
                key: String,
                map: &mut A,
            ) -> Result<(), A::Error> {
                match index {
                    $($index => slots.$index.add(key, map),)*
                    $($last.. => $more::add(&mut slots.$last, index - FIRST, key, map),)?
                    _ => map.next_value::<IgnoredAny>().map(drop),
                }
            }

            fn take<E: Error>(slots: &mut Self::Slots, names: Names) -> Result<Self::Values, E> {
                Ok((
                    $($field::take(take(&mut slots.$index), names.wire($index))?,)*
                    $($more::take(&mut slots.$last, names.after(FIRST))?)?
                ))
            }
        }
    )*};
}

tuples! {
    [];
    [F0 0];
    [F0 0 F1 1];
    [F0 0 F1 1 F2 2];
    [F0 0 F1 1 F2 2 F3 3];
    [F0 0 F1 1 F2 2 F3 3 F4 4];
    [F0 0 F1 1 F2 2 F3 3 F4 4 F5 5];
    [F0 0 F1 1 F2 2 F3 3 F4 4 F5 5 F6 6];
    [F0 0 F1 1 F2 2 F3 3 F4 4 F5 5 F6 6 F7 7];
    [F0 0 F1 1 F2 2 F3 3 F4 4 F5 5 F6 6 F7 7] [More 8];
}
