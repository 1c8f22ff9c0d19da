//! Parameter styles: how a value becomes text (OpenAPI, "Style Values"; RFC 6570).

use serde_json::Value;

use super::encode::{Keep, percent_encode};

/// A style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
    Cookie,
}

/// How a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// By a style.
    Style {
        /// The style.
        style: Style,
        /// Whether each item or property stands on its own.
        explode: bool,
        /// Whether reserved characters go unencoded.
        allow_reserved: bool,
    },
    /// As JSON text.
    Json,
}

impl Encoding {
    /// The default of paths and headers.
    pub const SIMPLE: Self = Self::Style {
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
    };
    /// The default of queries and cookies.
    pub const FORM: Self = Self::Style {
        style: Style::Form,
        explode: true,
        allow_reserved: false,
    };
}

/// Writes a path parameter, encoded; `None` if there is nothing in it.
pub(crate) fn path(name: &str, value: &Value, encoding: Encoding) -> Option<String> {
    let Encoding::Style {
        style,
        explode,
        allow_reserved,
    } = encoding
    else {
        return Some(percent_encode(&value.to_string(), Keep::Unreserved));
    };
    let keep = if allow_reserved {
        Keep::ReservedInPath
    } else {
        Keep::Unreserved
    };
    let encode = |text: &str| percent_encode(text, keep);
    let parts = parts(value, &encode)?;
    Some(match style {
        Style::Label => format!(".{}", parts.join(if explode { "." } else { "," }, explode)),
        Style::Matrix => matrix(&encode(name), &parts, explode),
        _ => parts.join(",", explode),
    })
}

/// Writes a header's value, as it is; `None` if there is nothing in it.
pub(crate) fn header(value: &Value, encoding: Encoding) -> Option<String> {
    match encoding {
        Encoding::Json => Some(value.to_string()),
        Encoding::Style { explode, .. } => Some(parts(value, &str::to_owned)?.join(",", explode)),
    }
}

/// Writes the `name=value` pairs of a query parameter, a cookie or a form's field, encoded.
pub(crate) fn pairs(name: &str, value: &Value, encoding: Encoding) -> Vec<String> {
    let Encoding::Style {
        style,
        allow_reserved,
        ..
    } = encoding
    else {
        return vec![format!(
            "{}={}",
            percent_encode(name, Keep::Unreserved),
            percent_encode(&value.to_string(), Keep::Unreserved)
        )];
    };
    let keep = if allow_reserved {
        Keep::ReservedInQuery
    } else {
        Keep::Unreserved
    };
    let writing = Writing {
        name: &|text| percent_encode(text, Keep::Unreserved),
        value: &|text| percent_encode(text, keep),
        delimiter: match style {
            Style::SpaceDelimited => "%20",
            Style::PipeDelimited => "%7C",
            Style::TabDelimited => "%09",
            _ => ",",
        },
    };
    let pairs = writing.pairs(name, value, encoding).into_iter();
    pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}

/// Writes the cookies of a parameter. Those of the style `cookie` are not escaped, so that the caller has to (OpenAPI 3.2,
/// Style Values; RFC 6265, section 4.1.1).
pub(crate) fn cookies(
    name: &str,
    value: &Value,
    encoding: Encoding,
) -> Result<Vec<String>, String> {
    let Encoding::Style {
        style: Style::Cookie,
        ..
    } = encoding
    else {
        return Ok(pairs(name, value, encoding));
    };
    let cookies = plain(name, value, encoding).into_iter();
    let cookies = cookies.map(|(name, value)| {
        if name.contains(['=', ';']) || value.contains(';') {
            return Err(format!(
                "the cookie `{name}` holds what would end it: escape it as the service expects"
            ));
        }
        Ok(format!("{name}={value}"))
    });
    cookies.collect()
}

