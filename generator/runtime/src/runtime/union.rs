//! Values of one of several types: `union!` finds out which, and keeps what is none of them.

use serde::Serialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::ser::{Error as _, Serializer};
use serde_json::Value;

/// A member of a union by its name, as the function that makes the union of the member's value.
pub(crate) type Member<'a, U> = (&'static str, &'a dyn Read<U>);

/// The checks of a member, each with what stands in its parentheses, and the member's name.
pub(crate) type Branch = (&'static [Check], &'static str);

type Check = (&'static str, &'static [&'static str]);

/// Makes a union of the JSON of a member. Behind `dyn`, because a union has many members and a large crate many unions:
/// what finds the member is compiled once.
pub(crate) trait Read<U> {
    /// Reads the member, with the place in it of what does not fit.
    fn read(&self, name: &str, value: &Value) -> Result<U, String>;

    /// Reads the member, where it fits, and says how much of the value would not come out again.
    fn guess(&self, value: &Value) -> Option<(U, usize)>;
}

impl<T: DeserializeOwned + Serialize, U> Read<U> for fn(T) -> U {
    fn read(&self, name: &str, value: &Value) -> Result<U, String> {
        let member = serde_path_to_error::deserialize(value).map_err(|error| {
            let path = error.path().to_string();
            let place = if path == "." {
                String::new()
            } else {
                format!(" at `{path}`")
            };
            format!("as {name}{place}: {}", error.into_inner())
        });
        member.map(self)
    }

    fn guess(&self, value: &Value) -> Option<(U, usize)> {
        let member = T::deserialize(value).ok()?;
        let loss =
            serde_json::to_value(&member).map_or(usize::MAX, |written| loss(&written, value));
        Some((self(member), loss))
    }
}

/// Finds the member that the tag of a value means.
pub(crate) fn pick_by_tag<U>(
    value: Value,
    property: &str,
    tags: &[(&str, &str)],
    members: &[Member<'_, U>],
    unknown: fn(Value) -> U,
) -> Result<U, String> {
    let tag = value.get(property).and_then(Value::as_str);
    let meant = tags.iter().find(|(known, _)| tag == Some(*known));
    let member = meant.and_then(|(_, name)| members.iter().find(|(member, _)| member == name));
    match member {
        Some((name, member)) => member.read(name, &value),
        None => Ok(unknown(value)),
    }
}

/// Finds the member whose checks hold and which fits; where no check holds, the first that fits.
pub(crate) fn pick<U>(
    value: Value,
    branches: &[Branch],
    members: &[Member<'_, U>],
    unknown: fn(Value) -> U,
) -> U {
    let held: Vec<&Branch> = branches
        .iter()
        .filter(|(checks, _)| checks.iter().all(|check| holds(check, &value)))
        .collect();
    let mut least: Option<(U, usize)> = None;
    let mut keep = |union, loss| {
        if least.as_ref().is_none_or(|(_, least)| loss < *least) {
            least = Some((union, loss));
        }
    };
    for (checks, wanted) in &held {
        let member = members.iter().find(|(name, _)| name == wanted);
        if let Some((union, loss)) = member.and_then(|(_, member)| member.guess(&value)) {
            if loss == 0 || is_telling(checks) {
                return union;
            }
            keep(union, loss);
        }
    }
    for (_, member) in members.iter().filter(|_| held.is_empty()) {
        if let Some((union, loss)) = member.guess(&value) {
            if loss == 0 {
                return union;
            }
            keep(union, loss);
        }
    }
    least.map_or_else(|| unknown(value), |(union, _)| union)
}

/// Whether checks tell a member from others, and not only one kind of JSON from another.
fn is_telling(checks: &[Check]) -> bool {
    !matches!(checks, [("object" | "array" | "text" | "any", _)])
}

/// Whether a check that an entry of `union!` names holds for a value.
fn holds((check, wanted): &Check, value: &Value) -> bool {
    let is_there = |property: &&str| value.get(*property).is_some_and(|member| !member.is_null());
    match (*check, *wanted) {
        ("any", _) => true,
        ("null", _) => value.is_null(),
        ("bool", _) => value.is_boolean(),
        ("integer", _) => value.is_i64() || value.is_u64(),
        ("number", _) => value.is_number(),
        ("text", _) => value.is_string(),
        ("array", _) => value.is_array(),
        ("object", _) => value.is_object(),
        ("has", [property]) => value.get(property).is_some(),
        ("has", [property, text]) => value.get(property).and_then(Value::as_str) == Some(text),
        ("has_any", properties) => properties.iter().any(is_there),
        ("one_of", texts) => value.as_str().is_some_and(|text| texts.contains(&text)),
        _ => false,
    }
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

/// How many values a member, written again, has lost of what it was read from, or has besides.
fn loss(written: &Value, value: &Value) -> usize {
    match (written, value) {
        (Value::Object(written), Value::Object(members)) => {
            let lost = |(key, member): (&String, &Value)| match written.get(key) {
                _ if member.is_null() => 0,
                Some(found) => loss(found, member),
                None => leaves(member),
            };
            let is_added = |(key, member): &(&String, &Value)| {
                !member.is_null() && !members.contains_key(*key)
            };
            members.iter().map(lost).sum::<usize>() + written.iter().filter(is_added).count()
        }
        (Value::Array(written), Value::Array(items)) if written.len() == items.len() => {
            let pairs = written.iter().zip(items);
            pairs.map(|(written, item)| loss(written, item)).sum()
        }
        (Value::Array(_), Value::Array(_)) => leaves(value),
        // A date leaves a time aside, and a time adds one to a date.
        (Value::String(written), Value::String(text)) => {
            let is_cut = text.starts_with(written) || written.starts_with(text);
            usize::from(written != text && is_cut)
        }
        _ => 0,
    }
}

/// How many values there are in a value, itself where it holds none.
fn leaves(value: &Value) -> usize {
    let inside: usize = match value {
        Value::Object(members) => members.values().map(leaves).sum(),
        Value::Array(items) => items.iter().map(leaves).sum(),
        _ => 1,
    };
    inside.max(1)
}

/// Implements `Serialize` and `Deserialize` for a union, after whose name its members stand.
///
/// With a tag, `union! { Item(Message, Call) by tag "type" { "message" => Message, "call" => Call, "fc" => Call } }`: the
/// tag says which member a value is. A tag that nobody has heard of, or none, makes it `Unknown`; a member that does
/// not fit its tag is an error.
///
/// Without one, `union! { Item(Text, Pet) { text => Text, object and has("name") and has("kind", "pet") => Pet } }`: the
/// first member wins whose checks hold and which fits; where no check holds, the first that fits. Where there is no more
/// than `object`, `array`, `text` or `any` to go by, the first that comes out again as it went in wins, else the one that
/// loses least. What fits none is `Unknown`.
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
                $crate::runtime::pick_by_tag(
                    value,
                    $property,
                    Self::TAGS,
                    &[$((stringify!($member), &(Self::$member as fn(_) -> _))),*],
                    Self::$unknown,
                )
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
                Ok($crate::runtime::pick(
                    value,
                    &[$((&[$((stringify!($check), &[$($($wanted),*)?])),+], stringify!($to))),*],
                    &[$((stringify!($member), &(Self::$member as fn(_) -> _))),*],
                    Self::$unknown,
                ))
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
