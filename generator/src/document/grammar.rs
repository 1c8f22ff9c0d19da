//! Which object of OpenAPI stands where: the one place that tells schemas and references from mere data.

use super::Tree;
use super::openapi31::GATHERED_OPERATIONS;
use super::path::Path;

/// The kinds of object that a description is made of, of Swagger 2.0 and OpenAPI 3 alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The root of a description.
    Document,
    /// What `components` holds.
    Components,
    /// The operations of one path.
    PathItem,
    /// One operation.
    Operation,
    /// A parameter.
    Parameter,
    /// The body of a request.
    RequestBody,
    /// A response.
    Response,
    /// A header of a response or of a part.
    Header,
    /// A body in one media type.
    MediaType,
    /// How a property of a form is written.
    Encoding,
    /// What `x-clientwright-stream` says of a stream that a parameter turns on.
    Stream,
    /// Path items by the expression that gives their address.
    Callback,
    /// A link from a response to another operation.
    Link,
    /// An example, whose value is data.
    Example,
    /// A way to authenticate.
    SecurityScheme,
    /// A schema, or where the specification allows it a boolean in its place.
    Schema,
    /// The value of `additionalProperties`, whose booleans are not schemas in OpenAPI 3.0.
    Additional,
    /// What tells of the API as a whole, such as its servers: not looked into, but it may stand in another file.
    About,
    /// Anything else: it is neither looked into nor changed.
    Data,
}

/// What the value under a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// One object.
    One(Kind),
    /// Objects by their names, each name an author's own.
    Map(Kind),
    /// Objects by keys among which `x-` keys are extensions.
    Table(Kind),
    /// A list of objects.
    List(Kind),
}

/// What stands under `key` in an object of this kind.
pub(super) fn slot(kind: Kind, key: &str) -> Slot {
    use Kind::{
        Callback, Components, Data, Document, Encoding, Header, MediaType, Operation, Parameter,
        PathItem, RequestBody, Response, Schema,
    };
    match kind {
        Document => document_slot(key),
        Components => component_kind(key).map_or(Slot::One(Data), Slot::Map),
        PathItem => match key {
            "parameters" => Slot::List(Parameter),
            "additionalOperations" | GATHERED_OPERATIONS => Slot::Map(Operation),
            _ if is_method(key) => Slot::One(Operation),
            _ => Slot::One(Data),
        },
        Operation => match key {
            "parameters" => Slot::List(Parameter),
            "requestBody" => Slot::One(RequestBody),
            "responses" => Slot::Table(Response),
            "callbacks" => Slot::Map(Callback),
            "x-clientwright-stream" => Slot::One(Kind::Stream),
            _ => Slot::One(Data),
        },
        Parameter | Header => match key {
            "schema" | "items" => Slot::One(Schema),
            "content" => Slot::Map(MediaType),
            "examples" => Slot::Map(Kind::Example),
            _ => Slot::One(Data),
        },
        RequestBody if key == "content" => Slot::Map(MediaType),
        Response => match key {
            "schema" => Slot::One(Schema),
            "content" => Slot::Map(MediaType),
            "headers" => Slot::Map(Header),
            "links" => Slot::Map(Kind::Link),
            _ => Slot::One(Data),
        },
        MediaType => match key {
            "schema" | "itemSchema" | "x-clientwright-item-schema" => Slot::One(Schema),
            "examples" => Slot::Map(Kind::Example),
            "encoding" => Slot::Map(Encoding),
            "prefixEncoding" => Slot::List(Encoding),
            "itemEncoding" => Slot::One(Encoding),
            _ => Slot::One(Data),
        },
        Kind::Stream if key == "events" || key == "lines" => Slot::One(Schema),
        Encoding if key == "headers" => Slot::Map(Header),
        Callback if !key.starts_with("x-") && key != "$ref" => Slot::One(PathItem),
        Schema | Kind::Additional => schema_slot(key),
        _ => Slot::One(Data),
    }
}

