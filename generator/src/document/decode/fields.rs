//! The keywords that `openapiv3` knows, object by object.

use super::shape::{Absent, Field, Shape};

const TEXTS: Shape = Shape::List(&Shape::Text);
const PARTS: Shape = Shape::List(&Shape::Part);
const NAMED_PARTS: Shape = Shape::Map(&Shape::Part);
const CONTENT: Shape = Shape::Map(&Shape::Object(MEDIA_TYPE));
const EXTERNAL_DOCS: Shape =
    Shape::Object(&[may("description", &Shape::Text), must("url", &Shape::Text)]);

const fn may(name: &'static str, shape: &'static Shape) -> Field {
    Field {
        name,
        shape,
        absent: Absent::Fine,
    }
}

const fn must(name: &'static str, shape: &'static Shape) -> Field {
    Field {
        name,
        shape,
        absent: Absent::Fatal,
    }
}

const fn text(name: &'static str) -> Field {
    Field {
        name,
        shape: &Shape::Text,
        absent: Absent::EmptyText,
    }
}

const fn map(name: &'static str, shape: &'static Shape) -> Field {
    Field {
        name,
        shape,
        absent: Absent::EmptyMap,
    }
}

/// What a schema says about itself.
pub(super) const SCHEMA_DATA: &[Field] = &[
    may("title", &Shape::Text),
    may("description", &Shape::Text),
    may("nullable", &Shape::Bool),
    may("readOnly", &Shape::Bool),
    may("writeOnly", &Shape::Bool),
    may("deprecated", &Shape::Bool),
    may("externalDocs", &EXTERNAL_DOCS),
    may("example", &Shape::Data),
    may("default", &Shape::Data),
    may(
        "discriminator",
        &Shape::Object(&[
            must("propertyName", &Shape::Text),
            may("mapping", &Shape::Map(&Shape::Text)),
        ]),
    ),
    may("x-clientwright-prefix-items", &PARTS),
];

/// What a schema says about its values.
pub(super) const SCHEMA_KIND: &[Field] = &[
    may(
        "type",
        &Shape::Word(&[
            "string", "number", "integer", "boolean", "object", "array", "null",
        ]),
    ),
    may("format", &Shape::Text),
    may("enum", &Shape::List(&Shape::Data)),
    may("properties", &NAMED_PARTS),
    may("required", &TEXTS),
    may("additionalProperties", &Shape::PartOrBool),
    may("items", &Shape::Part),
    may("oneOf", &PARTS),
    may("allOf", &PARTS),
    may("anyOf", &PARTS),
    may("not", &Shape::Part),
    may("pattern", &Shape::Text),
    may("multipleOf", &Shape::Number),
    may("minimum", &Shape::Number),
    may("maximum", &Shape::Number),
    may("exclusiveMinimum", &Shape::Bool),
    may("exclusiveMaximum", &Shape::Bool),
    may("minLength", &Shape::Count),
    may("maxLength", &Shape::Count),
    may("minItems", &Shape::Count),
    may("maxItems", &Shape::Count),
    may("uniqueItems", &Shape::Bool),
    may("minProperties", &Shape::Count),
    may("maxProperties", &Shape::Count),
];

/// The keywords of operations but `servers`: each server is read on its own.
pub(super) const OPERATION: &[Field] = &[
    may("tags", &TEXTS),
    may("summary", &Shape::Text),
    may("description", &Shape::Text),
    may("externalDocs", &EXTERNAL_DOCS),
    may("operationId", &Shape::Text),
    may("parameters", &PARTS),
    may("requestBody", &Shape::Part),
    may("responses", &Shape::Responses),
    may("deprecated", &Shape::Bool),
    may("security", &SECURITY),
];

pub(super) const SECURITY: Shape = Shape::List(&Shape::Map(&TEXTS));

/// The keywords of path items but `servers` and the operations: each of these is read on its own.
pub(super) const PATH_ITEM: &[Field] = &[
    may("summary", &Shape::Text),
    may("description", &Shape::Text),
    may("parameters", &PARTS),
];

/// The keywords of parameters and headers. `in` and `style` are added by the place that a parameter travels in.
pub(super) const PARAMETER: &[Field] = &[
    must("name", &Shape::Text),
    must("in", &Shape::Word(&["query", "header", "path", "cookie"])),
    may("description", &Shape::Text),
    may("required", &Shape::Bool),
    may("deprecated", &Shape::Bool),
    may("style", &Shape::Text),
    may("explode", &Shape::Bool),
    may("allowReserved", &Shape::Bool),
    may("allowEmptyValue", &Shape::Bool),
    may("schema", &Shape::Part),
    may("content", &CONTENT),
    may("example", &Shape::Data),
    may("examples", &NAMED_PARTS),
];

