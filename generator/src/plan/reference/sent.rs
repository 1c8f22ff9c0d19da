//! What a service gets, as the specification says how values are written (OpenAPI, Style Values).

use serde_json::Value;

use crate::ir::{
    Content, Encoding, Json, Location, Media, Operation, Param, Part, PartFormat, Style, Type,
};
use crate::plan::operations::media_types::{essence, is_form_data};
use crate::rust::{Request, Sent, SentBody};
use crate::text::Text;

use super::made::FILE;

/// What a call is made with.
pub(super) struct Given<'a> {
    /// The parameters that are given, the fixed ones among them.
    pub(super) params: Vec<(&'a Param, Json)>,
    /// Headers of parts: the part, the name and the value.
    pub(super) headers: Vec<(Text, Text, Json)>,
    /// The body.
    pub(super) body: Option<(&'a Content, Json)>,
}

type Pairs = Vec<(Text, Option<Text>)>;

/// The request that is expected.
pub(super) fn of(operation: &Operation, request: &Request, given: &Given<'_>) -> Sent {
    let (path, query) = path(operation, given);
    let mut sent = Sent {
        method: request.http_method.clone(),
        path: path.into(),
        query,
        headers: Vec::new(),
        cookies: Vec::new(),
        body: if request.switch.is_some() {
            // The client adds what turns the stream on.
            SentBody::Any
        } else {
            body(given)
        },
    };
    for (param, value) in &given.params {
        match param.location {
            Location::Path => {}
            Location::Query => sent.query.extend(pairs(param, value)),
            Location::Querystring => sent.query.extend(whole_query(&param.encoding, value)),
            Location::Cookie => sent.cookies.extend(pairs(param, value)),
            Location::Header => {
                let value = simple(&param.encoding, value);
                sent.headers
                    .push(((&param.name).into(), value.map(Text::from)));
            }
        }
    }
    if let Some(accept) = &request.accept {
        sent.headers.push(("accept".into(), Some(accept.clone())));
    }
    if let Some((content, _)) = &given.body {
        let media_type = essence(&content.media_type);
        let is_exact = media_type.contains('/') && !media_type.contains('*');
        let value = is_exact.then(|| Text::from(media_type));
        sent.headers.push(("content-type".into(), value));
    }
    sent
}

/// The path with its parameters, and the query that stands in its template.
fn path(operation: &Operation, given: &Given<'_>) -> (String, Pairs) {
    let template = operation.path.split('#').next().unwrap_or_default().trim();
    let mut path = template.to_owned();
    for (param, value) in &given.params {
        if param.location == Location::Path {
            // No specification tells how XML is written here, so that nothing is said of the path.
            let Some(value) = in_path(param, value) else {
                return (String::new(), Vec::new());
            };
            path = path.replace(&format!("{{{}}}", param.name), &value);
        }
    }
    let Some((path, query)) = path.split_once('?') else {
        return (path, Vec::new());
    };
    let query = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (name.into(), Some(value.into()))
        });
    (path.to_owned(), query.collect())
}

/// A scalar as text.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

/// The scalars of a list, or the names and scalars of an object in turn.
fn flat(value: &Value, between: &str) -> Option<Vec<String>> {
    match value {
        Value::Array(items) => items.iter().map(scalar).collect(),
        Value::Object(members) if between.is_empty() => {
            let members = members
                .iter()
                .map(|(name, value)| Some([name.clone(), scalar(value)?]));
            Some(
                members
                    .collect::<Option<Vec<_>>>()?
                    .into_iter()
                    .flatten()
                    .collect(),
            )
        }
        Value::Object(members) => {
            let member = |(name, value)| Some(format!("{name}{between}{}", scalar(value)?));
            members.iter().map(member).collect()
        }
        one => Some(vec![scalar(one)?]),
    }
}

/// The style `simple`, as in headers and most paths.
fn simple(encoding: &Encoding, value: &Value) -> Option<String> {
    match encoding {
        Encoding::Json => Some(value.to_string()),
        Encoding::Text => scalar(value),
        Encoding::Xml(_) | Encoding::Form(_) => None,
        Encoding::Style { explode, .. } => {
            Some(flat(value, if *explode { "=" } else { "" })?.join(","))
        }
    }
}

fn in_path(param: &Param, value: &Value) -> Option<String> {
    let Encoding::Style { style, explode, .. } = &param.encoding else {
        return simple(&param.encoding, value);
    };
    let name = &param.name;
    let is_object = value.is_object();
    Some(match (style, explode) {
        (Style::Label, true) => format!(".{}", flat(value, "=")?.join(".")),
        (Style::Label, false) => format!(".{}", flat(value, "")?.join(",")),
        (Style::Matrix, true) if is_object => format!(";{}", flat(value, "=")?.join(";")),
        (Style::Matrix, true) => {
            let between = format!(";{name}=");
            format!("{between}{}", flat(value, "")?.join(&between))
        }
        (Style::Matrix, false) => format!(";{name}={}", flat(value, "")?.join(",")),
        _ => simple(&param.encoding, value)?,
    })
}

