//! Swagger 2.0 brought to OpenAPI 3.0.

mod bodies;
mod parameters;
mod responses;
mod security;
mod servers;

#[cfg(test)]
mod tests;

use indexmap::{IndexMap, IndexSet};

use crate::report::{Code, Report};

use super::grammar::{Kind, walk};
use super::moves::Moves;
use super::path::Path;
use super::{Origins, Tree};

type Map = IndexMap<String, Tree>;

/// What the rewrites of one document share.
struct Pass<'a> {
    moves: Moves<'a>,
    report: &'a mut Report,
    shared: Shared,
}

/// What the root of a document says for all of its operations.
#[derive(Debug, Default)]
struct Shared {
    consumes: Vec<String>,
    produces: Vec<String>,
    address: servers::Address,
    /// The names of the shared parameters that are bodies.
    bodies: IndexSet<String>,
    /// The shared parameters that are fields of a form, by their names.
    fields: Map,
}

impl Pass<'_> {
    /// Says that a value is read in a way that the specification does not promise.
    fn warn(&mut self, path: &Path<'_>, message: impl Into<String>, help: &str) {
        self.report
            .warning(Code::Shape, &path.pointer(), message, help);
    }
}

/// Brings a document of Swagger 2.0 to OpenAPI 3.0, but for what the two have in common.
pub(super) fn upgrade(mut tree: Tree, origins: &mut Origins, report: &mut Report) -> Tree {
    let mut pass = Pass {
        moves: Moves::new(origins),
        report,
        shared: Shared::default(),
    };
    walk(
        &mut tree,
        Kind::Document,
        &Path::Root,
        &mut |tree, kind, path| visit(tree, kind, path, &mut pass),
    );
    pass.moves.redirect(&mut tree);
    tree
}

fn visit(tree: &mut Tree, kind: Kind, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Tree::Map(map) = tree else { return };
    match kind {
        Kind::Document => rewrite_root(map, path, pass),
        Kind::PathItem => bodies::share_out(map, path, pass),
        Kind::Operation => rewrite_operation(map, path, pass),
        Kind::Parameter => parameters::rewrite(map, path, pass),
        Kind::RequestBody => bodies::rewrite_shared(map, path, pass),
        Kind::Response => responses::rewrite_shared(map, path, pass),
        Kind::Header => parameters::rewrite_header(map, path, pass),
        Kind::SecurityScheme => security::rewrite(map, path, pass),
        Kind::Schema => rewrite_schema(map),
        _ => {}
    }
}

fn rewrite_root(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    map.shift_remove("swagger");
    map.shift_insert(0, "openapi".to_owned(), Tree::from("3.0.3"));
    pass.shared.consumes = take_texts(map, "consumes").unwrap_or_default();
    pass.shared.produces = take_texts(map, "produces").unwrap_or_default();
    servers::rewrite_root(map, path, pass);
    let mut components = match map.shift_remove("components") {
        Some(Tree::Map(components)) => components,
        _ => Map::new(),
    };
    split_parameters(map, &mut components, path, pass);
    for (old, new) in [
        ("definitions", "schemas"),
        ("responses", "responses"),
        ("securityDefinitions", "securitySchemes"),
    ] {
        let Some(Tree::Map(values)) = map.shift_remove(old) else {
            continue;
        };
        let place = path.key("components");
        let (new_place, old_place) = (place.key(new).pointer(), path.key(old).pointer());
        pass.moves.moved(new_place, old_place);
        add_all(&mut components, new, values);
    }
    if !components.is_empty() {
        map.insert("components".to_owned(), Tree::Map(components));
    }
}

/// Parts the shared parameters into those that stay such, those that are bodies, and fields of forms.
fn split_parameters(map: &mut Map, components: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Some(Tree::Map(shared)) = map.shift_remove("parameters") else {
        return;
    };
    let (old, place) = (path.key("parameters"), path.key("components"));
    let mut parameters = Map::new();
    let mut bodies = Map::new();
    for (name, parameter) in shared {
        let from = old.key(&name).pointer();
        match parameter.get("in").and_then(Tree::as_text) {
            Some("body") => {
                let to = place.key("requestBodies");
                pass.moves.moved(to.key(&name).pointer(), from);
                pass.shared.bodies.insert(name.clone());
                bodies.insert(name, parameter);
            }
            Some("formData") => {
                pass.shared.fields.insert(name, parameter);
            }
            _ => {
                let to = place.key("parameters");
                pass.moves.moved(to.key(&name).pointer(), from);
                parameters.insert(name, parameter);
            }
        }
    }
    add_all(components, "parameters", parameters);
    add_all(components, "requestBodies", bodies);
}

/// Adds components of one kind to those that a document has already in the place of OpenAPI 3.
fn add_all(components: &mut Map, key: &str, values: Map) {
    if values.is_empty() {
        return;
    }
    let own = components.entry(key.to_owned()).or_insert_with(Tree::map);
    if let Tree::Map(own) = own {
        for (name, value) in values {
            own.entry(name).or_insert(value);
        }
    }
}

fn rewrite_operation(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    servers::rewrite_operation(map, path, pass);
    let consumes = take_texts(map, "consumes");
    let produces = take_texts(map, "produces");
    bodies::rewrite(map, consumes.as_deref(), path, pass);
    let produces = produces.unwrap_or_else(|| pass.shared.produces.clone());
    let place = path.key("responses");
    if let Some(Tree::Map(responses)) = map.get_mut("responses") {
        for (status, response) in responses.iter_mut() {
            if let Tree::Map(response) = response {
                responses::rewrite(response, &produces, &place.key(status), pass);
            }
        }
    }
}

/// Writes what only Swagger 2.0 allows in a schema.
fn rewrite_schema(map: &mut Map) {
    if map.get("type").and_then(Tree::as_text) == Some("file") {
        map.insert("type".to_owned(), Tree::from("string"));
        map.insert("format".to_owned(), Tree::from("binary"));
    }
    if !map.contains_key("example")
        && let Some(example) = map.shift_remove("x-example")
    {
        map.insert("example".to_owned(), example);
    }
}

/// Takes a list of texts out, where there is one; a text alone is a list of one.
fn take_texts(map: &mut Map, key: &str) -> Option<Vec<String>> {
    match map.shift_remove(key)? {
        Tree::List(list) => Some(
            list.iter()
                .filter_map(Tree::as_text)
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty())
                .collect(),
        ),
        Tree::Text(text) => Some(vec![text]),
        _ => None,
    }
}

/// Describes a body in several media types: one has the schema, and the others lead to it.
fn content(
    media_types: &[String],
    schema: Option<Tree>,
    path: &Path<'_>,
    from: &Path<'_>,
    pass: &mut Pass<'_>,
) -> Map {
    let mut content: Map = media_types
        .iter()
        .map(|name| (name.clone(), Tree::map()))
        .collect();
    let Some(schema) = schema else { return content };
    let json = content.keys().position(|name| name.contains("json"));
    let Some(first) = content.get_index(json.unwrap_or(0)) else {
        return content;
    };
    let first = first.0.clone();
    let place = path.key("content");
    let place = place.key(&first);
    let place = place.key("schema").pointer();
    let other = if schema.has("$ref") {
        schema.clone()
    } else {
        let reference = super::moves::fragment(&place);
        [("$ref", Tree::from(reference))].into_iter().collect()
    };
    pass.moves.moved(place, from.pointer());
    let mut schema = Some(schema);
    for (name, media_type) in &mut content {
        let schema = if *name == first { schema.take() } else { None };
        media_type.insert("schema", schema.unwrap_or_else(|| other.clone()));
    }
    content
}
