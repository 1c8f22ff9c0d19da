//! JSON objects: `object!` declares a struct and all that it can do.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use super::fields::{Fields, ReadFields};
use super::names::Names;

/// A struct whose fields stand in a table.
pub(crate) trait Object: Sized {
    /// The names of the fields.
    const NAMES: Names;
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
        if T::Fields::REST {
            fill_all(map, T::NAMES.without_last(), &mut known)?;
        } else {
            fill(map, T::NAMES, &mut known)?;
        }
        T::Fields::take(&mut known.0, T::NAMES).map(T::of)
    }
}

/// The places for the values of all fields.
trait Slots<'de, A: MapAccess<'de>> {
    /// Takes the value of a field.
    fn fill(&mut self, index: usize, map: &mut A) -> Result<(), A::Error>;

    /// Takes a member that is not declared into the field for them.
    fn add(&mut self, index: usize, key: String, map: &mut A) -> Result<(), A::Error>;
}

/// What is known of the fields before the object has ended.
struct Known<'de, F: ReadFields<'de>>(F::Slots);

impl<'de, A: MapAccess<'de>, F: ReadFields<'de>> Slots<'de, A> for Known<'de, F> {
    fn fill(&mut self, index: usize, map: &mut A) -> Result<(), A::Error> {
        F::fill(&mut self.0, index, map)
    }

    fn add(&mut self, index: usize, key: String, map: &mut A) -> Result<(), A::Error> {
        F::add(&mut self.0, index, key, map)
    }
}

/// Reads the members of an object into their places.
fn fill<'de, A: MapAccess<'de>>(
    mut map: A,
    names: Names,
    slots: &mut dyn Slots<'de, A>,
) -> Result<(), A::Error> {
    // Members come in the order of the fields more often than not, so the search begins behind the last one.
    let mut next = 0;
    while let Some(found) = map.next_key_seed(Key { names, next })? {
        if let Some(index) = found {
            slots.fill(index, &mut map)?;
            next = index + 1;
        } else {
            map.next_value::<IgnoredAny>()?;
        }
    }
    Ok(())
}

/// Reads the members of an object into their places, and those that are not declared into the one behind.
fn fill_all<'de, A: MapAccess<'de>>(
    mut map: A,
    names: Names,
    slots: &mut dyn Slots<'de, A>,
) -> Result<(), A::Error> {
    while let Some(key) = map.next_key::<String>()? {
        match names.place(&key) {
            Some(index) => slots.fill(index, &mut map)?,
            None => slots.add(names.len(), key, &mut map)?,
        }
    }
    Ok(())
}

/// Finds a key's place, without a copy of the key.
struct Key {
    names: Names,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let is_next = self.next < self.names.len() && self.names.wire(self.next) == key;
        Ok(if is_next {
            Some(self.next)
        } else {
            self.names.place(key)
        })
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
    T::Fields::show(&object.refs(), T::NAMES, &mut out);
    out.finish()
}

/// Copies a struct as `derive(Clone)` does.
pub(crate) fn copy<T: Object>(object: &T) -> T {
    T::of(T::Fields::copy(&object.refs()))
}

/// Compares two structs as `derive(PartialEq)` does.
pub(crate) fn equal<T: Object>(object: &T, other: &T) -> bool {
    T::Fields::equal(&object.refs(), &other.refs())
}

