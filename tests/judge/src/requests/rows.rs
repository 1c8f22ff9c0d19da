//! What each call of a run is given: values for the parameters and the body, as a row that a driver reads.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clientwright::rust::{Request, Switch};
use serde_json::{Map, Value, json};

use super::reader::{Body, Given, Kind, Operation, Parameter, Place, essence, text};

/// The row of a call.
pub(super) fn row(
    doc: &str,
    call: usize,
    operation: &Operation<'_>,
    given: &Given,
    server: Option<&str>,
) -> Value {
    let mut row = Map::new();
    row.insert("doc".to_owned(), doc.into());
    row.insert("call".to_owned(), call.to_string().into());
    row.insert("server".to_owned(), server.unwrap_or_default().into());
    let mut places: Map<String, Value> = Map::new();
    for (index, value) in &given.parameters {
        let parameter = &operation.parameters[*index];
        let place = match parameter.place {
            Place::Path => "path",
            Place::Query | Place::Querystring => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        };
        places.entry(place).or_insert_with(|| json!({}))[parameter.name] = value.clone();
    }
    for (part, name, value) in &given.part_headers {
        let name = part_header(part, name);
        places.entry("partHeaders").or_insert_with(|| json!({}))[name] = value.clone();
    }
    if let Some((index, value)) = &given.body {
        let body = &operation.bodies[*index];
        add_body(body, value, &mut row);
        if let Some(media_type) = concrete(&body.media_type) {
            places.entry("header").or_insert_with(|| json!({}))["Content-Type"] = media_type.into();
        }
    }
    row.extend(places);
    Value::Object(row)
}

fn add_body(body: &Body<'_>, value: &Value, row: &mut Map<String, Value>) {
    let (key, held) = match Kind::of(&body.media_type) {
        Kind::Multipart => ("multipart", multipart(body, value)),
        Kind::JsonTexts => {
            let one = std::slice::from_ref(value);
            let items = value.as_array().map_or(one, Vec::as_slice);
            let lines: Vec<String> = items.iter().map(Value::to_string).collect();
            ("bodyText", lines.join("\n").into())
        }
        Kind::Json | Kind::Form | Kind::Xml => ("body", value.clone()),
        Kind::Text | Kind::Bytes => {
            let plain = text(value).unwrap_or_else(|| value.to_string());
            ("bodyText", plain.into())
        }
    };
    row.insert(key.to_owned(), held);
}

/// The name under which a row has a header of a part.
pub(super) fn part_header(part: &str, name: &str) -> String {
    format!("{part}: {name}")
}

/// The name under which a row has a part as one file.
pub(super) fn whole(part: &str) -> String {
    format!("{part} as a whole")
}

/// Each part as a value and as a file or several, because the client may take it as one or the other.
fn multipart(body: &Body<'_>, value: &Value) -> Value {
    let mut files = Vec::new();
    for field in body.fields(value) {
        let value = &value[&field.name];
        let one = std::slice::from_ref(value);
        let file = |name: &str, item: &Value| {
            let bytes = text(item).unwrap_or_else(|| item.to_string());
            let usual = match text(item) {
                Some(_) => "application/octet-stream",
                None => "application/json",
            };
            let first = field.media_types.first();
            let media_type = first.map_or(usual, |first| *first);
            let media_type = concrete(media_type).unwrap_or_else(|| media_type.to_owned());
            let bytes = STANDARD.encode(bytes);
            json!({ "fieldname": name, "originalname": "file.bin", "mimetype": media_type, "base64": bytes })
        };
        let items = value.as_array().map_or(one, Vec::as_slice);
        files.extend(items.iter().map(|item| file(&field.name, item)));
        files.push(file(&whole(&field.name), value));
    }
    json!({ "parts": value, "files": files })
}

/// A media type of a range.
fn concrete(media_type: &str) -> Option<String> {
    let essence = essence(media_type);
    let (top, sub) = essence.split_once('/')?;
    (sub == "*").then(|| match top {
        "*" | "application" => "application/octet-stream".to_owned(),
        "text" => "text/plain".to_owned(),
        top => format!("{top}/x-sample"),
    })
}

/// Adds what turns on the stream that a method reads: it says so itself, whatever it was given.
pub(super) fn switch_on(request: &Request, operation: &Operation<'_>, given: &mut Given) {
    match &request.switch {
        None => {}
        Some(Switch::Query(name)) => {
            let is_it = |parameter: &Parameter<'_>| parameter.name == name.raw();
            if let Some(at) = operation.parameters.iter().position(is_it) {
                given.parameters.retain(|(index, _)| *index != at);
                given.parameters.push((at, true.into()));
            }
        }
        Some(Switch::Body(pointer) | Switch::Part(pointer)) => {
            let Some((_, value)) = &mut given.body else {
                return;
            };
            let pointer = pointer.raw();
            let names = pointer.trim_start_matches('/').split('/');
            let mut place = value;
            for name in names {
                if !place.is_object() {
                    return;
                }
                place = &mut place[name];
                if place.is_null() {
                    *place = json!({});
                }
            }
            *place = true.into();
        }
    }
}
