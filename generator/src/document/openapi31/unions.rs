//! `anyOf` and `oneOf`: null members taken out, empty unions and unions of one simplified.

use crate::document::Tree;
use crate::document::path::Path;

use super::schema::require_too;
use super::{Map, Pass};

/// Simplifies both kinds of union of a schema.
pub(super) fn rewrite(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    for key in ["anyOf", "oneOf"] {
        take_null_out(map, key, path, pass);
        simplify(map, key, path, pass);
    }
}

/// Takes the members that are null out of a union and says `nullable` instead.
fn take_null_out(map: &mut Map, key: &str, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Some(Tree::List(members)) = map.get_mut(key) else {
        return;
    };
    if !members.iter().any(is_null) {
        return;
    }
    let place = path.key(key);
    let mut kept = Vec::with_capacity(members.len());
    for (index, member) in std::mem::take(members).into_iter().enumerate() {
        if is_null(&member) {
            continue;
        }
        if index != kept.len() {
            let new = place.index(kept.len());
            pass.moves
                .moved(new.pointer(), place.index(index).pointer());
        }
        kept.push(member);
    }
    if kept.is_empty() {
        map.shift_remove(key);
        map.insert("enum".to_owned(), Tree::List(vec![Tree::Null]));
    } else {
        *members = kept;
    }
    map.insert("nullable".to_owned(), Tree::Bool(true));
}

/// Whether a schema has null for its only value.
fn is_null(schema: &Tree) -> bool {
    if let Some(value) = schema.get("const") {
        return value.is_null();
    }
    if let Some(Tree::List(values)) = schema.get("enum") {
        return !values.is_empty() && values.iter().all(Tree::is_null);
    }
    match schema.get("type") {
        Some(Tree::Null) => true,
        Some(Tree::Text(name)) => name == "null",
        Some(Tree::List(names)) => {
            !names.is_empty() && names.iter().all(|name| name.as_text() == Some("null"))
        }
        _ => false,
    }
}

/// Drops a union of nothing, and writes a union of one as what also has to hold.
fn simplify(map: &mut Map, key: &str, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Some(Tree::List(members)) = map.get(key) else {
        return;
    };
    match members.len() {
        0 => {
            pass.warn(
                &path.key(key),
                format!("`{key}` has no member and is taken as absent"),
                "name the alternatives or remove the key",
            );
            map.shift_remove(key);
        }
        // A tag that tells one member only is kept: others are to come.
        1 if !map.contains_key("discriminator") => {
            let Some(Tree::List(mut members)) = map.shift_remove(key) else {
                return;
            };
            let Some(member) = members.pop() else { return };
            let index = require_too(map, member);
            let (new, old) = (path.key("allOf"), path.key(key));
            pass.moves
                .moved(new.index(index).pointer(), old.index(0).pointer());
        }
        _ => {}
    }
}
