//! `x-clientwright-page`.

use super::{outline, same};

/// The outline of an operation whose pages go on as `page` says.
fn paged(page: &str) -> String {
    paged_in("application/json", page)
}

/// The outline of an operation whose answers are of this media type.
fn paged_in(media_type: &str, page: &str) -> String {
    outline(&format!(
        "
openapi: 3.0.3
info: {{title: T, version: '1'}}
paths:
  /a:
    get:
      operationId: op
      x-clientwright-page: {page}
      parameters: [{{name: after, in: query, schema: {{type: string}}}}, {{name: page, in: query, schema: {{type: integer}}}}]
      responses: {{'200': {{description: ok, content: {{{media_type}: {{schema: {{$ref: '#/components/schemas/L'}}}}}}}}}}
components:
  schemas: {{L: {{properties: {{data: {{type: array, items: {{type: string}}}}, next: {{type: string}}, more: {{type: boolean}}, meta: {{properties: {{pages: {{type: integer}}}}}}}}}}}}
"
    ))
}

#[test]
fn a_cursor() {
    let found = paged("{items: /data, cursor: {parameter: after, next: /next, more: /more}}");
    same(
        &found,
        r#"
        api "T" "1"

        op GET /a
          query after?: string
          query page?: int64
          200 // ok
            application/json as json L
          page of /data by cursor after from /next more /more

        type L = object
          data?: [string]
          next?: string
          more?: bool
          meta?: L.meta

        type L.meta = object
          pages?: int64
        "#,
    );
}

#[test]
fn a_link_in_xml() {
    let found = paged_in("application/xml", "{items: /data, link: {next: /next}}");
    assert!(found.contains("page of /data by link at /next"), "{found}");
}

#[test]
fn a_number_with_nested_pages() {
    let found = paged("{items: /data, number: {parameter: page, pages: /meta/pages}}");
    same(
        &found,
        r#"
        api "T" "1"

        op GET /a
          query after?: string
          query page?: int64
          200 // ok
            application/json as json L
          page of /data by number page pages /meta/pages

        type L = object
          data?: [string]
          next?: string
          more?: bool
          meta?: L.meta

        type L.meta = object
          pages?: int64
        "#,
    );
}

#[test]
fn a_link_header() {
    let found = paged("{items: /data, link: {}}");
    same(
        &found,
        r#"
        api "T" "1"

        op GET /a
          query after?: string
          query page?: int64
          200 // ok
            application/json as json L
          page of /data by link

        type L = object
          data?: [string]
          next?: string
          more?: bool
          meta?: L.meta

        type L.meta = object
          pages?: int64
        "#,
    );
}

#[test]
fn what_leads_nowhere_is_an_error() {
    let found = paged("{items: /nothing, cursor: {parameter: after, next: /next}}");
    same(
        &found,
        r#"
        api "T" "1"

        op GET /a
          query after?: string
          query page?: int64
          200 // ok
            application/json as json L

        type L = object
          data?: [string]
          next?: string
          more?: bool
          meta?: L.meta

        type L.meta = object
          pages?: int64
        Error extension /paths/~1a/get/x-clientwright-page/items: `items` does not lead to a list in the answer; the operation is not paged
        "#,
    );
}

#[test]
fn an_unknown_parameter_is_an_error() {
    let found = paged("{items: /data, offset: {parameter: skip}}");
    same(
        &found,
        r#"
        api "T" "1"

        op GET /a
          query after?: string
          query page?: int64
          200 // ok
            application/json as json L

        type L = object
          data?: [string]
          next?: string
          more?: bool
          meta?: L.meta

        type L.meta = object
          pages?: int64
        Error extension /paths/~1a/get/x-clientwright-page/offset: `parameter` has to name a query parameter of the operation; the operation is not paged
        "#,
    );
}

#[test]
fn two_kinds_are_an_error() {
    let found = paged("{items: /data, offset: {parameter: page}, link: {}}");
    same(
        &found,
        r#"
        api "T" "1"

        op GET /a
          query after?: string
          query page?: int64
          200 // ok
            application/json as json L

        type L = object
          data?: [string]
          next?: string
          more?: bool
          meta?: L.meta

        type L.meta = object
          pages?: int64
        Error extension /paths/~1a/get/x-clientwright-page: one of `cursor`, `offset`, `number` and `link` has to be given; the operation is not paged
        "#,
    );
}

#[test]
fn a_misspelt_key_is_an_error() {
    let found = outline(
        r"
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: op
      x-clientwright-pages: {items: /data, link: {}}
      parameters: [{name: after, in: query, schema: {type: string}}, {name: page, in: query, schema: {type: integer}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/L'}}}}}
components:
  schemas: {L: {properties: {data: {type: array, items: {type: string}}, next: {type: string}, more: {type: boolean}, meta: {properties: {pages: {type: integer}}}}}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"

        op GET /a
          query after?: string
          query page?: int64
          200 // ok
            application/json as json L

        type L = object
          data?: [string]
          next?: string
          more?: bool
          meta?: L.meta

        type L.meta = object
          pages?: int64
        Error extension /paths/~1a/get/x-clientwright-pages: `x-clientwright-pages` is not known
        "#,
    );
}
