//! The names that an overlay gives, of each kind of thing and in each version.

use clientwright_tests::generate;
use serde_json::{Value, json};

fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "`{line}` is not there");
    }
}

#[test]
fn an_overlay_names_a_tag() {
    let operation = |id: &str, tag: &str| json!({"operationId": id, "tags": [tag], "responses": {"204": {"description": "d"}}});
    let description = json!({
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "tags": [{"name": "Issue things (v2)", "x-clientwright-name": "issues"}],
        "paths": {"/a": {"get": operation("list-issues", "Issue things (v2)"), "put": operation("b", "other")}}
    });
    let case = generate("given.json", &description.to_string());
    let files = case.files();
    let module = files.get("src/api/issues.rs").unwrap_or_default();
    has(
        module,
        &[
            "pub fn issues(&self) -> IssuesOperations<'_> {",
            "pub fn list(&self) -> ListIssues {",
        ],
    );
}

/// A description of one of each thing that an overlay can name beside schemas, properties and operations.
fn of_each(version: &str) -> Value {
    let response = json!({"204": {"description": "d", "headers": {"X-RL-Rem": {"schema": {"type": "integer"}}}}});
    let operation = |id: &str, media: &str| {
        let form = json!({"type": "object", "properties": {"f_1": {"type": "string"}}});
        json!({"operationId": id, "requestBody": {"content": {media: {"schema": form}}}, "responses": response,
            "parameters": [{"name": "query", "in": "query", "schema": {"type": "string"}}]})
    };
    let object = |name: &str| json!({"type": "object", "required": [name], "properties": {name: {"type": "string"}}});
    json!({
        "openapi": version,
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://a.example"}, {"url": "https://b.example"}],
        "security": [{"apiKeyAuth2": []}],
        "paths": {"/a": {"post": operation("a", "multipart/form-data"),
            "put": operation("b", "application/x-www-form-urlencoded")}},
        "components": {
            "securitySchemes": {"apiKeyAuth2": {"type": "apiKey", "in": "header", "name": "X-Key"}},
            "schemas": {
                "Cat": object("c"),
                "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, object("d"), {"type": "string"}]}
            }
        }
    })
}

#[test]
fn an_overlay_names_members_parts_headers_schemes_and_servers() {
    let form = |method: &str, media: &str| {
        format!("paths['/a'].{method}.requestBody.content['{media}'].schema.properties.f_1")
    };
    let header =
        |method: &str| format!("paths['/a'].{method}.responses['204'].headers['X-RL-Rem']");
    let member = |index: usize| format!("components.schemas.Pet.oneOf[{index}]");
    let names = [
        (member(0), "tame animal"),
        (member(1), "wild pet"),
        (member(2), "nick"),
        ("components.securitySchemes.apiKeyAuth2".to_owned(), "token"),
        ("servers[0]".to_owned(), "live"),
        (form("post", "multipart/form-data"), "first file"),
        (
            form("put", "application/x-www-form-urlencoded"),
            "first field",
        ),
        (header("post"), "calls left"),
        (header("put"), "calls left"),
    ];
    let actions = names.map(|(target, name)| {
        json!({"target": format!("$.{target}"), "update": {"x-clientwright-name": name}})
    });
    let overlay =
        json!({"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": actions});
    for version in ["3.0.3", "3.1.0", "3.2.0"] {
        let input = clientwright::Input::new("given", "given.json", of_each(version).to_string());
        let output =
            clientwright::generate(input.overlay("given.overlay.json", overlay.to_string()));
        assert!(!output.report.has_errors(), "{:?}", output.report);
        let files = output.files.expect("there is a crate");
        let files = files.iter().filter(|(path, _)| path.starts_with("src/"));
        let text: String = files.map(|(_, text)| text).collect();
        has(
            &text,
            &[
                "TameAnimal(Cat)",
                "Wild(WildPet)",
                "Nick(String)",
                "pub fn token(",
                "pub const LIVE:",
                "pub fn first_file(",
                "pub first_field:",
                "pub const CALLS_LEFT:",
                "pub fn query_parameter(",
            ],
        );
    }
}

