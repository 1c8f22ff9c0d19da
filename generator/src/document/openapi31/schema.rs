//! One schema brought to the shape of OpenAPI 3.0.

use crate::document::Tree;
use crate::document::path::Path;

use super::{Map, Pass, conditions, containers, keywords, types, unions, values};

/// Rewrites a schema; what it holds is rewritten when the walk comes to it.
pub(super) fn rewrite(tree: &mut Tree, path: &Path<'_>, pass: &mut Pass<'_>) {
    match tree {
        Tree::Bool(true) => *tree = Tree::map(),
        Tree::Bool(false) => *tree = [("not", Tree::map())].into_iter().collect(),
        Tree::Null => {
            pass.warn(
                path,
                "a schema is missing here, so any value is taken",
                "write `{}` if any value is meant",
            );
            *tree = Tree::map();
        }
        Tree::Map(map) if map.len() == 1 && map.contains_key("$ref") => {}
        Tree::Map(map) => rewrite_map(map, path, pass),
        _ => {}
    }
}

fn rewrite_map(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    conditions::read(map, path, pass);
    keywords::tidy(map, path, pass);
    containers::read_alternatives(map, path, pass);
    wrap_reference(map, path, pass);
    values::rewrite(map, path, pass);
    read_int_or_string(map);
    types::rewrite(map, path, pass);
    unions::rewrite(map, path, pass);
    containers::rewrite(map, path, pass);
}

/// The format `int-or-string`, by which Kubernetes describes what is a whole number or a string, whatever its `type` is.
fn read_int_or_string(map: &mut Map) {
    const FORMAT: &str = "int-or-string";

    let is_format = map.get("format").and_then(Tree::as_text) == Some(FORMAT);
    let is_told = map
        .get("x-kubernetes-int-or-string")
        .and_then(Tree::as_bool)
        == Some(true);
    let has_members = map.contains_key("anyOf") || map.contains_key("oneOf");
    if !(is_format || is_told) || has_members {
        return;
    }
    if is_format {
        map.shift_remove("format");
    }
    let both = ["integer", "string"].map(Tree::from).to_vec();
    map.insert("type".to_owned(), Tree::List(both));
}

/// Creates a `$ref` that has siblings the first member of `allOf`, where siblings count.
fn wrap_reference(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if map.len() == 1 || !matches!(map.get("$ref"), Some(Tree::Text(_))) {
        return;
    }
    let Some(reference) = map.shift_remove("$ref") else {
        return;
    };
    let member: Tree = [("$ref", reference)].into_iter().collect();
    let place = path.key("allOf");
    if let Some(Tree::List(members)) = map.get_mut("allOf") {
        for index in (0..members.len()).rev() {
            let (new, old) = (place.index(index + 1), place.index(index));
            pass.moves.moved(new.pointer(), old.pointer());
        }
        members.insert(0, member);
    } else {
        map.insert("allOf".to_owned(), Tree::List(vec![member]));
    }
    pass.moves.made(place.index(0).pointer(), &path.pointer());
}

/// Adds a schema to those that all have to hold, and tells where it stands.
pub(super) fn require_too(map: &mut Map, member: Tree) -> usize {
    if let Some(Tree::List(members)) = map.get_mut("allOf") {
        members.push(member);
        return members.len() - 1;
    }
    map.insert("allOf".to_owned(), Tree::List(vec![member]));
    0
}
