//! The credentials that an operation needs.

use super::node::Node;

/// What a credential is sent in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// The header `Authorization`, behind this word.
    Authorization(String),
    /// A header of this name.
    Header(String),
    /// A query parameter.
    Query(String),
    /// A cookie.
    Cookie(String),
    /// Nothing of a request: a certificate, or a scheme that is not declared.
    Elsewhere,
}

/// The schemes that an operation needs together, for each alternative.
pub(super) fn needed(root: Node<'_>, operation: Node<'_>) -> Vec<Vec<Scheme>> {
    let needed = operation.get("security").or_else(|| root.get("security"));
    let alternatives = needed.into_iter().flat_map(Node::items);
    let schemes = alternatives.map(|alternative| {
        let names = alternative.entries().map(|(name, _)| name);
        names.map(|name| scheme(declared(root, name))).collect()
    });
    schemes.collect()
}

fn declared<'d>(root: Node<'d>, name: &str) -> Node<'d> {
    let (old, new) = (
        root.at("securityDefinitions").at(name),
        root.at("components").at("securitySchemes").at(name),
    );
    if old.value().is_null() { new } else { old }
}

fn scheme(node: Node<'_>) -> Scheme {
    let name = || node.text("name").unwrap_or_default().to_owned();
    match (
        node.text("type").unwrap_or_default(),
        node.text("in").unwrap_or_default(),
    ) {
        ("apiKey", "header") => Scheme::Header(name()),
        ("apiKey", "query") => Scheme::Query(name()),
        ("apiKey", "cookie") => Scheme::Cookie(name()),
        ("basic", _) => Scheme::Authorization("Basic".to_owned()),
        ("http", _) => Scheme::Authorization(node.text("scheme").unwrap_or_default().to_owned()),
        ("oauth2" | "openIdConnect", _) => Scheme::Authorization("Bearer".to_owned()),
        _ => Scheme::Elsewhere,
    }
}