/// The text of the crate that a description with an overlay becomes; both are YAML.
fn with_overlay(description: &str, actions: &str) -> String {
    let input = clientwright::Input::new("given", "given.yaml", description);
    let overlay =
        format!("overlay: 1.0.0\ninfo: {{ title: t, version: '1' }}\nactions:\n{actions}");
    let output = clientwright::generate(input.overlay("given.overlay.yaml", overlay));
    let problems = output.report.diagnostics().iter();
    let problems: Vec<_> = problems.map(|problem| &problem.message).collect();
    assert_eq!(problems, Vec::<&String>::new());
    let files = output.files.expect("there is a crate");
    let files = files.iter().filter(|(path, _)| path.starts_with("src/"));
    files.map(|(_, text)| text).collect()
}

#[test]
fn an_overlay_names_values_of_enums() {
    let description = "
openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /a:
    get:
      operationId: a
      parameters: [{ name: sort, in: query, schema: { type: string, enum: ['+1', up] } }]
      responses: { '204': { description: d } }
components:
  schemas:
    Reaction: { type: string, enum: ['+1', '-1', laugh], x-enum-varnames: [PlusOne, MinusOne, Laugh] }
    Level: { type: integer, enum: [1, 2] }
    Mode: { oneOf: [{ const: a, title: first mode }, { const: b, title: second mode }] }
    Kind: { const: x1 }
";
    let actions = "
  - { target: \"$.paths['/a'].get.parameters[0].schema\", update: { x-clientwright-value-names: { '+1': best first } } }
  - { target: $.components.schemas.Reaction, update: { x-clientwright-value-names: { '+1': thumbs up, '-1': thumbs down } } }
  - { target: $.components.schemas.Level, update: { x-clientwright-value-names: { '2': high } } }
  - { target: '$.components.schemas.Mode.oneOf[1]', update: { x-clientwright-value-names: { b: slow } } }
  - { target: $.components.schemas.Kind, update: { x-clientwright-value-names: { x1: only one } } }
";
    let text = with_overlay(description, actions);
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    has(
        &flat,
        &[
            "BestFirst = \"+1\"",
            "Up = \"up\"",
            "ThumbsUp = \"+1\"",
            "ThumbsDown = \"-1\"",
            "Laugh = \"laugh\"",
            "Value1 = 1",
            "High = 2",
            "FirstMode = \"a\"",
            "Slow = \"b\"",
        ],
    );
}

#[test]
fn an_overlay_names_the_variants_of_responses_and_of_error_bodies() {
    let description = "
openapi: 3.0.3
info: { title: t, version: '1' }
paths:
  /a:
    get:
      operationId: a
      responses:
        '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
        '202': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } } }
        '404': { $ref: '#/components/responses/Gone' }
        '422': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Wrong' } } } }
  /b:
    get:
      operationId: b
      responses:
        '204': { description: d }
        '400': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Wrong' } } } }
components:
  responses:
    Gone: { description: d, content: { application/json: { schema: { type: string } } } }
  schemas:
    Thing: { type: object, properties: { a: { type: string } } }
    Job: { type: object, properties: { b: { type: string } } }
    Wrong: { type: object, properties: { c: { type: string } } }
