//! Texts of a description and names of files that mean more than they say: nothing of them becomes code, an attribute,
//! a dependency or a documentation test.

use std::fs;
use std::path::Path;

use clientwright::report::Report;
use clientwright::{Files, Input, Output};
use clientwright_tests::{broken_pages, flaws, own, shape, unsafe_texts};
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
        "paths": paths(text, name, &schema("string")),
        "webhooks": {format!("w{name}"): {"post": {
            "description": text, "parameters": [{"name": "X-A", "in": "header", "description": text}],
            "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
            "responses": {"200": {"description": text}}
        }}},
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
            "securitySchemes": schemes(text, name)
        }
    })
}

/// The operation of the description.
fn paths(text: &str, name: &str, string: &Value) -> Value {
    json!({format!("/p{}", name.replace(['{', '}'], "")): {"post": {
        "operationId": format!("op{name}"), "summary": format!("S{text}"), "description": text,
        "tags": [format!("t{name}")],
        "externalDocs": {"url": text, "description": text},
        "parameters": [{"name": format!("q{name}"), "in": "query", "description": text, "schema": string}],
        "requestBody": {"description": text, "content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/A"}, "example": text, "examples": {name: {"value": text, "summary": text}}
        }}},
        "responses": {
            "200": {"description": text, "headers": {"X-A": {"description": text, "schema": string}},
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
            "400": {"description": text, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/U"}}}}
        },
        "callbacks": {format!("b{name}"): {format!("{{$request.body#/c}}{text}"): {"post": {
            "description": text,
            "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/U"}}}},
            "responses": {"200": {"description": text}}
        }}}}
    }}})
}

