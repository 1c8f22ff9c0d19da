//! The fields of an object, as tuples: what `object!` declares is read, written, compared and shown by what stands here.
//!
//! A tuple holds eight fields, and a longer one a ninth member with the others, up to 64; [`Both`] holds those and the
//! fields behind them. The loops exist once, and a struct adds no more than its tuple of types, because a large crate
//! takes most of its time to compile for what each struct adds.

use std::fmt::DebugStruct;
use std::marker::PhantomData;
use std::mem::take;

use serde::de::{Error, IgnoredAny, MapAccess};
use serde::ser::SerializeMap;

use super::field::{Field, ReadField, Slot};
use super::names::Names;

/// All fields of an object.
pub(crate) trait Fields {
    /// What the struct holds.
    type Values;
    /// The same, borrowed.
    type Refs<'a>;
    /// How many fields there are.
    const COUNT: usize;
    /// Whether the last field holds what is not declared.
    const FLATTENED: bool;

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

macro_rules! one {
    ($field:ident) => {
        1
    };
}

/// Implements the traits for tuples, of which the last may have a ninth member.
macro_rules! tuples {
    ($([$($field:ident $index:tt)*] $([$more:ident $last:tt])?;)*) => {$(
        #[allow(unused, clippy::unused_unit, reason = "the empty tuple needs nothing")]
        impl<$($field: Field,)* $($more: Fields)?> Fields for ($($field,)* $($more)?) {
            type Values = ($($field::Value,)* $($more::Values)?);
            type Refs<'a> = ($(&'a $field::Value,)* $($more::Refs<'a>)?);
            const COUNT: usize = 0 $(+ one!($field))* $(+ $more::COUNT)?;
            const FLATTENED: bool = false $(|| $field::FLATTENED)* $(|| $more::FLATTENED)?;

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
        impl<'de, $($field: ReadField<'de>,)* $($more: ReadFields<'de>)?> ReadFields<'de> for ($($field,)* $($more)?) {
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

/// Some fields, and those behind them.
#[allow(
    dead_code,
    reason = "not every API has an object of more than eight fields"
)]
pub(crate) struct Both<A, B>(PhantomData<(A, B)>);

impl<A: Fields, B: Fields> Fields for Both<A, B> {
    type Values = (A::Values, B::Values);
    type Refs<'a> = (A::Refs<'a>, B::Refs<'a>);
    const COUNT: usize = A::COUNT + B::COUNT;
    const FLATTENED: bool = B::FLATTENED;

    fn write<M: SerializeMap>(
        fields: &Self::Refs<'_>,
        names: Names,
        map: &mut M,
    ) -> Result<(), M::Error> {
        A::write(&fields.0, names, map)?;
        B::write(&fields.1, names.after(A::COUNT), map)
    }

    fn show(fields: &Self::Refs<'_>, names: Names, out: &mut DebugStruct<'_, '_>) {
        A::show(&fields.0, names, out);
        B::show(&fields.1, names.after(A::COUNT), out);
    }

    fn copy(fields: &Self::Refs<'_>) -> Self::Values {
        (A::copy(&fields.0), B::copy(&fields.1))
    }

    fn equal(fields: &Self::Refs<'_>, others: &Self::Refs<'_>) -> bool {
        A::equal(&fields.0, &others.0) && B::equal(&fields.1, &others.1)
    }
}

impl<'de, A: ReadFields<'de>, B: ReadFields<'de>> ReadFields<'de> for Both<A, B> {
    type Slots = (A::Slots, B::Slots);

    fn fill<M: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        map: &mut M,
    ) -> Result<(), M::Error> {
        match index.checked_sub(A::COUNT) {
            None => A::fill(&mut slots.0, index, map),
            Some(index) => B::fill(&mut slots.1, index, map),
        }
    }

    fn add<M: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        key: String,
        map: &mut M,
    ) -> Result<(), M::Error> {
        match index.checked_sub(A::COUNT) {
            None => A::add(&mut slots.0, index, key, map),
            Some(index) => B::add(&mut slots.1, index, key, map),
        }
    }

    fn take<E: Error>(slots: &mut Self::Slots, names: Names) -> Result<Self::Values, E> {
        let first = A::take(&mut slots.0, names)?;
        Ok((first, B::take(&mut slots.1, names.after(A::COUNT))?))
    }
}
