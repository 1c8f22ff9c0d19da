//! Small Swagger 2.0 documents and what becomes of them.

use crate::document::{Origins, Tree, parse};
use crate::pointer::Pointer;
use crate::report::Report;
use crate::source::Source;

use super::upgrade;

fn read(text: &str) -> Tree {
    let mut report = Report::default();
    let text = format!("---\n{text}");
    let tree = parse(&Source::new("api.yaml", text), &mut report);
    assert_eq!(report.diagnostics(), []);
    tree.unwrap_or(Tree::Null)
}

fn at(text: &str) -> Pointer {
    Pointer::parse(text).unwrap_or_default()
}

fn upgraded(text: &str) -> (Tree, Origins, Vec<String>) {
    let (mut origins, mut report) = (Origins::new("api.yaml"), Report::default());
    let tree = upgrade(read(text), &mut origins, &mut report);
    let messages = report.diagnostics().iter();
    let messages = messages.map(|said| said.message.clone()).collect();
    (tree, origins, messages)
}

/// Checks what a document becomes below one of its places, without a word said.
#[track_caller]
fn becomes(text: &str, place: &str, expected: &str) {
    let (tree, _, messages) = upgraded(text);
    assert_eq!(tree.at(&at(place)), Some(&read(expected)));
    assert_eq!(messages, Vec::<String>::new());
}

/// Checks what an operation becomes.
#[track_caller]
fn operation_becomes(root: &str, operation: &str, expected: &str) {
    becomes(
        &format!("{root}\npaths: {{/a: {{post: {operation}}}}}"),
        "/paths/~1a/post",
        expected,
    );
}

#[test]
fn the_root_keeps_its_order_and_gets_servers_and_components() {
    let (tree, _, messages) = upgraded(
        "
swagger: '2.0'
info: {title: t, version: v}
host: api.test
basePath: /v1/
schemes: [http, https]
tags: [{name: a}]
definitions: {'a.B c': {type: string}}
responses: {R: {description: r}}
security: [{key: []}]
x-mine: 1
",
    );
    assert_eq!(messages, Vec::<String>::new());
    let expected = read(
        "
openapi: 3.0.3
info: {title: t, version: v}
servers: [{url: 'https://api.test/v1'}, {url: 'http://api.test/v1'}]
tags: [{name: a}]
security: [{key: []}]
x-mine: 1
components:
  schemas: {'a.B c': {type: string}}
  responses: {R: {description: r}}
",
    );
    assert_eq!(tree, expected);
    let keys = |tree: &Tree| -> Vec<String> {
        tree.as_map()
            .into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .collect()
    };
    assert_eq!(keys(&tree), keys(&expected));
}

#[test]
fn an_address_without_a_host_is_relative() {
    becomes("basePath: /v2", "/servers", "[{url: /v2}]");
    becomes("swagger: '2.0'", "/servers", "[{url: /}]");
    becomes("host: h", "/servers", "[{url: 'https://h'}]");
    becomes(
        "{host: h, schemes: [ws, http]}",
        "/servers",
        "[{url: 'http://h'}]",
    );
}

#[test]
fn an_operation_with_a_scheme_of_its_own_has_servers() {
    let root = "host: h\nschemes: [https]";
    operation_becomes(root, "{schemes: [http]}", "{servers: [{url: 'http://h'}]}");
    operation_becomes(root, "{schemes: [https, http]}", "{}");
}

#[test]
fn a_body_is_a_request_body_in_each_media_type() {
    let body = "{parameters: [{name: it, in: body, required: true, description: d, schema: {type: object}}]}";
    operation_becomes(
        "swagger: '2.0'",
        body,
        "{parameters: [], requestBody: {description: d, required: true, x-body-name: it, \
          content: {application/json: {schema: {type: object}}}}}",
    );
    operation_becomes(
        "consumes: [text/xml, application/json]",
        body,
        "{parameters: [], requestBody: {description: d, required: true, x-body-name: it, content: { \
          text/xml: {schema: {$ref: '#/paths/~1a/post/requestBody/content/application~1json/schema'}}, \
          application/json: {schema: {type: object}}}}}",
    );
    operation_becomes(
        "consumes: [a/b]\ndefinitions: {A: {}}",
        "{consumes: [c/d], parameters: [{name: it, in: body, schema: {$ref: '#/definitions/A'}}]}",
        "{parameters: [], requestBody: {x-body-name: it, content: {c/d: {schema: {$ref: '#/components/schemas/A'}}}}}",
    );
}

