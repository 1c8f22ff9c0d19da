//! Enums of texts that are open: what nobody has heard of is kept.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

/// Reads an enum from text.
pub(crate) fn read<'de, D: Deserializer<'de>, T: for<'a> From<Cow<'a, str>>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(PhantomData))
}

struct Text<T>(PhantomData<T>);

impl<T: for<'a> From<Cow<'a, str>>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(Cow::Borrowed(text).into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<T, E> {
        Ok(Cow::<str>::Owned(text).into())
    }
}

/// Declares an open enum of texts: `string_enum! { pub enum Role { Owner = "owner", Reader = "reader", } }`. Behind its
/// name may stand `: Default`, where a variant is marked as the default, and `else Other`, where the variant for all else
/// has another name than `Unknown`.
macro_rules! string_enum {
    ($(#[$about:meta])* pub enum $type:ident $(: $derive:ident)? { $($variant:tt)* }) => {
        $crate::runtime::string_enum! { $(#[$about])* pub enum $type $(: $derive)? else Unknown { $($variant)* } }
    };
    ($(#[$about:meta])* pub enum $type:ident $(: $derive:ident)? else $unknown:ident {
        $($(#[$doc:meta])* $variant:ident = $text:literal,)*
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, $($derive,)? PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// A value that the description does not list, as it was received or is to be sent.
            $unknown(String),
        }

        impl $type {
            /// Returns the text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }
        }

        impl<'a> From<std::borrow::Cow<'a, str>> for $type {
            fn from(text: std::borrow::Cow<'a, str>) -> Self {
                match &*text {
                    $($text => Self::$variant,)*
                    _ => Self::$unknown(text.into_owned()),
                }
            }
        }

        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                std::borrow::Cow::Borrowed(text).into()
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                std::borrow::Cow::<str>::Owned(text).into()
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::read_string_enum(deserializer)
            }
        }
    };
}

pub(crate) use string_enum;
