//! Lists and maps whose members differ by position or by name.

use crate::document::Tree;
use crate::document::path::Path;

use super::{Map, Pass, rename};

const PREFIX: &str = "x-clientwright-prefix-items";

/// Rewrites what OpenAPI 3.0 cannot say of the members of arrays and objects.
pub(super) fn rewrite(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    rewrite_positions(map, path, pass);
    rewrite_names(map, path, pass);
}

/// Reads schemas listed under `items` as alternatives, where nothing says that the value is an array: values that are
/// documented so are one of them each, and never a list of them.
pub(super) fn read_alternatives(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let listed = matches!(map.get("items"), Some(Tree::List(members)) if !members.is_empty());
    let array = match map.get("type") {
        Some(Tree::List(names)) => names.iter().any(|name| name.as_text() == Some("array")),
        Some(name) => name.as_text() == Some("array"),
        None => false,
    };
    let others = ["anyOf", "additionalItems", "prefixItems"];
    if !listed || array || others.iter().any(|key| map.contains_key(*key)) {
        return;
    }
    pass.warn(
        &path.key("items"),
        "`items` lists schemas of what is no array; they are taken for `anyOf`",
        "write `anyOf`, or `type: array`",
    );
    rename(map, "items", "anyOf", path, pass);
}

/// Schemas by position: `prefixItems`, and `items` that is a list as in older drafts.
fn rewrite_positions(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if matches!(map.get("items"), Some(Tree::List(_))) {
        rename(map, "items", PREFIX, path, pass);
        rename(map, "additionalItems", "items", path, pass);
    } else {
        rename(map, "prefixItems", PREFIX, path, pass);
    }
}

/// Schemas by name: `patternProperties` and `unevaluatedProperties` become `additionalProperties`. Beside declared properties,
/// patterns tell of some names only: what has another name may be anything, unless the schema says otherwise.
fn rewrite_names(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    const ADDITIONAL: &str = "additionalProperties";

    if let Some(Tree::Map(patterns)) = map.shift_remove("patternProperties")
        && !patterns.is_empty()
    {
        let old = path.key("patternProperties");
        let additional = map.shift_remove(ADDITIONAL);
        let others = additional
            .as_ref()
            .or_else(|| map.get("unevaluatedProperties"));
        let is_open = match others {
            None | Some(Tree::Bool(true)) => map.contains_key("properties"),
            Some(Tree::Map(others)) => others.is_empty(),
            Some(_) => false,
        };
        let mut members: Vec<(Tree, _)> = Vec::with_capacity(patterns.len() + 1);
        for (pattern, schema) in patterns {
            members.push((schema, old.key(&pattern).pointer()));
        }
        if let Some(schema @ Tree::Map(_)) = additional {
            members.push((schema, path.key(ADDITIONAL).pointer()));
        }
        let place = path.key(ADDITIONAL);
        let value = if is_open {
            Tree::Bool(true)
        } else if members.len() == 1 {
            let (schema, old) = members.remove(0);
            pass.moves.moved(place.pointer(), old);
            schema
        } else {
            let place = place.key("anyOf");
            let mut schemas = Vec::with_capacity(members.len());
            for (index, (schema, old)) in members.into_iter().enumerate() {
                pass.moves.moved(place.index(index).pointer(), old);
                schemas.push(schema);
            }
            [("anyOf", Tree::List(schemas))].into_iter().collect()
        };
        map.insert(ADDITIONAL.to_owned(), value);
    }
    if map.contains_key(ADDITIONAL) {
        map.shift_remove("unevaluatedProperties");
    } else {
        rename(map, "unevaluatedProperties", ADDITIONAL, path, pass);
    }
}
