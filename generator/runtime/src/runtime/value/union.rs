//! Values of one of several types: `union!` finds out which, and keeps what is none of them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::ser::{Error as _, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json;

/// A union, as `union!` declares it.
pub(crate) trait Union: Sized + 'static {
    /// The members, in their order.
    const VARIANTS: &'static [Variant<Self>];
    /// Creates the union of what is no member.
    const OTHER: fn(Value) -> Self;
}

/// A union whose members have a tag.
pub(crate) trait Tagged: Union {
    /// The property that holds the tag.
    const TAG: &'static str;
}

/// A union whose members are told apart by what they look like.
pub(crate) trait Untagged: Union {
    /// What to look at, the most telling first.
    const BRANCHES: &'static [Branch];
}

/// A member of a union.
pub(crate) struct Variant<U: 'static> {
    /// Its name, for messages.
    pub(crate) name: &'static str,
    /// The tags that mean it, the first of which is written, or the kinds of event.
    pub(crate) tags: &'static [&'static str],
    /// The function that makes the union of the member's value.
    pub(crate) read: &'static dyn Read<U>,
}

/// What a value looks like, all of which has to hold, and the place of the member that it then is.
pub(crate) type Branch = (&'static [Check], usize);

/// What a JSON value may look like.
pub(crate) enum Check {
    Null,
    Bool,
    /// A number without a fraction.
    Integer,
    Number,
    String,
    Array,
    Object,
    /// An object with this property.
    Has(&'static str),
    /// An object with one of these properties at least, and not as null, which may be written as no property.
    HasAny(&'static [&'static str]),
    /// An object whose property, the first, has this text, the second, or is a number or a boolean that is written so.
    HasText(&'static str, &'static str),
    /// One of these strings.
    OneOf(&'static [&'static str]),
}

/// Creates a union of the JSON of a member. Behind `dyn`, because a union has many members and a large crate many unions:
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
fn pick_by_tag<U: 'static>(
    value: Value,
    property: &str,
    members: &[Variant<U>],
    other: fn(Value) -> U,
) -> Result<U, String> {
    let tag = value.get(property).and_then(text);
    let is_meant = |member: &&Variant<U>| {
        let tag = tag.as_deref();
        tag.is_some_and(|tag| member.tags.contains(&tag))
    };
    match members.iter().find(is_meant) {
        Some(member) => member.read.read(member.name, &value).or_else(|error| {
            let again = json::integers(&value).map(|value| member.read.read(member.name, &value));
            again.and_then(Result::ok).ok_or(error)
        }),
        // A list or a scalar has no tag, and belongs to the member that is one; so does an object that leaves its tag out.
        None if tag.is_none() => Ok(pick(value, &[], members, other)),
        None => Ok(other(value)),
    }
}

/// A scalar as the text that a tag or a constant is told by.
fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Bool(_) | Value::Number(_) => Some(Cow::Owned(value.to_string())),
        _ => None,
    }
}

/// Finds the member whose checks hold and which fits; where no check holds, the first that fits.
fn pick<U: 'static>(
    value: Value,
    branches: &[Branch],
    members: &[Variant<U>],
    other: fn(Value) -> U,
) -> U {
    let found = guess(&value, branches, members);
    let found = found.or_else(|| guess(&json::integers(&value)?, branches, members));
    found.unwrap_or_else(|| other(value))
}

fn guess<U: 'static>(value: &Value, branches: &[Branch], members: &[Variant<U>]) -> Option<U> {
    let holds = |(checks, _): &&Branch| checks.iter().all(|check| check.holds(value));
    let held: Vec<&Branch> = branches.iter().filter(holds).collect();
    let mut least: Option<(U, usize)> = None;
    let mut keep = |union, loss| {
        if least.as_ref().is_none_or(|(_, least)| loss < *least) {
            least = Some((union, loss));
        }
    };
    let mut told = false;
    for (checks, place) in &held {
        // Behind a member that fits and is told from others, only another such one can have more of the value.
        if told && !is_telling(checks) {
            break;
        }
        let member = members.get(*place);
        if let Some((union, loss)) = member.and_then(|member| member.read.guess(value)) {
            if loss == 0 || is_constant(checks) {
                return Some(union);
            }
            told |= is_telling(checks);
            keep(union, loss);
        }
    }
    for member in members.iter().filter(|_| held.is_empty()) {
        if let Some((union, loss)) = member.read.guess(value) {
            if loss == 0 {
                return Some(union);
            }
            keep(union, loss);
        }
    }
    least.map(|(union, _)| union)
}

