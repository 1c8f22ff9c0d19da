//! Texts of a description and names of files that mean more than they say: nothing of them becomes code, an attribute,
//! a dependency or a documentation test.

use clientwright::{Files, Input, Output};
use clientwright_tests::flaws;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::{Value, json};

/// Texts that break out of one place or another of a file.
const HOSTILE: [&str; 62] = [
    "\n```\npanic!()\n```",
    "```rust\nfn main() { panic!() }\n```",
    "~~~\npanic!()\n~~~",
    "\n\n    panic!();\n\n",
    "\n- a\n\n      panic!();\n",
    "\n> ```\n> panic!()\n> ```",
    "1. ```\n   panic!()\n   ```",
    "\r```\rpanic!()\r```",
    "a\rb",
    "a\r\nb",
    "\nfn evil() {}",
    "\npub mod evil;",
    "\n#![feature(evil)]",
    "\n#[doc = include_str!(\"/etc/passwd\")]",
    "\nuse evil::Evil;",
    "\nuse uuid::Uuid;",
    "serde_json::Value and uuid::Uuid and quick_xml::Reader",
    "`uuid::Uuid`",
    "*/ fn evil() {} /*",
    "/*",
    "//",
    "///",
    "//! x",
    "\"",
    "\\",
    "\\\"",
    "\"#",
    "\"##; fn evil() {} //",
    "'",
    "{",
    "}",
    "{}",
    "{0}",
    "{{x}}",
    "$x",
    "$crate::evil!()",
    "#",
    "#!",
    "# # #",
    "`",
    "``` `` `",
    "a`b``c",
    "\u{202e}abc\u{2066}",
    "\u{200b}\u{feff}",
    "\u{2028}```\u{2029}panic!()\u{2028}```",
    "\u{85}x",
    "\u{0}",
    "\u{1b}[31m",
    "\u{7f}\u{8}",
    "\u{e0041}\u{e0042}",
    "a\n[dependencies]\nevil = \"1\"",
    "\"\n[lib]\npath = \"evil.rs\"",
    "'''\nx = 1",
    "[a](javascript:alert(1))",
    "![a](https://evil.example/x.png)",
    "[`Client`]: https://evil.example",
    "[a]: evil\n\n[a]",
    "<script>alert(1)</script>",
    "</td></tr></table><img src=x onerror=alert(1)>",
    "a | b |\n|---|---|\n| c",
    "../../../etc/passwd",
    "C:\\Windows\\con",
];

/// A description with a text in every place that holds one and is no address; names on the wire get theirs from `name`.
fn description(text: &str, name: &str) -> Value {
    let schema = |kind: &str| json!({"type": kind, "title": text, "description": text, "example": text, "x-a": text});
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": format!("T{text}"), "summary": text, "description": text, "version": text,
            "license": {"name": text}, "contact": {"name": text}, "x-any": {name: text}
        },
        "externalDocs": {"url": text, "description": text},
        "servers": [
            {"url": "https://a.example/v1", "description": format!("A{text}")},
            {"url": "https://{v}.example", "description": format!("B{text}"),
             "variables": {"v": {"default": "d", "enum": ["d"], "description": text}}}
        ],
        "tags": [{"name": format!("t{name}"), "description": text, "externalDocs": {"url": text}}],
        "security": [{format!("key{name}"): []}, {"http": []}, {"query": []}, {"oauth": []}],
        "paths": {format!("/p{}", name.replace(['{', '}'], "")): {"post": {
            "operationId": format!("op{name}"), "summary": format!("S{text}"), "description": text,
            "tags": [format!("t{name}")],
            "externalDocs": {"url": text, "description": text},
            "parameters": [{"name": format!("q{name}"), "in": "query", "description": text, "schema": schema("string")}],
            "requestBody": {"description": text, "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/A"}, "example": text, "examples": {name: {"value": text, "summary": text}}
            }}},
            "responses": {
                "200": {"description": text, "headers": {"X-A": {"description": text, "schema": schema("string")}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
                "400": {"description": text, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/U"}}}}
            }
        }}},
        "webhooks": {format!("w{name}"): {"post": {"description": text, "responses": {"200": {"description": text}}}}},
        "components": {
            "schemas": {
                "A": {"type": "object", "description": text, "required": ["c"], "properties": {
                    format!("f{name}"): schema("string"),
                    "c": {"const": format!("c{text}"), "description": text},
                    "e": {"type": "string", "enum": [format!("e{text}"), "other"], "description": text},
                    "d": {"type": "string", "default": text, "deprecated": true, "pattern": text, "format": text}
                }},
                "U": {"oneOf": [{"$ref": "#/components/schemas/A"}, schema("string")], "description": text,
                      "discriminator": {"propertyName": "c", "mapping": {format!("m{text}"): "#/components/schemas/A"}}}
            },
            "securitySchemes": {
                format!("key{name}"): {"type": "apiKey", "in": "header", "name": "X-Key", "description": text,
                    "x-clientwright-prefix": text, "x-clientwright-env": format!("E{text}")},
                "http": {"type": "http", "scheme": format!("h{text}"), "description": text},
                "query": {"type": "apiKey", "in": "query", "name": format!("k{text}")},
                "oauth": {"type": "oauth2", "description": text, "flows": {"clientCredentials":
                    {"tokenUrl": format!("https://a.example/{text}"), "scopes": {name: text}}}}
            }
        }
    })
}