/// The pairs of a parameter in a query, a cookie or a form; a pair without a value where no specification tells it.
fn pairs(param: &Param, value: &Value) -> Pairs {
    written(&param.name, &param.encoding, value)
}

fn written(name: &str, encoding: &Encoding, value: &Value) -> Pairs {
    let Encoding::Style { style, explode, .. } = encoding else {
        return vec![(name.into(), simple(encoding, value).map(Text::from))];
    };
    let between = match style {
        Style::SpaceDelimited => " ",
        Style::PipeDelimited => "|",
        Style::TabDelimited => "\t",
        _ => ",",
    };
    match value {
        Value::Null => Vec::new(),
        value if *style == Style::DeepObject => deep(name, value),
        Value::Object(members) if *explode => {
            let members = members.iter();
            members
                .map(|(key, value)| (key.as_str().into(), scalar(value).map(Text::from)))
                .collect()
        }
        Value::Array(items) if *explode => {
            let items = items.iter();
            items
                .map(|item| (name.into(), scalar(item).map(Text::from)))
                .collect()
        }
        value => {
            let value = flat(value, "").map(|parts| parts.join(between));
            vec![(name.into(), value.map(Text::from))]
        }
    }
}

/// `name[key]`, and so on inwards; the items of a list are numbered.
fn deep(name: &str, value: &Value) -> Pairs {
    match value {
        Value::Object(members) => {
            let members = members.iter();
            let pairs = members.flat_map(|(key, value)| deep(&format!("{name}[{key}]"), value));
            pairs.collect()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            let pairs = items.flat_map(|(at, item)| deep(&format!("{name}[{at}]"), item));
            pairs.collect()
        }
        value => {
            let text = scalar(value).map(Text::from);
            text.into_iter()
                .map(|text| (name.into(), Some(text)))
                .collect()
        }
    }
}

fn body(given: &Given<'_>) -> SentBody {
    let Some((content, value)) = &given.body else {
        return SentBody::Empty;
    };
    let json = |value: &Value| Text::from(value.to_string());
    match &content.media {
        Media::Json(_) => SentBody::Json(json(value)),
        Media::JsonLines(_) => {
            let lines = value.as_array().into_iter().flatten();
            SentBody::JsonLines(lines.map(json).collect())
        }
        Media::Form { fields, .. } => {
            let members = value.as_object().into_iter().flatten();
            let pairs = members.flat_map(|(name, value)| field(fields, name, value));
            SentBody::Form(pairs.collect())
        }
        Media::Multipart { parts, .. }
            if parts.is_empty() && !is_form_data(&content.media_type) =>
        {
            SentBody::Any
        }
        Media::Multipart { parts, .. } if parts.is_empty() => {
            SentBody::Parts(vec![("file".into(), Some("text".into()))])
        }
        Media::Multipart { parts, .. } => {
            let members = value.as_object().into_iter().flatten();
            let parts = members.flat_map(|(name, value)| part(parts, name, value));
            SentBody::Parts(parts.collect())
        }
        Media::Xml(..) => SentBody::Any,
        Media::Text | Media::Bytes | Media::Events(_) => {
            let text = value.as_str().unwrap_or_default();
            SentBody::Text(text.into())
        }
    }
}

fn field(fields: &[Part], name: &str, value: &Value) -> Pairs {
    let known = fields.iter().find(|field| field.name == name);
    match known {
        Some(field) => written(name, &field.encoding, value),
        None => vec![(name.into(), None)],
    }
}

/// What stands in the place of all parameters of the query.
fn whole_query(encoding: &Encoding, value: &Value) -> Pairs {
    match encoding {
        Encoding::Form(fields) => {
            let members = value.as_object().into_iter().flatten();
            let pairs = members.flat_map(|(name, value)| field(fields, name, value));
            pairs.collect()
        }
        encoding => {
            let text = simple(encoding, value);
            let text = text.map(|text| (Text::from(text), Some(Text::from(""))));
            text.into_iter().collect()
        }
    }
}

fn part(parts: &[Part], name: &str, value: &Value) -> Pairs {
    let known = parts.iter().find(|part| part.name == name);
    if let Some(part) = known.filter(|part| part.ty != Type::Binary) {
        match &part.format {
            _ if part.styled => return written(name, &part.encoding, value),
            PartFormat::Json => return vec![(name.into(), Some(value.to_string().into()))],
            PartFormat::Xml(_) | PartFormat::Other if !value.is_string() => {
                return vec![(name.into(), None)];
            }
            _ => {}
        }
    }
    let one = |value: &Value| {
        let text = scalar(value).filter(|text| text != FILE);
        (Text::from(name), text.map(Text::from))
    };
    match value {
        // A list may be a part for each item, or one part that is the list.
        Value::Array(_) => vec![(name.into(), None)],
        value => vec![one(value)],
    }
}
