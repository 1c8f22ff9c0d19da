//! What a schema in the shape of OpenAPI 3.0 says, read from the document itself.

use clientwright::document::{Node, Tree};
use serde_json::Value;

/// The kinds of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    Array,
    Object,
}

/// The kind that a schema's `type` names.
pub(super) fn kind(node: &Node<'_>) -> Option<Kind> {
    Some(match text(node, "type")? {
        "null" => Kind::Null,
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "string" => Kind::Text,
        "array" => Kind::Array,
        "object" => Kind::Object,
        _ => return None,
    })
}

/// The kind of value that a schema speaks of: without a `type`, properties are those of objects, and items of lists.
pub(super) fn meant(node: &Node<'_>) -> Option<Kind> {
    let has = |key: &str| node.tree().get(key).is_some();
    kind(node).or_else(|| {
        if has("properties") {
            Some(Kind::Object)
        } else {
            has("items").then_some(Kind::Array)
        }
    })
}

/// The text under a key.
pub(super) fn text<'d>(node: &Node<'d>, key: &str) -> Option<&'d str> {
    node.tree().get(key)?.as_text()
}

/// The number under a key.
pub(super) fn number(node: &Node<'_>, key: &str) -> Option<f64> {
    Some(node.tree().get(key)?.as_number()?.as_f64())
}

/// The size under a key.
pub(super) fn size(node: &Node<'_>, key: &str) -> Option<usize> {
    let number = node.tree().get(key)?.as_number()?;
    usize::try_from(number.as_u64()?).ok()
}

/// Whether the value under a key is `true`.
pub(super) fn flag(node: &Node<'_>, key: &str) -> bool {
    node.tree().get(key).and_then(Tree::as_bool) == Some(true)
}

/// The members under `allOf`, `oneOf` or `anyOf`.
pub(super) fn members<'d>(node: &Node<'d>, key: &str) -> Vec<Node<'d>> {
    node.get(key).iter().flat_map(Node::items).collect()
}

/// The properties that have a schema.
pub(super) fn properties<'d>(node: &Node<'d>) -> Vec<(&'d str, Node<'d>)> {
    node.get("properties")
        .iter()
        .flat_map(Node::entries)
        .collect()
}

/// The names of the properties that have to be there.
pub(super) fn required<'d>(node: &Node<'d>) -> Vec<&'d str> {
    let list = node.tree().get("required").and_then(Tree::as_list);
    list.unwrap_or_default()
        .iter()
        .filter_map(Tree::as_text)
        .collect()
}

/// The values that are listed.
pub(super) fn values(node: &Node<'_>) -> Option<Vec<Value>> {
    let list = node.tree().get("enum")?.as_list()?;
    Some(list.iter().map(Tree::to_json).collect())
}

/// The schemas of the first items of a list.
pub(super) fn prefix<'d>(node: &Node<'d>) -> Vec<Node<'d>> {
    members(node, "x-clientwright-prefix-items")
}

/// What a schema says of properties that it does not name.
pub(super) enum Others<'d> {
    /// Nothing.
    Untold,
    /// There are none.
    None,
    /// They may be anything.
    Anything,
    /// They are of this schema.
    Schema(Node<'d>),
}

/// What a schema says of properties that it does not name.
pub(super) fn others<'d>(node: &Node<'d>) -> Others<'d> {
    match node.get("additionalProperties") {
        None => Others::Untold,
        Some(said) => match said.tree() {
            Tree::Bool(true) => Others::Anything,
            Tree::Bool(false) => Others::None,
            Tree::Map(map) if map.is_empty() => Others::Anything,
            Tree::Map(_) if is_never(&said) => Others::None,
            Tree::Map(_) => Others::Schema(said),
            _ => Others::Untold,
        },
    }
}

/// Whether no value is of the schema: `not: {}`.
pub(super) fn is_never(node: &Node<'_>) -> bool {
    node.tree()
        .get("not")
        .and_then(Tree::as_map)
        .is_some_and(indexmap::IndexMap::is_empty)
}
