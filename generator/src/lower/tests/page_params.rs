//! What of a request says which page it asks for, where that is its body.

use super::outline;

/// The outline of an operation with a body of this media type, whose pages go on so.
fn paged(media_type: &str, page: &str) -> String {
    outline(&format!(
        "
openapi: 3.0.3
info: {{title: T, version: '1'}}
paths:
  /a:
    post:
      operationId: op
      x-clientwright-page: {{items: /data, {page}}}
      parameters: [{{name: after, in: query, schema: {{type: string}}}}]
      requestBody: {{content: {{{media_type}: {{schema: {{$ref: '#/components/schemas/Q'}}}}}}}}
      responses: {{'200': {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/L'}}}}}}}}}}
components:
  schemas:
    Q: {{properties: {{page: {{properties: {{after: {{type: string}}, tags: {{type: array, items: {{}}}}}}}}, from: {{type: integer, default: 1}}, number: {{type: integer}}}}}}
    L: {{properties: {{data: {{type: array, items: {{type: string}}}}, next: {{type: string}}}}}}
"
    ))
}

#[test]
fn a_property_of_the_body_asks_for_a_page() {
    for (media_type, page, wanted) in [
        (
            "application/json",
            "cursor: {body: /page/after, next: /next}",
            "by cursor body /page/after from /next",
        ),
        (
            "application/json",
            "offset: {body: /from}",
            "by offset body number /from from 1",
        ),
        (
            "application/x-www-form-urlencoded",
            "number: {body: /number, first: 0}",
            "by number body number /number from 0",
        ),
    ] {
        let found = paged(media_type, page);
        assert!(found.contains(wanted), "{found}");
        assert!(!found.contains("Error"), "{found}");
    }
}

#[test]
fn a_body_that_does_not_take_it_is_an_error() {
    let place = "Error extension /paths/~1a/post/x-clientwright-page";
    for (media_type, page, wanted) in [
        (
            "application/json",
            "cursor: {body: /page/none, next: /next}",
            "/cursor/body: `body` has to lead to a property",
        ),
        (
            "application/json",
            "cursor: {body: /page/tags, next: /next}",
            "/cursor/body: `body` has to lead to a property",
        ),
        (
            "application/json",
            "cursor: {body: '', next: /next}",
            "/cursor/body: `body` has to lead to a property",
        ),
        (
            "application/json",
            "cursor: {body: after, next: /next}",
            "/cursor: `body` has to be a JSON pointer",
        ),
        (
            "application/json",
            "cursor: {body: /from, parameter: after, next: /next}",
            "/cursor/body: `parameter` and `body` are two places",
        ),
        (
            "application/x-www-form-urlencoded",
            "cursor: {body: /page/after, next: /next}",
            "/cursor/body: `body` has to lead to a property",
        ),
        (
            "multipart/form-data",
            "offset: {body: /from}",
            "/offset/body: `body` leads into the body of the request, and there is none",
        ),
        (
            "text/plain",
            "offset: {body: /from}",
            "/offset/body: `body` leads into the body of the request, and there is none",
        ),
    ] {
        let found = paged(media_type, page);
        assert!(
            found.contains(&format!("{place}{wanted}")),
            "{page}\n{found}"
        );
    }
}

#[test]
fn a_first_number_that_nothing_tells_is_told() {
    let found = paged("application/json", "number: {body: /number}");
    assert!(
        found.contains("nothing tells which number the first page has; `number` counts from 1"),
        "{found}"
    );
}
