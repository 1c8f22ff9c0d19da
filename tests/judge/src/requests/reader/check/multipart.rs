//! Bodies of several parts (RFC 2046, section 5.1; RFC 7578).

use serde_json::Value;

use super::body::is_of;
use super::head::header;
use super::{Fault, is_json, is_xml_like};
use crate::requests::reader::bodies::{Body, Field, Kind, essence};
use crate::requests::reader::parameters;
use crate::requests::reader::sample::{self, Given};
use crate::requests::reader::styles::{Escape, Name, Style, text};

/// A part.
#[derive(Debug, Clone)]
struct Part {
    name: Option<String>,
    headers: Vec<(String, String)>,
    content: Vec<u8>,
}

impl Part {
    fn header(&self, name: &str) -> Option<&str> {
        let header = self
            .headers
            .iter()
            .find(|(held, _)| held.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.content).into_owned()
    }
}

pub(super) fn check(
    body: &Body<'_>,
    given: &Given,
    media_type: &str,
    bytes: &[u8],
    faults: &mut Vec<Fault>,
) {
    let shown = || super::body::short(&String::from_utf8_lossy(bytes));
    let Some((_, value)) = &given.body else {
        return;
    };
    let Some(mut parts) = parts(media_type, bytes) else {
        faults.push(Fault::new("the body", shown(), "parts between boundaries"));
        return;
    };
    // Parts that nothing is said of may be any.
    if value.as_object().is_none_or(serde_json::Map::is_empty) {
        return;
    }
    let is_form = essence(media_type) == "multipart/form-data";
    // What no specification says how to write takes all that may be its own, so that it comes last.
    let mut fields = body.fields(value);
    fields.sort_by_key(|field| ways(field, &value[&field.name], is_form).is_none());
    for field in fields {
        let value = &value[&field.name];
        if let Err(allowed) = take(&field, value, given, is_form, &mut parts) {
            faults.push(Fault::new(
                format!("the part `{}`", field.name),
                shown(),
                allowed,
            ));
            parts.retain(|part| part.name.as_ref() != Some(&field.name));
        }
    }
    if !parts.is_empty() {
        let names: Vec<String> = parts
            .iter()
            .map(|part| format!("{:?}", part.name))
            .collect();
        faults.push(Fault::new(
            "the body has more parts than were given",
            names.join(", "),
            "nothing else",
        ));
    }
}

/// The parts of a body.
fn parts(media_type: &str, bytes: &[u8]) -> Option<Vec<Part>> {
    let boundary = media_type.split("boundary=").nth(1)?;
    let boundary = boundary.split(';').next()?.trim().trim_matches('"');
    // Bytes as characters of the same numbers, so that nothing is lost.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = format!("\r\n{text}");
    let delimiter = format!("\r\n--{boundary}");
    let mut pieces = text.split(&delimiter);
    pieces.next().filter(|before| before.is_empty())?;
    let mut parts = Vec::new();
    for piece in pieces {
        if piece.starts_with("--") {
            return Some(parts);
        }
        let (head, content) = piece.strip_prefix("\r\n")?.split_once("\r\n\r\n")?;
        let headers = head.split("\r\n").filter_map(|line| line.split_once(':'));
        let bytes = |text: &str| {
            text.chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?'))
                .collect::<Vec<u8>>()
        };
        let headers = headers.map(|(name, value)| {
            let value = String::from_utf8_lossy(&bytes(value.trim())).into_owned();
            (name.trim().to_owned(), value)
        });
        let mut part = Part {
            name: None,
            headers: headers.collect(),
            content: bytes(content),
        };
        part.name = part.header("content-disposition").and_then(name);
        parts.push(part);
    }
    None
}

/// The name that a header `Content-Disposition` gives.
fn name(disposition: &str) -> Option<String> {
    let at = disposition.find("; name=\"")?;
    let rest = &disposition[at + 8..];
    Some(rest[..rest.find('"')?].to_owned())
}

/// Takes the parts of a field, or says what they may be.
fn take(
    field: &Field<'_>,
    value: &Value,
    given: &Given,
    is_form: bool,
    parts: &mut Vec<Part>,
) -> Result<(), String> {
    let ways = ways(field, value, is_form);
    let Some(ways) = ways else {
        parts.retain(|part| !may_be_of(part, field, value));
        return Ok(());
    };
    for way in &ways {
        let mut rest = parts.clone();
        let taken = way.iter().all(|(name, wants)| {
            // Outside of forms a name is only a hint, but no part has the name of another.
            let is_it = |part: &Part| match part.name.as_deref() {
                Some(found) => found == name && wants.is(part),
                None => !is_form && wants.is(part),
            };
            let at = rest.iter().position(is_it);
            let part = at.map(|at| rest.remove(at));
            part.is_some_and(|part| has_headers(field, given, &part))
        });
        if taken {
            *parts = rest;
            return Ok(());
        }
    }
    let headers = given
        .part_headers
        .iter()
        .filter(|(part, ..)| *part == field.name);
    let headers: Vec<String> = headers
        .map(|(_, name, value)| format!("{name}: {value}"))
        .collect();
    Err(format!("{ways:?} with the headers {headers:?}"))
}

/// Whether a part may be one of a field of which no specification says how it is written: it has the field's name, one in
/// brackets behind that, or that of a property where the style explodes.
fn may_be_of(part: &Part, field: &Field<'_>, value: &Value) -> bool {
    let name = part.name.as_deref().unwrap_or_default();
    let explodes = |style: Style| style.explode && style.name != Name::DeepObject;
    name == field.name
        || name.starts_with(&format!("{}[", field.name))
        || field.style.is_some_and(explodes) && value.get(name).is_some()
}

