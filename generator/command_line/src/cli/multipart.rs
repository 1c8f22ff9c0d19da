//! Multipart bodies: a part for each property.

use client::FilePart;
use client::untyped::Untyped;

use super::json::Json;
use super::model::{Body, Values};
use super::problem::Problem;
use super::value;

/// Gives a call the parts. A file is named by its path, so it is read here and not before.
pub(crate) fn send(
    mut call: Untyped,
    body: &'static Body,
    object: &Json,
) -> Result<Untyped, Problem> {
    for field in body.fields {
        let Some(held) = object.get(field.name) else {
            continue;
        };
        let (values, parts) = match (field.values, held) {
            (Values::List(items), Json::List(parts)) => (*items, parts.iter().collect()),
            (values, part) => (values, vec![part]),
        };
        for part in parts {
            call = match (values, part) {
                (Values::File, Json::Text(path)) => call.part_file(field.name, file(path)?),
                (_, part @ (Json::Text(_) | Json::Literal(_))) => {
                    call.part_text(field.name, &part.to_value())
                }
                (_, part) => call.part_json(field.name, part.to_string()),
            };
        }
    }
    Ok(call)
}

/// A file with its own name, without the folders before it.
fn file(path: &str) -> Result<FilePart, Problem> {
    let name = std::path::Path::new(path)
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or("file");
    Ok(FilePart::new(name.to_owned(), value::file_bytes(path)?))
}
