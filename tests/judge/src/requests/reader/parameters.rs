//! Parameters, and how each is written.

use super::files::Version;
use super::node::Node;
use super::styles::{Name, Style};

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Path,
    Query,
    /// The whole query (OpenAPI 3.2).
    Querystring,
    Header,
    Cookie,
}

/// A parameter.
#[derive(Debug, Clone)]
pub(crate) struct Parameter<'d> {
    /// Where it stands.
    pub(crate) place: Place,
    /// Its name.
    pub(crate) name: &'d str,
    /// Whether each request has it.
    pub(crate) required: bool,
    /// How it is written.
    pub(crate) written: Written<'d>,
    /// What it may be.
    pub(crate) schema: Node<'d>,
}

/// How a parameter is written.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Written<'d> {
    /// By a style.
    Style(Style),
    /// As a media type is, with its Media Type Object.
    Content(&'d str, Node<'d>),
}

/// The parameters of an operation and of its path; one of the operation stands for that of the path (OpenAPI, Operation
/// Object, `parameters`).
pub(super) fn declared<'d>(item: Node<'d>, operation: Node<'d>) -> Vec<Node<'d>> {
    let list = |node: Node<'d>| {
        let list = node.at("parameters").items().map(Node::resolve);
        list.collect::<Vec<_>>()
    };
    let mut all = list(operation);
    let key = |node: &Node<'d>| (node.text("in"), node.text("name"));
    for node in list(item) {
        if !all.iter().any(|other| key(other) == key(&node)) {
            all.push(node);
        }
    }
    all
}

/// A parameter; none for bodies, and for headers that are described elsewhere (OpenAPI 3, Parameter Object, `name`).
pub(super) fn parameter(node: Node<'_>) -> Option<Parameter<'_>> {
    let name = node.text("name")?;
    let place = match node.text("in")? {
        "path" => Place::Path,
        "query" => Place::Query,
        "querystring" if node.version() >= Version::V32 => Place::Querystring,
        "header" => Place::Header,
        "cookie" if node.version() >= Version::V30 => Place::Cookie,
        _ => return None,
    };
    let elsewhere = ["accept", "content-type", "authorization"];
    if place == Place::Header && elsewhere.contains(&name.to_ascii_lowercase().as_str()) {
        return None;
    }
    let content = node.at("content").entries().next();
    let schema = match content {
        Some((_, media)) => media.resolve().get("schema"),
        None if node.version() == Version::V20 => Some(node),
        None => node.get("schema"),
    };
    Some(Parameter {
        place,
        name,
        required: node.is_true("required") || place == Place::Path,
        written: match content {
            Some((media_type, media)) => Written::Content(media_type, media.resolve()),
            None => Written::Style(style(node, place)),
        },
        schema: schema.unwrap_or_else(|| node.at("no such schema")),
    })
}

/// The names in the template of a path.
pub(super) fn in_template(path: &str) -> impl Iterator<Item = &str> {
    let pieces = path.split('{').skip(1);
    pieces.filter_map(|piece| Some(piece.split_once('}')?.0))
}

/// A parameter that only the template of the path names.
pub(super) fn undeclared<'d>(name: &'d str, node: Node<'d>) -> Parameter<'d> {
    Parameter {
        place: Place::Path,
        name,
        required: true,
        written: Written::Style(Style {
            name: Name::Simple,
            explode: false,
            reserved: false,
        }),
        schema: node.at("no such schema"),
    }
}

fn style(node: Node<'_>, place: Place) -> Style {
    let usual = match place {
        Place::Path | Place::Header => Name::Simple,
        Place::Query | Place::Querystring | Place::Cookie => Name::Form,
    };
    if node.version() == Version::V20 {
        return collection(node, usual);
    }
    let name = node.text("style").and_then(named).unwrap_or(usual);
    Style {
        name,
        explode: explode(node, name),
        reserved: node.is_true("allowReserved"),
    }
}

/// How a header of a part is written (OpenAPI, Header Object).
pub(super) fn of_header(node: Node<'_>) -> Written<'_> {
    match node.at("content").entries().next() {
        Some((media_type, media)) => Written::Content(media_type, media.resolve()),
        None => Written::Style(style(node, Place::Header)),
    }
}

/// What `collectionFormat` says (Swagger 2.0, Parameter Object).
pub(super) fn collection(node: Node<'_>, usual: Name) -> Style {
    let (name, explode) = match node.text("collectionFormat") {
        Some("multi") => (Name::Form, true),
        Some("ssv") => (Name::Spaces, false),
        Some("tsv") => (Name::Tabs, false),
        Some("pipes") => (Name::Pipes, false),
        _ => (usual, false),
    };
    Style {
        name,
        explode,
        reserved: false,
    }
}

/// The style of a name (OpenAPI 3, "Style Values").
pub(super) fn named(name: &str) -> Option<Name> {
    Some(match name {
        "simple" => Name::Simple,
        "label" => Name::Label,
        "matrix" => Name::Matrix,
        "form" => Name::Form,
        "spaceDelimited" => Name::Spaces,
        "pipeDelimited" => Name::Pipes,
        "deepObject" => Name::DeepObject,
        "cookie" => Name::Cookie,
        _ => return None,
    })
}

/// Whether it explodes: those of the style `form` and `cookie` do unless they say otherwise.
pub(super) fn explode(node: Node<'_>, name: Name) -> bool {
    let told = node
        .value()
        .get("explode")
        .and_then(serde_json::Value::as_bool);
    told.unwrap_or(matches!(name, Name::Form | Name::Cookie))
}
