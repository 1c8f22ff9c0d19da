//! `x-clientwright-page`.

use super::{outline, same};

/// The outline of an operation whose pages go on as `page` says.
fn paged(page: &str) -> String {
    paged_in("application/json", page)
}

/// The outline of an operation whose responses are of this media type.
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
          page of /data by number page from 1 pages /meta/pages

        type L = object
          data?: [string]
          next?: string
          more?: bool
          meta?: L.meta

        type L.meta = object
          pages?: int64
        Warning extension /paths/~1a/get/x-clientwright-page/number: nothing tells which number the first page has; `page` counts from 1
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
        Error extension /paths/~1a/get/x-clientwright-page/items: `items` does not lead to a list in the response; the operation is not paged
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

/// How the pages of a list go on, whose parameter `page` is described by these keys, and what is said of them.
fn counted(parameter: &str, page: &str) -> (String, Vec<String>) {
    let found = outline(&format!(
        "
openapi: 3.0.3
info: {{title: T, version: '1'}}
paths:
  /a:
    parameters: [{{name: page, in: query, {parameter}}}]
    get:
      operationId: op
      x-clientwright-page: {{items: '', {page}}}
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{type: array, items: {{}}}}}}}}}}}}
components:
  schemas: {{Zero: {{type: integer, default: 0}}}}
"
    ));
    let mut lines = found.lines().map(str::trim);
    let by = lines.find_map(|line| line.strip_prefix("page of  by "));
    let by = by.unwrap_or_default().to_owned();
    let said = found.lines().filter(|line| line.contains(" extension "));
    (by, said.map(|line| line.trim().to_owned()).collect())
}

#[test]
fn the_first_page_is_that_of_the_description() {
    let number = "number: {parameter: page}";
    for (parameter, first) in [
        ("schema: {type: integer, default: 0, minimum: 0}", 0),
        ("schema: {type: integer, default: 1, minimum: 0}", 1),
        ("schema: {type: integer, minimum: 0}", 0),
        ("schema: {type: integer, minimum: 1}", 1),
        (
            "schema: {type: integer, minimum: 0, exclusiveMinimum: true}",
            1,
        ),
        ("schema: {type: integer, default: '0'}", 0),
        ("schema: {type: number, default: 0.0}", 0),
        ("schema: {type: string, default: '0'}", 0),
        ("schema: {type: string, default: 2}", 2),
        ("schema: {$ref: '#/components/schemas/Zero'}", 0),
        ("schema: {allOf: [{$ref: '#/components/schemas/Zero'}]}", 0),
        (
            "schema: {allOf: [{type: integer, minimum: 0}, {minimum: 1}]}",
            1,
        ),
        (
            "content: {text/plain: {schema: {type: integer, default: 0}}}",
            0,
        ),
        ("required: true, schema: {type: integer}", 1),
    ] {
        let (by, said) = counted(parameter, number);
        assert_eq!(by, format!("number page from {first}"), "{parameter}");
        assert!(said.is_empty(), "{parameter}: {said:?}");
    }
    let by = |parameter| counted(parameter, "offset: {parameter: page}").0;
    assert_eq!(by("schema: {type: integer}"), "offset page from 0");
    assert_eq!(
        by("schema: {type: integer, minimum: 1}"),
        "offset page from 1"
    );
    assert_eq!(
        by("schema: {type: string, default: '1'}"),
        "offset page from 1"
    );
    assert_eq!(
        by("schema: {type: integer, default: -1}"),
        "offset page from 0"
    );
}

#[test]
fn a_first_page_that_nothing_tells_is_told() {
    for schema in [
        "{type: integer}",
        "{type: string, default: begin}",
        "{type: integer, minimum: -1}",
    ] {
        let (by, said) = counted(&format!("schema: {schema}"), "number: {parameter: page}");
        assert_eq!(by, "number page from 1", "{schema}");
        assert_eq!(
            said,
            [
                "Warning extension /paths/~1a/get/x-clientwright-page/number: nothing tells which number the first page has; `page` counts from 1"
            ],
            "{schema}"
        );
    }
}

#[test]
fn an_overlay_says_the_first_page() {
    let schema = "schema: {type: integer, default: 7}";
    let (by, said) = counted(schema, "number: {parameter: page, first: 0}");
    assert_eq!((by.as_str(), said.len()), ("number page from 0", 0));
    let (by, _) = counted(schema, "offset: {parameter: page, first: 1}");
    assert_eq!(by, "offset page from 1");
    let (by, said) = counted(schema, "number: {parameter: page, first: -1}");
    assert_eq!(
        (by.as_str(), said),
        (
            "",
            vec!["Error extension /paths/~1a/get/x-clientwright-page/number/first: `first` has to be a whole number from 0; the operation is not paged".to_owned()]
        )
    );
}

#[test]
fn a_key_that_means_nothing_there_is_an_error() {
    let schema = "schema: {type: integer, default: 0}";
    let (by, said) = counted(schema, "number: {parameter: page, frist: 0}");
    assert_eq!(
        (by.as_str(), said),
        (
            "",
            vec!["Error extension /paths/~1a/get/x-clientwright-page/number/frist: `frist` is not known here; the operation is not paged".to_owned()]
        )
    );
}

#[test]
fn more_is_true_or_false() {
    let found = paged("{items: /data, cursor: {parameter: after, next: /next, more: /next}}");
    assert!(
        found.contains("`more` has to lead to true or false; the operation is not paged"),
        "{found}"
    );
}

/// The pages of an operation whose response is this list, and the messages.
fn of_items(response: &str, page: &str) -> Vec<String> {
    let found = outline(&format!(
        "
openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /a:
    get:
      operationId: op
      x-clientwright-page: {page}
      parameters: [{{name: before, in: query, schema: {{type: string}}}}]
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {response}}}}}}}}}
"
    ));
    let lines = found.lines().map(str::trim);
    let lines = lines.filter(|line| line.starts_with("page of") || line.starts_with("Error"));
    lines.map(str::to_owned).collect()
}

#[test]
fn a_cursor_in_the_last_item() {
    let list = "{type: array, items: {type: object, properties: {id: {type: string}}}}";
    let inside = format!("{{type: object, properties: {{data: {list}, more: {{type: boolean}}}}}}");
    assert_eq!(
        of_items(
            &inside,
            "{items: /data, cursor: {parameter: before, last: /id, more: /more}}"
        ),
        ["page of /data by cursor before from last item's /id more /more"]
    );
    assert_eq!(
        of_items(list, "{items: '', cursor: {parameter: before, last: /id}}"),
        ["page of  by cursor before from last item's /id"],
        "a list at the top"
    );
    assert_eq!(
        of_items(list, "{items: '', link: {}}"),
        ["page of  by link"]
    );
    assert_eq!(
        of_items(list, "{items: '', cursor: {parameter: before, last: /key}}"),
        [
            "Error extension /paths/~1a/get/x-clientwright-page/cursor/last: `last` does not lead to a property of an item; the operation is not paged"
        ]
    );
}
