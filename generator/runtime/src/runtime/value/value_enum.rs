//! Open enums of integers, and of any JSON values.

/// Declares an open enum of integers, as `string_enum!` does: `integer_enum! { pub enum Level { Low = 1, #[json(other)]
/// Unknown(i64), } }`.
macro_rules! integer_enum {
    ($(#[doc = $about:literal])* $(#[derive($derive:ident)])? pub enum $type:ident {
        $($(#[doc = $doc:literal])* $(#[default] $default:vis)? $variant:ident = $value:literal,)*
        #[json(other)]
        $unknown:ident(i64),
    }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, $($derive,)? PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[doc = $doc])* $(#[default] $default)? $variant,)*
            /// A value that the description does not list, as it was received or is to be sent.
            $unknown(i64),
        }

        impl $type {
            /// Returns the integer.
            #[must_use]
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => *value,
                }
            }
        }

        impl From<i64> for $type {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }

        impl std::str::FromStr for $type {
            type Err = std::num::ParseIntError;

            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(|value: i64| value.into())
            }
        }

        impl $crate::runtime::Present for $type {}

        impl std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <i64 as $crate::runtime::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

/// Declares an open enum of JSON values, each given as JSON text, as `string_enum!` does: `value_enum! { pub enum Size {
/// One = "1", Auto = "\"auto\"", #[json(other)] Unknown(Value), } }`.
macro_rules! value_enum {
    ($(#[doc = $about:literal])* $(#[derive($derive:ident)])? pub enum $type:ident {
        $($(#[doc = $doc:literal])* $(#[default] $default:vis)? $variant:ident = $text:literal,)*
        #[json(other)]
        $unknown:ident(Value),
    }) => {
        $(#[doc = $about])*
        #[derive(Debug, Clone, $($derive,)? PartialEq)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[doc = $doc])* $(#[default] $default)? $variant,)*
            /// A value that the description does not list, as it was received or is to be sent.
            $unknown($crate::runtime::Value),
        }

        impl $type {
            /// Returns the value.
            #[must_use]
            #[inline]
            pub fn to_value(&self) -> $crate::runtime::Value {
                match self {
                    $(Self::$variant => $crate::runtime::value_of($text),)*
                    Self::$unknown(value) => value.clone(),
                }
            }
        }

        impl From<$crate::runtime::Value> for $type {
            #[inline]
            fn from(value: $crate::runtime::Value) -> Self {
                match () {
                    $(() if $crate::runtime::is_value(&value, $text) => Self::$variant,)*
                    () => Self::$unknown(value),
                }
            }
        }

        $crate::runtime::value_enum! { @from $type &str String bool i64 f64 }

        /// The value that is written so: a listed one that is no string, else the string.
        impl std::str::FromStr for $type {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Ok(text.into()),
                }
            }
        }

        impl $crate::runtime::Present for $type {}

        impl std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self.to_value() {
                    $crate::runtime::Value::String(text) => f.pad(&text),
                    other => std::fmt::Display::fmt(&other, f),
                }
            }
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.to_value().serialize(serializer)
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$crate::runtime::Value as $crate::runtime::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
    (@from $type:ident $($of:ty)*) => {$(
        impl From<$of> for $type {
            #[inline]
            fn from(value: $of) -> Self {
                $crate::runtime::Value::from(value).into()
            }
        }
    )*};
}

#[allow(unused_imports, reason = "an API may have one kind of such enums")]
pub(crate) use {integer_enum, value_enum};

use serde_json::Value;

/// Reads the JSON text of a described value; the generator writes no other.
pub(crate) fn value_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// Whether a value is the described one: `1` and `1.0` are the same number.
pub(crate) fn is_value(value: &Value, text: &str) -> bool {
    let described = value_of(text);
    *value == described
        || value
            .as_f64()
            .is_some_and(|number| described.as_f64() == Some(number))
}
