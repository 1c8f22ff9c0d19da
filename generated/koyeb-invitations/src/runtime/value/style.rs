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
        explode,
        allow_reserved,
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
    let encode = |text: &str| percent_encode(text, keep);
    let name = percent_encode(name, Keep::Unreserved);
    if style == Style::DeepObject {
        let mut pairs = Vec::new();
        deep_object(&name, value, &encode, &mut pairs);
        return pairs;
    }
    let Some(parts) = parts(value, &encode) else {
        return Vec::new();
    };
    match (&parts, explode) {
        (Parts::List(items), true) => items.iter().map(|item| format!("{name}={item}")).collect(),
        (Parts::Object(members), true) => members
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect(),
        _ => vec![format!("{name}={}", parts.join(delimiter(style), false))],
    }
}

fn delimiter(style: Style) -> &'static str {
    match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::TabDelimited => "%09",
        _ => ",",
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

/// `name[key]=value`, and so on inwards; the items of a list are numbered.
fn deep_object(
    name: &str,
    value: &Value,
    encode: &dyn Fn(&str) -> String,
    pairs: &mut Vec<String>,
) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                deep_object(
                    &format!("{name}[{}]", percent_encode(key, Keep::Unreserved)),
                    value,
                    encode,
                    pairs,
                );
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                deep_object(&format!("{name}[{index}]"), item, encode, pairs);
            }
        }
        other => pairs.extend(text(other).map(|text| format!("{name}={}", encode(&text)))),
    }
}