fn output(file: &str, text: &str, name: &str) -> Output {
    clientwright::generate(Input::new(
        "example",
        file,
        description(text, name).to_string(),
    ))
}

fn files(output: &Output, about: &str) -> Files {
    assert_eq!(flaws(output), Vec::<String>::new(), "{about:?}");
    let files = output.files.clone();
    files.unwrap_or_else(|| panic!("{about:?}: {:?}", output.report.diagnostics()))
}

/// What a crate is made of, apart from names: its files, their items and attributes, its manifest.
fn shape(files: &Files) -> Vec<(String, String)> {
    let shapes = files
        .iter()
        .filter(|(path, _)| !path.starts_with("src/runtime/"));
    shapes
        .filter_map(|(path, text)| match path.rsplit_once('.') {
            Some((_, "rs")) => Some((path.to_owned(), outline(text))),
            Some((_, "toml")) => Some((path.to_owned(), manifest(text))),
            _ => None,
        })
        .collect()
}

fn outline(text: &str) -> String {
    let file = syn::parse_file(text).expect("the file is Rust");
    let mut found = attributes(&file.attrs);
    for item in &file.items {
        let (kind, attrs, members) = match item {
            syn::Item::Use(item) => ("use", &item.attrs, 0),
            syn::Item::Mod(item) => ("mod", &item.attrs, 0),
            syn::Item::Impl(item) => ("impl", &item.attrs, item.items.len()),
            syn::Item::Macro(item) => ("macro", &item.attrs, 0),
            syn::Item::Struct(item) => ("struct", &item.attrs, item.fields.len()),
            syn::Item::Enum(item) => ("enum", &item.attrs, item.variants.len()),
            syn::Item::Type(item) => ("type", &item.attrs, 0),
            syn::Item::Static(item) => ("static", &item.attrs, 0),
            syn::Item::Const(item) => ("const", &item.attrs, 0),
            _ => ("other", &file.attrs, 0),
        };
        found.extend([kind, " ", &members.to_string(), " ", &attributes(attrs)]);
    }
    found
}

fn attributes(attributes: &[syn::Attribute]) -> String {
    let paths = attributes
        .iter()
        .filter_map(|attribute| attribute.path().get_ident());
    let paths = paths.map(ToString::to_string).filter(|path| path != "doc");
    paths.collect::<Vec<_>>().join(" ")
}

/// The manifest without the texts that come from the description.
fn manifest(text: &str) -> String {
    let mut document: toml_edit::DocumentMut = text.parse().expect("the manifest is TOML");
    let package = document["package"].as_table_mut().expect("a table");
    package.remove("description");
    document.decor_mut().clear();
    document
        .to_string()
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
}

