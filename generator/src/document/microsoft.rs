//! Microsoft's extensions of descriptions (Azure/autorest, "Swagger extensions"), read as what they mean elsewhere.

use indexmap::IndexMap;

use crate::pointer::Pointer;

use super::moves::local;
use super::{Origins, Tree};

type Map = IndexMap<String, Tree>;

/// How many schemas one may extend, one behind the other.
const MAX_ANCESTORS: usize = 20;

/// Adds the operations of `x-ms-paths`, whose paths have a query of their own, to those of `paths`.
pub(super) fn add_paths(tree: &mut Tree, origins: &mut Origins) {
    const OWN: &str = "x-ms-paths";
    let Some(Tree::Map(added)) = tree.remove(OWN) else {
        return;
    };
    let Some(map) = tree.as_map_mut() else {
        return;
    };
    let paths = map.entry("paths".to_owned()).or_insert_with(Tree::map);
    let Some(paths) = paths.as_map_mut() else {
        return;
    };
    for (path, item) in added {
        let place = |key: &str| Pointer::root().join(key).join(&path);
        if !paths.contains_key(&path) {
            origins.moved(place("paths"), &place(OWN));
            paths.insert(path, item);
        }
    }
}

/// Reads `x-ms-enum`: its name is a title, and it names and describes the values.
pub(super) fn read_enum(map: &mut Map) {
    let Some(said) = map.get("x-ms-enum").filter(|_| map.contains_key("enum")) else {
        return;
    };
    let title = said.get("name").cloned();
    let values = said
        .get("values")
        .and_then(Tree::as_list)
        .unwrap_or_default();
    let told = |key: &str| -> Option<Tree> {
        let entry = |entry: &Tree| {
            let value = match entry.get("value")? {
                Tree::Text(text) => text.clone(),
                other => other.to_json().to_string(),
            };
            Some((value, entry.get(key)?.clone()))
        };
        let told: Map = values.iter().filter_map(entry).collect();
        (!told.is_empty()).then_some(Tree::Map(told))
    };
    let found = [
        ("title", title),
        ("x-enum-varnames", told("name")),
        ("x-enum-descriptions", told("description")),
    ];
    for (key, value) in found {
        if let Some(value) = value {
            map.entry(key.to_owned()).or_insert(value);
        }
    }
}

/// Adds each `x-ms-discriminator-value` to the mapping of the discriminator that the schema inherits.
pub(super) fn map_values(tree: &mut Tree) {
    let schemas = Pointer::root().join("components").join("schemas");
    let Some(declared) = tree.at(&schemas).and_then(Tree::as_map) else {
        return;
    };
    let mut found = Vec::new();
    for (name, schema) in declared {
        let value = schema
            .get("x-ms-discriminator-value")
            .and_then(Tree::as_text);
        if let Some(value) = value {
            let place = schemas.join(name);
            let base = ancestors(tree, &place)
                .into_iter()
                .rfind(|base| tree.at(base).is_some_and(|base| base.has("discriminator")));
            found.extend(base.map(|base| (base.join("discriminator"), value.to_owned(), place)));
        }
    }
    for (discriminator, value, place) in found {
        if let Some(Tree::Map(said)) = tree.at_mut(&discriminator) {
            let mapping = said.entry("mapping".to_owned()).or_insert_with(Tree::map);
            if let Tree::Map(mapping) = mapping {
                mapping
                    .entry(value)
                    .or_insert_with(|| Tree::from(format!("#{place}").as_str()));
            }
        }
    }
}

/// The schemas that one extends by `allOf`, the nearest first.
fn ancestors(tree: &Tree, place: &Pointer) -> Vec<Pointer> {
    let mut found: Vec<Pointer> = Vec::new();
    let mut next = vec![place.clone()];
    while let Some(at) = next.pop() {
        let members = tree
            .at(&at)
            .and_then(|schema| schema.get("allOf")?.as_list());
        for member in members.unwrap_or_default() {
            let base = member.get("$ref").and_then(Tree::as_text).and_then(local);
            let base = base.filter(|base| !found.contains(base) && found.len() < MAX_ANCESTORS);
            if let Some(base) = base {
                found.push(base.clone());
                next.push(base);
            }
        }
    }
    found
}
