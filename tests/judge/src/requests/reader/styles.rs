//! How values are written in URLs, headers, cookies, forms and parts (OpenAPI, "Style Values"; RFC 6570).

use std::fmt::Write as _;

use serde_json::Value;

/// A style with all that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    /// Its name.
    pub(crate) name: Name,
    /// Whether each item or property stands for itself.
    pub(crate) explode: bool,
    /// Whether reserved characters stand as they are.
    pub(crate) reserved: bool,
}

/// The name of a style. `Tabs` is `collectionFormat: tsv` of Swagger 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Name {
    Simple,
    Label,
    Matrix,
    Form,
    Spaces,
    Pipes,
    Tabs,
    DeepObject,
    Cookie,
}

/// How characters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escape {
    /// All but the unreserved ones (RFC 3986, section 2.3) as triplets.
    Url,
    /// Reserved ones as they are, as far as they do not end what they stand in.
    UrlReserved,
    /// As they are.
    None,
}

/// The ways in which a value may be written: each is a list of names and values, as they stand in a URL. `None` where no
/// specification says how.
pub(crate) type Ways = Option<Vec<Vec<(String, String)>>>;

impl Style {
    /// The ways in which names and values may be written in a query, a cookie or a form.
    pub(crate) fn pairs(self, name: &str, value: &Value, escape: Escape) -> Ways {
        let plain = if escape == Escape::UrlReserved {
            Escape::Url
        } else {
            escape
        };
        let key = |text: &str| escaped(text, plain);
        let write = |value: &Value| text(value).map(|text| escaped(&text, escape));
        match value {
            Value::Null => None,
            Value::Array(items) => {
                if items.is_empty() {
                    return Some(vec![Vec::new()]);
                }
                let items: Option<Vec<_>> = items.iter().map(write).collect();
                let items = items?;
                match (self.name, self.explode) {
                    (Name::DeepObject, _) => None,
                    (_, true) => Some(vec![
                        items.into_iter().map(|item| (key(name), item)).collect(),
                    ]),
                    _ => {
                        let joined = self.delimiters(escape).iter().map(|by| items.join(by));
                        Some(joined.map(|joined| vec![(key(name), joined)]).collect())
                    }
                }
            }
            Value::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| Some((key(name), write(value)?)));
                let members: Option<Vec<_>> = members.collect();
                let members = members?;
                match (self.name, self.explode) {
                    (Name::DeepObject, _) => {
                        let deep = |brackets: (&str, &str)| {
                            let members = members.iter().cloned();
                            let members = members.map(|(member, value)| {
                                (
                                    format!("{}{}{member}{}", key(name), brackets.0, brackets.1),
                                    value,
                                )
                            });
                            members.collect()
                        };
                        Some(vec![deep(("[", "]")), deep(("%5B", "%5D"))])
                    }
                    (_, true) => Some(vec![members]),
                    _ => {
                        let all = members.into_iter().flat_map(|(name, value)| [name, value]);
                        let all: Vec<_> = all.collect();
                        let joined = self.delimiters(escape).iter().map(|by| all.join(by));
                        Some(joined.map(|joined| vec![(key(name), joined)]).collect())
                    }
                }
            }
            scalar => Some(vec![vec![(key(name), write(scalar)?)]]),
        }
    }

    /// The ways in which a value may stand in a path or a header.
    pub(crate) fn whole(self, name: &str, value: &Value, escape: Escape) -> Option<Vec<String>> {
        let plain = if escape == Escape::UrlReserved {
            Escape::Url
        } else {
            escape
        };
        let key = escaped(name, plain);
        let write = |value: &Value| text(value).map(|text| escaped(&text, escape));
        let delimiter = match (self.name, self.explode) {
            (Name::Label, true) => ".",
            (Name::Matrix, true) => ";",
            _ => ",",
        };
        let between = self.explode.then_some("=");
        let pieces: Option<Vec<String>> = match value {
            Value::Null => None,
            Value::Array(items) => items.iter().map(write).collect(),
            Value::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| Some((escaped(name, plain), write(value)?)));
                let members = members.map(|member| {
                    member.map(|(name, value)| [name, value].join(between.unwrap_or(delimiter)))
                });
                members.collect()
            }
            scalar => write(scalar).map(|text| vec![text]),
        };
        let pieces = pieces?;
        let joined: Vec<String> = match self.name {
            Name::Spaces | Name::Tabs | Name::Pipes => {
                let by = self.delimiters(escape);
                by.iter().map(|by| pieces.join(by)).collect()
            }
            _ => vec![pieces.join(delimiter)],
        };
        Some(match self.name {
            Name::Label => joined.iter().map(|joined| format!(".{joined}")).collect(),
            Name::Matrix if self.explode && value.is_array() => {
                let named: Vec<_> = pieces
                    .iter()
                    .map(|piece| format!("{key}={piece}"))
                    .collect();
                vec![format!(";{}", named.join(";"))]
            }
            Name::Matrix if self.explode && value.is_object() => {
                vec![format!(";{}", joined.concat())]
            }
            Name::Matrix if joined.concat().is_empty() => vec![format!(";{key}")],
            Name::Matrix => vec![format!(";{key}={}", joined.concat())],
            _ => joined,
        })
    }

    fn delimiters(self, escape: Escape) -> &'static [&'static str] {
        match (self.name, escape) {
            (Name::Spaces, Escape::None) => &[" "],
            (Name::Spaces, _) => &["%20"],
            (Name::Pipes, Escape::None) => &["|"],
            (Name::Pipes, _) => &["%7C", "|"],
            (Name::Tabs, Escape::None) => &["\t"],
            (Name::Tabs, _) => &["%09"],
            _ => &[","],
        }
    }
}

/// The text of a single value; of others no specification says what it is.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(bool) => Some(bool.to_string()),
        _ => None,
    }
}

/// A text as it stands in a URL.
pub(crate) fn escaped(text: &str, escape: Escape) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        let stays = is_unreserved(byte)
            || escape == Escape::UrlReserved && b":/?[]@!$'()*,;=".contains(&byte);
        if escape == Escape::None {
            return text.to_owned();
        } else if stays {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// A part of a URL with triplets in capitals, and without those of unreserved characters: they mean the same (RFC 3986,
/// section 6.2.2).
pub(crate) fn normal(text: &str) -> String {
    let mut normal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        normal.push_str(&rest[..at]);
        let hex = rest.get(at + 1..at + 3);
        let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) else {
            normal.push('%');
            rest = &rest[at + 1..];
            continue;
        };
        if is_unreserved(byte) {
            normal.push(char::from(byte));
        } else {
            let _ = write!(normal, "%{byte:02X}");
        }
        rest = &rest[at + 3..];
    }
    normal + rest
}

/// The bytes that a text stands for.
pub(crate) fn decoded_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = byte.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    bytes
}