/// What a part is to hold.
#[derive(Debug, Clone)]
enum Wants<'d> {
    /// This text, of one of these media types; none said is text.
    Text(String, Vec<&'d str>),
    /// This value, of one of these media types.
    Json(Value, Vec<&'d str>),
    /// These bytes, of one of these media types; none said may be any.
    Bytes(String, Vec<&'d str>),
    /// XML of one of these media types.
    Xml(Vec<&'d str>),
}

impl Wants<'_> {
    fn is(&self, part: &Part) -> bool {
        let found = part.header("content-type");
        let is_of = |types: &[&str]| {
            types
                .iter()
                .any(|described| found.is_some_and(|found| is_of(found, described)))
        };
        match self {
            Self::Text(text, types) => {
                let usual =
                    types.is_empty() && found.is_none_or(|found| essence(found) == "text/plain");
                part.text() == *text && (usual || is_of(types))
            }
            Self::Json(value, types) => is_json(&part.text(), value) && is_of(types),
            Self::Bytes(text, types) => part.text() == *text && (types.is_empty() || is_of(types)),
            Self::Xml(types) => is_xml_like(&part.text()) && is_of(types),
        }
    }
}

/// The ways in which a field may be written: each is a list of parts, by their names. `None` where no specification says
/// how (Encoding Object; RFC 7578, section 4.3).
fn ways<'d>(
    field: &Field<'d>,
    value: &Value,
    is_form: bool,
) -> Option<Vec<Vec<(String, Wants<'d>)>>> {
    let name = &field.name;
    if let Some(style) = field.style.filter(|_| is_form) {
        return styled(field, value, style);
    }
    let whole = vec![(name.clone(), wants(field, value)?)];
    Some(match value.as_array() {
        None => vec![whole],
        Some(items) => {
            let each = items
                .iter()
                .map(|item| Some((name.clone(), wants(field, item)?)));
            let each: Option<Vec<_>> = each.collect();
            // Versions differ in whether `contentType` is that of the list or of its items.
            let mut ways: Vec<_> = each.into_iter().collect();
            if !field.media_types.is_empty() {
                ways.push(whole);
            }
            ways
        }
    })
}

fn styled<'d>(
    field: &Field<'d>,
    value: &Value,
    style: Style,
) -> Option<Vec<Vec<(String, Wants<'d>)>>> {
    let is_file = field
        .schemas
        .iter()
        .any(|schema| schema.text("type") == Some("file"))
        || is_binary(field);
    if is_file {
        let items = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        let each = items
            .iter()
            .map(|item| Some((field.name.clone(), Wants::Bytes(text(item)?, Vec::new()))));
        return Some(vec![each.collect::<Option<_>>()?]);
    }
    let as_text = |value: String| Wants::Text(value, Vec::new());
    let ways = style.pairs(&field.name, value, Escape::None)?;
    let ways = ways.into_iter().map(|way| {
        let parts = way.into_iter().map(|(name, value)| (name, as_text(value)));
        parts.collect()
    });
    Some(ways.collect())
}

/// What one value is written as.
fn wants<'d>(field: &Field<'d>, value: &Value) -> Option<Wants<'d>> {
    let types = field.media_types.clone();
    let first = types.first().map(|media_type| Kind::of(media_type));
    let plain = text(value);
    Some(match (first, plain) {
        (Some(Kind::Json), _) => Wants::Json(value.clone(), types),
        (Some(Kind::Xml), None) => Wants::Xml(types),
        (Some(_), Some(text)) => Wants::Bytes(text, types),
        (Some(_), None) => Wants::Bytes(value.to_string(), types),
        (None, Some(text)) if is_binary(field) || is_untyped(field) => Wants::Bytes(text, types),
        (None, Some(text)) => Wants::Text(text, types),
        (None, None) if value.is_null() => return None,
        (None, None) => Wants::Json(value.clone(), vec!["application/json"]),
    })
}

/// Whether a field is bytes, itself or by its items.
pub(crate) fn is_binary(field: &Field<'_>) -> bool {
    sample::schemas(&field.schemas).iter().any(|schema| {
        let is_told =
            schema.text("format") == Some("binary") || schema.text("type") == Some("file");
        is_told
            || schema.get("contentMediaType").is_some()
            || schema.get("contentEncoding").is_some()
    })
}

/// Whether nothing says of which type a field is: then it is bytes, or what its value is (OpenAPI 3.1, Encoding Object,
/// `contentType`).
fn is_untyped(field: &Field<'_>) -> bool {
    let schemas = sample::schemas(&field.schemas);
    let told = ["type", "enum", "const", "properties", "items"];
    !schemas
        .iter()
        .any(|schema| told.iter().any(|key| schema.get(key).is_some()))
}

fn has_headers(field: &Field<'_>, given: &Given, part: &Part) -> bool {
    field.headers.iter().all(|(name, node)| {
        let wanted = given
            .part_headers
            .iter()
            .find(|(of, header, _)| *of == field.name && header == name);
        let found = part.header(name);
        match wanted {
            None => found.is_none(),
            Some((.., value)) => {
                let written = parameters::of_header(*node);
                header(name, written, value, found).is_ok()
            }
        }
    })
}