/// Whether checks are of a constant, which says what a value is, whatever else it has.
fn is_constant(checks: &[Check]) -> bool {
    let is_text = |check: &Check| matches!(check, Check::HasText(..) | Check::OneOf(_));
    checks.iter().any(is_text)
}

/// Whether checks tell a member from others, and not only one kind of JSON from another.
fn is_telling(checks: &[Check]) -> bool {
    !matches!(checks, [] | [Check::Object | Check::Array | Check::String])
}

impl Check {
    /// Whether it holds for a value.
    fn holds(&self, value: &Value) -> bool {
        let is_there =
            |property: &&str| value.get(*property).is_some_and(|member| !member.is_null());
        match *self {
            Self::Null => value.is_null(),
            Self::Bool => value.is_boolean(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Number => value.is_number(),
            Self::String => value.is_string(),
            Self::Array => value.is_array(),
            Self::Object => value.is_object(),
            Self::Has(property) => value.get(property).is_some(),
            Self::HasAny(properties) => properties.iter().any(is_there),
            Self::HasText(property, text) => {
                value.get(property).and_then(self::text).as_deref() == Some(text)
            }
            Self::OneOf(texts) => value.as_str().is_some_and(|text| texts.contains(&text)),
        }
    }
}

/// Reads a union by its tag.
pub(crate) fn read_tagged<'de, D: Deserializer<'de>, U: Tagged>(
    deserializer: D,
) -> Result<U, D::Error> {
    let value = Value::deserialize(deserializer)?;
    pick_by_tag(value, U::TAG, U::VARIANTS, U::OTHER).map_err(D::Error::custom)
}

/// Reads a union by what its value looks like.
pub(crate) fn read_untagged<'de, D: Deserializer<'de>, U: Untagged>(
    deserializer: D,
) -> Result<U, D::Error> {
    let value = Value::deserialize(deserializer)?;
    Ok(pick(value, U::BRANCHES, U::VARIANTS, U::OTHER))
}

/// Finds the member that a string is.
pub(crate) fn of_string<U: Union>(text: String, branches: &[Branch]) -> U {
    pick(Value::String(text), branches, U::VARIANTS, U::OTHER)
}

/// Finds the member that a JSON value is.
pub(crate) fn of_value<U: Union + DeserializeOwned>(value: Value) -> U {
    U::deserialize(&value).unwrap_or_else(|_| U::OTHER(value))
}

/// Shows a union as its JSON.
pub(crate) fn show<U: Serialize>(union: &U, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let value = serde_json::to_value(union).map_err(|_| fmt::Error)?;
    fmt::Display::fmt(&value, f)
}

/// Writes a member with its tag, which the member's own type need not know.
pub(crate) fn write_tagged<S: Serializer, T: Serialize>(
    serializer: S,
    member: &T,
    property: &str,
    tags: &[&str],
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(member).map_err(S::Error::custom)?;
    if let (Value::Object(members), Some(tag)) = (&mut value, tags.first()) {
        members.entry(property).or_insert(Value::from(*tag));
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

/// Declares a union, with `Debug`, `Clone`, `PartialEq`, `Serialize` and `Deserialize`. The last variant, which holds the
/// raw value, is for what fits no member, so that nothing is lost.
///
/// With a tag, `#[json(tag = "type")] pub enum Item { #[json(rename = "message")] Message(Message), #[json(rename = "call",
/// alias = "fc")] Call(Call), #[json(other)] Unknown(Value), }`: the tag says which member a value is. A tag that nobody
/// has heard of makes it the last; a member that does not fit its tag is an error. A value without a tag is the first member
/// that loses nothing of it, else the one that loses least.
///
/// Without one, `#[json(untagged)] pub enum Item { Text(String), Pet(Pet), #[json(other)] Unknown(Value), }`, and behind it
/// `const BRANCHES: &[Branch] = &[(&[Check::String], 0), (&[Check::Object, Check::Has("name")], 1)];`, each with the place of
/// its member: the first member wins whose checks hold and which fits; where no check holds, the first that fits. Where
/// there is no more than the kind of JSON to go by, the first that comes out again as it went in wins, else the one that
/// loses least. What fits none is the last.
///
/// `#[json(event = "added")]` before a member of those is a kind of server-sent event whose data is that member.
///
/// `Pet(#[from] Pet)` makes `From<Pet>`, `Pet(#[from(Pet)] Box<Pet>)` the same, `Pets(#[from([Pet])] Vec<Pet>)` `From` lists of
/// them, `Names(#[from([into Name])] Vec<Name>)` lists of all that becomes a `Name`, and `Prices(#[from({i64})] Map<i64>)` pairs. `#[get(as_pet, into_pet)]` before a member
/// makes the methods that return it; `boxed Pet`, `str` and `copy` behind these say what they return where that is not the type.
///
/// `#[derive(FromStr)]` makes it of strings, each of which is the member that it would be in JSON, and `#[derive(AsStr)]` gives
/// the string of a union that has no other members.
macro_rules! union {
    ($(#[doc = $about:literal])* $(#[derive $derive:tt])? #[json(tag = $tag:literal)] pub enum $type:ident {$(
        $(#[doc = $doc:literal])*
        $(#[json(rename = $name:literal $(, alias = $alias:literal)*)])?
        $(#[get $get:tt])?
        $member:ident($(#[from $(($($of:tt)+))?] $from:vis)? $held:ty),
    )* #[json(other)] $other:ident(Value), }) => {
        $crate::runtime::union! {
            @enum [$(#[doc = $about])*] $type [$($(#[doc = $doc])* $member($held),)*] $other
            [$($member [$($name $(, $alias)*)?])*]
        }
        impl $type {
            $($($crate::runtime::member! { @get $member $get $held })?)*
        }
        $($($from $crate::runtime::member! { @from $type $member [$($($of)+)?] $held })?)*
        $crate::runtime::member! { @derive [$($derive)?] $type $other [$($member)*] &[] }

        impl $crate::runtime::Tagged for $type {
            const TAG: &'static str = $tag;
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$member(member) => {
                        $crate::runtime::write_tagged(serializer, member, $tag, &[$($name)?])
                    })*
                    Self::$other(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::read_tagged(deserializer)
            }
        }
    };
    ($(#[doc = $about:literal])* $(#[derive $derive:tt])? #[json(untagged)] pub enum $type:ident {$(
        $(#[doc = $doc:literal])*
        $(#[json(event = $name:literal $(, event = $alias:literal)*)])?
        $(#[get $get:tt])?
        $member:ident($(#[from $(($($of:tt)+))?] $from:vis)? $held:ty),
    )* #[json(other)] $other:ident(Value), } const BRANCHES: &[Branch] = $branches:expr;) => {
        $crate::runtime::union! {
            @enum [$(#[doc = $about])*] $type [$($(#[doc = $doc])* $member($held),)*] $other
            [$($member [$($name $(, $alias)*)?])*]
        }
        impl $type {
            $($($crate::runtime::member! { @get $member $get $held })?)*
        }
        $($($from $crate::runtime::member! { @from $type $member [$($($of)+)?] $held })?)*
        $crate::runtime::member! {
            @derive [$($derive)?] $type $other [$($member)*] <Self as $crate::runtime::Untagged>::BRANCHES
        }

        impl $crate::runtime::Untagged for $type {
            const BRANCHES: &'static [$crate::runtime::Branch] = {
                use $crate::runtime::Check;
                $branches
            };
        }

        impl $crate::runtime::Serialize for $type {
            fn serialize<S: $crate::runtime::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$member(member) => member.serialize(serializer),)*
                    Self::$other(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> $crate::runtime::Deserialize<'de> for $type {
            fn deserialize<D: $crate::runtime::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::read_untagged(deserializer)
            }
        }
    };
    (@enum [$($about:tt)*] $type:ident [$(
        $(#[doc = $doc:literal])*
        $member:ident($held:ty),
    )*] $other:ident [$($name:ident [$($tag:tt)*])*]) => {
        $($about)*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[doc = $doc])* $member($held),)*
            /// A value that fits none of the others, as it was received or is to be sent.
            $other($crate::runtime::Value),
        }

        impl $crate::runtime::Present for $type {}

        impl $crate::runtime::Union for $type {
            const VARIANTS: &'static [$crate::runtime::Variant<Self>] = &[$($crate::runtime::Variant {
                name: stringify!($name),
                tags: &[$($tag)*],
                read: &(Self::$name as fn(_) -> _),
            }),*];
            const OTHER: fn($crate::runtime::Value) -> Self = Self::$other;
        }
    };
}

pub(crate) use union;
