//! Values of one of several types: `union!` finds out which, and keeps what is none of them.

use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::ser::{Error as _, Serializer};
use serde_json::Value;

/// Reads a member of a union, with the place in it of what does not fit.
pub(crate) fn member<T: DeserializeOwned>(name: &str, value: &Value) -> Result<T, String> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let place = if path == "." {
            String::new()
        } else {
            format!(" at `{path}`")
        };
        format!("as {name}{place}: {}", error.into_inner())
    })
}

/// The tag of a value, where it has one.
pub(crate) fn tag<'a>(value: &'a Value, property: &str) -> Option<&'a str> {
    value.get(property)?.as_str()
}

/// Reads a union's value, and then the union from it.
pub(crate) fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    pick: fn(Value) -> Result<T, String>,
) -> Result<T, D::Error> {
    let value = <Value as serde::Deserialize>::deserialize(deserializer)?;
    pick(value).map_err(D::Error::custom)
}

/// Writes a member with its tag, which the member's own type need not know.
pub(crate) fn write_tagged<S: Serializer, T: Serialize>(
    serializer: S,
    member: &T,
    name: &str,
    property: &str,
    tags: &[(&str, &str)],
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(member).map_err(S::Error::custom)?;
    let tag = tags
        .iter()
        .find(|(_, of)| *of == name)
        .map(|(tag, _)| Value::from(*tag));
    if let (Value::Object(members), Some(tag)) = (&mut value, tag) {
        members.entry(property).or_insert(tag);
    }
    value.serialize(serializer)
}

/// Whether a member, written again, has everything that it was read from and nothing besides.
pub(crate) fn keeps_all<T: Serialize>(member: &T, value: &Value) -> bool {
    serde_json::to_value(member).is_ok_and(|written| covers(&written, value))
}

fn covers(written: &Value, value: &Value) -> bool {
    match (written, value) {
        (Value::Object(written), Value::Object(members)) => {
            let is_added =
                |(key, member): (&String, &Value)| !member.is_null() && !members.contains_key(key);
            let is_kept = |(key, member): (&String, &Value)| {
                let found = written.get(key);
                member.is_null() || found.is_some_and(|found| covers(found, member))
            };
            members.iter().all(is_kept) && !written.iter().any(is_added)
        }
        (Value::Array(written), Value::Array(items)) => {
            let mut pairs = written.iter().zip(items);
            written.len() == items.len() && pairs.all(|(written, item)| covers(written, item))
        }
        // A date leaves a time aside.
        (Value::String(written), Value::String(text)) => {
            written.len() >= text.len() || !text.starts_with(written)
        }
        _ => true,
    }
}

/// The checks of a JSON value that an entry of `union!` may name, each with what stands in its parentheses.
pub(crate) mod check {
    use super::Value;

    /// Whether checks tell a member from others, and not only one kind of JSON from another.
    pub(crate) fn is_telling(checks: &[&str]) -> bool {
        !matches!(checks, ["object" | "array" | "text"])
    }

    pub(crate) fn null(value: &Value, _: &[&str]) -> bool {
        value.is_null()
    }

    pub(crate) fn bool(value: &Value, _: &[&str]) -> bool {
        value.is_boolean()
    }

    pub(crate) fn integer(value: &Value, _: &[&str]) -> bool {
        value.is_i64() || value.is_u64()
    }

    pub(crate) fn number(value: &Value, _: &[&str]) -> bool {
        value.is_number()
    }

    pub(crate) fn text(value: &Value, _: &[&str]) -> bool {
        value.is_string()
    }

    pub(crate) fn array(value: &Value, _: &[&str]) -> bool {
        value.is_array()
    }

    pub(crate) fn object(value: &Value, _: &[&str]) -> bool {
        value.is_object()
    }

    /// Whether an object has a property, and with it the text that is given besides.
    pub(crate) fn has(value: &Value, wanted: &[&str]) -> bool {
        match wanted {
            [property] => value.get(property).is_some(),
            [property, text] => value.get(property).and_then(Value::as_str) == Some(text),
            _ => false,
        }
    }

