//! Open enums of integers, and of any JSON values.

/// Declares an open enum of integers: `integer_enum! { pub enum Level { Low = 1, High = 2, } }`, with `: Default` and
/// `else Other` as `string_enum!` has them.
macro_rules! integer_enum {
    ($(#[$about:meta])* pub enum $type:ident $(: $derive:ident)? { $($variant:tt)* }) => {
        $crate::runtime::integer_enum! { $(#[$about])* pub enum $type $(: $derive)? else Unknown { $($variant)* } }
    };
    ($(#[$about:meta])* pub enum $type:ident $(: $derive:ident)? else $unknown:ident {
        $($(#[$doc:meta])* $variant:ident = $value:literal,)*
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, $($derive,)? PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// A value that the description does not list, as it was received or is to be sent.
            $unknown(i64),
        }

        impl $type {
            /// Returns the integer.
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::$unknown(value) => *value,
                }
            }
        }

        impl From<i64> for $type {
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }

        impl std::fmt::Display for $type {
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

/// Declares an open enum of JSON values, each given as JSON text: `value_enum! { pub enum Size { One = "1", Auto =
/// "\"auto\"", } }`, with `: Default` and `else Other` as `string_enum!` has them.
macro_rules! value_enum {
    ($(#[$about:meta])* pub enum $type:ident $(: $derive:ident)? { $($variant:tt)* }) => {
        $crate::runtime::value_enum! { $(#[$about])* pub enum $type $(: $derive)? else Unknown { $($variant)* } }
    };
    ($(#[$about:meta])* pub enum $type:ident $(: $derive:ident)? else $unknown:ident {
        $($(#[$doc:meta])* $variant:ident = $text:literal,)*
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, $($derive,)? PartialEq)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// A value that the description does not list, as it was received or is to be sent.
            $unknown($crate::runtime::Value),
        }

        impl $type {
            /// Returns the value.
            #[must_use]
            pub fn to_value(&self) -> $crate::runtime::Value {
                match self {
                    $(Self::$variant => $crate::runtime::value_of($text),)*
                    Self::$unknown(value) => value.clone(),
                }
            }
        }

        impl From<$crate::runtime::Value> for $type {
            fn from(value: $crate::runtime::Value) -> Self {
                match () {
                    $(() if $crate::runtime::is_value(&value, $text) => Self::$variant,)*
                    () => Self::$unknown(value),
                }
            }
        }

        impl std::fmt::Display for $type {
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
}

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
