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

/// Declares an open enum of strings: `string_enum! { pub enum Role { Owner = "owner", #[json(other)] Unknown(String), } }`.
/// It may `#[derive(Default)]`, where a variant has the attribute `#[default]`.
///
/// Values are equal where their texts are, so that it makes no difference how somebody came to one, and are shown as
/// their texts.
macro_rules! string_enum {
    ($(#[doc = $about:literal])* $(#[derive($derive:ident)])? pub enum $type:ident {
        $($(#[doc = $doc:literal])* $(#[default] $default:vis)? $variant:ident = $text:literal,)*
        #[json(other)]
        $unknown:ident(String),
    }) => {
        $(#[doc = $about])*
        #[derive(Clone $(, $derive)?)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[doc = $doc])* $(#[default] $default)? $variant,)*
            /// A value that the description does not list, as it was received or is to be sent.
            $unknown(String),
        }

        impl $type {
            /// Returns the string.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(text) => text,
                }
            }
        }

        impl From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::$unknown(text.to_owned()),
                }
            }
        }

        impl From<String> for $type {
            #[inline]
            fn from(text: String) -> Self {
                text.as_str().into()
            }
        }

        /// The value that the string is, which may be one that the description does not list.
        impl std::str::FromStr for $type {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl $crate::runtime::Present for $type {}

        impl Eq for $type {}

        impl std::hash::Hash for $type {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl std::fmt::Display for $type {
            #[inline]
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
