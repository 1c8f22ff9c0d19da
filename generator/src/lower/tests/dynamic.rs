//! `$dynamicRef`: what stands in the open places of a schema.

use super::{outline, same, types};

#[test]
fn open_places_are_filled_by_each_schema_that_leads_there() {
    let found = types(
        r"
DogPage: {allOf: [{$ref: '#/components/schemas/Page'}, {properties: {total: {type: integer}}}], $defs: {row: {$dynamicAnchor: row, $ref: '#/components/schemas/Dog'}}}
Page: {type: object, properties: {rows: {type: array, items: {$dynamicRef: '#row'}}, next: {type: string}}, $defs: {row: {$dynamicAnchor: row}}}
CatPage: {$ref: '#/components/schemas/Page', $defs: {row: {$dynamicAnchor: row, $ref: '#/components/schemas/Cat'}}}
Book: {$ref: '#/components/schemas/Pages', description: Far., $defs: {row: {$dynamicAnchor: row, type: integer}}}
Pages: {type: object, properties: {pages: {type: array, items: {$ref: '#/components/schemas/Page'}}}}
Plain: {$ref: '#/components/schemas/Cat', $defs: {row: {$dynamicAnchor: row, type: string}}}
Cat: {type: object, properties: {meow: {type: string}}}
Dog: {type: object, properties: {barks: {type: boolean}}}
",
    );
    same(
        &found,
        r"
        type DogPage = object
          rows?: [Dog]
          next?: string
          total?: int64
        type Page = object
          rows?: [any]
          next?: string
        type CatPage = object
          rows?: [Cat]
          next?: string
        type Book = object // Far.
          pages?: [Book.$defs/Page]
        type Pages = object
          pages?: [Page]
        type Plain = Cat
        type Cat = object
          meow?: string
        type Dog = object
          barks?: bool
        type Book.$defs/Page = object
          rows?: [int64]
          next?: string
        ",
    );
}

#[test]
fn a_tree_is_of_what_extends_it() {
    let found = types(
        r"
Tree: {$id: 'https://example.com/tree', $dynamicAnchor: node, type: object, properties: {data: true, children: {type: array, items: {$dynamicRef: '#node'}}}}
Strict: {$id: 'https://example.com/strict', $dynamicAnchor: node, $ref: tree, properties: {size: {type: integer}}}
",
    );
    same(
        &found,
        r"
        type Tree = object
          data?: any
          children?: [Tree]
        type Strict = object
          data?: any
          children?: [Strict]
          size?: int64
        ",
    );
}

#[test]
fn a_response_fills_open_places_where_it_stands() {
    let found = outline(
        r"
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /cats:
    get:
      operationId: cats
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Page', $defs: {row: {$dynamicAnchor: row, type: string}}}
components:
  schemas:
    Page: {type: object, properties: {rows: {type: array, items: {$dynamicRef: '#row'}}}, $defs: {row: {$dynamicAnchor: row}}}
",
    );
    assert!(found.contains("rows?: [string]"), "{found}");
}

#[test]
fn a_recursive_reference_leads_to_the_anchor_around_it() {
    let found = types(
        r"
Filter: {$recursiveAnchor: true, type: object, properties: {filters: {type: array, items: {$recursiveRef: '#'}}, last: {$ref: '#/components/schemas/Other'}}}
Other: {type: object, properties: {inner: {$recursiveAnchor: true, type: object, properties: {again: {$recursiveRef: '#'}}}}}
",
    );
    same(
        &found,
        r"
        type Filter = object
          filters?: [Filter]
          last?: Other
        type Other = object
          inner?: Other.inner
        type Other.inner = object
          again?: Other.inner
        ",
    );
}
