//! Enums of texts that are open: what nobody has heard of is kept.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

/// Reads an enum from text.
pub(crate) fn read<'de, D: Deserializer<'de>, T: for<'a> From<&'a str>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(PhantomData))
}

struct Text<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(text.into())
    }
}

/// Declares an open enum of texts: `string_enum! { pub enum Role { Owner = "owner", Reader = "reader", } }`. Behind its
/// name may stand `: Default`, where a variant is marked as the default, and `else Other`, where the variant for all else
/// has another name than `Unknown`.
///
/// Values are equal where their texts are, so that it makes no difference how somebody came to one, and are shown as
/// their texts.
macro_rules! string_enum {
    ($(#[$about:meta])* pub enum $type:ident $(: $derive:ident)? { $($variant:tt)* }) => {
        $crate::runtime::string_enum! { $(#[$about])* pub enum $type $(: $derive)? else Unknown { $($variant)* } }
    };
    ($(#[$about:meta])* pub enum $type:ident $(: $derive:ident)? else $unknown:ident {
        $($(#[$doc:meta])* $variant:ident = $text:literal,)*
    }) => {
        $(#[$about])*
        #[derive(Clone $(, $derive)?)]
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

        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::$unknown(text.to_owned()),
                }
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                text.as_str().into()
            }
        }

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $type {}

        impl std::hash::Hash for $type {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), f)
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
