//! The operations of a description.

use std::fmt;

use serde_json::Value;

use super::bodies::{self, Body};
use super::files::{Files, Version};
use super::node::Node;
use super::parameters::{self, Parameter, Place};
use super::security::{self, Scheme};
use super::servers;

/// The fields of a path item that hold operations.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// An operation.
#[derive(Debug)]
pub(crate) struct Operation<'d> {
    /// The method in capitals.
    pub(crate) method: String,
    /// The `operationId`.
    pub(crate) id: Option<&'d str>,
    /// The path, as it is written.
    pub(crate) path: &'d str,
    /// Its parameters, without those of a body.
    pub(crate) parameters: Vec<Parameter<'d>>,
    /// Its bodies, one for each media type.
    pub(crate) bodies: Vec<Body<'d>>,
    /// Whether a request needs a body.
    pub(crate) needs_body: bool,
    /// The credentials that it needs: the schemes of each alternative. None where nothing is said.
    pub(crate) security: Vec<Vec<Scheme>>,
    /// The URLs that it may be at; none where only the caller knows.
    pub(crate) servers: Vec<String>,
    /// Whether it has servers of its own.
    pub(crate) has_own_servers: bool,
}

impl fmt::Display for Operation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// All operations.
pub(super) fn all(files: &Files) -> Vec<Operation<'_>> {
    let root = files.root();
    let mut operations = Vec::new();
    for (path, item) in root.at("paths").entries() {
        if !path.starts_with('/') {
            continue;
        }
        let item = merged(item);
        // Nothing of a URL ends with a space (RFC 3986, section 3).
        let path = path.trim_end();
        for (method, node) in methods(item) {
            operations.push(operation(root, item, path, &method, node));
        }
    }
    operations
}

/// What a path item refers to; its own fields are looked at where it refers to nothing.
fn merged(item: Node<'_>) -> Node<'_> {
    let has_methods = METHODS.iter().any(|method| item.get(method).is_some());
    if has_methods { item } else { item.resolve() }
}

fn methods(item: Node<'_>) -> Vec<(String, Node<'_>)> {
    let known = item.entries().filter(|(key, node)| {
        let allowed = *key != "query" || node.version() >= Version::V32;
        METHODS.contains(key) && allowed && node.value().is_object()
    });
    let known = known.map(|(key, node)| (key.to_ascii_uppercase(), node));
    let others = item.at("additionalOperations").entries();
    let others = others.filter(|(_, node)| node.version() >= Version::V32);
    known
        .chain(others.map(|(key, node)| (key.to_owned(), node)))
        .collect()
}

fn operation<'d>(
    root: Node<'d>,
    item: Node<'d>,
    path: &'d str,
    method: &str,
    node: Node<'d>,
) -> Operation<'d> {
    let declared = parameters::declared(item, node);
    let bodies = bodies::all(root, node, &declared);
    let parameters = declared
        .iter()
        .filter_map(|node| parameters::parameter(*node));
    let mut parameters: Vec<Parameter<'d>> = parameters.collect();
    for name in parameters::in_template(path) {
        let is_it = |held: &Parameter<'_>| held.place == Place::Path && held.name == name;
        if !parameters.iter().any(is_it) {
            parameters.push(parameters::undeclared(name, node));
        }
    }
    Operation {
        method: method.to_owned(),
        id: node.text("operationId"),
        path,
        needs_body: bodies::is_needed(node, &declared),
        parameters,
        bodies,
        security: security::needed(root, node),
        servers: servers::urls(root, item, node),
        has_own_servers: [item, node].iter().any(|node| has_some(*node, "servers")),
    }
}

fn has_some(node: Node<'_>, key: &str) -> bool {
    let list = node.value().get(key).and_then(Value::as_array);
    list.is_some_and(|list| !list.is_empty())
}
