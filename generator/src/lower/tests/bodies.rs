//! Bodies: parts, examples and patches.

use super::{outline, same};

#[test]
fn parts_of_a_union_are_those_of_all_its_members() {
    let found = outline(
        r"
openapi: 3.0.0
info: {title: t, version: v}
paths:
  /a:
    post:
      operationId: op
      requestBody:
        content:
          multipart/form-data:
            schema:
              oneOf:
                - {type: object, required: [k, v], properties: {k: {type: string}, v: {type: string, format: binary}}}
                - {type: object, required: [k], properties: {k: {type: string}, w: {type: integer}, x: {}, y: {type: array, items: {}}, z: {}}}
            encoding: {z: {contentType: application/json}}
      responses:
        '200': {description: ok, content: {multipart/form-data: {schema: {type: string, format: binary}}}}
",
    );
    same(
        &found,
        r#"
        api "t" "v"

        op POST /a
          body?
            multipart/form-data as multipart
              k: string
              v?: binary
              w?: int64
              x?: binary
              y?: [binary]
              z?: any as application/json
          200 // ok
            multipart/form-data as multipart
        "#,
    );
}

#[test]
fn a_field_is_json_where_all_its_schemas_together_are_an_object() {
    let found = outline(
        r"
openapi: 3.0.0
info: {title: t, version: v}
paths:
  /a:
    post:
      operationId: op
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              properties:
                word: {allOf: [{$ref: '#/components/schemas/Word'}, {description: d}]}
                words: {type: array, items: {allOf: [{$ref: '#/components/schemas/Word'}, {type: string}]}}
                thing: {allOf: [{$ref: '#/components/schemas/Thing'}, {description: d}]}
      responses: {}
components:
  schemas:
    Word: {type: string, enum: [a, b]}
    Thing: {type: object, properties: {a: {type: string}}}
",
    );
    let (_, fields) = found.split_once("as form").expect("a form");
    let (fields, _) = fields.split_once("type ").expect("types behind it");
    let json: Vec<&str> = fields
        .lines()
        .filter(|line| line.contains("json"))
        .map(|line| line.trim().split(['?', ':']).next().unwrap_or_default())
        .collect();
    assert_eq!(json, ["thing"], "{fields}");
}

#[test]
fn an_example_that_is_nowhere_costs_a_warning() {
    let found = outline(
        "
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {type: string}
              examples:
                other-file: {$ref: 'examples/a.yaml'}
                nowhere: {$ref: '#/components/examples/A'}
                here: {value: text}
",
    );
    assert!(found.contains("example \"text\""), "{found}");
    assert!(!found.contains("Error"), "{found}");
    let warnings = found.matches("the example is left out").count();
    assert_eq!(warnings, 2, "{found}");
}

#[test]
fn what_a_merge_patch_may_leave_out_can_be_null() {
    let found = outline(
        "
openapi: 3.0.0
info: {title: t, version: v}
paths:
  /a:
    patch:
      operationId: op
      requestBody:
        content:
          application/merge-patch+json: {schema: {$ref: '#/components/schemas/Patch'}}
      responses: {}
    put:
      operationId: both
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Other'}}
          application/merge-patch+json: {schema: {$ref: '#/components/schemas/Other'}}
      responses: {}
components:
  schemas:
    Patch:
      type: object
      required: [id]
      properties:
        id: {type: string}
        name: {type: string}
        inner: {$ref: '#/components/schemas/Inner'}
        map: {type: object, additionalProperties: {type: integer}}
        list: {type: array, items: {$ref: '#/components/schemas/Other'}}
    Inner: {type: object, properties: {a: {type: string}}, additionalProperties: {$ref: '#/components/schemas/Inner'}}
    Other: {type: object, properties: {a: {type: string}}}
",
    );
    let types = found
        .split_once("type Patch")
        .map_or("", |(_, types)| types);
    same(
        &format!("type Patch{types}"),
        "
        type Patch = object
          id: string
          name?: string | null
          inner?: Inner | null
          map?: {(int64 | null)} | null
          list?: [Other] | null

        type Inner = object
          a?: string | null
          *: (Inner | null)

        type Other = object
          a?: string
        ",
    );
}

#[test]
fn what_has_the_schema_of_the_json_beside_it_is_bytes() {
    let two = outline(
        "
swagger: '2.0'
info: {title: t, version: v}
consumes: [application/yaml, application/json]
paths:
  /a:
    post:
      operationId: a
      parameters: [{name: b, in: body, schema: {type: array, items: {$ref: '#/definitions/A'}}}]
      responses: {}
  /b:
    post:
      operationId: b
      parameters: [{name: b, in: body, schema: {$ref: '#/definitions/A'}}]
      responses: {}
definitions: {A: {type: object}}
",
    );
    let three = outline(
        "
openapi: 3.1.0
info: {title: t, version: v}
paths:
  /a:
    post:
      operationId: a
      requestBody:
        content:
          application/yaml: {schema: {type: array, items: {$ref: '#/components/schemas/A'}}}
          application/json: {schema: {type: array, items: {$ref: '#/components/schemas/A'}}}
      responses: {}
  /b:
    post:
      operationId: b
      requestBody:
        content:
          application/yaml: {schema: {$ref: '#/paths/~1a/post/requestBody/content/application~1json/schema'}}
          application/json: {schema: {$ref: '#/paths/~1a/post/requestBody/content/application~1json/schema'}}
      responses: {}
components: {schemas: {A: {type: object}}}
",
    );
    for found in [two, three] {
        let bytes = found.matches("application/yaml as bytes").count();
        let json = found.matches("application/json as json").count();
        assert_eq!((bytes, json), (2, 2), "{found}");
    }
}
