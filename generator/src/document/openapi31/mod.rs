//! OpenAPI 3.0, 3.1 and 3.2 brought to one shape: that of 3.0, which `lower` reads.
//!
//! What 3.0 cannot say travels as `x-clientwright-` keys.
//! Spellings of 3.1 in a document of 3.0, and common mistakes with one sensible reading, are read as they are meant.

mod conditions;
mod containers;
mod events;
mod keywords;
mod schema;
mod types;
mod unions;
mod values;

#[cfg(test)]
mod tests;

use indexmap::IndexMap;

use crate::pointer::Pointer;
use crate::report::{Code, Report};

use super::grammar::{Kind, walk};
use super::moves::Moves;
use super::path::Path;
use super::{Origins, Tree, anchors, microsoft};

type Map = IndexMap<String, Tree>;

/// What the rewrites of one document share.
struct Pass<'a> {
    moves: Moves<'a>,
    report: &'a mut Report,
}

impl Pass<'_> {
    /// Says that a value is read in a way that the specification does not promise.
    fn warn(&mut self, path: &Path<'_>, message: impl Into<String>, help: &str) {
        self.report
            .warning(Code::Shape, &path.pointer(), message, help);
    }
}

/// Brings a document of OpenAPI 3.0, 3.1 or 3.2 to the shape of 3.0.
pub(super) fn upgrade(tree: &mut Tree, origins: &mut Origins, report: &mut Report) {
    anchors::resolve(tree, origins, report);
    let mut pass = Pass {
        moves: Moves::new(origins),
        report,
    };
    walk(
        tree,
        Kind::Document,
        &Path::Root,
        &mut |tree, kind, path| visit(tree, kind, path, &mut pass),
    );
    pass.moves.redirect(tree);
    microsoft::map_values(tree);
}

fn visit(tree: &mut Tree, kind: Kind, path: &Path<'_>, pass: &mut Pass<'_>) {
    if let (Kind::Schema | Kind::Parameter, Tree::Map(map)) = (kind, &mut *tree) {
        rename(map, "x-ms-client-name", "x-clientwright-name", path, pass);
        microsoft::read_enum(map);
    }
    match (kind, tree) {
        (Kind::Schema, tree) => schema::rewrite(tree, path, pass),
        (Kind::Additional, tree @ (Tree::Map(_) | Tree::Null)) => {
            schema::rewrite(tree, path, pass);
        }
        (Kind::Document, Tree::Map(map)) => {
            for key in ["webhooks", "x-webhooks"] {
                rename(map, key, "x-clientwright-webhooks", path, pass);
            }
        }
        (Kind::MediaType, Tree::Map(map)) => {
            events::read_data(map, path, pass);
            rename(map, "itemSchema", "x-clientwright-item-schema", path, pass);
        }
        (Kind::PathItem, Tree::Map(map)) => gather_operations(map, path, pass),
        (Kind::Parameter, Tree::Map(map)) => {
            spell_cookie_style(map);
            spell_querystring(map);
        }
        (Kind::Example, Tree::Map(map)) => read_data_value(map, path, pass),
        (Kind::Response, Tree::Map(map)) if !map.contains_key("$ref") => {
            // Everybody leaves the description of a response out, and nothing depends on it.
            map.entry("description".to_owned())
                .or_insert_with(|| Tree::from(""));
        }
        _ => {}
    }
}

/// Puts a value under another key; it stays at its turn, so that the order of the document holds.
fn rename(map: &mut Map, old: &str, new: &str, path: &Path<'_>, pass: &mut Pass<'_>) {
    if map.contains_key(new) {
        return;
    }
    if let Some((index, _, value)) = map.shift_remove_full(old) {
        map.shift_insert(index, new.to_owned(), value);
        pass.moves
            .moved(path.key(new).pointer(), path.key(old).pointer());
    }
}

/// Where the operations of methods stand that OpenAPI 3.0 has no key for, once a description is read.
pub const GATHERED_OPERATIONS: &str = "x-clientwright-operations";

/// The method that OpenAPI 3.2 has a key for, as it is sent.
const QUERY: &str = "QUERY";

/// The key of OpenAPI 3.2 for all others.
const ADDITIONAL: &str = "additionalOperations";

/// The place of an operation in the description as it is written, where gathering its method has moved it.
#[must_use]
pub fn as_written(place: &Pointer) -> Pointer {
    let mut written = Pointer::root();
    for step in place.steps() {
        written = match (written.last(), &**step) {
            (Some(ADDITIONAL), QUERY) => written.parent().unwrap_or_default().join("query"),
            (_, GATHERED_OPERATIONS) => written.join(ADDITIONAL),
            (_, step) => written.join(step),
        };
    }
    written
}

/// Gathers the operations of methods that OpenAPI 3.0 has no key for, by the method as it is sent.
fn gather_operations(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    const GATHERED: &str = GATHERED_OPERATIONS;

    rename(map, ADDITIONAL, GATHERED, path, pass);
    let Some((index, _, query)) = map.shift_remove_full("query") else {
        return;
    };
    if !map.contains_key(GATHERED) {
        map.shift_insert(index, GATHERED.to_owned(), Tree::map());
    }
    if let Some(Tree::Map(operations)) = map.get_mut(GATHERED) {
        operations.shift_insert(0, QUERY.to_owned(), query);
        pass.moves.moved(
            path.key(GATHERED).key(QUERY).pointer(),
            path.key("query").pointer(),
        );
    }
}

/// Writes the style `cookie` of OpenAPI 3.2 as `form`, which differs in the escaping only.
fn spell_cookie_style(map: &mut Map) {
    if map.get("style").and_then(Tree::as_text) == Some("cookie") {
        map.insert("style".to_owned(), Tree::from("form"));
        map.insert("x-clientwright-style".to_owned(), Tree::from("cookie"));
    }
}

/// Writes a parameter that is the whole query (OpenAPI 3.2) as one of the query.
fn spell_querystring(map: &mut Map) {
    let place = map.get("in").and_then(Tree::as_text).unwrap_or_default();
    if place.trim().eq_ignore_ascii_case("querystring") {
        map.insert("in".to_owned(), Tree::from("query"));
        map.insert("x-clientwright-querystring".to_owned(), Tree::Bool(true));
    }
}

/// Reads the value of an example where OpenAPI 3.2 keeps it.
fn read_data_value(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    rename(map, "dataValue", "value", path, pass);
}