    /// Whether an object has one of these properties at least; null is as good as none.
    pub(crate) fn has_any(value: &Value, properties: &[&str]) -> bool {
        properties
            .iter()
            .any(|property| value.get(property).is_some_and(|member| !member.is_null()))
    }

    pub(crate) fn one_of(value: &Value, texts: &[&str]) -> bool {
        value.as_str().is_some_and(|text| texts.contains(&text))
    }
}

/// Implements `Serialize` and `Deserialize` for a union, after whose name its members stand.
///
/// With a tag, `union! { Item(Message, Call) by tag "type" { "message" => Message, "call" => Call, "fc" => Call } }`: the
/// tag says which member a value is. A tag that nobody has heard of, or none, makes it `Unknown`; a member that does
/// not fit its tag is an error.
///
/// Without one, `union! { Item(Text, Pet) { text => Text, object and has("name") and has("kind", "pet") => Pet } }`: the
/// first member wins whose checks hold and which fits; where no check holds, the first that fits. Where there is no more
/// than `object`, `array`, `text` or nothing to go by, a member that would not come out again as it went in comes last. What fits
/// none is `Unknown`.
///
/// `else Name` behind the members names the variant for what fits none, where that is not `Unknown`. It holds the raw
/// value, so nothing is lost.
macro_rules! union {
    ($type:ident($($member:ident),*) by tag $($how:tt)*) => {
        $crate::runtime::union! { $type($($member),*) else Unknown by tag $($how)* }
    };
    ($type:ident($($member:ident),*) { $($how:tt)* }) => {
        $crate::runtime::union! { $type($($member),*) else Unknown { $($how)* } }
    };
    ($type:ident($($member:ident),*) else $unknown:ident by tag $property:literal {
        $($tag:literal => $to:ident),* $(,)?
    }) => {
        impl $type {
            /// Each tag with the name of the member that it means.
            const TAGS: &[(&str, &str)] = &[$(($tag, stringify!($to))),*];

            fn pick(value: $crate::runtime::Value) -> Result<Self, String> {
                match $crate::runtime::union_tag(&value, $property) {
                    $(Some($tag) => $crate::runtime::union_member(stringify!($to), &value).map(Self::$to),)*
                    _ => Ok(Self::$unknown(value)),
                }
            }
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$member(member) => $crate::runtime::write_tagged(
                        serializer,
                        member,
                        stringify!($member),
                        $property,
                        Self::TAGS,
                    ),)*
                    Self::$unknown(value) => value.serialize(serializer),
                }
            }
        }

        $crate::runtime::union! { @read $type }
    };
    ($type:ident($($member:ident),*) else $unknown:ident {
        $($($check:ident $(($($wanted:literal),* $(,)?))?)and+ => $to:ident),* $(,)?
    }) => {
        impl $type {
            fn pick(value: $crate::runtime::Value) -> Result<Self, String> {
                let mut lossy = None;
                $(if $($crate::runtime::check::$check(&value, &[$($($wanted),*)?]))&&+ {
                    if let Ok(member) = $crate::runtime::union_member(stringify!($to), &value) {
                        if $crate::runtime::check::is_telling(&[$(stringify!($check)),+])
                            || $crate::runtime::keeps_all(&member, &value)
                        {
                            return Ok(Self::$to(member));
                        }
                        lossy.get_or_insert(Self::$to(member));
                    }
                })*
                let held = [false $(, $($crate::runtime::check::$check(&value, &[$($($wanted),*)?]))&&+)*];
                if !held.contains(&true) {
                    $(if let Ok(member) = $crate::runtime::union_member(stringify!($member), &value) {
                        if $crate::runtime::keeps_all(&member, &value) {
                            return Ok(Self::$member(member));
                        }
                        lossy.get_or_insert(Self::$member(member));
                    })*
                }
                Ok(lossy.unwrap_or(Self::$unknown(value)))
            }
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$member(member) => member.serialize(serializer),)*
                    Self::$unknown(value) => value.serialize(serializer),
                }
            }
        }

        $crate::runtime::union! { @read $type }
    };
    (@read $type:ident) => {
        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::read_union(deserializer, Self::pick)
            }
        }
    };
}

pub(crate) use union;
