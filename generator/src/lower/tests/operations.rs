//! Operations: parameters, bodies, responses, security.

use super::{outline, same};

#[test]
fn ids_tags_and_documents() {
    let found = outline(
        r"
openapi: 3.0.3
info: {title: T, version: 1.0}
tags: [{name: B, description: bee}, {name: Unused}]
servers: [{url: 'https://{r}.x', variables: {r: {default: eu, enum: [eu, us]}}}]
x-clientwright-request-id: x-request-id
x-clientwright-error-body: {type: object, properties: {message: {type: string}}}
paths:
  /:
    get: {responses: {}}
  /orgs/{org-id}/invites/{id}:
    summary: shared
    parameters: [{name: org-id, in: path, required: true, schema: {type: string}}, {name: id, in: path, required: true, schema: {type: string}}]
    servers: [{url: https://other}]
    get: {responses: {}, tags: [A, B], deprecated: true}
    put: {responses: {}, operationId: one, x-clientwright-name: replace, x-clientwright-idempotency: Idempotency-Key}
    post: {responses: {}, operationId: one, tags: [B]}
  bare: {delete: {responses: {}, operationId: get_root}}
",
    );
    same(
        &found,
        r#"
        api "T" "1.0"
        request id x-request-id
        error body ().error body
        server https://{r}.x r="eu" of ["eu", "us"]
        tag "B" // bee
        tag "A"

        get_root_2 GET / (id made up)

        get_orgs_by_org_id_invites_by_id GET /orgs/{org-id}/invites/{id} (id made up) deprecated // shared
          tag A
          server https://other
          path org-id: string
          path id: string

        one PUT /orgs/{org-id}/invites/{id} named "replace" // shared
          server https://other
          path org-id: string
          path id: string
          idempotency Idempotency-Key

        one_B POST /orgs/{org-id}/invites/{id} (id made up) // shared
          tag B
          server https://other
          path org-id: string
          path id: string

        get_root DELETE /bare

        type ().error body = object
          message?: string
        Warning shape /paths/bare: the path `bare` does not begin with `/`; it is read as `/bare`
        Warning name /paths/~1orgs~1{org-id}~1invites~1{id}/post: the id `one` is taken by an earlier operation; it is called `one_B`
        Warning shape /info/version: `version` is the number `1.0`; the text `1.0` is read
        "#,
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is one table")]
fn parameters() {
    let found = outline(
        r"
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a/{id}.json{sep}:
    parameters:
      - {name: id, in: path, schema: {type: string}}
      - {name: limit, in: query, description: old, schema: {type: integer}}
    get:
      operationId: op
      responses: {}
      parameters:
        - {name: limit, in: query, required: true, schema: {type: integer, default: 5, description: from the schema}}
        - {name: gone, in: path, schema: {type: string}}
        - {name: Sep, in: path, schema: {type: string}}
        - {name: accept, in: header, schema: {type: string}}
        - {name: X-A, in: header, schema: {type: array, items: {type: string}}}
        - {name: filter, in: query, content: {application/json: {schema: {type: object, properties: {a: {}}}}}}
        - {name: ids, in: query, style: pipeDelimited, schema: {type: array, items: {type: string, enum: [a, b]}}}
        - {name: deep, in: query, style: deepObject, schema: {type: object}}
        - {name: odd, in: query, style: matrix, allowReserved: true, schema: {type: string, nullable: true}}
        - {name: odd, in: query, schema: {type: integer}}
        - {name: bare, in: query, explode: false}
        - {$ref: '#/components/parameters/Shared'}
        - {name: lost, in: nowhere}
  /b/{x}:
    get: {operationId: undeclared, responses: {}}
components:
  parameters: {Shared: {name: s, in: cookie, deprecated: true, x-clientwright-name: session, schema: {type: string, enum: [a, b]}}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"

        op GET /a/{id}.json{sep}
          path id: string
          query limit: int64 default 5 // from the schema
          path sep: string
          header X-A?: [string]
          query filter?: op().filter as json
          query ids?: [op().ids/item] pipeDelimited
          query deep?: {any} deepObject exploded
          query odd?: (string | null) reserved
          query bare?: string joined
          cookie s?: ().Shared named "session" deprecated

        undeclared GET /b/{x}
          path x: string

        type op().filter = object
          a?: any

        type op().ids/item = enum
          "a"
          "b"

        type ().Shared = enum
          "a"
          "b"
        Warning shape /paths/~1a~1{id}.json{sep}/get/parameters/8/style: `style` is the text `matrix`; it is left out
        Warning parameter /paths/~1a~1{id}.json{sep}/get/parameters/9: `odd` is declared twice; the first one is taken
        Warning shape /paths/~1a~1{id}.json{sep}/get/parameters/10: `bare` has neither `schema` nor `content`; it is taken for a text
        Warning shape /paths/~1a~1{id}.json{sep}/get/parameters/12/in: `in` is the text `nowhere`; it is left out
        Unsupported shape /paths/~1a~1{id}.json{sep}/get/parameters/12: `lost` has no usable `in`; it is left out
        Warning parameter /paths/~1a~1{id}.json{sep}/get/parameters/1: the path has no `{gone}`; the parameter is left out
        Warning parameter /paths/~1a~1{id}.json{sep}/get/parameters/2: the path has no `{Sep}`; `{sep}` is taken for it
        Warning parameter /paths/~1b~1{x}/get: `{x}` of the path is not declared; it is taken for a text
        "#,
    );
}

#[test]
fn queries_and_fragments_of_paths() {
    let text = r"
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /rest?method=find&v=2:
    get: {responses: {}, operationId: fixed}
  /find?q={query}&{size}=1&page={page}&lang={lang}:
    parameters: [{name: lang, in: path, required: true, schema: {type: string}}, {name: lang, in: query, schema: {type: string}}]
    get:
      operationId: open
      parameters:
        - {name: query, in: path, required: true, schema: {type: string}}
        - {name: size, in: path, required: true, schema: {type: integer}}
      responses: {}
  /files/{id}#share:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    put: {responses: {}, parameters: [{name: fields, in: query, schema: {type: string}}]}
  /send/#env/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {}, operationId: odd}
";
    let expected = r#"
        api "T" "1"

        fixed GET /rest?method=find&v=2

        open GET /find
          query lang?: string
          query q: string
          query size: int64
          query page: string

        put_files_by_id_share PUT /files/{id} (id made up)
          path id: string
          query fields?: string

        odd GET /send/%23env/{id}
          path id: string
        Warning parameter /paths/~1find?q={query}&{size}=1&page={page}&lang={lang}: the parameters behind the `?` of this path are sent in the query
        Warning shape /paths/~1files~1{id}#share: the path `/files/{id}#share` is sent as `/files/{id}`
        Warning shape /paths/~1send~1#env~1{id}: the path `/send/#env/{id}` is sent as `/send/%23env/{id}`
        Warning parameter /paths/~1find?q={query}&{size}=1&page={page}&lang={lang}/get: `{page}` of the path is not declared; it is taken for a text
"#;
    same(&outline(text), expected);
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is one table")]
fn bodies() {
    let found = outline(
        r"
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: op
      responses: {}
      requestBody:
        description: The body.
        required: true
        content:
          application/json; charset=utf-8: {schema: {type: object, properties: {a: {type: string}}}, example: {a: b}}
          application/merge-patch+json: {}
          multipart/form-data:
            schema: {required: [file], properties: {file: {type: string, format: binary}, files: {type: array, items: {type: string, format: binary}}, meta: {properties: {x: {}}}, n: {type: integer}}}
            encoding: {meta: {contentType: application/x-meta}}
          application/x-www-form-urlencoded:
            schema: {$ref: '#/components/schemas/F'}
            encoding: {o: {style: deepObject, explode: true}}
          text/plain: {schema: {type: string}}
          application/xml: {schema: {$ref: '#/components/schemas/F'}}
          application/octet-stream: {}
          image/*: {}
          application/x-odd: {schema: {$ref: '#/components/schemas/F'}}
  /b:
    post: {operationId: none, responses: {}, requestBody: {content: {}}}
    put: {operationId: odd, responses: {}, requestBody: {content: {application/x-odd: {schema: {$ref: '#/components/schemas/F'}}}}}
    patch: {operationId: wild, responses: {}, requestBody: {$ref: '#/components/requestBodies/W'}}
    delete: {operationId: unpartable, responses: {}, requestBody: {content: {multipart/form-data: {schema: {type: object}}}}}
components:
  requestBodies: {W: {content: {'*/*': {schema: {properties: {w: {type: string}}}}}}}
  schemas: {F: {properties: {a: {type: string}, o: {properties: {x: {type: string}}}}}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"

        op POST /a
          body // The body.
            application/json; charset=utf-8 as json op().body
              example {"a":"b"}
            application/merge-patch+json as json any
            multipart/form-data as multipart
              file: binary
              files?: [binary]
              meta?: op().body/meta as json as application/x-meta
              n?: int64
            application/x-www-form-urlencoded as form F
              a?: string
              o?: F.o deepObject exploded
            text/plain as text
            application/xml as xml F
            application/octet-stream as bytes
            image/* as bytes
            application/x-odd as json F

        none POST /b

        odd PUT /b
          body?
            application/x-odd as json F

        wild PATCH /b
          body?
            */* as json ().W

        unpartable DELETE /b
          body?
            multipart/form-data as multipart

        type F = object
          a?: string
          o?: F.o

        type op().body = object
          a?: string

        type op().body/meta = object
          x?: any

        type F.o = object
          x?: string

        type ().W = object
          w?: string
        Warning shape /paths/~1a/post/requestBody/content/application~1x-odd: `application/x-odd` is not known; as its schema is no plain text, it is taken for JSON
        Warning shape /paths/~1b/put/requestBody/content/application~1x-odd: `application/x-odd` is not known; as its schema is no plain text, it is taken for JSON
        Warning shape /paths/~1b/delete/requestBody/content/multipart~1form-data: the parts of this body are not told by properties; the caller names them
        "#,
    );
}

#[test]
fn responses() {
    let found = outline(
        r"
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: op
      responses:
        '200': {description: ok, headers: {X-Rate: {required: true, schema: {type: integer}}, content-type: {schema: {}}}, content: {application/json: {schema: {type: array, items: {properties: {q: {}}}}}}}
        4xx: {$ref: '#/components/responses/Err'}
        '404': {description: inline, content: {application/problem+json: {schema: {properties: {p: {}}}}}}
        default: {description: any, content: {text/event-stream: {schema: {type: string}}, application/x-ndjson: {schema: {type: integer}}, application/jsonl: {schema: {type: string}}, image/png: {}, '*/*': {schema: {type: string, format: binary}}}}
        oops: {description: bad}
        x-note: 1
      callbacks: {onEvent: {'{$request.body#/url}': {post: {requestBody: {content: {application/json: {schema: {properties: {ev: {}}}}}}}}}}
components:
  responses: {Err: {description: err, content: {application/json: {schema: {properties: {m: {}}}}}}}
",
    );
    same(
        &found,
        r#"
        api "T" "1"

        op GET /a
          200 // ok
            header X-Rate: int64
            application/json as json [op().response/item]
          4XX // err
            application/json as json ().Err
          404 // inline
            application/problem+json as json op().404
          default // any
            text/event-stream as events string
            application/x-ndjson as json lines int64
            application/jsonl as text
            image/png as bytes
            */* as bytes

        callback op onEvent POST {$request.body#/url}
          body?
            application/json as json onEvent().body

        type op().response/item = object
          q?: any

        type ().Err = object
          m?: any

        type op().404 = object
          p?: any

        type onEvent().body = object
          ev?: any
        Warning shape /paths/~1a/get/responses/oops: `oops` is no status code; the response is left out
        "#,
    );
}

#[test]
fn security() {
    let found = outline(
        r"
openapi: 3.0.3
info: {title: T, version: '1'}
security: [{key: []}]
paths:
  /a:
    get: {operationId: default, responses: {}}
    put: {operationId: none, responses: {}, security: []}
    post: {operationId: several, responses: {}, security: [{}, {key: [], oauth: [r]}, {digest: []}, {nobody: []}]}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, x-clientwright-env: THE_KEY, x-clientwright-prefix: 'Bearer '}
    bearer: {type: http, scheme: Bearer}
    basic: {type: http, scheme: basic}
    token: {type: http, scheme: Token}
    digest: {type: http, scheme: Digest}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://t, scopes: {r: read}}}}
    oidc: {type: openIdConnect, openIdConnectUrl: https://o}
    odd: {type: magic}
",
    );
    same(
        &found,
        r#"
        api "T" "1"
        auth key: key in header X-Key env THE_KEY prefix "Bearer "
        auth bearer: bearer
        auth basic: basic
        auth token: http Token
        auth oauth: oauth2 from https://t ["r"]
        auth oidc: openIdConnect

        default GET /a
          security key

        none PUT /a

        several POST /a
          security nothing
          security key + oauth ["r"]
        Unsupported unsupported /components/securitySchemes/digest: clients do not do `digest` authentication (RFC 7616); operations are called without this scheme
        Unsupported security /components/securitySchemes/odd: `odd` is no known kind of security scheme
        Warning security /paths/~1a/post/security/3/nobody: there is no security scheme `nobody`; what needs it is left out
        "#,
    );
}
