//! Conditions: the properties of `then`, `else` and `dependentSchemas` are there for some values only, so they are optional.

use crate::document::Tree;
use crate::document::path::Path;
use crate::pointer::Pointer;

use super::{Map, Pass, rename};

/// What the schema of a branch may say for all of it to be told by properties that may be missing.
const TOLD: [&str; 7] = [
    "properties",
    "required",
    "type",
    "title",
    "description",
    "$comment",
    "additionalProperties",
];

/// A property of a branch, with its schema and where that stands.
type Found = (String, Tree, Pointer);

/// Takes the properties of branches for optional ones of the schema, and `unevaluatedItems` for the items behind others.
pub(super) fn read(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let mut found: Vec<Found> = Vec::new();
    if map.contains_key("if") {
        for key in ["then", "else"] {
            if let Some(branch) = map.get(key) {
                take(branch, &path.key(key), pass, &mut found);
            }
        }
    }
    for key in ["dependentSchemas", "dependencies"] {
        let place = path.key(key);
        for (name, branch) in map.get(key).and_then(Tree::as_map).into_iter().flatten() {
            take(branch, &place.key(name), pass, &mut found);
        }
    }
    for key in ["if", "then", "else", "dependentSchemas", "dependencies"] {
        map.shift_remove(key);
    }
    add(map, found, path, pass);
    if !map.contains_key("items") && !matches!(map.get("unevaluatedItems"), Some(Tree::Bool(_))) {
        rename(map, "unevaluatedItems", "items", path, pass);
    }
}

/// Gathers the properties of a branch, and says where it holds more than these.
fn take(branch: &Tree, path: &Path<'_>, pass: &mut Pass<'_>, found: &mut Vec<Found>) {
    let Some(said) = branch.as_map() else {
        return;
    };
    if let Some(key) = said.keys().find(|key| !TOLD.contains(&key.as_str())) {
        pass.report.unsupported(
            &path.key(key).pointer(),
            format!("`{key}` of a condition is not looked at: the type takes what the properties of its branches take"),
            "describe the alternatives with `oneOf`",
        );
    }
    let properties = said.get("properties").and_then(Tree::as_map);
    let place = path.key("properties");
    for (name, schema) in properties.into_iter().flatten() {
        found.push((name.clone(), schema.clone(), place.key(name).pointer()));
    }
}

/// Adds the properties that the schema does not declare itself; one of several branches is what any of them says.
fn add(map: &mut Map, found: Vec<Found>, path: &Path<'_>, pass: &mut Pass<'_>) {
    let mut by_name: indexmap::IndexMap<String, Vec<(Tree, Pointer)>> = indexmap::IndexMap::new();
    let declared = map.get("properties").cloned().unwrap_or(Tree::Null);
    for (name, schema, place) in found {
        let known = by_name.entry(name.clone()).or_default();
        if !declared.has(&name) && known.iter().all(|(other, _)| *other != schema) {
            known.push((schema, place));
        }
    }
    by_name.retain(|_, schemas| !schemas.is_empty());
    if by_name.is_empty() {
        return;
    }
    let properties = map.entry("properties".to_owned()).or_insert_with(Tree::map);
    let at = path.key("properties");
    for (name, mut schemas) in by_name {
        let place = at.key(&name);
        let schema = if schemas.len() == 1 {
            let (schema, old) = schemas.remove(0);
            pass.moves.made(place.pointer(), &old);
            schema
        } else {
            let list = place.key("anyOf");
            let mut members = Vec::with_capacity(schemas.len());
            for (index, (schema, old)) in schemas.into_iter().enumerate() {
                pass.moves.made(list.index(index).pointer(), &old);
                members.push(schema);
            }
            [("anyOf", Tree::List(members))].into_iter().collect()
        };
        properties.insert(name.as_str(), schema);
    }
}
