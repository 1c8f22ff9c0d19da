//! Services that write 64-bit integers as strings.

use super::{Evidence, Kind, Suggestion, Target, Value};
use crate::document::{Document, Node, Tree};

/// Schemas that only services have whose messages are those of Protocol Buffers.
const OF_PROTOBUF: [&str; 5] = [
    "google.protobuf",
    "google.rpc",
    "protobufAny",
    "googleprotobuf",
    "rpcStatus",
];

/// The mapping of Protocol Buffers to JSON writes 64-bit integers as strings
/// (<https://protobuf.dev/programming-guides/json/>), whatever their description says.
pub(super) fn all(document: &Document) -> Option<Suggestion> {
    let root = document.root();
    let schemas = root.get("components")?.get("schemas")?;
    let is_known = |name: &str| OF_PROTOBUF.iter().any(|known| name.starts_with(known));
    let (name, schema) = schemas.entries().find(|(name, _)| is_known(name))?;
    let mut properties = schemas
        .entries()
        .filter_map(|(_, schema)| schema.get("properties"));
    let has_any = properties.any(|properties| {
        properties
            .entries()
            .any(|(_, property)| is_int64(&property))
    });
    has_any.then(|| Suggestion {
        kind: Kind::Numbers,
        subject: "64-bit integers".to_owned(),
        target: Target::Path("[*].properties[?@.type == 'integer' && @.format == 'int64']".to_owned()),
        update: Value::Map(vec![("x-clientwright-or-text", Value::Bool(true))]),
        evidence: vec![Evidence::new(
            format!("the schema `{name}` is one of Protocol Buffers, whose JSON has 64-bit integers as strings"),
            schema.place().clone(),
        )],
    })
}

fn is_int64(schema: &Node<'_>) -> bool {
    let text = |key: &str| {
        schema
            .get(key)
            .and_then(|value| Tree::as_text(value.tree()).map(str::to_owned))
    };
    schema.get("x-clientwright-or-text").is_none()
        && text("type").as_deref() == Some("integer")
        && text("format").as_deref() == Some("int64")
}