";
    let actions = "
  - { target: \"$.paths['/a'].get.responses['200']\", update: { x-clientwright-name: finished } }
  - { target: \"$.paths['/a'].get.responses['202']\", update: { x-clientwright-name: still running } }
  - { target: $.components.responses.Gone, update: { x-clientwright-name: nothing there } }
  - { target: \"$.paths['/b'].get.responses['400']\", update: { x-clientwright-name: rejection } }
";
    has(
        &with_overlay(description, actions),
        &[
            "Finished(Thing)",
            "StillRunning(Job)",
            "NothingThere(String)",
            // The first operation has it, and the second one's response is named.
            "Rejection(Wrong)",
        ],
    );
}

/// A description in 2.0 of one of each thing.
const SWAGGER: &str = "
swagger: '2.0'
info: { title: t, version: '1' }
host: a.example
schemes: [https]
security: [{ apiKeyAuth2: [] }]
securityDefinitions:
  apiKeyAuth2: { type: apiKey, in: header, name: X-Key }
parameters:
  shared: { name: sh_1, in: query, type: string }
responses:
  Wrong: { description: d, schema: { $ref: '#/definitions/Problem' } }
paths:
  /a:
    post:
      operationId: op_1
      tags: [tag one]
      consumes: [multipart/form-data]
      parameters:
        - { $ref: '#/parameters/shared' }
        - { name: q_1, in: query, type: string, enum: ['+1', up] }
        - { name: f_1, in: formData, type: file }
      responses:
        '200': { description: d, schema: { $ref: '#/definitions/Pet' }, headers: { X-RL-Rem: { type: integer } } }
        '202': { description: d, schema: { $ref: '#/definitions/Cat' } }
        default: { $ref: '#/responses/Wrong' }
  /b:
    put:
      operationId: b
      tags: [other]
      consumes: [application/x-www-form-urlencoded]
      parameters: [{ name: f_2, in: formData, type: string }]
      responses: { '204': { description: d } }
definitions:
  Problem: { type: object, properties: { p_1: { type: string } } }
  Pet: { type: object, discriminator: kind, required: [kind], properties: { kind: { type: string }, m_1: { type: object, properties: { x: { type: string } } } } }
  Cat: { allOf: [{ $ref: '#/definitions/Pet' }, { type: object, properties: { lives: { type: integer } } }] }
";

/// A name for each of them.
const ALL_OF_SWAGGER: &str = "
  - { target: $, update: { servers: [{ url: 'https://a.example', x-clientwright-name: live }, { url: 'https://b.example', x-clientwright-name: trial }] } }
  - { target: $, update: { tags: [{ name: tag one, x-clientwright-name: firsts }] } }
  - { target: $.securityDefinitions.apiKeyAuth2, update: { x-clientwright-name: token } }
  - { target: $.parameters.shared, update: { x-clientwright-name: common } }
  - { target: $.responses.Wrong, update: { x-clientwright-name: refusal } }
  - { target: \"$.paths['/a'].post\", update: { x-clientwright-name: upload } }
  - { target: \"$.paths['/a'].post.parameters[1]\", update: { x-clientwright-name: order, x-clientwright-value-names: { '+1': best } } }
  - { target: \"$.paths['/a'].post.parameters[2]\", update: { x-clientwright-name: first file } }
  - { target: \"$.paths['/b'].put.parameters[0]\", update: { x-clientwright-name: first field } }
  - { target: \"$.paths['/a'].post.responses['200']\", update: { x-clientwright-name: finished } }
  - { target: \"$.paths['/a'].post.responses['200'].headers['X-RL-Rem']\", update: { x-clientwright-name: calls left } }
  - { target: $.definitions.Problem, update: { x-clientwright-name: complaint } }
  - { target: $.definitions.Problem.properties.p_1, update: { x-clientwright-name: reason } }
  - { target: $.definitions.Pet.properties.m_1, update: { x-clientwright-name: mood } }
  - { target: $.definitions.Cat, update: { x-clientwright-name: tame animal } }
";

#[test]
fn an_overlay_names_all_of_a_swagger_description() {
    let text = with_overlay(SWAGGER, ALL_OF_SWAGGER);
    has(
        &text,
        &[
            "pub const LIVE:",
            "pub const TRIAL:",
            "pub fn firsts(&self)",
            "pub fn token(",
            "pub fn common(",
            "pub fn upload(",
            "pub fn order(",
            "Best = \"+1\"",
            "pub fn first_file(",
            "pub first_field:",
            "Finished(",
            "pub const CALLS_LEFT:",
            "Refusal(Complaint)",
            "pub reason:",
            "pub struct TameAnimal {",
            "TameAnimal(TameAnimal)",
            "pub mood: Option<TameAnimalMood>",
        ],
    );
}
