//! Constraints, defaults and examples, wherever they are said.

use super::{outline, same, types};

#[test]
fn limits_of_properties_come_through_references_all_of_and_items() {
    let found = types(
        r"
Size: {type: integer, format: int32, minimum: 1, maximum: 100, default: 20, example: 50}
Small: {allOf: [{$ref: '#/components/schemas/Size'}, {maximum: 10, exclusiveMaximum: true}]}
Name: {type: string, minLength: 1, maxLength: 20, pattern: '^[a-z]+$'}
Base: {type: object, properties: {name: {type: string, maxLength: 30}, count: {type: number, multipleOf: 0.5}}}
Thing:
  allOf:
    - $ref: '#/components/schemas/Base'
    - type: object
      properties:
        name: {$ref: '#/components/schemas/Name'}
        size: {$ref: '#/components/schemas/Size'}
        small: {$ref: '#/components/schemas/Small'}
        address: {type: string, format: email, nullable: true, example: a@b.c, deprecated: true}
        tags:
          type: array
          minItems: 1
          maxItems: 5
          uniqueItems: true
          items: {$ref: '#/components/schemas/Name'}
        rest: {type: object, maxProperties: 3, additionalProperties: {type: string}}
        odd: {type: string, maximum: 4, minItems: 2}
",
    );
    same(
        &found,
        r#"
        type Size = int32 <>= 1, <= 100>
          example 50
        type Small = Size <>= 1, < 10>
        type Name = string </^[a-z]+$/, length >= 1, length <= 20>
        type Base = object
          name?: string <length <= 30>
          count?: number <multiple of 0.5>
        type Thing = object
          name?: Name </^[a-z]+$/, length >= 1, length <= 20>
          count?: number <multiple of 0.5>
          size?: Size <>= 1, <= 100> default 20
          small?: Small <>= 1, < 10> default 20
          address?: string | null <format email> example "a@b.c" deprecated
          tags?: [Name] <items >= 1, items <= 5, unique, each </^[a-z]+$/, length >= 1, length <= 20>>
          rest?: {string} <properties <= 3>
          odd?: string
        "#,
    );
}

const REST: &str = r"
info: {title: T, version: '1'}
paths:
  /a/{id}:
    get:
      operationId: get
      security: [{O: [read, write]}]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, examples: [a1]}, description: the id}
        - {name: limit, in: query, schema: {type: integer, exclusiveMinimum: 0, maximum: 100, default: 20}, example: 5}
        - {name: kind, in: query, schema: {type: string}, examples: {one: {value: x}, two: {$ref: '#/components/examples/Y'}}}
        - {name: filter, in: query, content: {application/json: {schema: {type: string, maxLength: 9}, example: deep}}}
      responses:
        '200':
          description: all
          headers: {X-Left: {schema: {type: integer, minimum: 0}, example: 3, deprecated: true}}
          links:
            again: {operationId: get, parameters: {id: $response.body#/id}, description: the same}
            other: {operationRef: '#/paths/~1a~1{id}/get', requestBody: 1}
            nowhere: {operationId: gone}
components:
  examples: {Y: {value: 7}}
  securitySchemes:
    O: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://x, scopes: {read: to read, write: ''}}}}
";

const FOUND: &str = r#"
        api "T" "1"
        auth O: oauth2 from https://x ["read", "write"]

        get GET /a/{id}
          path id: string example "a1" // the id
          query limit?: int64 <> 0, <= 100> default 20 example 5
          query kind?: string example "x" example 7
          query filter?: string <length <= 9> as json example "deep"
          200 // all
            header X-Left?: int64 <>= 0> example 3 deprecated
            link again to get id="$response.body#/id" // the same
            link other to get body=1
          security O ["read", "write"]
        Warning reference /paths/~1a~1{id}/get/responses/200/links/nowhere: the link `nowhere` leads to no operation; it is left out
        "#;

#[test]
fn facts_of_operations_in_3_1_and_3_2() {
    same(&outline(&format!("openapi: 3.1.0{REST}")), FOUND);
    let text = REST.replace(
        "two: {$ref: '#/components/examples/Y'}",
        "two: {dataValue: 7}",
    );
    same(&outline(&format!("openapi: 3.2.0{text}")), FOUND);
}

#[test]
fn facts_of_operations_in_3_0() {
    let text = REST.replace("exclusiveMinimum: 0", "minimum: 0, exclusiveMinimum: true");
    let text = text.replace("examples: [a1]", "example: a1");
    same(&outline(&format!("openapi: 3.0.3{text}")), FOUND);
}

#[test]
fn facts_of_operations_in_2_0() {
    let found = outline(
        r"
swagger: '2.0'
info: {title: T, version: '1'}
consumes: [application/x-www-form-urlencoded]
produces: [application/json]
securityDefinitions: {O: {type: oauth2, flow: application, tokenUrl: https://x, scopes: {read: to read}}}
paths:
  /a:
    post:
      operationId: post
      security: [{O: [read]}]
      parameters:
        - {name: limit, in: query, type: integer, minimum: 0, exclusiveMinimum: true, maximum: 9, default: 3, x-example: 5}
        - {name: ids, in: query, type: array, minItems: 1, items: {type: string, maxLength: 4}}
        - {name: name, in: formData, type: string, pattern: ^a, default: ab}
      responses:
        200:
          description: all
          headers: {X-Left: {type: integer, minimum: 0}}
          schema: {type: object, properties: {a: {type: string, maxLength: 3, example: b}}}
          examples: {application/json: {a: c}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"
        server /
        auth O: oauth2 from https://x ["read"]

        post POST /a
          query limit?: int64 <> 0, <= 9> default 3 example 5
          query ids?: [string] <items >= 1, each <length <= 4>> joined
          body?
            application/x-www-form-urlencoded as form post().body
              name?: string </^a/> default "ab"
          200 // all
            header X-Left?: int64 <>= 0>
            application/json as json post().response
              example {"a":"c"}
          security O ["read"]

        type post().body = object
          name?: string </^a/> default "ab"

        type post().response = object
          a?: string <length <= 3> example "b"
        "#,
    );
}