/// The blocks of code that rustdoc would run, and what a reader of the source would not see.
fn unsafe_docs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let hidden = |c: &char| {
        c.is_control() && *c != '\n'
            || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    found.extend(text.chars().find(hidden).map(|c| format!("{c:?}")));
    let mut block = String::new();
    for line in text.lines().chain([""]) {
        let line = line.trim_start();
        match line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))
        {
            Some(doc) => {
                block.push_str(doc.strip_prefix(' ').unwrap_or(doc));
                block.push('\n');
            }
            None => found.extend(runs(&std::mem::take(&mut block))),
        }
    }
    found
}

fn runs(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if matches!(&*info, "text" | "no_run") => {}
            Event::Start(Tag::CodeBlock(_)) => found.push(format!("a test in {markdown:?}")),
            Event::Html(html) | Event::InlineHtml(html) => found.push(format!("HTML {html:?}")),
            _ => {}
        }
    }
    found
}

#[test]
fn a_text_stays_a_text() {
    let plain = shape(&files(&output("spec/api.json", "x", "x"), "x"));
    for text in HOSTILE {
        let files = files(&output("spec/api.json", text, "x"), text);
        for (one, other) in shape(&files).iter().zip(&plain) {
            assert_eq!(one, other, "{text:?}");
        }
        assert_eq!(shape(&files).len(), plain.len(), "{text:?}");
        for (path, file) in files
            .iter()
            .filter(|(path, _)| !path.starts_with("src/runtime/"))
        {
            assert_eq!(
                unsafe_docs(file),
                Vec::<String>::new(),
                "{text:?} in {path}"
            );
        }
        let readme = files.get("README.md").unwrap_or_default();
        assert!(
            runs(readme).iter().all(|found| !found.starts_with("HTML")),
            "{readme}"
        );
    }
}

#[test]
fn a_name_stays_a_name() {
    for name in HOSTILE {
        let output = output("spec/api.json", "x", name);
        assert_eq!(flaws(&output), Vec::<String>::new(), "{name:?}");
        for (path, file) in output.files.iter().flat_map(Files::iter) {
            if !path.starts_with("src/runtime/") {
                assert_eq!(
                    unsafe_docs(file),
                    Vec::<String>::new(),
                    "{name:?} in {path}"
                );
            }
        }
    }
}

#[test]
fn the_name_of_a_file_stays_a_name() {
    let plain = shape(&files(&output("spec/api.json", "x", "x"), "x"));
    for name in HOSTILE {
        let files = files(&output(&format!("spec/{name}.json"), "x", "x"), name);
        assert_eq!(shape(&files), plain, "{name:?}");
        let own = files
            .iter()
            .filter(|(path, _)| !path.starts_with("src/runtime/"));
        for (path, file) in own {
            let first = file.lines().next().unwrap_or_default();
            assert!(
                path == "README.md" || first.contains("@generated"),
                "{path}"
            );
            assert_eq!(
                unsafe_docs(first),
                Vec::<String>::new(),
                "{name:?} in {path}"
            );
        }
    }
}

#[test]
fn headers_and_cookies_have_names_that_can_be_sent() {
    for place in ["header", "cookie"] {
        for name in ["X\n```\npanic!()\n```", "X Key", "a;b", ""] {
            let scheme = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {},
                "components": {"securitySchemes": {"k": {"type": "apiKey", "in": place, "name": name}}}});
            let parameter = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {
                "parameters": [{"name": name, "in": place, "schema": {"type": "string"}}],
                "responses": {"200": {"description": "d"}}}}}});
            for (document, at) in [(scheme, "/name"), (parameter, "/parameters/0/name")] {
                let case = clientwright_tests::generate("a.json", &document.to_string());
                let told = case.diagnostics();
                assert!(
                    case.output.files.is_none() && told.contains(&format!("{at}\n")),
                    "{told}"
                );
            }
        }
    }
}