/// The same as they are, where nothing is percent-encoded: parts, and cookies of the style `cookie`.
pub(crate) fn plain(name: &str, value: &Value, encoding: Encoding) -> Vec<(String, String)> {
    let Encoding::Style { style, .. } = encoding else {
        return vec![(name.to_owned(), value.to_string())];
    };
    let writing = Writing {
        name: &str::to_owned,
        value: &str::to_owned,
        delimiter: match style {
            Style::SpaceDelimited => " ",
            Style::PipeDelimited => "|",
            Style::TabDelimited => "\t",
            _ => ",",
        },
    };
    writing.pairs(name, value, encoding)
}

/// How names and values are written, and what stands between values.
struct Writing<'w> {
    name: &'w dyn Fn(&str) -> String,
    value: &'w dyn Fn(&str) -> String,
    delimiter: &'static str,
}

impl Writing<'_> {
    fn pairs(&self, name: &str, value: &Value, encoding: Encoding) -> Vec<(String, String)> {
        let Encoding::Style { style, explode, .. } = encoding else {
            return Vec::new();
        };
        let name = (self.name)(name);
        let mut pairs = Vec::new();
        if style == Style::DeepObject {
            self.deep_object(name, value, &mut pairs);
            return pairs;
        }
        match (parts(value, self.value), explode) {
            (None, _) => {}
            (Some(Parts::List(items)), true) => {
                pairs.extend(items.into_iter().map(|item| (name.clone(), item)));
            }
            (Some(Parts::Object(members)), true) => pairs = members,
            (Some(parts), _) => pairs.push((name, parts.join(self.delimiter, false))),
        }
        pairs
    }

    /// `name[key]=value`, and so on inwards; the items of a list are numbered.
    fn deep_object(&self, name: String, value: &Value, pairs: &mut Vec<(String, String)>) {
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    let name = format!("{name}[{}]", (self.name)(key));
                    self.deep_object(name, value, pairs);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.deep_object(format!("{name}[{index}]"), item, pairs);
                }
            }
            other => pairs.extend(text(other).map(|text| (name, (self.value)(&text)))),
        }
    }
}

/// A value taken apart, each text encoded.
enum Parts {
    Text(String),
    List(Vec<String>),
    Object(Vec<(String, String)>),
}

impl Parts {
    fn join(&self, delimiter: &str, explode: bool) -> String {
        let equals = if explode { "=" } else { delimiter };
        match self {
            Self::Text(text) => text.clone(),
            Self::List(items) => items.join(delimiter),
            Self::Object(members) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|(key, value)| format!("{key}{equals}{value}"))
                    .collect();
                members.join(if explode { delimiter } else { equals })
            }
        }
    }
}

/// Takes a value apart. Nulls, and lists and objects without anything in them, are undefined (RFC 6570, section 2.3).
fn parts(value: &Value, encode: &dyn Fn(&str) -> String) -> Option<Parts> {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items
                .iter()
                .filter_map(|item| Some(encode(&text(item)?)))
                .collect();
            (!items.is_empty()).then_some(Parts::List(items))
        }
        Value::Object(members) => {
            let members: Vec<_> = members
                .iter()
                .filter_map(|(key, value)| Some((encode(key), encode(&text(value)?))))
                .collect();
            (!members.is_empty()).then_some(Parts::Object(members))
        }
        other => text(other).map(|text| Parts::Text(encode(&text))),
    }
}

/// The text of a value; one inside another has no style of its own, so it is written as JSON.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn matrix(name: &str, parts: &Parts, explode: bool) -> String {
    let pairs: Vec<String> = match (parts, explode) {
        (Parts::List(items), true) => items.iter().map(|item| format!("{name}={item}")).collect(),
        (Parts::Object(members), true) => members
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect(),
        (Parts::Text(text), _) if text.is_empty() => vec![name.to_owned()],
        _ => vec![format!("{name}={}", parts.join(",", false))],
    };
    format!(";{}", pairs.join(";"))
}
