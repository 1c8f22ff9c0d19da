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

    /// Creates the struct of its values.
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
        if T::Fields::FLATTENED {
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
/// The type of a field says whether it may be missing: an `Option` and a `Maybe` may, and are left out where they hold
/// nothing; a `Vec` and a `Map` are empty where they are missing or null; all else has to be there. What the type does not
/// say stands in attributes, in this order:
/// - `#[deprecated = "why"]`, for the field and its setter,
/// - `#[json(rename = "name")]`: the name on the wire, where that is not the field's,
/// - `#[json(constant = value)]`: the only value that the description allows, which `Default` takes,
/// - `#[setters(..)]`: `skip` where there is no setter, `rename = name` for its name, `null = name` for the setter of a
///   `Maybe` that sends null; and what it takes, where the type does not say that: `into` where items of a `Vec` are taken
///   by `impl Into`, `items(Item)` or `into(Item)` where a type is another name for a list, `plain` where it is one for a
///   number, a boolean, a date or a moment; `items` alone where such a list is an argument of `new`,
/// - `#[json(required)]`: an `Option` that has to be there, and is null where it is `None`,
/// - `#[json(number_or_string)]`: a number that may come as a string; `required_number_or_string` is both,
/// - `#[json(flatten)]`: the `Map` of everything that is not declared; the last field. To write the name of another field
///   in it is an error.
///
/// `#[new(name: impl Into<String>, age: i64)]` makes the function `new`, whose arguments are the fields that may not be left
/// out. The struct may `#[derive(Default, New, Setters)]`: `New` makes a `new` without arguments, and `Setters` a setter for
/// each field that may be left out. With `#[cfg_attr(feature = "test-util", derive(..), new(..))]` they are there only where
/// that feature is. No other crate can write such a struct in full, except with that feature.
///
/// `#[from(into Name)]` makes it `From` all that becomes a `Name`, which is the one value that `new` takes; `#[from(i64)]` of
/// that value alone, `#[from([into Name])]` and `#[from([Item])]` of lists.
//
// The compiler remembers each expansion, and where each token of it came from: a large crate has ten thousand fields, so
// none of them may cost an expansion where the field is declared. What is generated is marked `#[inline]`, so that machine
// code is made of it only in crates that use it.
macro_rules! object {
    // The fields stay one token on their way, so that they are not copied one by one.
    (
        $(#[doc = $about:literal])*
        $(#[derive($($derive:ident),+)])?
        $(#[new($($argument:ident: $taken:ty),+ $(,)?)])?
        $(#[cfg_attr(
            feature = "test-util"
            $(, derive($($in_tests:ident),+))?
            $(, new($($test_argument:ident: $test_taken:ty),+ $(,)?))?
        )])?
        $(#[from($($from:tt)+)])?
        pub struct $type:ident $fields:tt
    ) => {
        $crate::runtime::object! { @struct { $(#[doc = $about])* } $type $fields }
        $($($crate::runtime::derive! { $derive $type $fields })+)?
        $($crate::runtime::derive! { @new $type [$($argument: $taken),+] $fields })?
        $(
            $($(
                #[cfg(feature = "test-util")]
                $crate::runtime::derive! { $in_tests $type $fields }
            )+)?
            $(
                #[cfg(feature = "test-util")]
                $crate::runtime::derive! { @new $type [$($test_argument: $test_taken),+] $fields }
            )?
        )?
        $($crate::runtime::derive! { @from $type $($from)+ })?
    };
    (@struct { $($about:tt)* } $type:ident {$(
        $(#[doc = $doc:literal])*
        $(#[deprecated = $deprecated:literal])?
        $(#[json($(rename = $wire:literal $(,)?)? $(constant = $constant:expr)?)])?
        $(#[setters $setters:tt])?
        $(#[json(required)] $required:tt)?
        $(#[json(number_or_string)] $number:tt)?
        $(#[json(required_number_or_string)] $required_number:tt)?
        $(#[json(flatten)] $rest:tt)?
        $visibility:vis $field:ident: $outer:tt $(<$of:ty>)?
    ,)*}) => {
        $($about)*
        #[cfg_attr(not(feature = "test-util"), non_exhaustive)]
        pub struct $type {
            $($(#[doc = $doc])* $(#[deprecated = $deprecated])? pub $field: $outer $(<$of>)?,)*
        }

        $crate::runtime::object! {
            @fields $type {
                const NAMES: $crate::runtime::Names = $crate::runtime::Names {
                    fields: &[$(stringify!($field)),*],
                    renamed: &[$($($((stringify!($field), $wire),)?)?)*],
                    before: 0,
                };
            }
            $({ $field $crate::runtime::As<
                $outer $(<$of>)?
                $(, $crate::runtime::attribute!(required $required))?
                $(, $crate::runtime::attribute!(number_or_string $number))?
                $(, $crate::runtime::attribute!(required_number_or_string $required_number))?
                $(, $crate::runtime::attribute!(flatten $rest))?
            > })*
        }

        impl $crate::runtime::Present for $type {}

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
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::runtime::show_object(self, stringify!($type), f)
            }
        }

        impl Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::runtime::copy_object(self)
            }
        }

        impl PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::equal_object(self, other)
            }
        }
    };

    // The fields as tuples, of which each stands in one token.
    (@fields $type:ident { $($names:tt)* }) => {
        impl $crate::runtime::Object for $type {
            $($names)*
            type Fields = ();

            #[inline]
            fn of((): ()) -> Self {
                Self {}
            }

            #[inline]
            fn refs(&self) {}
        }
    };
    (@fields $type:ident { $($names:tt)* } $a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $($more:tt)+) => {
        $crate::runtime::object! { @many $type { $($names)* } $a $b $c $d $e $f $g $h $($more)+ }
    };
    (@fields $type:ident { $($names:tt)* } $({ $field:ident $($as:tt)+ })+) => {
        impl $crate::runtime::Object for $type {
            $($names)*
            type Fields = ($($($as)+,)+);

            #[inline]
            fn of(($($field,)+): <Self::Fields as $crate::runtime::Fields>::Values) -> Self {
                Self { $($field),+ }
            }

            #[inline]
            fn refs(&self) -> <Self::Fields as $crate::runtime::Fields>::Refs<'_> {
                ($(&self.$field,)+)
            }
        }
    };
    (@many $type:ident { $($names:tt)* } $({ $field:ident $($as:tt)+ })+) => {
        impl $crate::runtime::Object for $type {
            $($names)*
            type Fields = $crate::runtime::object!(@types $({ $($as)+ })+);

            #[inline]
            fn of(
                $crate::runtime::object!(@tuple $($field)+): <Self::Fields as $crate::runtime::Fields>::Values,
            ) -> Self {
                Self { $($field),+ }
            }

            #[inline]
            fn refs(&self) -> <Self::Fields as $crate::runtime::Fields>::Refs<'_> {
                $crate::runtime::object!(@refs self $($field)+)
            }
        }
    };

    // Eight fields, with the others in a ninth member; 64, with those behind them in a second part.
    (@types
        $f0:tt $f1:tt $f2:tt $f3:tt $f4:tt $f5:tt $f6:tt $f7:tt $f8:tt $f9:tt $f10:tt $f11:tt $f12:tt
        $f13:tt $f14:tt $f15:tt $f16:tt $f17:tt $f18:tt $f19:tt $f20:tt $f21:tt $f22:tt $f23:tt $f24:tt
        $f25:tt $f26:tt $f27:tt $f28:tt $f29:tt $f30:tt $f31:tt $f32:tt $f33:tt $f34:tt $f35:tt $f36:tt
        $f37:tt $f38:tt $f39:tt $f40:tt $f41:tt $f42:tt $f43:tt $f44:tt $f45:tt $f46:tt $f47:tt $f48:tt
        $f49:tt $f50:tt $f51:tt $f52:tt $f53:tt $f54:tt $f55:tt $f56:tt $f57:tt $f58:tt $f59:tt $f60:tt
        $f61:tt $f62:tt $f63:tt
        $($more:tt)+
    ) => {
        $crate::runtime::Both<
            $crate::runtime::object!(@types
            $f0 $f1 $f2 $f3 $f4 $f5 $f6 $f7 $f8 $f9 $f10 $f11 $f12 $f13 $f14 $f15 $f16 $f17 $f18 $f19 $f20
            $f21 $f22 $f23 $f24 $f25 $f26 $f27 $f28 $f29 $f30 $f31 $f32 $f33 $f34 $f35 $f36 $f37 $f38 $f39
            $f40 $f41 $f42 $f43 $f44 $f45 $f46 $f47 $f48 $f49 $f50 $f51 $f52 $f53 $f54 $f55 $f56 $f57 $f58
            $f59 $f60 $f61 $f62 $f63
            ),
            $crate::runtime::object!(@types $($more)+),
        >
    };
    (@types { $($a:tt)+ } { $($b:tt)+ } { $($c:tt)+ } { $($d:tt)+ } { $($e:tt)+ } { $($f:tt)+ } { $($g:tt)+ } { $($h:tt)+ }
        $($more:tt)+
    ) => {
        ($($a)+, $($b)+, $($c)+, $($d)+, $($e)+, $($f)+, $($g)+, $($h)+, $crate::runtime::object!(@types $($more)+))
    };
    (@types $({ $($as:tt)+ })*) => { ($($($as)+,)*) };
    (@tuple
        $f0:tt $f1:tt $f2:tt $f3:tt $f4:tt $f5:tt $f6:tt $f7:tt $f8:tt $f9:tt $f10:tt $f11:tt $f12:tt
        $f13:tt $f14:tt $f15:tt $f16:tt $f17:tt $f18:tt $f19:tt $f20:tt $f21:tt $f22:tt $f23:tt $f24:tt
        $f25:tt $f26:tt $f27:tt $f28:tt $f29:tt $f30:tt $f31:tt $f32:tt $f33:tt $f34:tt $f35:tt $f36:tt
        $f37:tt $f38:tt $f39:tt $f40:tt $f41:tt $f42:tt $f43:tt $f44:tt $f45:tt $f46:tt $f47:tt $f48:tt
        $f49:tt $f50:tt $f51:tt $f52:tt $f53:tt $f54:tt $f55:tt $f56:tt $f57:tt $f58:tt $f59:tt $f60:tt
        $f61:tt $f62:tt $f63:tt
        $($more:tt)+
    ) => {(
        $crate::runtime::object!(@tuple
            $f0 $f1 $f2 $f3 $f4 $f5 $f6 $f7 $f8 $f9 $f10 $f11 $f12 $f13 $f14 $f15 $f16 $f17 $f18 $f19 $f20
            $f21 $f22 $f23 $f24 $f25 $f26 $f27 $f28 $f29 $f30 $f31 $f32 $f33 $f34 $f35 $f36 $f37 $f38 $f39
            $f40 $f41 $f42 $f43 $f44 $f45 $f46 $f47 $f48 $f49 $f50 $f51 $f52 $f53 $f54 $f55 $f56 $f57 $f58
            $f59 $f60 $f61 $f62 $f63
        ),
        $crate::runtime::object!(@tuple $($more)+),
    )};
    (@tuple $a:tt $b:tt $c:tt $d:tt $e:tt $f:tt $g:tt $h:tt $($more:tt)+) => {
        ($a, $b, $c, $d, $e, $f, $g, $h, $crate::runtime::object!(@tuple $($more)+))
    };
    (@tuple $($field:tt)*) => { ($($field,)*) };
    (@refs $of:ident
        $f0:tt $f1:tt $f2:tt $f3:tt $f4:tt $f5:tt $f6:tt $f7:tt $f8:tt $f9:tt $f10:tt $f11:tt $f12:tt
        $f13:tt $f14:tt $f15:tt $f16:tt $f17:tt $f18:tt $f19:tt $f20:tt $f21:tt $f22:tt $f23:tt $f24:tt
        $f25:tt $f26:tt $f27:tt $f28:tt $f29:tt $f30:tt $f31:tt $f32:tt $f33:tt $f34:tt $f35:tt $f36:tt
        $f37:tt $f38:tt $f39:tt $f40:tt $f41:tt $f42:tt $f43:tt $f44:tt $f45:tt $f46:tt $f47:tt $f48:tt
        $f49:tt $f50:tt $f51:tt $f52:tt $f53:tt $f54:tt $f55:tt $f56:tt $f57:tt $f58:tt $f59:tt $f60:tt
        $f61:tt $f62:tt $f63:tt
        $($more:tt)+
    ) => {(
        $crate::runtime::object!(@refs $of
            $f0 $f1 $f2 $f3 $f4 $f5 $f6 $f7 $f8 $f9 $f10 $f11 $f12 $f13 $f14 $f15 $f16 $f17 $f18 $f19 $f20
            $f21 $f22 $f23 $f24 $f25 $f26 $f27 $f28 $f29 $f30 $f31 $f32 $f33 $f34 $f35 $f36 $f37 $f38 $f39
            $f40 $f41 $f42 $f43 $f44 $f45 $f46 $f47 $f48 $f49 $f50 $f51 $f52 $f53 $f54 $f55 $f56 $f57 $f58
            $f59 $f60 $f61 $f62 $f63
        ),
        $crate::runtime::object!(@refs $of $($more)+),
    )};
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
}

pub(crate) use object;