/// Its security schemes.
fn schemes(text: &str, name: &str) -> Value {
    json!({
        format!("key{name}"): {"type": "apiKey", "in": "header", "name": "X-Key", "description": text,
            "x-clientwright-prefix": text, "x-clientwright-env": format!("E{text}")},
        "http": {"type": "http", "scheme": format!("h{text}"), "description": text},
        "query": {"type": "apiKey", "in": "query", "name": format!("k{text}")},
        "oauth": {"type": "oauth2", "description": text, "flows": {
            "clientCredentials": {"tokenUrl": format!("https://a.example/{text}"), "scopes": {name: text}},
            "authorizationCode": {"authorizationUrl": format!("https://a.example/{text}"),
                "tokenUrl": format!("https://a.example/{text}"), "refreshUrl": format!("https://a.example/{text}"),
                "scopes": {format!("s{text}"): text}},
            "password": {"tokenUrl": text, "scopes": {}},
            "deviceAuthorization": {"deviceAuthorizationUrl": text, "tokenUrl": text, "scopes": {name: text}}
        }}
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

/// What is wrong with the texts of a crate.
fn wrong(files: &Files) -> Vec<String> {
    let found = own(files).flat_map(|(path, text)| {
        let found = unsafe_texts(path, text).into_iter();
        found.map(move |found| format!("{path}: {found}"))
    });
    found.chain(broken_pages(files)).collect()
}

/// The same of the command line beside it.
fn wrong_beside(output: &Output) -> Vec<String> {
    output.command_line.as_ref().map(wrong).unwrap_or_default()
}

/// What the command line is made of.
fn shape_beside(output: &Output) -> Vec<String> {
    output.command_line.as_ref().map(shape).unwrap_or_default()
}

#[test]
fn a_text_stays_a_text() {
    let plain = output("spec/api.json", "x", "x");
    let expected = shape(&files(&plain, "x"));
    assert!(!shape_beside(&plain).is_empty());
    for text in HOSTILE {
        let output = output("spec/api.json", text, "x");
        let files = files(&output, text);
        assert_eq!(shape(&files), expected, "{text:?}");
        assert_eq!(wrong(&files), Vec::<String>::new(), "{text:?}");
        assert_eq!(shape_beside(&output), shape_beside(&plain), "{text:?}");
        assert_eq!(wrong_beside(&output), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn a_name_stays_a_name() {
    for name in HOSTILE {
        let output = output("spec/api.json", "x", name);
        assert_eq!(flaws(&output), Vec::<String>::new(), "{name:?}");
        let wrong = output.files.as_ref().map(wrong).unwrap_or_default();
        assert_eq!(wrong, Vec::<String>::new(), "{name:?}");
        assert_eq!(wrong_beside(&output), Vec::<String>::new(), "{name:?}");
    }
}

/// An overlay with a text in every place that holds one, and in each key of this generator's own. Of those that may be
/// refused for what they hold, one is there, because a refused description has no crate to look at.
fn overlay(text: &str, index: usize) -> Value {
    let operation = "$.paths['/px'].post";
    let refusable = [
        ("$", json!({"x-clientwright-request-id": text})),
        ("$", json!({"x-clientwright-license": text})),
        ("$.info", json!({format!("x-clientwright-{text}"): text})),
        ("$", json!({"x-clientwright-error-body": text})),
        (
            "$",
            json!({"x-clientwright-no-command-line": text, text: text}),
        ),
        (operation, json!({"x-clientwright-idempotency": text})),
        (
            operation,
            json!({"x-clientwright-page": {"items": text, "cursor": {text: text}}}),
        ),
        (
            operation,
            json!({"x-clientwright-page": text, "x-clientwright-operations": text}),
        ),
        (
            "$.components.schemas.A",
            json!({"x-clientwright-item-schema": {"type": text}}),
        ),
        (
            "$.components.schemas.A",
            json!({"x-clientwright-const": text, "x-clientwright-style": text}),
        ),
    ];
    let (target, update) = &refusable[index % refusable.len()];
    let schema = json!({
        "description": text, "title": text, "x-clientwright-name": text, "x-clientwright-or-text": text,
        "x-clientwright-examples": [text, {text: text}], "x-clientwright-prefix-items": text,
    });
    let credential =
        json!({"x-clientwright-env": text, "x-clientwright-prefix": text, "description": text});
    let action = |target: &str, update: &Value| json!({"target": target, "description": text, "update": update});
    json!({
        "overlay": "1.0.0", "extends": text, "info": {"title": text, "version": text, "description": text},
        "x-clientwright-name": text,
        "actions": [
            action("$.info", &json!({"description": text, "x-a": {text: text}})),
            action(operation, &json!({"x-clientwright-name": text, "summary": text})),
            action("$.components.schemas.A", &schema),
            action("$.components.schemas.A.properties.fx", &schema),
            action("$.components.securitySchemes.keyx", &credential),
            action(target, update),
        ],
    })
}

#[test]
fn a_text_of_an_overlay_stays_a_text() {
    let mut made = 0;
    for (index, text) in HOSTILE.into_iter().enumerate() {
        let input = Input::new(
            "example",
            "spec/api.json",
            description("x", "x").to_string(),
        );
        let input = input.overlay(
            format!("spec/{text}.json"),
            overlay(text, index).to_string(),
        );
        let output = clientwright::generate(input);
        assert_eq!(flaws(&output), Vec::<String>::new(), "{text:?}");
        made += usize::from(output.files.is_some());
        let wrong = output.files.as_ref().map(wrong).unwrap_or_default();
        assert_eq!(wrong, Vec::<String>::new(), "{text:?}");
        assert_eq!(wrong_beside(&output), Vec::<String>::new(), "{text:?}");
        for said in [
            clientwright::print::text(&output.report, &output.sources, false),
            clientwright::print::json(&output.report, &output.sources),
        ] {
            let obeyed = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2066}".contains(c));
            assert!(!said.contains(obeyed), "{said:?}");
        }
    }
    assert!(made > 20, "{made}");
}

#[test]
fn the_name_of_a_file_stays_a_name() {
    let text = json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}});
    let made = |file: &str| {
        let input = Input::new("example", file, text.to_string());
        files(&clientwright::generate(input), file)
    };
    let plain = shape(&made("spec/api.json"));
    for name in HOSTILE {
        let files = made(&format!("spec/{name}.json"));
        assert_eq!(shape(&files), plain, "{name:?}");
        assert_eq!(wrong(&files), Vec::<String>::new(), "{name:?}");
    }
}

/// Keys whose values are words of the specification, addresses, patterns, or names that something else refers to; a text
/// in their place makes another description, and not the same with another text.
const STRUCTURE: [&str; 34] = [
    "$ref",
    "type",
    "format",
    "in",
    "style",
    "openapi",
    "swagger",
    "required",
    "scheme",
    "schemes",
    "host",
    "basePath",
    "url",
    "collectionFormat",
    "mapping",
    "propertyName",
    "operationId",
    "operationRef",
    "consumes",
    "produces",
    "contentType",
    "contentEncoding",
    "contentMediaType",
    "jsonSchemaDialect",
    "$dynamicRef",
    "$dynamicAnchor",
    "$anchor",
    "$id",
    "$self",
    "nodeType",
    "security",
    "dependentRequired",
    "version",
    "variables",
];

/// Gives each text of a description another one of the list behind it.
fn poison(value: &mut Value, key: &str, next: &mut impl FnMut() -> &'static str) {
    match value {
        // The tags of an operation are names as well.
        Value::String(text) if key == "tags" || key == "name" && is_token(text) => {}
        Value::String(text) => text.push_str(next()),
        Value::Array(list) => list.iter_mut().for_each(|item| poison(item, key, next)),
        Value::Object(map) => {
            for (key, value) in map {
                let structure =
                    STRUCTURE.contains(&key.as_str()) || key.starts_with("x-clientwright-");
                if !structure {
                    poison(value, key, next);
                }
            }
        }
        _ => {}
    }
}

/// The name of a parameter, a header or an element, which other parts of the description refer to.
fn is_token(text: &str) -> bool {
    !text.contains(char::is_whitespace)
}

#[test]
fn every_text_of_every_case_stays_a_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut made = 0;
    for entry in fs::read_dir(folder).expect("the cases can be listed") {
        let path = entry.expect("the case can be listed").path();
        let text = fs::read(&path).expect("the case can be read");
        let source = clientwright::document::source_of("case.yaml", &text).expect("text");
        let tree = clientwright::document::parse(&source, &mut Report::default());
        let case = tree.expect("the case can be parsed").to_json();
        let with = |next: &mut dyn FnMut() -> &'static str| {
            let mut case = case.clone();
            poison(&mut case, "", &mut || next());
            clientwright_tests::generate("case.json", &case.to_string()).output
        };
        let about = path.display().to_string();
        let Some(plain) = with(&mut || " x").files else {
            continue;
        };
        for round in [0, 23] {
            let mut at = round;
            let output = with(&mut || {
                at += 7;
                HOSTILE[at % HOSTILE.len()]
            });
            let files = files(&output, &about);
            assert_eq!(shape(&files), shape(&plain), "{about}");
            assert_eq!(wrong(&files), Vec::<String>::new(), "{about}");
            assert_eq!(wrong_beside(&output), Vec::<String>::new(), "{about}");
            made += 1;
        }
    }
    assert!(made > 50, "{made}");
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
            let by_key = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
                "x-clientwright-request-id": name, "paths": {}});
            let answer = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {
                "responses": {"200": {"description": "d", "headers": {name: {"schema": {"type": "string"}}}}}}}}});
            let answer_at = format!("/responses/200/headers/{name}");
            let mut documents = vec![
                (scheme, "/name"),
                (parameter, "/parameters/0/name"),
                (by_key, "/x-clientwright-request-id"),
            ];
            if !name.contains(['/', '\n']) {
                documents.push((answer, &answer_at));
            }
            for (document, at) in documents {
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
