//! JSON objects: `object!` declares a struct and all that it can do.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use super::fields::{Fields, ReadFields, Slot};

/// A struct whose fields stand in a table.
pub(crate) trait Object: Sized {
    /// The names of the fields in Rust.
    const FIELDS: &'static [&'static str];
    /// The names on the wire.
    const NAMES: &'static [&'static str];
    /// How the fields are read and written.
    type Fields: Fields;

    /// Makes the struct of its values.
    fn of(values: <Self::Fields as Fields>::Values) -> Self;

    /// The values.
    fn refs(&self) -> <Self::Fields as Fields>::Refs<'_>;
}

/// Reads a struct from a deserializer.
pub(crate) fn read<'de, D: Deserializer<'de>, T: Object<Fields: ReadFields<'de>>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(Reader(PhantomData))
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Object<Fields: ReadFields<'de>>> Visitor<'de> for Reader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut known = Known::<'de, T::Fields>(Default::default());
        match T::NAMES {
            [names @ .., _] if T::Fields::REST => fill_all(map, names, &mut known)?,
            names => fill(map, names, &mut known)?,
        }
        T::Fields::take(known.0, T::NAMES).map(T::of)
    }
}

/// The places for the values of all fields.
trait Slots<'de, A: MapAccess<'de>> {
    fn slot(&mut self, index: usize) -> Option<&mut dyn Slot<'de, A>>;
}

/// What is known of the fields before the object has ended.
struct Known<'de, F: ReadFields<'de>>(F::Slots);

impl<'de, A: MapAccess<'de>, F: ReadFields<'de>> Slots<'de, A> for Known<'de, F> {
    fn slot(&mut self, index: usize) -> Option<&mut dyn Slot<'de, A>> {
        F::slot(&mut self.0, index)
    }
}