fn document_slot(key: &str) -> Slot {
    match key {
        "components" => Slot::One(Kind::Components),
        "paths" => Slot::Table(Kind::PathItem),
        "webhooks" | "x-webhooks" | "x-clientwright-webhooks" => Slot::Map(Kind::PathItem),
        "definitions" => Slot::Map(Kind::Schema),
        "parameters" => Slot::Map(Kind::Parameter),
        "responses" => Slot::Map(Kind::Response),
        "securityDefinitions" => Slot::Map(Kind::SecurityScheme),
        "info" | "externalDocs" => Slot::One(Kind::About),
        "servers" | "tags" | "security" => Slot::List(Kind::About),
        "x-clientwright-error-body" => Slot::One(Kind::Schema),
        _ => Slot::One(Kind::Data),
    }
}

/// The kind of object that one of the mappings of `components` holds.
fn component_kind(key: &str) -> Option<Kind> {
    Some(match key {
        "schemas" => Kind::Schema,
        "responses" => Kind::Response,
        "parameters" => Kind::Parameter,
        "examples" => Kind::Example,
        "requestBodies" => Kind::RequestBody,
        "headers" => Kind::Header,
        "securitySchemes" => Kind::SecurityScheme,
        "links" => Kind::Link,
        "callbacks" => Kind::Callback,
        "pathItems" => Kind::PathItem,
        "mediaTypes" => Kind::MediaType,
        _ => return None,
    })
}

fn schema_slot(key: &str) -> Slot {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            Slot::Map(Kind::Schema)
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" | "x-clientwright-prefix-items" => {
            Slot::List(Kind::Schema)
        }
        "additionalProperties" => Slot::One(Kind::Additional),
        "items"
        | "additionalItems"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contentSchema" => Slot::One(Kind::Schema),
        _ => Slot::One(Kind::Data),
    }
}

/// Whether a key of a path item names a method whose operation OpenAPI 3.0 knows, or `query` of 3.2.
pub(super) fn is_method(key: &str) -> bool {
    matches!(
        key,
        "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query"
    )
}

/// Shows each object of a tree to `visit`, an object before what it holds.
///
/// What `visit` changes is what the walk then goes down into.
pub(super) fn walk(
    tree: &mut Tree,
    kind: Kind,
    path: &Path<'_>,
    visit: &mut dyn FnMut(&mut Tree, Kind, &Path<'_>),
) {
    walk_slots(tree, Slot::One(kind), path, &mut |tree, slot, path| {
        if let Slot::One(kind) = slot {
            visit(tree, kind, path);
        }
    });
}

/// Shows each object of a tree to `visit`, and each mapping and list of objects, before what they hold.
///
/// The frames are small, because a tree may be as deep as the parser allows.
pub(super) fn walk_slots(
    tree: &mut Tree,
    slot: Slot,
    path: &Path<'_>,
    visit: &mut dyn FnMut(&mut Tree, Slot, &Path<'_>),
) {
    visit(tree, slot, path);
    match tree {
        Tree::Map(map) => {
            for (key, child) in map.iter_mut() {
                let below = match slot {
                    Slot::One(kind) => self::slot(kind, key),
                    Slot::Table(_) if key.starts_with("x-") => continue,
                    Slot::Map(kind) | Slot::Table(kind) => Slot::One(kind),
                    Slot::List(_) => continue,
                };
                if below != Slot::One(Kind::Data) {
                    walk_slots(child, below, &path.key(key), visit);
                }
            }
        }
        Tree::List(list) => {
            // `items` may be a list of schemas, as in older drafts of JSON Schema.
            let (Slot::List(kind) | Slot::One(kind @ Kind::Schema)) = slot else {
                return;
            };
            for (index, child) in list.iter_mut().enumerate() {
                walk_slots(child, Slot::One(kind), &path.index(index), visit);
            }
        }
        _ => {}
    }
}
