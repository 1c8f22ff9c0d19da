//! `type`: one name in OpenAPI 3.0, a name or a list of names in 3.1, and anything at all in the wild.

use crate::document::Tree;
use crate::document::path::Path;
use crate::nearest::nearest;

use super::schema::require_too;
use super::values::type_of;
use super::{Map, Pass};

/// The names that JSON Schema knows, without `null`.
const TYPES: [&str; 6] = ["object", "array", "string", "number", "integer", "boolean"];

/// The keywords that speak of values of one JSON type only, and the types they speak of.
const KEYWORDS: [(&str, &[&str]); 22] = [
    ("properties", &["object"]),
    ("required", &["object"]),
    ("additionalProperties", &["object"]),
    ("patternProperties", &["object"]),
    ("unevaluatedProperties", &["object"]),
    ("propertyNames", &["object"]),
    ("minProperties", &["object"]),
    ("maxProperties", &["object"]),
    ("discriminator", &["object"]),
    ("items", &["array"]),
    ("prefixItems", &["array"]),
    ("additionalItems", &["array"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("pattern", &["string"]),
    ("minimum", &["number", "integer"]),
    ("maximum", &["number", "integer"]),
    ("multipleOf", &["number", "integer"]),
    ("x-clientwright-prefix-items", &["array"]),
];

/// Writes `type` as one known name or none, with `nullable` and `anyOf` for the rest.
pub(super) fn rewrite(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    let names = match map.get("type") {
        Some(Tree::Null) => vec!["null".to_owned()],
        Some(Tree::Text(name)) if TYPES.contains(&name.as_str()) => return,
        Some(Tree::Text(name)) => vec![name.clone()],
        Some(Tree::List(names)) => names.iter().filter_map(name_of).collect(),
        _ => return,
    };
    let mut known: Vec<&'static str> = Vec::new();
    let mut null = false;
    for name in &names {
        match read_name(name) {
            Reading::Null => null = true,
            Reading::Type(name) => known.push(name),
            Reading::Meant(meant, format) => {
                warn_meant(name, meant, format, path, pass);
                known.push(meant);
                if let Some(format) = format {
                    map.entry("format".to_owned())
                        .or_insert_with(|| Tree::from(format));
                }
            }
            Reading::Unknown => {
                warn_unknown(name, path, pass);
                map.shift_remove("type");
                return;
            }
        }
    }
    settle(map, known, null, path, pass);
}

fn name_of(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Null => Some("null".to_owned()),
        Tree::Text(name) => Some(name.clone()),
        _ => None,
    }
}

/// What a name of a type stands for.
enum Reading {
    Null,
    Type(&'static str),
    /// A type and a format that another language's name stands for.
    Meant(&'static str, Option<&'static str>),
    Unknown,
}

/// Reads a name of a type; those that other languages use stand for what they are on the wire.
fn read_name(name: &str) -> Reading {
    if let Some(known) = TYPES.iter().find(|known| **known == name) {
        return Reading::Type(known);
    }
    let (meant, format) = match name.trim().to_ascii_lowercase().as_str() {
        "null" | "none" | "nil" => return Reading::Null,
        "file" | "binary" => ("string", Some("binary")),
        "date" => ("string", Some("date")),
        "date-time" | "datetime" => ("string", Some("date-time")),
        "uuid" => ("string", Some("uuid")),
        "uri" | "url" => ("string", Some("uri")),
        "str" | "string" | "text" => ("string", None),
        "int" | "integer" => ("integer", None),
        "int32" => ("integer", Some("int32")),
        "long" | "int64" => ("integer", Some("int64")),
        "float" => ("number", Some("float")),
        "double" => ("number", Some("double")),
        "number" | "decimal" => ("number", None),
        "bool" | "boolean" => ("boolean", None),
        "object" | "map" | "dict" => ("object", None),
        "array" | "list" => ("array", None),
        _ => return Reading::Unknown,
    };
    Reading::Meant(meant, format)
}

fn warn_meant(name: &str, meant: &str, format: Option<&str>, path: &Path<'_>, pass: &mut Pass<'_>) {
    let meant = match format {
        Some(format) => format!("`type: {meant}` with `format: {format}`"),
        None => format!("`type: {meant}`"),
    };
    pass.warn(
        &path.key("type"),
        format!("`{name}` is no type of JSON Schema and is read as {meant}"),
        &format!("write {meant}"),
    );
}

fn warn_unknown(name: &str, path: &Path<'_>, pass: &mut Pass<'_>) {
    pass.warn(
        &path.key("type"),
        format!("`{name}` is no type of JSON Schema, so any value is taken"),
        &match nearest(name, TYPES) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "leave `type` out if any value is meant".to_owned(),
        },
    );
}

/// Writes a set of types, and perhaps null, as OpenAPI 3.0 can.
fn settle(
    map: &mut Map,
    mut known: Vec<&'static str>,
    null: bool,
    path: &Path<'_>,
    pass: &mut Pass<'_>,
) {
    if known.contains(&"number") {
        known.retain(|name| *name != "integer");
    }
    let mut seen = Vec::new();
    known.retain(|name| {
        !seen.contains(name) && {
            seen.push(*name);
            true
        }
    });
    if let Some(Tree::List(values)) = map.get("enum") {
        let named: Vec<_> = values.iter().map(type_of).collect();
        known.retain(|name| named.iter().any(|value| holds(name, value)));
    }
    if null {
        map.insert("nullable".to_owned(), Tree::Bool(true));
    }
    match known.as_slice() {
        [] if null => {
            map.shift_remove("type");
            map.insert("enum".to_owned(), Tree::List(vec![Tree::Null]));
        }
        [one] => {
            map.insert("type".to_owned(), Tree::from(*one));
        }
        [] => {
            pass.warn(
                &path.key("type"),
                "no type is left that the values fit, so any value is taken",
                "name the type of the values",
            );
            map.shift_remove("type");
        }
        // Every type there is: nothing is said.
        [_, _, _, _, _, ..] => {
            map.shift_remove("type");
        }
        several => split(map, several, path, pass),
    }
}

/// Whether a type has values of a JSON type.
fn holds(name: &str, value: &str) -> bool {
    name == value || (name == "number" && value == "integer")
}

/// Deals the keywords out to one schema a type.
fn split(map: &mut Map, names: &[&str], path: &Path<'_>, pass: &mut Pass<'_>) {
    let mut members: Vec<Map> = names
        .iter()
        .map(|name| Map::from_iter([("type".to_owned(), Tree::from(*name))]))
        .collect();
    map.shift_remove("type");
    let anyof = path.key("anyOf");
    let nested = path.key("allOf");
    let slot = map
        .get("allOf")
        .and_then(Tree::as_list)
        .map_or(0, <[Tree]>::len);
    let nested = nested.index(slot);
    let nested = nested.key("anyOf");
    let place = if map.contains_key("anyOf") {
        nested
    } else {
        anyof
    };
    for (key, types) in KEYWORDS {
        deal(map, key, types, &mut members, (path, &place), pass);
    }
    deal_format(map, &mut members);
    deal_values(map, &mut members);
    for index in 0..members.len() {
        pass.moves
            .made(place.index(index).pointer(), &path.pointer());
    }
    let members = Tree::List(members.into_iter().map(Tree::Map).collect());
    if map.contains_key("anyOf") {
        require_too(map, [("anyOf", members)].into_iter().collect());
    } else {
        map.insert("anyOf".to_owned(), members);
    }
}

/// Gives a keyword to the first member that it speaks of, and a copy to any other.
fn deal(
    map: &mut Map,
    key: &str,
    types: &[&str],
    members: &mut [Map],
    (path, place): (&Path<'_>, &Path<'_>),
    pass: &mut Pass<'_>,
) {
    let fits = |member: &Map| {
        let name = member.get("type").and_then(Tree::as_text);
        name.is_some_and(|name| types.contains(&name))
    };
    if !map.contains_key(key) || !members.iter().any(fits) {
        return;
    }
    let Some(value) = map.shift_remove(key) else {
        return;
    };
    for (index, member) in members.iter_mut().enumerate() {
        if fits(member) {
            let (new, old) = (place.index(index), path.key(key));
            pass.moves.moved(new.key(key).pointer(), old.pointer());
            member.insert(key.to_owned(), value);
            return;
        }
    }
}

/// Gives the format to the member whose values it describes; an unknown one describes texts.
fn deal_format(map: &mut Map, members: &mut [Map]) {
    let Some(Tree::Text(format)) = map.get("format") else {
        return;
    };
    let wanted: &[&str] = match format.as_str() {
        "int32" | "int64" | "uint32" | "uint64" | "int8" | "uint8" | "int16" | "uint16"
        | "unixtime" | "unix-time" | "timestamp" => &["integer", "number"],
        "float" | "double" | "decimal" => &["number"],
        _ => &["string"],
    };
    let member = members.iter_mut().find(|member| {
        let name = member.get("type").and_then(Tree::as_text);
        name.is_some_and(|name| wanted.contains(&name))
    });
    if let (Some(member), Some(format)) = (member, map.shift_remove("format")) {
        member.insert("format".to_owned(), format);
    }
}

/// Gives each value of an `enum` to the member whose type it has; null is `nullable` by now.
fn deal_values(map: &mut Map, members: &mut [Map]) {
    let Some(Tree::List(values)) = map.shift_remove("enum") else {
        return;
    };
    for member in members {
        let Some(name) = member.get("type").and_then(Tree::as_text) else {
            continue;
        };
        let own = values
            .iter()
            .filter(|value| holds(name, type_of(value)))
            .cloned()
            .collect();
        member.insert("enum".to_owned(), Tree::List(own));
    }
}