pub(super) const HEADER: &[Field] = &[
    may("description", &Shape::Text),
    may("required", &Shape::Bool),
    may("deprecated", &Shape::Bool),
    may("style", &Shape::Text),
    may("schema", &Shape::Part),
    may("content", &CONTENT),
    may("example", &Shape::Data),
    may("examples", &NAMED_PARTS),
];

/// The styles that each location of parameters allows.
pub(super) const STYLES: [(&str, Shape); 4] = [
    ("query", QUERY_STYLE),
    ("header", Shape::Word(&["simple"])),
    ("path", Shape::Word(&["simple", "label", "matrix"])),
    ("cookie", Shape::Word(&["form"])),
];

const QUERY_STYLE: Shape = Shape::Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]);

pub(super) const REQUEST_BODY: &[Field] = &[
    may("description", &Shape::Text),
    may("content", &CONTENT),
    may("required", &Shape::Bool),
];

pub(super) const RESPONSE: &[Field] = &[
    may("description", &Shape::Text),
    may("headers", &NAMED_PARTS),
    may("content", &CONTENT),
    may("links", &NAMED_PARTS),
];

pub(super) const MEDIA_TYPE: &[Field] = &[
    may("schema", &Shape::Part),
    may("example", &Shape::Data),
    may("examples", &NAMED_PARTS),
    may("encoding", &Shape::Map(&Shape::Object(ENCODING))),
    may("x-clientwright-item-schema", &Shape::Part),
];

pub(super) const ENCODING: &[Field] = &[
    may("contentType", &Shape::Text),
    may("headers", &NAMED_PARTS),
    may("style", &QUERY_STYLE),
    may("explode", &Shape::Bool),
    may("allowReserved", &Shape::Bool),
];

/// The kinds of security scheme, each with its keywords.
pub(super) const SECURITY_SCHEMES: [(&str, &[Field]); 4] = [
    (
        "apiKey",
        &[
            SCHEME_TYPE,
            must("in", &Shape::Word(&["query", "header", "cookie"])),
            must("name", &Shape::Text),
            may("description", &Shape::Text),
        ],
    ),
    (
        "http",
        &[
            SCHEME_TYPE,
            must("scheme", &Shape::Text),
            may("bearerFormat", &Shape::Text),
            may("description", &Shape::Text),
        ],
    ),
    (
        "oauth2",
        &[
            SCHEME_TYPE,
            map("flows", &Shape::Object(FLOWS)),
            may("description", &Shape::Text),
        ],
    ),
    (
        "openIdConnect",
        &[
            SCHEME_TYPE,
            text("openIdConnectUrl"),
            may("description", &Shape::Text),
        ],
    ),
];

const SCHEME_TYPE: Field = must(
    "type",
    &Shape::Word(&["apiKey", "http", "oauth2", "openIdConnect"]),
);

const FLOWS: &[Field] = &[
    may(
        "implicit",
        &Shape::Object(&[text("authorizationUrl"), REFRESH, SCOPES]),
    ),
    may(
        "password",
        &Shape::Object(&[text("tokenUrl"), REFRESH, SCOPES]),
    ),
    may(
        "clientCredentials",
        &Shape::Object(&[text("tokenUrl"), REFRESH, SCOPES]),
    ),
    may(
        "authorizationCode",
        &Shape::Object(&[text("authorizationUrl"), text("tokenUrl"), REFRESH, SCOPES]),
    ),
];
const REFRESH: Field = may("refreshUrl", &Shape::Text);
const SCOPES: Field = map("scopes", &Shape::Map(&Shape::Text));

pub(super) const COMPONENTS: &[Field] = &[
    may("schemas", &NAMED_PARTS),
    may("responses", &NAMED_PARTS),
    may("parameters", &NAMED_PARTS),
    may("examples", &NAMED_PARTS),
    may("requestBodies", &NAMED_PARTS),
    may("headers", &NAMED_PARTS),
    may("securitySchemes", &NAMED_PARTS),
    may("links", &NAMED_PARTS),
    may("callbacks", &NAMED_PARTS),
];

pub(super) const INFO: &[Field] = &[
    text("title"),
    text("version"),
    may("description", &Shape::Text),
    may("termsOfService", &Shape::Text),
    may(
        "contact",
        &Shape::Object(&[
            may("name", &Shape::Text),
            may("url", &Shape::Text),
            may("email", &Shape::Text),
        ]),
    ),
    may(
        "license",
        &Shape::Object(&[must("name", &Shape::Text), may("url", &Shape::Text)]),
    ),
];

pub(super) const SERVER: &[Field] = &[
    must("url", &Shape::Text),
    may("description", &Shape::Text),
    may(
        "variables",
        &Shape::Map(&Shape::Object(&[
            may("enum", &TEXTS),
            text("default"),
            may("description", &Shape::Text),
        ])),
    ),
];

pub(super) const TAG: &[Field] = &[
    must("name", &Shape::Text),
    may("description", &Shape::Text),
    may("externalDocs", &EXTERNAL_DOCS),
];