/// Declares a struct for a JSON object, with `Debug`, `Clone`, `PartialEq`, `Serialize` and `Deserialize`.
///
/// A field is `presence name: Type`, and the presence
/// - `required`: missing is an error; always written, a `None` as null,
/// - `constant`: as `required`, but `new` knows the value that stands behind `=`,
/// - `optional`: an `Option`; missing and null are `None`, which is left out,
/// - `received`: as `optional`, but without a setter,
/// - `list`: a `Vec` or `Map`; missing and null are empty; always written,
/// - `maybe`: a `Maybe`,
/// - `rest`: the `Map` of everything that is not declared; the last field. To write the name of another field in it is
///   an error.
///
/// Behind the type may stand, in this order, `from text` for numbers that may come as text or `from any` for what is
/// set by `impl Into`, `as "name on the wire"`, `set name` for a setter that has another name than the field, and
/// `or name` for the setter that writes null.
///
/// Behind the name of the struct may stand `New` for `new`, `Set` for the setters, and `Default`; `NewInTests` and
/// `SetInTests` are there with the feature `test-util` only, to make answers with.
//
// The compiler remembers each expansion, and where each token of it came from: a large crate has ten thousand fields, so
// none of them may cost an expansion where the field is declared.
macro_rules! object {
    // The fields stay one token on their way, so that they are not copied one by one.
    ($(#[$about:meta])* pub struct $type:ident: $a:ident $fields:tt) => {
        $crate::runtime::object! { $(#[$about])* pub struct $type $fields }
        $crate::runtime::object! { @$a $type $fields }
    };
    ($(#[$about:meta])* pub struct $type:ident: $a:ident, $b:ident $fields:tt) => {
        $crate::runtime::object! { $(#[$about])* pub struct $type: $a $fields }
        $crate::runtime::object! { @$b $type $fields }
    };
    ($(#[$about:meta])* pub struct $type:ident: $a:ident, $b:ident, $c:ident $fields:tt) => {
        $crate::runtime::object! { $(#[$about])* pub struct $type: $a, $b $fields }
        $crate::runtime::object! { @$c $type $fields }
    };
    ($(#[$about:meta])* pub struct $type:ident {$(
        $(#[$doc:meta])*
        $presence:ident $field:ident: $outer:tt $(<$of:ty>)?
        $(from $source:ident)? $(as $wire:literal)? $(set $setter:ident)? $(or $null:ident)? $(= $value:expr)?
    ,)*}) => {
        $(#[$about])*
        #[cfg_attr(not(feature = "test-util"), non_exhaustive)]
        pub struct $type {
            $($(#[$doc])* pub $field: $outer $(<$of>)?,)*
        }

        $crate::runtime::object! {
            @fields $type {
                const NAMES: $crate::runtime::Names = $crate::runtime::Names {
                    fields: &[$(stringify!($field)),*],
                    renamed: &[$($((stringify!($field), $wire),)?)*],
                    before: 0,
                };
            }
            $($field [$crate::runtime::$presence<$outer $(<$of>)? $(, $crate::runtime::$source)?>])*
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

        impl Clone for $type {
            fn clone(&self) -> Self {
                $crate::runtime::copy_object(self)
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::equal_object(self, other)
            }
        }
    };

    // The fields as tuples: eight, with the others in a ninth.
    (@fields $type:ident { $($names:tt)* }
        $a:ident $as:tt $b:ident $bs:tt $c:ident $cs:tt $d:ident $ds:tt
        $e:ident $es:tt $f:ident $fs:tt $g:ident $gs:tt $h:ident $hs:tt $($more:ident $mores:tt)+
    ) => {
        impl $crate::runtime::Object for $type {
            $($names)*
            type Fields = $crate::runtime::object!(@types $as $bs $cs $ds $es $fs $gs $hs $($mores)+);

            fn of(
                $crate::runtime::object!(@tuple $a $b $c $d $e $f $g $h $($more)+): <Self::Fields as $crate::runtime::Fields>::Values,
            ) -> Self {
                Self { $a, $b, $c, $d, $e, $f, $g, $h, $($more),+ }
            }

            fn refs(&self) -> <Self::Fields as $crate::runtime::Fields>::Refs<'_> {
                $crate::runtime::object!(@refs self $a $b $c $d $e $f $g $h $($more)+)
            }
        }
    };
    (@fields $type:ident { $($names:tt)* }) => {
        impl $crate::runtime::Object for $type {
            $($names)*
            type Fields = ();

            fn of((): ()) -> Self {
                Self {}
            }

            fn refs(&self) {}
        }
    };
    (@fields $type:ident { $($names:tt)* } $($field:ident [$($as:tt)+])+) => {
        impl $crate::runtime::Object for $type {
            $($names)*
            type Fields = ($($($as)+,)+);

            fn of(($($field,)+): <Self::Fields as $crate::runtime::Fields>::Values) -> Self {
                Self { $($field),+ }
            }

            fn refs(&self) -> <Self::Fields as $crate::runtime::Fields>::Refs<'_> {
                ($(&self.$field,)+)
            }
        }
    };
    (@types
        [$($a:tt)+] [$($b:tt)+] [$($c:tt)+] [$($d:tt)+] [$($e:tt)+] [$($f:tt)+] [$($g:tt)+] [$($h:tt)+] $($more:tt)+
    ) => {
        ($($a)+, $($b)+, $($c)+, $($d)+, $($e)+, $($f)+, $($g)+, $($h)+, $crate::runtime::object!(@types $($more)+))
    };
    (@types $([$($as:tt)+])*) => { ($($($as)+,)*) };
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

    (@NewInTests $type:ident $fields:tt) => {
        #[cfg(feature = "test-util")]
        $crate::runtime::object! { @New $type $fields }
    };
    (@SetInTests $type:ident $fields:tt) => {
        #[cfg(feature = "test-util")]
        $crate::runtime::object! { @Set $type $fields }
    };
    // What a caller makes a struct with. Of the groups below, each field takes one.
    (@New $type:ident {$(
        $(#[$doc:meta])*
        $(required $required:ident: $required_outer:tt $(<$required_of:ty>)? $(from $source:ident)?)?
        $(list $list:ident: $list_outer:tt $(<$list_of:ty>)? $(from $list_source:ident)?)?
        $(constant $constant:ident: $constant_outer:tt $(<$constant_of:ty>)? $(from $constant_source:ident)?)?
        $(optional $optional:ident: $optional_outer:tt $(<$optional_of:ty>)? $(from $optional_source:ident)?)?
        $(received $received:ident: $received_outer:tt $(<$received_of:ty>)? $(from $received_source:ident)?)?
        $(maybe $maybe:ident: $maybe_outer:tt $(<$maybe_of:ty>)? $(from $maybe_source:ident)?)?
        $(rest $rest:ident: $rest_outer:tt $(<$rest_of:ty>)?)?
        $(as $wire:literal)? $(set $setter:ident)? $(or $null:ident)? $(= $value:expr)?
    ,)*}) => {
        impl $type {
            /// Makes one of what it cannot be without.
            #[allow(clippy::too_many_arguments, reason = "the API requires them")]
            #[must_use]
            pub fn new($(
                $($required: $crate::runtime::object!(@given ($required_outer $(<$required_of>)?) $($source)?),)?
                $($list: $list_outer $(<$list_of>)?,)?
            )*) -> Self {
                Self {$(
                    $($required: $required.into(),)?
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
    (@given ($($type:tt)+) any) => { impl Into<$($type)+> };
    (@given ($($type:tt)+) $($source:ident)?) => { $($type)+ };
    (@Default $type:ident {$(
        $(#[$doc:meta])*
        $presence:ident $field:ident: $outer:tt $(<$of:ty>)?
        $(from $source:ident)? $(as $wire:literal)? $(set $setter:ident)? $(or $null:ident)?
    ,)*}) => {
        impl Default for $type {
            fn default() -> Self {
                <Self as $crate::runtime::Object>::of(Default::default())
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
                @set { $(#[$doc])* } $presence $field [$($setter)? $field] [$($source)?] ($($of)?) $(or $null)?
            }
        )*}
    };
    (@set { $(#[$doc:meta])* } optional $field:ident [$setter:ident $($same:ident)?] [any] ($of:ty)) => {
        $(#[$doc])*
        #[must_use]
        pub fn $setter(mut self, $field: impl Into<$of>) -> Self {
            self.$field = Some($field.into());
            self
        }
    };
    (@set { $(#[$doc:meta])* } optional $field:ident [$setter:ident $($same:ident)?] [$($source:ident)?] ($of:ty)) => {
        $(#[$doc])*
        #[must_use]
        pub fn $setter(mut self, $field: $of) -> Self {
            self.$field = Some($field);
            self
        }
    };
    (@set { $(#[$doc:meta])* } maybe $field:ident [$setter:ident $($same:ident)?] [$($source:ident)?] ($of:ty) or $null:ident) => {
        $(#[$doc])*
        #[must_use]
        pub fn $setter(mut self, $field: $crate::runtime::object!(@given ($of) $($source)?)) -> Self {
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
    (@set { $(#[$doc:meta])* } rest $field:ident [$setter:ident $($same:ident)?] [] ($of:ty)) => {
        $(#[$doc])*
        #[must_use]
        pub fn $setter(mut self, $field: $crate::runtime::Map<$of>) -> Self {
            self.$field = $field;
            self
        }
    };
    (@set $docs:tt $presence:ident $field:ident $names:tt $source:tt $of:tt) => {};
}

pub(crate) use object;