/// Reads the members of an object into their places.
fn fill<'de, A: MapAccess<'de>>(
    mut map: A,
    names: &[&'static str],
    slots: &mut dyn Slots<'de, A>,
) -> Result<(), A::Error> {
    // Members come in the order of the fields more often than not, so the search begins behind the last one.
    let mut next = 0;
    while let Some(found) = map.next_key_seed(Key { names, next })? {
        match found.and_then(|index| slots.slot(index)) {
            Some(slot) => slot.fill(&mut map)?,
            None => drop(map.next_value::<IgnoredAny>()?),
        }
        next = found.map_or(next, |index| index + 1);
    }
    Ok(())
}

/// Reads the members of an object into their places, and those that are not declared into the one behind.
fn fill_all<'de, A: MapAccess<'de>>(
    mut map: A,
    names: &[&'static str],
    slots: &mut dyn Slots<'de, A>,
) -> Result<(), A::Error> {
    while let Some(key) = map.next_key::<String>()? {
        let found = names.iter().position(|name| *name == key);
        match slots.slot(found.unwrap_or(names.len())) {
            Some(slot) if found.is_some() => slot.fill(&mut map)?,
            Some(rest) => rest.add(key, &mut map)?,
            None => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    Ok(())
}

/// Finds a key's place, without a copy of the key.
struct Key<'a> {
    names: &'a [&'static str],
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let is_key = |name: &&str| *name == key;
        let (before, behind) = self.names.split_at(self.next.min(self.names.len()));
        let found = behind.iter().position(is_key);
        let found = found.map(|index| index + before.len());
        Ok(found.or_else(|| before.iter().position(is_key)))
    }
}

/// Writes the fields of a struct.
pub(crate) fn write<S: Serializer, T: Object>(
    object: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    T::Fields::write(&object.refs(), T::NAMES, &mut map)?;
    map.end()
}

/// Shows a struct as `derive(Debug)` does.
pub(crate) fn show<T: Object>(object: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct(name);
    T::Fields::show(&object.refs(), T::FIELDS, &mut out);
    out.finish()
}

/// Compares two structs as `derive(PartialEq)` does.
pub(crate) fn equal<T: Object>(object: &T, other: &T) -> bool {
    T::Fields::equal(&object.refs(), &other.refs())
}

/// Declares a struct for a JSON object, with `Debug`, `Clone`, `PartialEq`, `Serialize` and `Deserialize`.
///
/// A field is `presence name: Type`, and the presence
/// - `required`: missing is an error; always written,
/// - `nullable`: an `Option`; missing is an error; `None` is written as null,
/// - `constant`: as `required`, but `new` knows the value that stands behind `=`,
/// - `optional`: an `Option`; missing and null are `None`, which is left out,
/// - `received`: as `optional`, but without a setter,
/// - `list`: a `Vec` or `Map`; missing and null are empty; always written,
/// - `maybe`: a `Maybe`,
/// - `rest`: the `Map` of everything that is not declared; the last field.
///
/// Behind the type may stand, in this order, `from text` for numbers that may come as text or `from any` for what is
/// set by `impl Into`, `as "name on the wire"`, `set name` for a setter that has another name than the field, and
/// `or name` for the setter that writes null.
///
/// Behind the name of the struct may stand `New` for `new`, `Set` for the setters, and `Default`.
macro_rules! object {
    ($(#[$about:meta])* pub struct $type:ident $(: $($with:ident),+)? { $($field:tt)* }) => {
        $crate::runtime::object! { @with $($($with)+)?; { $(#[$about])* } $type { $($field)* } }
    };
    (@with $($with:ident)*; $about:tt $type:ident $body:tt) => {
        $crate::runtime::object! { @struct $about $type $body }
        $($crate::runtime::object! { @$with $type $body })*
    };
    (@struct { $(#[$about:meta])* } $type:ident {$(
        $(#[$doc:meta])*
        $presence:ident $field:ident: $outer:tt $(<$of:ty>)?
        $(from $source:ident)? $(as $wire:literal)? $(set $setter:ident)? $(or $null:ident)? $(= $value:expr)?
    ,)*}) => {
        $(#[$about])*
        #[derive(Clone)]
        #[cfg_attr(not(feature = "test-util"), non_exhaustive)]
        #[allow(clippy::struct_excessive_bools, reason = "the API has as many")]
        pub struct $type {
            $($(#[$doc])* pub $field: $crate::runtime::object!(@type $presence ($outer $(<$of>)?)),)*
        }

        impl $crate::runtime::Object for $type {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];
            const NAMES: &'static [&'static str] = &[$($crate::runtime::object!(@name $field $($wire)?)),*];
            type Fields = $crate::runtime::object!(@types $(($presence $outer $(<$of>)?) ($($source)?))*);

            fn of(
                $crate::runtime::object!(@tuple $($field)*): <Self::Fields as $crate::runtime::Fields>::Values,
            ) -> Self {
                Self { $($field),* }
            }

            fn refs(&self) -> <Self::Fields as $crate::runtime::Fields>::Refs<'_> {
                $crate::runtime::object!(@refs self $($field)*)
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::read_object(deserializer)
            }
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::write_object(self, serializer)
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::show_object(self, stringify!($type), f)
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::equal_object(self, other)
            }
        }
    };

    // A field: its type, its presence, its name on the wire.
    (@type required ($($type:tt)+)) => { $($type)+ };
    (@type constant ($($type:tt)+)) => { $($type)+ };
    (@type list ($($type:tt)+)) => { $($type)+ };
    (@type rest ($($type:tt)+)) => { $($type)+ };
    (@type maybe ($($type:tt)+)) => { $crate::runtime::Maybe<$($type)+> };
    (@type $presence:ident ($($type:tt)+)) => { Option<$($type)+> };
    (@field (rest $($type:tt)+) ()) => { $crate::runtime::Rest<$($type)+> };
    (@field (required $($type:tt)+) (text)) => { $crate::runtime::Required<$($type)+, $crate::runtime::Text> };
    (@field (nullable $($type:tt)+) (text)) => { $crate::runtime::Nullable<$($type)+, $crate::runtime::Text> };
    (@field (list $($type:tt)+) (text)) => { $crate::runtime::List<$($type)+, $crate::runtime::Text> };
    (@field (maybe $($type:tt)+) (text)) => { $crate::runtime::MaybeField<$($type)+, $crate::runtime::Text> };
    (@field ($presence:ident $($type:tt)+) (text)) => { $crate::runtime::Optional<$($type)+, $crate::runtime::Text> };
    (@field (required $($type:tt)+) $source:tt) => { $crate::runtime::Required<$($type)+> };
    (@field (constant $($type:tt)+) $source:tt) => { $crate::runtime::Required<$($type)+> };
    (@field (nullable $($type:tt)+) $source:tt) => { $crate::runtime::Nullable<$($type)+> };
    (@field (list $($type:tt)+) $source:tt) => { $crate::runtime::List<$($type)+> };
    (@field (maybe $($type:tt)+) $source:tt) => { $crate::runtime::MaybeField<$($type)+> };
    (@field ($presence:ident $($type:tt)+) $source:tt) => { $crate::runtime::Optional<$($type)+> };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $wire:literal) => { $wire };

    // Eight of something, with the others in a ninth.
    (@types $a:tt $as:tt $b:tt $bs:tt $c:tt $cs:tt $d:tt $ds:tt $e:tt $es:tt $f:tt $fs:tt $g:tt $gs:tt $h:tt $hs:tt $($more:tt)+) => {(
        $crate::runtime::object!(@field $a $as),
        $crate::runtime::object!(@field $b $bs),
        $crate::runtime::object!(@field $c $cs),
        $crate::runtime::object!(@field $d $ds),
        $crate::runtime::object!(@field $e $es),
        $crate::runtime::object!(@field $f $fs),
        $crate::runtime::object!(@field $g $gs),
        $crate::runtime::object!(@field $h $hs),
        $crate::runtime::object!(@types $($more)+),
    )};
    (@types $($field:tt $source:tt)*) => { ($($crate::runtime::object!(@field $field $source),)*) };
    (@tuple $a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $($more:tt)+) => {
        ($a, $b, $c, $d, $e, $f, $g, $h, $crate::runtime::object!(@tuple $($more)+))
    };
    (@tuple $($field:tt)*) => { ($($field,)*) };
    (@refs $of:ident $a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $($more:tt)+) => {(
        &$of.$a,
        &$of.$b,
        &$of.$c,
        &$of.$d,
        &$of.$e,
        &$of.$f,
        &$of.$g,
        &$of.$h,
        $crate::runtime::object!(@refs $of $($more)+),
    )};
    (@refs $of:ident $($field:tt)*) => { ($(&$of.$field,)*) };

    // What a caller makes a struct with. Of the groups below, each field takes one.
    (@New $type:ident {$(
        $(#[$doc:meta])*
        $(required $required:ident: $required_outer:tt $(<$required_of:ty>)? $(from $source:ident)?)?
        $(nullable $nullable:ident: $nullable_outer:tt $(<$nullable_of:ty>)? $(from $nullable_source:ident)?)?
        $(list $list:ident: $list_outer:tt $(<$list_of:ty>)? $(from $list_source:ident)?)?
        $(constant $constant:ident: $constant_outer:tt $(<$constant_of:ty>)? $(from $constant_source:ident)?)?
        $(optional $optional:ident: $optional_outer:tt $(<$optional_of:ty>)? $(from $optional_source:ident)?)?
        $(received $received:ident: $received_outer:tt $(<$received_of:ty>)? $(from $received_source:ident)?)?
        $(maybe $maybe:ident: $maybe_outer:tt $(<$maybe_of:ty>)? $(from $maybe_source:ident)?)?
        $(rest $rest:ident: $rest_outer:tt $(<$rest_of:ty>)?)?
        $(as $wire:literal)? $(set $setter:ident)? $(or $null:ident)? $(= $value:expr)?
    ,)*}) => {
        impl $type {
            #[doc = concat!("Makes `", stringify!($type), "` of what it cannot be without.")]
            #[must_use]
            #[allow(
                clippy::fn_params_excessive_bools,
                clippy::too_many_arguments,
                reason = "the API requires them"
            )]
            pub fn new($(
                $($required: $crate::runtime::object!(@arg $required_outer $(<$required_of>)? $($source)?),)?
                $($nullable: Option<$nullable_outer $(<$nullable_of>)?>,)?
                $($list: $list_outer $(<$list_of>)?,)?
            )*) -> Self {
                Self {$(
                    $($required: $required.into(),)?
                    $($nullable,)?
                    $($list,)?
                    $($constant: $value,)?
                    $($optional: None,)?
                    $($received: None,)?
                    $($maybe: $crate::runtime::Maybe::Absent,)?
                    $($rest: $crate::runtime::Map::new(),)?
                )*}
            }
        }
    };
    (@Default $type:ident {$(
        $(#[$doc:meta])*
        $presence:ident $field:ident: $outer:tt $(<$of:ty>)?
        $(from $source:ident)? $(as $wire:literal)? $(set $setter:ident)? $(or $null:ident)? $(= $value:expr)?
    ,)*}) => {
        impl Default for $type {
            fn default() -> Self {
                Self { $($field: $crate::runtime::object!(@default $($value)?)),* }
            }
        }
    };
    (@default $value:expr) => { $value };
    (@default) => { Default::default() };
    (@Set $type:ident {$(
        $(#[$doc:meta])*
        $presence:ident $field:ident: $outer:tt $(<$of:ty>)?
        $(from $source:ident)? $(as $wire:literal)? $(set $setter:ident)? $(or $null:ident)? $(= $value:expr)?
    ,)*}) => {
        impl $type {$(
            $crate::runtime::object! {
                @set { $(#[$doc])* } $presence $field ($outer $(<$of>)? $($source)?) $(set $setter)? $(or $null)?
            }
        )*}
    };
    (@set $docs:tt $presence:ident $field:ident $of:tt $(or $null:ident)?) => {
        $crate::runtime::object! { @set $docs $presence $field $of set $field $(or $null)? }
    };
    (@set { $(#[$doc:meta])* } optional $field:ident ($($of:tt)+) set $setter:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $setter(mut self, $field: $crate::runtime::object!(@arg $($of)+)) -> Self {
            self.$field = Some($field.into());
            self
        }
    };
    (@set { $(#[$doc:meta])* } maybe $field:ident ($($of:tt)+) set $setter:ident or $null:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $setter(mut self, $field: $crate::runtime::object!(@arg $($of)+)) -> Self {
            self.$field = $crate::runtime::Maybe::Value($field.into());
            self
        }

        /// Sends `null` instead of a value.
        #[must_use]
        pub fn $null(mut self) -> Self {
            self.$field = $crate::runtime::Maybe::Null;
            self
        }
    };
    (@set { $(#[$doc:meta])* } rest $field:ident ($($of:tt)+) set $setter:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $setter(mut self, $field: $($of)+) -> Self {
            self.$field = $field;
            self
        }
    };
    (@set $docs:tt $presence:ident $field:ident $of:tt set $setter:ident) => {};
    (@arg $of:tt any) => { impl Into<$of> };
    (@arg String) => { impl Into<String> };
    (@arg Bytes) => { impl Into<$crate::runtime::Bytes> };
    (@arg Box<$of:ty> $($source:ident)?) => { $of };
    (@arg $of:tt $(<$inner:ty>)? $($source:ident)?) => { $of $(<$inner>)? };
}

pub(crate) use object;
