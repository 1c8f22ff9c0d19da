//! What the service sends by itself: webhooks and callbacks.

use super::{outline, same};

#[test]
fn webhooks_of_3_1() {
    let found = outline(
        r"
openapi: 3.1.0
info: {title: T, version: '1'}
x-clientwright-webhook-signature: standard
webhooks:
  made:
    post:
      summary: Made.
      deprecated: true
      x-clientwright-name: thing made
      parameters: [{name: X-Event, in: header, schema: {type: string}}, {name: q, in: query, schema: {type: string}}]
      requestBody: {required: true, content: {application/json: {schema: {properties: {id: {type: string}}}}}}
      responses: {'200': {description: Taken., content: {application/json: {schema: {properties: {ok: {type: boolean}}}}}}}
  shared: {$ref: '#/components/pathItems/Shared'}
components:
  pathItems:
    Shared: {get: {responses: {default: {description: Any.}}}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"

        webhooks are signed

        webhook made POST named "thing made" deprecated // Made.
          header X-Event?: string
          body
            application/json as json made().body
          200 // Taken.
            application/json as json made().response

        webhook shared GET
          default // Any.

        type made().body = object
          id?: string

        type made().response = object
          ok?: bool
        Unsupported unsupported /x-clientwright-webhooks/made/post/parameters/1: the query parameter `q` is left out: of what the service sends, only the body and the headers are read
        "#,
    );
}

#[test]
fn webhooks_that_are_described_twice_are_told() {
    let found = outline(
        r"
openapi: 3.1.0
info: {title: T, version: '1'}
webhooks: {made: {post: {responses: {}}}}
x-webhooks: {other: {post: {responses: {}}}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"

        webhook made POST
        Warning shape /x-webhooks: `webhooks` are described as well, and are read instead of these
        "#,
    );
}

#[test]
fn webhooks_of_3_0_and_callbacks() {
    let found = outline(
        r"
openapi: 3.0.3
info: {title: T, version: '1'}
x-webhooks:
  made: {post: {requestBody: {$ref: '#/components/requestBodies/Made'}, responses: {}}}
paths:
  /a:
    post:
      operationId: op
      responses: {}
      callbacks:
        done: {'{$request.body#/url}': {put: {responses: {'204': {description: Taken.}}}}}
        failed: {$ref: '#/components/callbacks/Failed'}
components:
  callbacks:
    Failed: {'https://b': {post: {responses: {}}}}
  requestBodies:
    Made: {content: {application/json: {schema: {type: integer}}}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"

        op POST /a

        webhook made POST
          body?
            application/json as json int64

        callback op done PUT {$request.body#/url}
          204 // Taken.

        callback op failed POST https://b
        "#,
    );
}

#[test]
fn what_a_webhook_is_sent_with_beside_headers_and_a_body_is_told() {
    let found = outline(
        r"
openapi: 3.1.0
info: {title: T, version: '1'}
webhooks:
  made:
    parameters: [{$ref: '#/components/parameters/Page'}]
    post: {parameters: [{name: c, in: cookie, schema: {type: string}}], responses: {}}
    put: {responses: {}}
components:
  parameters:
    Page: {name: page, in: query, schema: {type: integer}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"

        webhook made POST

        webhook made PUT
        Unsupported unsupported /components/parameters/Page: the query parameter `page` is left out: of what the service sends, only the body and the headers are read
        Unsupported unsupported /x-clientwright-webhooks/made/post/parameters/0: the cookie parameter `c` is left out: of what the service sends, only the body and the headers are read
        "#,
    );
}
