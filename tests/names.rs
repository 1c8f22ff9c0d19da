//! Names of the description beside those that the generated files import: neither gets in the other's way.

use std::fs;
use std::path::Path;

use clientwright::Files;
use clientwright::rust::{Import, Importer};
use clientwright_tests::{flaws, generate, generate_file, imported};
use serde_json::{Map, Value, json};
use syn::{Item, UseTree};

/// A description in which everything is called like something that a file imports: a schema, a property, an operation,
/// a tag, a parameter, a header and a security scheme of each name.
#[expect(clippy::too_many_lines, reason = "it is one table")]
fn description() -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    let mut security = Map::new();
    for (at, import) in Import::ALL.iter().enumerate() {
        let name = import.name();
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let page = match at % 4 {
            0 => json!({"items": "/data", "offset": {"parameter": "from"}}),
            1 => json!({"items": "/data", "number": {"parameter": "from"}}),
            2 => json!({"items": "/data", "link": {"next": "/next"}}),
            _ => json!({"items": "/data", "cursor": {"parameter": "from", "next": "/next"}}),
        };
        let list = json!({
            "type": "object",
            "required": ["data"],
            "properties": {"data": {"type": "array", "items": schema}, "next": {"type": "string"}}
        });
        let get = json!({
            "operationId": name,
            // All of them are in one file, which so imports whatever there is.
            "tags": ["all"],
            "x-clientwright-page": page,
            "security": [{name: []}],
            "parameters": [
                {"name": "from", "in": "query", "schema": {"type": if at % 4 < 2 { "integer" } else { "string" }}},
                {"name": name, "in": "query", "style": "pipeDelimited",
                 "schema": {"type": "array", "items": {"type": "string"}}}
            ],
            "responses": {
                "200": {
                    "description": "a page",
                    "headers": {name: {"schema": {"type": "array", "items": schema}}},
                    "content": {"application/json": {"schema": list}}
                },
                "default": {"description": "error", "content": {"application/xml": {"schema": schema}}}
            }
        });
        let post = json!({
            "operationId": format!("new {name}"),
            "tags": [name],
            "requestBody": {"content": {"multipart/form-data": {"schema": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}, "held": schema}
            }}}},
            "responses": {
                "200": {"description": "done", "content": {"application/xml": {"schema": schema}}},
                "201": {"description": "events", "content": {"text/event-stream": {"schema": schema}}}
            }
        });
        paths.insert(format!("/{name}"), json!({"get": get, "post": post}));
        schemas.insert(
            name.to_owned(),
            json!({"type": "object", "properties": {
                "id": {"type": "string"}, name: {"type": "string", "enum": [name]},
                "at": {"type": "string", "format": "date-time"}, "own": schema, "any": {},
                "map": {"type": "object", "additionalProperties": {"type": "string", "format": "uuid"}},
                "bytes": {"type": "string", "format": "byte"}, "day": {"type": "string", "format": "date"}
            }}),
        );
        security.insert(name.to_owned(), json!({"type": "http", "scheme": "bearer"}));
    }
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Names", "version": "1.0.0"},
        "servers": [{"url": "https://a.example"}, {"url": "https://{zone}.example", "variables": {"zone": {"default": "b"}}}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": security}
    })
}

#[test]
fn a_description_may_use_every_name_that_a_file_imports() {
    let case = generate("names.json", &description().to_string());
    assert_eq!(flaws(&case.output), Vec::<String>::new());
    let files = case.files();
    let text: String = files.iter().map(|(_, text)| text).collect();
    for used in [
        "Link::new",
        "PageNumber::new",
        "Offset::new",
        "Cursor::new",
        "Encoding::",
    ] {
        assert!(text.contains(used), "{used}");
    }
    assert_eq!(unreserved(&files), Vec::<String>::new());
}

#[test]
fn whatever_a_file_imports_is_used_and_reserved() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).expect("the cases can be listed") {
        let path = entry.expect("the case can be listed").path();
        let case = generate_file(&path);
        wrong.extend(flaws(&case.output));
        wrong.extend(unreserved(&case.files()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_crate_without_an_operation_imports_nothing_in_vain() {
    let schema = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    for components in [json!({}), json!({"schemas": {"One": schema}})] {
        let text = json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
            "components": components});
        let case = generate("none.json", &text.to_string());
        assert_eq!(flaws(&case.output), Vec::<String>::new());
    }
}

/// The names that are neither of the description nor kept from it in the file that imports them.
fn unreserved(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files.iter() {
        let importer = match path.split('/').collect::<Vec<_>>().as_slice() {
            ["src", "types", _] => Importer::Types,
            ["src", "api", _] | ["src", "headers.rs" | "error_body.rs"] => Importer::Calls,
            ["src", "client.rs" | "xml.rs"] => Importer::Facts,
            _ => continue,
        };
        let file = syn::parse_file(text).expect("the file is Rust");
        for item in &file.items {
            let Item::Use(item) = item else { continue };
            // What `mod.rs` shows to others is declared beside it.
            if !matches!(item.vis, syn::Visibility::Inherited) {
                continue;
            }
            let mut names = imported(&item.tree);
            names.retain(|name| !is_own(&item.tree) || name == "types" || name == "xml");
            names.retain(|name| !Import::names(importer).any(|known| is_named(known, name)));
            found.extend(names.into_iter().map(|name| format!("{path}: `{name}`")));
        }
    }
    found
}

/// Whether an item of the table is imported by this name; a module goes by that of its path.
fn is_named(known: &str, name: &str) -> bool {
    known == name || known == "self" && matches!(name, "types" | "xml")
}

/// Whether a `use` names types or schemes of the description.
fn is_own(tree: &UseTree) -> bool {
    let UseTree::Path(path) = tree else {
        return false;
    };
    let next = match &*path.tree {
        UseTree::Path(next) => next.ident.to_string(),
        _ => String::new(),
    };
    path.ident == "super" || path.ident == "self" || next == "types" || next == "client"
}

#[test]
fn no_file_has_a_name_that_windows_keeps() {
    const KEPT: [&str; 8] = ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"];
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for name in KEPT {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let answer =
            json!({"description": "d", "content": {"application/json": {"schema": schema}}});
        paths.insert(
            format!("/{name}"),
            json!({"get": {"tags": [name], "responses": {"200": answer}}}),
        );
        schemas.insert(
            name.to_owned(),
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        );
    }
    let text = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths,
        "components": {"schemas": schemas}})
    .to_string();
    let files = generate("kept.json", &text).files();
    for (path, _) in files.iter() {
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        assert!(!KEPT.contains(&stem), "{path}");
    }
}

#[test]
fn no_two_files_differ_by_case_alone() {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for name in ["pet", "Pet", "PET", "P\u{e9}t", "P\u{c9}T", "pe\u{301}t"] {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let answer =
            json!({"description": "d", "content": {"application/json": {"schema": schema}}});
        paths.insert(
            format!("/{name}"),
            json!({"get": {"tags": [name], "responses": {"200": answer}}}),
        );
        schemas.insert(
            name.to_owned(),
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        );
    }
    let text = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths,
        "components": {"schemas": schemas}})
    .to_string();
    let files = generate("case.json", &text).files();
    let mut taken = std::collections::BTreeSet::new();
    for (path, _) in files.iter() {
        assert!(path.is_ascii(), "{path}");
        assert!(taken.insert(path.to_lowercase()), "{path}");
    }
    let types = taken.iter().filter(|path| path.starts_with("src/types/"));
    assert!(types.count() > 6, "one for each schema: {taken:?}");
}
