//! Keywords that say nothing about the wire, that have another spelling in OpenAPI 3.0, or that are often miswritten.

use crate::document::Tree;
use crate::document::path::Path;

use super::{Map, Pass, rename};

/// Keywords that only judge a value; what is on the wire is the same with and without them.
const JUDGING: [&str; 9] = [
    "$comment",
    "$schema",
    "$vocabulary",
    "contains",
    "minContains",
    "maxContains",
    "dependentRequired",
    "unevaluatedItems",
    "contentSchema",
];

/// Drops, renames and mends the keywords of a schema that need no look at one another.
pub(super) fn tidy(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    drop_validation(map, path, pass);
    spell_nullable(map, path, pass);
    spell_content(map);
    spell_discriminator(map);
    mend_required(map, path, pass);
    if matches!(map.get("examples"), Some(Tree::List(_))) {
        rename(map, "examples", "x-clientwright-examples", path, pass);
    }
}

fn drop_validation(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    spell_bound(map, "minimum", "exclusiveMinimum", f64::gt, path, pass);
    spell_bound(map, "maximum", "exclusiveMaximum", f64::lt, path, pass);
    for key in JUDGING {
        map.shift_remove(key);
    }
    for key in ["properties", "required", "enum", "allOf", "anyOf", "oneOf"] {
        if matches!(map.get(key), Some(Tree::Null)) {
            pass.warn(
                &path.key(key),
                format!("`{key}` has no value and is taken as absent"),
                "remove the key or give it a value",
            );
            map.shift_remove(key);
        }
    }
}

/// Writes a bound that excludes itself as a bound and the word that it does, unless another one is narrower.
fn spell_bound(
    map: &mut Map,
    bound: &str,
    exclusive: &str,
    is_narrower: fn(&f64, &f64) -> bool,
    path: &Path<'_>,
    pass: &mut Pass<'_>,
) {
    let Some(Tree::Number(number)) = map.get(exclusive) else {
        return;
    };
    let number = number.clone();
    map.shift_remove(exclusive);
    if let Some(Tree::Number(other)) = map.get(bound)
        && is_narrower(&other.as_f64(), &number.as_f64())
    {
        return;
    }
    map.insert(bound.to_owned(), Tree::Number(number));
    map.insert(exclusive.to_owned(), Tree::Bool(true));
    let (new, old) = (path.key(bound), path.key(exclusive));
    pass.moves.moved(new.pointer(), old.pointer());
}

/// Writes each spelling of "may be null" as `nullable`.
fn spell_nullable(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if let Some(Tree::Bool(nullable)) = map.get("x-nullable")
        && !map.contains_key("nullable")
    {
        map.insert("nullable".to_owned(), Tree::Bool(*nullable));
    }
    let word = match map.get("nullable") {
        Some(Tree::Text(word)) => word.parse::<bool>().ok(),
        Some(Tree::Bool(_)) | None => return,
        Some(_) => None,
    };
    pass.warn(
        &path.key("nullable"),
        match word {
            Some(_) => "`nullable` is written as text and is read as a boolean",
            None => "`nullable` is not a boolean and is taken as absent",
        },
        "write `nullable: true` or `nullable: false`",
    );
    match word {
        Some(nullable) => map.insert("nullable".to_owned(), Tree::Bool(nullable)),
        None => map.shift_remove("nullable"),
    };
}

/// Writes how a text carries bytes as a `format`.
fn spell_content(map: &mut Map) {
    let encoding = map.shift_remove("contentEncoding");
    let media_type = map.shift_remove("contentMediaType");
    if (encoding.is_none() && media_type.is_none()) || map.contains_key("format") {
        return;
    }
    let format = match (
        encoding.as_ref().and_then(Tree::as_text),
        media_type.as_ref().and_then(Tree::as_text),
    ) {
        (Some("base64"), _) => "byte",
        (Some("binary"), _) => "binary",
        (None, Some(media_type)) if !is_textual(media_type) => "binary",
        _ => return,
    };
    match map.get("type") {
        None if map.contains_key("$ref") => return,
        None => {
            map.insert("type".to_owned(), Tree::from("string"));
        }
        Some(Tree::Text(name)) if name != "string" => return,
        Some(_) => {}
    }
    map.insert("format".to_owned(), Tree::from(format));
}

/// Whether what has this media type is text already.
fn is_textual(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript", "x-www-form-urlencoded"]
            .iter()
            .any(|suffix| essence.ends_with(suffix))
}

/// Writes a discriminator that is a bare name, as in Swagger 2.0, as an object.
fn spell_discriminator(map: &mut Map) {
    if let Some(discriminator @ Tree::Text(_)) = map.get_mut("discriminator") {
        let name = std::mem::replace(discriminator, Tree::Null);
        *discriminator = [("propertyName", name)].into_iter().collect();
    }
}

/// Reads `required: true` on a property as the object's saying that the property is required.
fn mend_required(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if let Some(Tree::Bool(_)) = map.get("required") {
        // The object around it has read the word already, where there is one.
        map.shift_remove("required");
    }
    let mut missing = Vec::new();
    if let Some(Tree::Map(properties)) = map.get("properties") {
        for (name, property) in properties {
            if let Some(Tree::Bool(required)) = property.get("required") {
                let place = path.key("properties");
                let place = place.key(name);
                pass.warn(
                    &place.key("required"),
                    "`required` of a schema is a list of names, not a boolean; \
                     it is read as the object's word about this property",
                    "name the property in the `required` list of the object",
                );
                if *required {
                    missing.push(name.clone());
                }
            }
        }
    }
    if missing.is_empty() {
        return;
    }
    let required = map
        .entry("required".to_owned())
        .or_insert_with(|| Tree::List(Vec::new()));
    if let Tree::List(names) = required {
        for name in missing.into_iter().map(Tree::from) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
}
