//! Responses: their schemas and examples become contents.

use crate::document::Tree;
use crate::document::path::Path;

use super::{Map, Pass, content};

/// Rewrites a response that several operations share.
pub(super) fn rewrite_shared(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let produces = pass.shared.produces.clone();
    rewrite(map, &produces, path, pass);
}

/// Rewrites a response that comes in some of the media types that are named.
///
/// A response that has been rewritten stays as it is.
pub(super) fn rewrite(map: &mut Map, produces: &[String], path: &Path<'_>, pass: &mut Pass<'_>) {
    if map.contains_key("$ref") || map.contains_key("content") {
        return;
    }
    let schema = map.shift_remove("schema");
    let examples = match map.shift_remove("examples") {
        Some(Tree::Map(examples)) => examples,
        _ => Map::new(),
    };
    if schema.is_none() && examples.is_empty() {
        return;
    }
    let media_types = media_types(produces, schema.as_ref(), &examples);
    let from = path.key("schema");
    let mut content = content(&media_types, schema, path, &from, pass);
    let place = path.key("content");
    let old = path.key("examples");
    for (name, example) in examples {
        if let Some(media_type) = content.get_mut(&name) {
            media_type.insert("example", example);
            let new = place.key(&name);
            let old = old.key(&name).pointer();
            pass.moves.moved(new.key("example").pointer(), old);
        }
    }
    map.insert("content".to_owned(), Tree::Map(content));
}

/// The media types of a response: JSON where nothing is said, and bytes where it is a file.
fn media_types(produces: &[String], schema: Option<&Tree>, examples: &Map) -> Vec<String> {
    let kind = schema
        .and_then(|schema| schema.get("type"))
        .and_then(Tree::as_text);
    if kind == Some("file") {
        let bytes: Vec<String> = produces
            .iter()
            .filter(|name| !name.contains("json"))
            .cloned()
            .collect();
        return if bytes.is_empty() {
            vec!["application/octet-stream".to_owned()]
        } else {
            bytes
        };
    }
    if !produces.is_empty() {
        return produces.to_vec();
    }
    if schema.is_none() {
        return examples.keys().cloned().collect();
    }
    vec!["application/json".to_owned()]
}