#[test]
fn the_first_of_several_bodies_wins_aloud() {
    let (tree, _, messages) = upgraded(
        "paths: {/a: {post: {parameters: [{name: a, in: body, schema: {}}, {name: b, in: body, schema: {}}]}}}",
    );
    let name = tree.at(&at("/paths/~1a/post/requestBody/x-body-name"));
    assert_eq!(name, Some(&Tree::from("a")));
    assert_eq!(
        messages,
        ["the operation has more than one body, and this one is left out"]
    );
}

#[test]
fn fields_are_a_form() {
    operation_becomes(
        "swagger: '2.0'",
        "{parameters: [{name: a, in: formData, type: string, required: true, description: d}, \
          {name: b, in: formData, type: array, items: {type: string}}]}",
        "{parameters: [], requestBody: {required: true, content: {application/x-www-form-urlencoded: { \
          encoding: {b: {style: form, explode: false}}, \
          schema: {type: object, required: [a], properties: {a: {type: string, description: d}, \
          b: {type: array, items: {type: string}}}}}}}}",
    );
}

#[test]
fn a_file_makes_a_form_multipart() {
    let multipart = "{parameters: [], requestBody: {content: {multipart/form-data: {schema: {type: object, \
                      properties: {f: {type: string, format: binary}}}}}}}";
    let field = "{parameters: [{name: f, in: formData, type: file}]}";
    operation_becomes("swagger: '2.0'", field, multipart);
    operation_becomes("consumes: [application/json]", field, multipart);
    operation_becomes(
        "consumes: [application/x-www-form-urlencoded, multipart/form-data]",
        field,
        multipart,
    );
}

#[test]
fn shared_parameters_become_parameters_bodies_and_fields() {
    let (tree, _, messages) = upgraded(
        "
definitions: {D: {type: string}}
parameters:
  Q: {name: q, in: query, type: integer}
  B: {name: b, in: body, schema: {$ref: '#/definitions/D'}}
  F: {name: f, in: formData, type: string}
paths:
  /a:
    get: {parameters: [{$ref: '#/parameters/Q'}]}
    post: {parameters: [{$ref: '#/parameters/B'}, {$ref: '#/parameters/Q'}]}
    put: {parameters: [{$ref: '#/parameters/F'}]}
",
    );
    assert_eq!(messages, Vec::<String>::new());
    let expected = read(
        "
openapi: 3.0.3
servers: [{url: /}]
paths:
  /a:
    get: {parameters: [{$ref: '#/components/parameters/Q'}]}
    post: {requestBody: {$ref: '#/components/requestBodies/B'}, parameters: [{$ref: '#/components/parameters/Q'}]}
    put:
      parameters: []
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {f: {type: string}}}}}}
components:
  schemas: {D: {type: string}}
  parameters: {Q: {name: q, in: query, schema: {type: integer}}}
  requestBodies: {B: {x-body-name: b, content: {application/json: {schema: {$ref: '#/components/schemas/D'}}}}}
",
    );
    assert_eq!(tree, expected);
}

#[test]
fn the_body_of_a_path_goes_to_each_operation() {
    let (tree, _, _) = upgraded(
        "
paths:
  /a:
    parameters: [{name: b, in: body, schema: {type: string}}, {name: q, in: query, type: string}]
    put: {}
    post: {parameters: [{name: own, in: body, schema: {}}]}
",
    );
    let name = |place: &str| tree.at(&at(place)).and_then(Tree::as_text);
    assert_eq!(name("/paths/~1a/put/requestBody/x-body-name"), Some("b"));
    assert_eq!(name("/paths/~1a/post/requestBody/x-body-name"), Some("own"));
    assert_eq!(name("/paths/~1a/parameters/0/name"), Some("q"));
}

