//! Parameters and headers: their types become schemas, and `collectionFormat` a style.

use crate::document::Tree;
use crate::document::path::Path;
use crate::report::Code;

use super::{Map, Pass};

/// The keywords of a parameter that speak of its value.
const VALUE: [&str; 26] = [
    "$ref",
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "title",
    "x-nullable",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-ms-enum",
    "x-clientwright-or-text",
    "x-clientwright-value-names",
];

/// Rewrites a parameter that is neither a body nor a field of a form.
pub(super) fn rewrite(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if names_its_schema(map) {
        pass.report.warning(
            Code::Shape,
            &path.key("$ref").pointer(),
            "this is taken for the schema of the parameter that is described beside it",
            "write the type out",
        );
    } else if map.contains_key("$ref") {
        return;
    }
    let place = map.get("in").and_then(Tree::as_text).unwrap_or_default();
    let place = Place::of(place);
    let style = take_style(map, place, path, pass);
    schema_of(map, path, pass);
    if let Some(style) = style {
        style.write(map);
    }
    if !map.contains_key("example")
        && let Some(example) = map.shift_remove("x-example")
    {
        map.insert("example".to_owned(), example);
    }
}

/// Whether a reference stands for the schema of a parameter that is otherwise described where it stands. The
/// specification wants it written out.
fn names_its_schema(map: &Map) -> bool {
    let reference = map.get("$ref").and_then(Tree::as_text);
    reference.is_some_and(|reference| reference.starts_with("#/definitions/"))
        && ["name", "in"].iter().all(|key| map.contains_key(*key))
}

/// Rewrites a header of a response.
pub(super) fn rewrite_header(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if map.contains_key("$ref") {
        return;
    }
    let style = take_style(map, Place::Header, path, pass);
    schema_of(map, path, pass);
    if let Some(Style { tab: true, .. }) = style {
        map.insert(
            "x-clientwright-style".to_owned(),
            Tree::from("tabDelimited"),
        );
    }
}

/// Puts what is said of a value into a schema.
fn schema_of(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if map.contains_key("schema") || map.contains_key("content") {
        return;
    }
    let schema = take_value(map);
    let place = path.key("schema");
    pass.moves.made(place.pointer(), &path.pointer());
    if schema.contains_key("items") {
        let old = path.key("items").pointer();
        pass.moves.moved(place.key("items").pointer(), old);
    }
    map.insert("schema".to_owned(), Tree::Map(schema));
}

/// Takes out what is said of a value.
pub(super) fn take_value(map: &mut Map) -> Map {
    let mut schema = Map::new();
    for key in VALUE {
        if let Some(value) = map.shift_remove(key) {
            schema.insert(key.to_owned(), value);
        }
    }
    schema
}

/// Where the members of a list are written one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a query or in a form.
    Pairs,
    /// In the path.
    Path,
    /// In a header.
    Header,
}

impl Place {
    fn of(name: &str) -> Self {
        match name {
            "path" => Self::Path,
            "header" => Self::Header,
            _ => Self::Pairs,
        }
    }
}

/// How the members of a list are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    name: &'static str,
    explode: bool,
    tab: bool,
}

impl Style {
    /// Writes the style beside the schema that it is for.
    pub(super) fn write(self, map: &mut Map) {
        map.insert("style".to_owned(), Tree::from(self.name));
        map.insert("explode".to_owned(), Tree::Bool(self.explode));
        if self.tab {
            map.insert(
                "x-clientwright-style".to_owned(),
                Tree::from("tabDelimited"),
            );
        }
    }
}

/// Takes `collectionFormat` out, with commas for its default, where the value is a list.
pub(super) fn take_style(
    map: &mut Map,
    place: Place,
    path: &Path<'_>,
    pass: &mut Pass<'_>,
) -> Option<Style> {
    let format = map.shift_remove("collectionFormat");
    if map.get("type").and_then(Tree::as_text) != Some("array") {
        return None;
    }
    let format = format.as_ref().and_then(Tree::as_text).unwrap_or("csv");
    let (name, explode) = match (place, format) {
        (Place::Pairs, "multi") => ("form", true),
        (Place::Pairs, "ssv") => ("spaceDelimited", false),
        (Place::Pairs, "pipes") => ("pipeDelimited", false),
        (Place::Pairs, "csv" | "tsv") => ("form", false),
        (_, "csv" | "tsv") => ("simple", false),
        _ => {
            pass.warn(
                &path.key("collectionFormat"),
                format!("`{format}` cannot be used here, and the members are parted by commas"),
                "`csv` and `tsv` can be used anywhere, the others in a query or form",
            );
            (
                if place == Place::Pairs {
                    "form"
                } else {
                    "simple"
                },
                false,
            )
        }
    };
    drop_inner_formats(map, path, pass);
    Some(Style {
        name,
        explode,
        tab: format == "tsv",
    })
}

/// Says that lists inside a list are written as the outer one, which OpenAPI 3.0 says for all of a value.
fn drop_inner_formats(map: &mut Map, path: &Path<'_>, pass: &mut Pass<'_>) {
    if let Some(Tree::Map(items)) = map.get_mut("items")
        && let Some(format) = items.shift_remove("collectionFormat")
        && items.get("type").and_then(Tree::as_text) == Some("array")
    {
        let place = path.key("items");
        pass.report.unsupported(
            &place.key("collectionFormat").pointer(),
            format!(
                "a list inside a list is written as JSON, not as `{}`",
                format.as_text().unwrap_or_default()
            ),
            "describe the parameter as text",
        );
    }
}
