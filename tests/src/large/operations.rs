//! Much of what operations and documents are made of.

use serde_json::{Value, json};

use super::{Large, Made, called, described, many, schema, text};

pub(super) fn all() -> Vec<Large> {
    vec![
        Large::of("operations of one tag", 50, 2_000, operations),
        Large::of("operations of a tag each", 50, 500, tags),
        Large::of("operations without an ID", 50, 2_000, nameless),
        Large::of("operations of the same ID", 50, 2_000, same_id),
        Large::of("tags of one operation", 100, 5_000, tags_of_one),
        Large::of("declared tags", 100, 5_000, declared_tags),
        Large::of("servers", 50, 2_000, servers),
        Large::of("variables of a server", 50, 1_000, variables),
        Large::of("parameters", 100, 1_000, parameters),
        Large::of("headers of a response", 100, 1_000, headers),
        Large::of("responses", 100, 50, responses),
        Large::of("media types of a body", 50, 500, media_types),
        Large::of("parts of a body", 50, 500, parts),
        Large::of("security schemes", 50, 1_000, schemes),
        Large::of("alternatives of credentials", 50, 2_000, alternatives),
        Large::of("references to other files", 100, 2_000, files),
        Large::of(
            "wrong operations on one line",
            200,
            5_000,
            wrong_on_one_line,
        ),
        Large::of("wrong operations", 200, 5_000, wrong),
        Large::of("wrong references", 200, 5_000, wrong_references),
        Large::of("webhooks", 50, 2_000, webhooks),
        Large::of("extensions", 1_000, 50_000, extensions),
    ]
}

fn answered(mut operation: Value) -> Value {
    operation["responses"] = json!({"204": {"description": "done"}});
    operation
}

fn get(operation: Value) -> Value {
    json!({"get": answered(operation)})
}

fn operation(n: usize, operation: impl Fn(usize) -> Value) -> Made {
    called((0..n).map(|i| (format!("/things/{i}"), get(operation(i))))).into()
}

fn operations(n: usize) -> Made {
    operation(
        n,
        |i| json!({"operationId": format!("getThing{i}"), "tags": ["things"]}),
    )
}

fn tags(n: usize) -> Made {
    operation(
        n,
        |i| json!({"operationId": format!("getThing{i}"), "tags": [format!("tag {i}")]}),
    )
}

fn nameless(n: usize) -> Made {
    operation(n, |_| json!({}))
}

fn same_id(n: usize) -> Made {
    operation(n, |_| json!({"operationId": "get"}))
}

fn only(operation: Value) -> Value {
    called([("/thing".to_owned(), get(operation))])
}

fn tags_of_one(n: usize) -> Made {
    let tags: Vec<_> = (0..n).map(|i| format!("tag {i}")).collect();
    only(json!({"operationId": "one", "tags": tags})).into()
}

fn declared_tags(n: usize) -> Made {
    let mut document = only(json!({"operationId": "one"}));
    let tags = (0..n).map(|i| json!({"name": format!("tag {i}"), "description": "It is a tag."}));
    document["tags"] = tags.collect();
    document.into()
}

fn servers(n: usize) -> Made {
    let mut document = only(json!({"operationId": "one"}));
    let server = |i| json!({"url": format!("https://s{i}.example.com"), "description": format!("Region {i}")});
    document["servers"] = (0..n).map(server).collect();
    document.into()
}

fn variables(n: usize) -> Made {
    let mut document = only(json!({"operationId": "one"}));
    let url = text(n, |i| format!("/{{v{i}}}"));
    let variables = many(n, |i| {
        (format!("v{i}"), json!({"default": "a", "enum": ["a", "b"]}))
    });
    document["servers"] =
        json!([{"url": format!("https://example.com{url}"), "variables": variables}]);
    document.into()
}

fn parameters(n: usize) -> Made {
    let parameter =
        |i| json!({"name": format!("p{i}"), "in": "query", "schema": {"type": "string"}});
    let parameters: Vec<_> = (0..n).map(parameter).collect();
    only(json!({"operationId": "one", "parameters": parameters})).into()
}