#[test]
fn the_value_of_a_parameter_is_a_schema() {
    operation_becomes(
        "swagger: '2.0'",
        "{parameters: [{name: q, in: query, type: integer, format: int64, default: 1, description: d, \
          allowEmptyValue: true, x-nullable: true, x-example: 7, x-mine: 1}]}",
        "{parameters: [{name: q, in: query, description: d, allowEmptyValue: true, example: 7, x-mine: 1, \
          schema: {type: integer, format: int64, default: 1, x-nullable: true}}]}",
    );
}

#[test]
fn a_parameter_may_refer_to_its_schema() {
    let (tree, _, messages) = upgraded(
        "{definitions: {A: {}}, parameters: {B: {name: b, in: query, $ref: '#/definitions/A'}}}",
    );
    let expected = "{name: b, in: query, schema: {$ref: '#/components/schemas/A'}}";
    assert_eq!(
        tree.at(&at("/components/parameters/B")),
        Some(&read(expected))
    );
    assert_eq!(messages.len(), 1);
}

#[test]
fn collection_formats_are_styles() {
    for (place, format, expected) in [
        ("query", "multi", "style: form, explode: true"),
        ("query", "csv", "style: form, explode: false"),
        ("query", "ssv", "style: spaceDelimited, explode: false"),
        ("query", "pipes", "style: pipeDelimited, explode: false"),
        (
            "query",
            "tsv",
            "style: form, explode: false, x-clientwright-style: tabDelimited",
        ),
        ("path", "csv", "style: simple, explode: false"),
        ("header", "csv", "style: simple, explode: false"),
    ] {
        operation_becomes(
            "swagger: '2.0'",
            &format!(
                "{{parameters: [{{name: q, in: {place}, type: array, collectionFormat: {format}, \
                 items: {{type: array, items: {{type: string}}}}}}]}}"
            ),
            &format!(
                "{{parameters: [{{name: q, in: {place}, {expected}, \
                 schema: {{type: array, items: {{type: array, items: {{type: string}}}}}}}}]}}"
            ),
        );
    }
    let (_, _, messages) = upgraded(
        "paths: {/a: {get: {parameters: [{name: q, in: path, type: array, collectionFormat: multi}]}}}",
    );
    assert_eq!(
        messages,
        ["`multi` cannot be used here, and the members are parted by commas"]
    );
}

#[test]
fn answers_have_contents() {
    operation_becomes(
        "produces: [application/json, text/csv]\nresponses: {E: {description: e}}",
        "{responses: {'200': {description: ok, schema: {type: array}, examples: {application/json: [1]}, \
          headers: {X-A: {type: integer, description: d}}}, default: {$ref: '#/responses/E'}, '204': {description: n}}}",
        "{responses: {'200': {description: ok, headers: {X-A: {description: d, schema: {type: integer}}}, \
          content: {application/json: {schema: {type: array}, example: [1]}, \
          text/csv: {schema: {$ref: '#/paths/~1a/post/responses/200/content/application~1json/schema'}}}}, \
          default: {$ref: '#/components/responses/E'}, '204': {description: n}}}",
    );
    operation_becomes(
        "swagger: '2.0'",
        "{responses: {'200': {description: ok, schema: {type: file}}}}",
        "{responses: {'200': {description: ok, content: {application/octet-stream: {schema: {type: string, format: binary}}}}}}",
    );
    operation_becomes(
        "produces: [application/json]",
        "{produces: [image/png], responses: {'200': {description: ok, schema: {type: file}}}}",
        "{responses: {'200': {description: ok, content: {image/png: {schema: {type: string, format: binary}}}}}}",
    );
    becomes(
        "{produces: [a/b], definitions: {X: {}}, responses: {E: {description: e, schema: {$ref: '#/definitions/X'}}}}",
        "/components/responses/E",
        "{description: e, content: {a/b: {schema: {$ref: '#/components/schemas/X'}}}}",
    );
}

