//! JSON that keeps what it was: the order of its members and the digits of its numbers.

use std::fmt::{self, Write};

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

/// How deep a value may be nested: each level is a call, and is read once more for each level around it.
const DEEPEST: usize = 128;

/// A JSON value (RFC 8259).
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    /// `null`, `true`, `false` or a number, as written.
    Literal(String),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object; a name that comes twice stays twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a JSON text.
    pub(crate) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        let raw: &RawValue = serde_json::from_str(text)?;
        Self::of(raw, 0)
    }

    fn of(raw: &RawValue, depth: usize) -> Result<Self, serde_json::Error> {
        if depth > DEEPEST {
            return Err(serde::de::Error::custom(format!(
                "it is nested more than {DEEPEST} levels deep"
            )));
        }
        let text = raw.get();
        Ok(match text.as_bytes().first() {
            Some(b'"') => Self::Text(serde_json::from_str(text)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text)?;
                Self::List(
                    items
                        .into_iter()
                        .map(|item| Self::of(item, depth + 1))
                        .collect::<Result<_, _>>()?,
                )
            }
            Some(b'{') => {
                let Members(members) = serde_json::from_str(text)?;
                let members = members.into_iter();
                Self::Object(
                    members
                        .map(|(name, raw)| Ok((name, Self::of(raw, depth + 1)?)))
                        .collect::<Result<_, serde_json::Error>>()?,
                )
            }
            _ => Self::Literal(text.to_owned()),
        })
    }

    /// `null`.
    pub(crate) fn null() -> Self {
        Self::Literal("null".to_owned())
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Literal(text) if text == "null")
    }

    /// The member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(held, _)| held == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value behind these members.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, name| value.get(name))
    }

    /// Puts a value behind these members, where objects are made on the way.
    pub(crate) fn put(&mut self, path: &[&str], value: Self) {
        let Some((name, rest)) = path.split_first() else {
            *self = value;
            return;
        };
        if !matches!(self, Self::Object(_)) {
            *self = Self::Object(Vec::new());
        }
        let Self::Object(members) = self else { return };
        let at = members.iter().position(|(held, _)| held == name);
        let at = at.unwrap_or_else(|| {
            members.push(((*name).to_owned(), Self::null()));
            members.len() - 1
        });
        members[at].1.put(rest, value);
    }

    /// The text of a scalar as people write it: a string without its quotes.
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Literal(text) => text.clone(),
            other => other.to_string(),
        }
    }

    /// The value for a parameter, whose scalars are texts there anyway: so every digit of a number survives.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Literal(text) if text == "null" => Value::Null,
            Self::Literal(text) | Self::Text(text) => Value::String(text.clone()),
            Self::List(items) => items.iter().map(Self::to_value).collect(),
            Self::Object(members) => members
                .iter()
                .map(|(name, value)| (name.clone(), value.to_value()))
                .collect(),
        }
    }

    /// The text with line feeds and two spaces for each level.
    pub(crate) fn pretty(&self) -> String {
        let mut text = String::new();
        self.write_pretty(&mut text, 0);
        text
    }

    fn write_pretty(&self, text: &mut String, depth: usize) {
        match self {
            Self::List(items) if !items.is_empty() => {
                let items = items.iter().map(|item| (None, item));
                lines(text, depth, ['[', ']'], items);
            }
            Self::Object(members) if !members.is_empty() => {
                let members = members
                    .iter()
                    .map(|(name, value)| (Some(name.as_str()), value));
                lines(text, depth, ['{', '}'], members);
            }
            other => text.push_str(&other.to_string()),
        }
    }
}

fn lines<'a>(
    text: &mut String,
    depth: usize,
    [open, close]: [char; 2],
    members: impl Iterator<Item = (Option<&'a str>, &'a Json)>,
) {
    let new_line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    };
    text.push(open);
    for (index, (name, value)) in members.enumerate() {
        if index > 0 {
            text.push(',');
        }
        new_line(text, depth + 1);
        if let Some(name) = name {
            text.push_str(&quoted(name));
            text.push_str(": ");
        }
        value.write_pretty(text, depth + 1);
    }
    new_line(text, depth);
    text.push(close);
}

/// A string with its quotes.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Without white space.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(text) => f.write_str(text),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::List(items) => {
                f.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        f.write_char(',')?;
                    }
                    item.fmt(f)?;
                }
                f.write_char(']')
            }
            Self::Object(members) => {
                f.write_char('{')?;
                for (index, (name, value)) in members.iter().enumerate() {
                    if index > 0 {
                        f.write_char(',')?;
                    }
                    write!(f, "{}:{value}", quoted(name))?;
                }
                f.write_char('}')
            }
        }
    }
}

/// The members of an object in their order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn order_and_digits_survive() {
        for text in [
            r#"{"b":1.10,"a":12345678901234567890123,"c":1E400,"b":[null,true,"x\n"]}"#,
            "[]",
            "{}",
            r#""text""#,
        ] {
            assert_eq!(Json::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Json::parse(&nested(128)).is_ok());
        let error = Json::parse(&nested(200_000)).unwrap_err();
        assert!(
            error.to_string().contains("nested more than 128"),
            "{error}"
        );
    }

    #[test]
    fn values_are_put_behind_members() {
        let mut json = Json::parse(r#"{"a":{"b":1},"z":0}"#).unwrap();
        json.put(&["a", "c", "d"], Json::Text("x".to_owned()));
        json.put(&["z"], Json::null());
        assert_eq!(json.to_string(), r#"{"a":{"b":1,"c":{"d":"x"}},"z":null}"#);
    }

    #[test]
    fn pretty_text_reads_as_the_same() {
        let json = Json::parse(r#"{"a":[1,{"b":[]}],"c":{}}"#).unwrap();
        assert_eq!(
            json.pretty(),
            "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}"
        );
        assert_eq!(Json::parse(&json.pretty()).unwrap(), json);
    }
}
