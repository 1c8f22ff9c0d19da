//! The reference of a crate: every operation has its facts, every link leads somewhere, no text breaks a table.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright_tests::{broken_pages, generate, generate_file, lacking};
use quote::ToTokens as _;

fn descriptions() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in [tests.join("cases"), tests.join("../spec")] {
        for entry in fs::read_dir(folder).expect("the folder can be listed") {
            let path = entry.expect("the entry can be listed").path();
            let name = path.to_string_lossy().into_owned();
            let described = [".yaml", ".json"].iter().any(|end| name.ends_with(end));
            if described && !name.contains(".overlay.") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn links_lead_somewhere_and_tables_hold() {
    let mut pages = 0;
    for path in descriptions() {
        let files = generate_file(&path).files();
        assert_eq!(
            broken_pages(&files),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
        pages += clientwright_tests::pages(&files).count();
    }
    assert!(pages > 100, "{pages}");
}

#[test]
fn every_operation_has_its_facts() {
    for path in descriptions() {
        let case = generate_file(&path);
        assert_eq!(
            lacking(&case.output),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_file_of_the_index_is_no_page_of_a_tag() {
    let text = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: a\n      \
                tags: [README]\n      responses: {'200': {description: d}}\n";
    let files = generate("pets.yaml", text).files();
    assert!(
        files
            .get("docs/README.md")
            .is_some_and(|page| page.contains("(readme_api.md#a)"))
    );
    assert!(files.get("docs/readme_api.md").is_some());
}

/// The text without its white space, so that what rustfmt breaks is the same as what is on one line.
fn joined(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_method_that_begins_or_changes_a_call_is_among_the_signatures() {
    let mut seen = 0;
    for path in descriptions() {
        let files = generate_file(&path).files();
        let page = joined(files.get("api.md").expect("there is a page of signatures"));
        let sources = files
            .iter()
            .filter(|(path, _)| path.starts_with("src/api/"));
        for (source, text) in sources {
            for signature in signatures(text) {
                assert!(
                    page.contains(&signature),
                    "{}: {source}: {signature}",
                    path.display()
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 150, "{seen}");
}

/// The public functions of a file that take the client, or return the request that they were given.
fn signatures(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).expect("the file is Rust");
    let items = file.items.iter().filter_map(|item| match item {
        syn::Item::Impl(item) if item.trait_.is_none() => Some(item),
        _ => None,
    });
    let functions = items.flat_map(|item| {
        let of_tag = item.self_ty.to_token_stream().to_string().contains("'_");
        item.items.iter().filter_map(move |item| match item {
            syn::ImplItem::Fn(item) => Some((of_tag, &item.sig)),
            _ => None,
        })
    });
    let told = functions.filter_map(|(of_tag, signature)| {
        let arguments = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(input) => Some(input),
            syn::FnArg::Receiver(_) => None,
        });
        let returned = joined(&signature.output.to_token_stream().to_string());
        let name = &signature.ident;
        if of_tag {
            // The arguments stand where the client's method of the operation does.
            return Some(format!("().{name}(..)//"));
        }
        if signature
            .receiver()
            .is_some_and(|own| matches!(own.kind, syn::ReceiverKind::Reference(..)))
        {
            let arguments: Vec<String> = arguments
                .map(|argument| argument.to_token_stream().to_string())
                .collect();
            return Some(joined(&format!("client.{name}({})", arguments.join(","))));
        }
        let mut types = arguments.map(|argument| argument.ty.to_token_stream().to_string());
        let of = types.next().filter(|_| returned == "->Self")?;
        Some(joined(&format!(".{name}({of})")))
    });
    told.collect()
}

#[test]
fn a_patch_of_a_type_is_that_type_and_any_other_one_is_a_list() {
    let text = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
        "/typed": {"put": {"operationId": "typed", "tags": ["it"], "requestBody": {"required": true, "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}},
            "application/json-patch+json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            "responses": {"204": {"description": "d"}}}},
        "/free": {"patch": {"operationId": "free", "tags": ["it"], "requestBody": {"required": true, "content": {
            "application/json-patch+json": {"schema": {"type": "object"}}}},
            "responses": {"204": {"description": "d"}}}}},
        "components": {"schemas": {"Thing": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}}}}"##;
    let files = generate("patches.json", text).files();
    let tests = files.get("tests/examples/of_it.rs").expect("the examples");
    let typed = "Body::Json(\"{\\\"a\\\":\\\"a\\\"}\")";
    assert_eq!(tests.matches(typed).count(), 2, "{tests}");
    assert_eq!(tests.matches("from_str").count(), 0, "{tests}");
    let list = "Body::Json(\"[{\\\"op\\\":\\\"remove\\\",\\\"path\\\":\\\"/a\\\"}]\")";
    assert_eq!(tests.matches(list).count(), 1, "{tests}");
}

#[test]
fn examples_are_compared_with_patterns_and_those_in_xml_are_told() {
    let text = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
        "/a": {"get": {"operationId": "a", "tags": ["it"], "parameters": [
            {"name": "code", "in": "query", "required": true, "example": "abc", "schema": {"type": "string", "pattern": "^[A-Z]{3}$"}},
            {"name": "good", "in": "query", "required": true, "example": "ABC", "schema": {"type": "string", "pattern": "^[A-Z]{3}$"}},
            {"name": "unreadable", "in": "query", "required": true, "example": "x", "schema": {"type": "string", "pattern": "^(?!x)"}}],
            "responses": {"204": {"description": "d"}}}},
        "/b": {"post": {"operationId": "b", "tags": ["it"], "requestBody": {"required": true, "content": {"application/json": {
            "schema": {"type": "object", "properties": {"zips": {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{5}$"}}}},
            "example": {"zips": ["12345", "1234"]}}}}, "responses": {"204": {"description": "d"}}}},
        "/c": {"post": {"operationId": "c", "tags": ["it"], "requestBody": {"required": true, "content": {"application/xml": {
            "schema": {"$ref": "#/components/schemas/Thing"}, "example": "<Thing><a>x</a></Thing>"}}},
            "responses": {"204": {"description": "d"}}}}},
        "components": {"schemas": {"Thing": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}}}}"##;
    let made = generate("patterns.json", text);
    let told = made.output.report.diagnostics().iter();
    let told = told.filter(|told| told.code == clientwright::report::Code::Example);
    let told: Vec<&str> = told.map(|told| told.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "an example of `code` does not match `^[A-Z]{3}$`; the reference shows it all the same",
            "an example of the body does not match `^[0-9]{5}$` at `/zips/1`; the reference shows it all the same",
            "an example of the body is XML, which is not compared with its schema; the reference shows another value",
        ]
    );
    let files = made.files();
    let tests = files.get("tests/examples/of_it.rs").expect("the examples");
    assert!(tests.contains(r#"("code", Some("abc"))"#), "{tests}");
}

/// The example of a union is of the member whose tag it has, a file holds what its example says, a list in brackets has
/// numbers, a UUID is in lower case, and no path has an empty step.
#[test]
fn examples_are_sent_as_they_are_told() {
    let text = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
        "/a/{bucket}/{id}": {"get": {"operationId": "a", "tags": ["it"],
            "parameters": [{"name": "bucket", "in": "path", "required": true, "example": "", "schema": {"type": "string"}},
                {"name": "any", "in": "query", "required": true, "schema": {"oneOf": [{}, {"type": "array", "items": {}}]}},
                {"name": "id", "in": "path", "required": true, "example": "C9C0797E-901D-4349-A33C-C2C8F31A92C2",
                    "schema": {"type": "string", "format": "uuid"}}],
            "responses": {"204": {"description": "d"}}}},
        "/b": {"post": {"operationId": "b", "tags": ["it"], "requestBody": {"required": true, "content": {"application/json": {
            "schema": {"oneOf": [{"$ref": "#/components/schemas/Bars"}, {"$ref": "#/components/schemas/Line"},
                {"$ref": "#/components/schemas/Dots"}]}, "example": {"kind": "line", "rows": ["x"]}}}},
            "responses": {"204": {"description": "d"}}}},
        "/c": {"post": {"operationId": "c", "tags": ["it"], "requestBody": {"required": true, "content": {"multipart/form-data": {
            "schema": {"type": "object", "required": ["data"], "properties": {"data": {"type": "string", "format": "binary"}}},
            "example": {"data": "what it holds"}}}}, "responses": {"204": {"description": "d"}}}},
        "/d": {"post": {"operationId": "d", "tags": ["it"], "requestBody": {"required": true, "content": {
            "application/x-www-form-urlencoded": {"encoding": {"expand": {"style": "deepObject", "explode": true}},
            "schema": {"type": "object", "properties": {"expand": {"type": "array", "items": {"type": "string"}}}},
            "example": {"expand": ["one", "two"]}}}}, "responses": {"204": {"description": "d"}}}}},
        "components": {"schemas": {
            "Bars": {"type": "object", "required": ["kind", "rows"], "properties": {
                "kind": {"type": "string", "enum": ["bars"]}, "rows": {"type": "array", "items": {"type": "string"}}}},
            "Line": {"type": "object", "required": ["kind", "rows"], "properties": {
                "kind": {"type": "string", "enum": ["line"]}, "rows": {"type": "array", "items": {"type": "string"}}}},
            "Dots": {"type": "object", "required": ["kind", "rows", "size"], "properties": {"size": {"type": "integer"},
                "kind": {"type": "string", "enum": ["line", "dots"]}, "rows": {"type": "array", "items": {"type": "string"}}}}}}}"##;
    let made = generate("sent.json", text);
    let told = made.output.report.diagnostics().iter();
    let told = told.filter(|told| told.code == clientwright::report::Code::Example);
    let told: Vec<&str> = told.map(|told| told.message.as_str()).collect();
    let empty =
        "an example of `bucket` is empty, which no path holds; the reference shows another value";
    assert_eq!(told, [empty]);
    let files = made.files();
    let tests = files.get("tests/examples/of_it.rs").expect("the examples");
    for line in [
        "query: &[(\"any\", Some(\"any\"))]",
        "path: \"/a/bucket/c9c0797e-901d-4349-a33c-c2c8f31a92c2\"",
        ".b(Line::new([\"x\"]))",
        "FilePart::new(\"file.txt\", \"what it holds\")",
        "Body::Parts(&[(\"data\", Some(\"what it holds\"))])",
        "Body::Form(&[(\"expand[0]\", Some(\"one\")), (\"expand[1]\", Some(\"two\"))])",
    ] {
        assert!(tests.contains(line), "{line}\n{tests}");
    }
}

#[test]
fn a_column_of_variables_is_there_where_there_are_some() {
    let text = |variable: &str| {
        let text = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "a",
            "security": [{"Key": []}], "responses": {"204": {"description": "d"}}}}}, "components": {"securitySchemes": {
            "Key": {"type": "http", "scheme": "bearer"VARIABLE}, "Other": {"type": "apiKey", "in": "header", "name": "other"}}}}"#;
        text.replace("VARIABLE", variable)
    };
    for (variable, expected) in [("", false), (r#","x-clientwright-env": "A_KEY""#, true)] {
        let files = generate("variables.json", &text(variable)).files();
        for page in ["README.md", "src/lib.rs"] {
            let page = files.get(page).expect("the page");
            assert!(page.contains("| `Key` |"), "{page}");
            assert_eq!(page.contains("Environment"), expected, "{page}");
            assert_eq!(page.contains("from_env"), expected, "{page}");
            assert_eq!(page.contains("| none |"), expected, "{page}");
        }
    }
}

#[test]
fn links_lead_to_the_operation_that_is_called_next() {
    let text = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {
        "/users": {"post": {"operationId": "addUser", "tags": ["one"], "responses": {"201": {
            "description": "Made.",
            "links": {"get": {"operationId": "getUser", "description": "Reads it | again.",
                "parameters": {"id": "$response.body#/id", "limit": 3}, "requestBody": {"a": 1}}}}}}},
        "/users/{id}": {"get": {"operationId": "getUser", "tags": ["two"],
            "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
            "responses": {"204": {"description": "d"}}}}}}"#;
    let files = generate("users.json", text).files();
    let page = files
        .get("docs/one.md")
        .expect("there is a page of the tag");
    assert!(
        page.contains(
            "**What to call next**\n\n| After | Call | With |  |\n|---|---|---|---|\n\
             | 201 | [`get_user`](two.md#get_user) | `id` = `$response.body#/id`<br>`limit` = `3`<br>\
             the body = `{\"a\":1}` | Reads it \\| again. |\n"
        ),
        "{page}"
    );
    assert_eq!(broken_pages(&files), Vec::<String>::new());
}

#[test]
fn samples_are_an_overlay_that_reaches_every_operation() {
    let query = r#"{"openapi": "3.2.0", "info": {"title": "t", "version": "1"}, "paths": {"/it's\\": {
        "query": {"operationId": "a", "responses": {"204": {"description": "d"}}},
        "additionalOperations": {"COPY": {"operationId": "b", "responses": {"204": {"description": "d"}}}}}}}"#;
    let mut texts = vec![("query.json".to_owned(), query.to_owned())];
    for path in descriptions() {
        let text = fs::read_to_string(&path).expect("the description can be read");
        texts.push((path.to_string_lossy().into_owned(), text));
    }
    let mut seen = 0;
    for (name, text) in texts {
        let made = generate(&name, &text).output;
        let (Some(krate), Some(api)) = (made.krate, made.api) else {
            panic!("{name}");
        };
        let overlay = clientwright::emit::code_samples(&krate);
        let input = clientwright::Input::new("example", name.as_str(), text);
        let output = clientwright::generate(input.overlay("samples.json", overlay));
        assert!(!output.report.has_errors(), "{name}: {:?}", output.report);
        let document = output.document.expect("there is a document");
        let mut places = BTreeSet::new();
        for operation in &api.operations {
            if !places.insert(&operation.place) {
                continue;
            }
            let request = krate
                .operations()
                .find(|request| request.id.raw() == operation.id);
            let request = request.expect("the operation is a request");
            let mut steps = operation.place.steps().iter();
            let node = steps.try_fold(document.root(), |node, step| node.get(step));
            let samples = node.expect("the operation is there").get("x-codeSamples");
            let samples = samples.expect("it has samples").tree().to_json();
            let source = samples[0]["source"].as_str().unwrap_or_default();
            let call = format!("{}(", request.method);
            assert!(source.contains(&call), "{name}: {call} {source}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn what_the_service_sends_by_itself_is_in_the_index() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let files = generate_file(&cases.join("webhooks.yaml")).files();
    for (page, row) in [
        (
            "docs/README.md",
            "| `thingMade` | `webhooks::thing_made` | [`ThingMade`](types/thing_made.md#ThingMade) |",
        ),
        (
            "docs/README.md",
            "| `thing-gone` | `webhooks::thing_gone` | [`ThingGoneBody`](types/thing_gone.md#ThingGoneBody) | A thing is gone for good. |",
        ),
        (
            "docs/README.md",
            "| `done` | `callbacks::post_order_done` | [`DoneBody`](types/done.md#DoneBody) |",
        ),
        (
            "api.md",
            "webhooks::thing_gone(body: &[u8]) -> Result<ThingGoneBody, WebhookError>",
        ),
        (
            "README.md",
            "| `thing-gone` | `webhooks::thing_gone` | `ThingGoneBody` |",
        ),
        ("README.md", "verifier.verify("),
    ] {
        let text = files.get(page).expect("the page is there");
        assert!(text.contains(row), "{page}: {row}\n{text}");
    }
}

#[test]
fn who_signs_in_finds_how() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let files = generate_file(&cases.join("oauth2.yaml")).files();
    for (page, text) in [
        (
            "docs/things.md",
            "`Client::builder().oauth(..)` or `AuthorizationCode::oauth` or `DeviceCode::oauth` or `Password::oauth`",
        ),
        (
            "README.md",
            "let flow = AuthorizationCode::oauth(\"client-id\", \"http://127.0.0.1:4000/callback\");",
        ),
        ("README.md", "let request = flow.begin(&client).await?;"),
        (
            "README.md",
            "let token = flow.token(&client, \"user\", \"password\").await?;",
        ),
    ] {
        let held = files.get(page).expect("the page is there");
        assert!(held.contains(text), "{page}: {text}\n{held}");
    }
}