#[test]
fn security_definitions_are_schemes() {
    becomes(
        "
securityDefinitions:
  basic: {type: basic, description: d}
  key: {type: apiKey, in: header, name: K, x-clientwright-env: E}
  i: {type: oauth2, flow: implicit, authorizationUrl: u, scopes: {a: b}}
  p: {type: oauth2, flow: password, tokenUrl: t, scopes: {}}
  a: {type: oauth2, flow: application, tokenUrl: t}
  c: {type: oauth2, flow: accessCode, authorizationUrl: u, tokenUrl: t, scopes: {a: b}}
",
        "/components/securitySchemes",
        "
basic: {type: http, scheme: basic, description: d}
key: {type: apiKey, in: header, name: K, x-clientwright-env: E}
i: {type: oauth2, flows: {implicit: {authorizationUrl: u, scopes: {a: b}}}}
p: {type: oauth2, flows: {password: {tokenUrl: t, scopes: {}}}}
a: {type: oauth2, flows: {clientCredentials: {tokenUrl: t, scopes: {}}}}
c: {type: oauth2, flows: {authorizationCode: {authorizationUrl: u, tokenUrl: t, scopes: {a: b}}}}
",
    );
}

#[test]
fn references_lead_to_the_new_places() {
    let (tree, _, _) = upgraded(
        "
definitions:
  A: {properties: {b: {type: string}}, example: {$ref: '#/definitions/A'}}
  B: {$ref: '#/definitions/A/properties/b'}
  C: {$ref: '#/paths/~1a/get/responses/200/schema'}
  D: {$ref: '#/paths/~1a/get/parameters/0/schema/items'}
  E: {$ref: 'other.yaml#/definitions/A'}
paths:
  /a:
    get:
      parameters: [{name: b, in: body, schema: {type: array, items: {type: string}}}]
      responses: {'200': {description: ok, schema: {type: string}}}
",
    );
    let schemas = tree.at(&at("/components/schemas"));
    let reference = |name: &str| schemas?.get(name)?.get("$ref")?.as_text();
    assert_eq!(reference("B"), Some("#/components/schemas/A/properties/b"));
    assert_eq!(
        reference("C"),
        Some("#/paths/~1a/get/responses/200/content/application~1json/schema")
    );
    assert_eq!(
        reference("D"),
        Some("#/paths/~1a/get/requestBody/content/application~1json/schema/items")
    );
    assert_eq!(reference("E"), Some("other.yaml#/definitions/A"));
    let data = tree.at(&at("/components/schemas/A/example/$ref"));
    assert_eq!(data, Some(&Tree::from("#/definitions/A")));
}

#[test]
fn places_are_known_in_the_text_as_written() {
    let (_, origins, _) = upgraded(
        "
host: h
definitions: {A: {type: string}}
parameters: {B: {name: b, in: body, schema: {type: string}}}
securityDefinitions: {o: {type: oauth2, flow: implicit, authorizationUrl: u}}
paths:
  /a:
    post:
      parameters: [{name: f, in: formData, type: array, items: {type: string}}, {name: q, in: query, type: string}]
      responses: {'200': {description: ok, schema: {type: string}, examples: {application/json: a}}}
    put: {parameters: [{name: q, in: query, type: string}, {name: b, in: body, schema: {type: string}}]}
",
    );
    for (new, old) in [
        ("/servers/0/url", "/host/0/url"),
        ("/components/schemas/A/type", "/definitions/A/type"),
        (
            "/components/requestBodies/B/content/application~1json/schema/type",
            "/parameters/B/schema/type",
        ),
        (
            "/components/securitySchemes/o/flows/implicit/authorizationUrl",
            "/securityDefinitions/o/authorizationUrl",
        ),
        (
            "/paths/~1a/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/f/items/type",
            "/paths/~1a/post/parameters/0/items/type",
        ),
        (
            "/paths/~1a/post/parameters/0/schema/type",
            "/paths/~1a/post/parameters/1/type",
        ),
        (
            "/paths/~1a/post/responses/200/content/application~1json/schema/type",
            "/paths/~1a/post/responses/200/schema/type",
        ),
        (
            "/paths/~1a/post/responses/200/content/application~1json/example",
            "/paths/~1a/post/responses/200/examples/application~1json",
        ),
        (
            "/paths/~1a/put/requestBody/content/application~1json/schema/type",
            "/paths/~1a/put/parameters/1/schema/type",
        ),
    ] {
        assert_eq!(origins.origin(&at(new)).place.to_string(), old, "{new}");
    }
}