fn headers(n: usize) -> Made {
    let headers = many(n, |i| {
        (format!("X-H{i}"), json!({"schema": {"type": "string"}}))
    });
    let mut document = only(json!({"operationId": "one"}));
    document["paths"]["/thing"]["get"]["responses"]["204"]["headers"] = headers.into();
    document.into()
}

/// Responses from 200 on, of which there are 400: those below are no responses that a client reads, and cost nothing.
fn responses(n: usize) -> Made {
    let content = |i: usize| json!({"application/json": {"schema": {"type": "object", "properties": {format!("p{i}"): {}}}}});
    let responses = many(n, |i| {
        (
            (200 + i).to_string(),
            json!({"description": "it is", "content": content(i)}),
        )
    });
    let operation = json!({"operationId": "one", "responses": responses});
    called([("/thing".to_owned(), json!({"get": operation}))]).into()
}

fn body(content: &Value) -> Made {
    let operation = json!({"operationId": "one", "requestBody": {"content": content}});
    called([("/thing".to_owned(), json!({"post": answered(operation)}))]).into()
}

fn media_types(n: usize) -> Made {
    let content = many(n, |i| {
        let schema = json!({"type": "object", "properties": {format!("p{i}"): {}}});
        (format!("application/v{i}+json"), json!({"schema": schema}))
    });
    body(&content.into())
}

fn parts(n: usize) -> Made {
    let properties = many(n, |i| (format!("p{i}"), json!({"type": "string"})));
    let schema = json!({"type": "object", "properties": properties});
    body(&json!({"multipart/form-data": {"schema": schema}}))
}

fn schemes(n: usize) -> Made {
    let mut document = only(json!({"operationId": "one"}));
    let schemes = many(n, |i| {
        (
            format!("key{i}"),
            json!({"type": "apiKey", "in": "header", "name": format!("X-Key-{i}")}),
        )
    });
    document["components"] = json!({"securitySchemes": schemes});
    document["security"] = (0..n).map(|i| json!({format!("key{i}"): []})).collect();
    document.into()
}

fn alternatives(n: usize) -> Made {
    let key = json!({"type": "apiKey", "in": "header", "name": "X-Key"});
    let mut document = only(json!({"operationId": "one"}));
    document["components"] = json!({"securitySchemes": {"a": key, "b": key}});
    document["security"] = (0..n).map(|_| json!({"a": [], "b": []})).collect();
    document.into()
}

fn files(n: usize) -> Made {
    let schemas = (0..n).map(|i| (schema(i), json!({"$ref": format!("s{i}.yaml")})));
    Made {
        files: true,
        ..described(schemas).into()
    }
}

fn wrong_operation(i: usize) -> Value {
    json!({"operationId": format!("get{i}"), "parameters": 7})
}

fn wrong_on_one_line(n: usize) -> Made {
    operation(n, wrong_operation)
}

fn wrong(n: usize) -> Made {
    let paths = called((0..n).map(|i| (format!("/things/{i}"), get(wrong_operation(i)))));
    format!("{paths:#}").into()
}

fn wrong_references(n: usize) -> Made {
    described((0..n).map(|i| {
        let nowhere = json!({"$ref": format!("#/components/schemas/T{i:07}")});
        (
            schema(i),
            json!({"type": "object", "properties": {"a": nowhere}}),
        )
    }))
    .into()
}

fn webhooks(n: usize) -> Made {
    let mut document = only(json!({"operationId": "one"}));
    document["openapi"] = json!("3.1.0");
    document["webhooks"] = many(n, |i| {
        (
            format!("hook{i}"),
            get(json!({"operationId": format!("hook{i}")})),
        )
    })
    .into();
    document.into()
}

fn extensions(n: usize) -> Made {
    let mut document = only(json!({"operationId": "one"}));
    document["x-more"] = (0..n).map(|i| json!({"a": i, "b": [i]})).collect();
    document.into()
}
