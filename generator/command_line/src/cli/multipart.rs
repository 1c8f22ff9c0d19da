//! Multipart bodies: a part for each property.

use client::FilePart;
use client::untyped::{Encoding, Untyped};

use super::json::Json;
use super::model::{Body, Values};
use super::parser::Line;
use super::problem::Problem;
use super::value;

/// Gives a call the parts: the members of an object, and then those that `--add-part` names.
pub(crate) fn send(
    mut call: Untyped,
    body: &'static Body,
    object: &Json,
    line: &Line,
) -> Result<Untyped, Problem> {
    let Json::Object(members) = object else {
        return Err(Problem::usage(
            "--json: the parts are the members of an object",
        ));
    };
    call = call.multipart(body.media_type);
    for (name, held) in members {
        // A part that the description does not know is written as what it is.
        let field = body.fields.iter().find(|field| field.name == name);
        let values = field.map_or(Values::Any, |field| field.values);
        if let Some(field) = field.filter(|field| !field.header_of.is_empty()) {
            let part = field.header_of;
            let name = field.name.strip_prefix(part).unwrap_or(field.name);
            call = call.part_header(part, name.trim(), &held.to_value(), Encoding::SIMPLE);
            continue;
        }
        if let Some((_, encoding)) = body.encodings.iter().find(|(styled, _)| styled == name) {
            call = call.part_as(name, &held.to_value(), *encoding);
            continue;
        }
        let media_type = field
            .map(|field| field.media_type)
            .filter(|media_type| !media_type.is_empty());
        for (values, part) in parts(values, held, media_type) {
            call = add(call, name, values, part, media_type)?;
        }
    }
    for text in line.all("=add-part").unwrap_or_default() {
        let Some((name, text)) = text.split_once('=') else {
            return Err(Problem::usage(
                "--add-part: expected NAME=TEXT or NAME=@FILE",
            ));
        };
        let (values, text) = match text.strip_prefix('@') {
            Some(file) => (Values::File, file),
            None => (Values::Text, value::unescaped(text)),
        };
        call = add(call, name, values, &Json::Text(text.to_owned()), None)?;
    }
    Ok(call)
}

/// The items of a list are parts of their own, unless a media type is told for the list of what is written as JSON.
fn parts<'j>(values: Values, held: &'j Json, media_type: Option<&str>) -> Vec<(Values, &'j Json)> {
    let (is_json, has_media_type) = (media_type.is_some_and(is_json), media_type.is_some());
    match (values, held) {
        (Values::List(items), held) if is_json && !matches!(items, Values::File) => {
            vec![(Values::Any, held)]
        }
        (
            Values::List(Values::Object(_) | Values::Map(_) | Values::Any | Values::List(_)),
            held,
        ) if has_media_type => {
            vec![(Values::Any, held)]
        }
        (Values::List(items), Json::List(parts)) => {
            parts.iter().map(|part| (*items, part)).collect()
        }
        // What may be a list is written as what it is.
        (Values::Any, Json::List(items)) if !has_media_type => {
            items.iter().map(|item| (Values::Any, item)).collect()
        }
        (values, part) => vec![(values, part)],
    }
}

/// Adds a part. A file is named by its path, so it is read here and not before.
fn add(
    call: Untyped,
    name: &str,
    values: Values,
    part: &Json,
    media_type: Option<&str>,
) -> Result<Untyped, Problem> {
    Ok(match (values, part) {
        (Values::File, Json::Text(path)) => call.part_file(name, file(path)?, media_type),
        (_, part) if media_type.is_some_and(is_json) => {
            call.part_json(name, part.to_string(), media_type)
        }
        (_, part @ (Json::Text(_) | Json::Literal(_))) => {
            call.part_text(name, &part.to_value(), media_type)
        }
        (_, part) => call.part_json(name, part.to_string(), media_type),
    })
}

/// Whether a media type is one of JSON (RFC 8259; `+json` by RFC 6839).
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// A file with its own name, without the folders before it.
fn file(path: &str) -> Result<FilePart, Problem> {
    let name = std::path::Path::new(path)
        .file_name()
        .and_then(|name| name.to_str())
        .filter(|name| *name != "-")
        .unwrap_or("file");
    Ok(FilePart::new(name.to_owned(), value::file_bytes(path)?))
}
