//! Bodies of requests, one for each media type.

use serde_json::Value;

use super::files::Version;
use super::node::Node;
use super::parameters::{collection, explode, named};
use super::sample;
use super::styles::{Name, Style};

/// The body of a media type.
#[derive(Debug, Clone)]
pub(crate) struct Body<'d> {
    /// The media type, as it is written.
    pub(crate) media_type: String,
    /// What it holds.
    pub(crate) content: Content<'d>,
}

/// What a body holds.
#[derive(Debug, Clone)]
pub(crate) enum Content<'d> {
    /// What a schema says, with the Media Type Object around it; nothing where nothing is said.
    Schema(Option<Node<'d>>, Node<'d>),
    /// The `formData` parameters of Swagger 2.0.
    Fields(Vec<Node<'d>>),
}

/// What a media type is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Json,
    /// JSON texts, one after the other.
    JsonTexts,
    Form,
    Multipart,
    Xml,
    Text,
    Bytes,
}

impl Kind {
    /// The kind of a media type.
    pub(crate) fn of(media_type: &str) -> Self {
        let essence = essence(media_type);
        match essence.as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            "application/jsonl"
            | "application/x-ndjson"
            | "application/ndjson"
            | "application/json-seq"
            | "application/x-jsonlines" => Self::JsonTexts,
            "application/xml" | "text/xml" => Self::Xml,
            _ if essence.starts_with("multipart/") => Self::Multipart,
            _ if essence == "application/json"
                || essence == "text/json"
                || essence.ends_with("+json") =>
            {
                Self::Json
            }
            _ if essence.ends_with("+xml") => Self::Xml,
            _ if essence.starts_with("text/") => Self::Text,
            _ => Self::Bytes,
        }
    }
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// The bodies of an operation.
pub(super) fn all<'d>(root: Node<'d>, operation: Node<'d>, declared: &[Node<'d>]) -> Vec<Body<'d>> {
    if operation.version() == Version::V20 {
        return of_parameters(root, operation, declared);
    }
    let content = operation.at("requestBody").at("content");
    let bodies = content.entries().map(|(media_type, media)| {
        let media = media.resolve();
        let schema = media.get("schema").or_else(|| media.get("itemSchema"));
        Body {
            media_type: media_type.to_owned(),
            content: Content::Schema(schema, media),
        }
    });
    bodies.collect()
}

/// The bodies that parameters of Swagger 2.0 describe.
fn of_parameters<'d>(root: Node<'d>, operation: Node<'d>, declared: &[Node<'d>]) -> Vec<Body<'d>> {
    let of = |place: &str| {
        let nodes = declared
            .iter()
            .filter(|node| node.text("in") == Some(place));
        nodes.copied().collect::<Vec<_>>()
    };
    let consumes = operation.get("consumes").or_else(|| root.get("consumes"));
    let consumes = consumes.into_iter().flat_map(Node::items);
    let mut consumes: Vec<&str> = consumes.filter_map(|node| node.value().as_str()).collect();
    let fields = of("formData");
    if !fields.is_empty() {
        let has_file = fields
            .iter()
            .any(|field| field.text("type") == Some("file"));
        consumes.retain(|media_type| matches!(Kind::of(media_type), Kind::Form | Kind::Multipart));
        if has_file {
            consumes.retain(|media_type| Kind::of(media_type) == Kind::Multipart);
        }
        if consumes.is_empty() {
            consumes.push(if has_file {
                "multipart/form-data"
            } else {
                "application/x-www-form-urlencoded"
            });
        }
        let bodies = consumes.iter().map(|media_type| Body {
            media_type: (*media_type).to_owned(),
            content: Content::Fields(fields.clone()),
        });
        return bodies.collect();
    }
    let Some(body) = of("body").first().copied() else {
        return Vec::new();
    };
    if consumes.is_empty() {
        consumes.push("application/json");
    }
    let bodies = consumes.iter().map(|media_type| Body {
        media_type: (*media_type).to_owned(),
        content: Content::Schema(body.get("schema"), body),
    });
    bodies.collect()
}

/// Whether a request has to have a body.
pub(super) fn is_needed(operation: Node<'_>, declared: &[Node<'_>]) -> bool {
    let of_body = |node: &&Node<'_>| matches!(node.text("in"), Some("body" | "formData"));
    let needed = declared
        .iter()
        .filter(of_body)
        .any(|node| node.is_true("required"));
    needed || operation.at("requestBody").is_true("required")
}

/// A field of a form, or a part.
#[derive(Debug, Clone)]
pub(crate) struct Field<'d> {
    /// Its name.
    pub(crate) name: String,
    /// Its schemas: all of them hold.
    pub(crate) schemas: Vec<Node<'d>>,
    /// The style, where one is told.
    pub(crate) style: Option<Style>,
    /// The media types that `contentType` names.
    pub(crate) media_types: Vec<&'d str>,
    /// The headers, with their names.
    pub(crate) headers: Vec<(&'d str, Node<'d>)>,
}

impl<'d> Body<'d> {
    /// Whether the other one is of the same schema.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.content, &other.content) {
            (Content::Schema(one, _), Content::Schema(other, _)) => {
                one.map(Node::value) == other.map(Node::value)
            }
            (Content::Fields(one), Content::Fields(other)) => one.len() == other.len(),
            _ => false,
        }
    }

    /// The fields that a value of this body has.
    pub(crate) fn fields(&self, value: &Value) -> Vec<Field<'d>> {
        let names = value
            .as_object()
            .into_iter()
            .flat_map(|members| members.keys());
        match &self.content {
            Content::Fields(nodes) => {
                let nodes = names
                    .filter_map(|name| nodes.iter().find(|node| node.text("name") == Some(name)));
                nodes.map(|node| of_parameter(*node)).collect()
            }
            Content::Schema(schema, media) => {
                let fields = names.map(|name| {
                    let schemas = schema.map(|schema| sample::property(schema, name));
                    field(
                        name,
                        schemas.unwrap_or_default(),
                        media.at("encoding").at(name),
                    )
                });
                fields.collect()
            }
        }
    }
}

fn of_parameter(node: Node<'_>) -> Field<'_> {
    Field {
        name: node.text("name").unwrap_or_default().to_owned(),
        schemas: vec![node],
        style: Some(collection(node, Name::Form)),
        media_types: Vec::new(),
        headers: Vec::new(),
    }
}

/// A field with its Encoding Object.
fn field<'d>(name: &str, schemas: Vec<Node<'d>>, encoding: Node<'d>) -> Field<'d> {
    let told = ["style", "explode", "allowReserved"];
    let is_told = told.iter().any(|key| encoding.get(key).is_some());
    let style = encoding.text("style").and_then(named).unwrap_or(Name::Form);
    let media_types = encoding.text("contentType").unwrap_or_default().split(',');
    let headers = encoding.at("headers").entries();
    let headers = headers.map(|(name, header)| (name, header.resolve()));
    Field {
        name: name.to_owned(),
        schemas,
        style: is_told.then(|| Style {
            name: style,
            explode: explode(encoding, style),
            reserved: encoding.is_true("allowReserved"),
        }),
        media_types: media_types
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .collect(),
        headers: headers
            // These say what the part is and how it is named, whatever is described (RFC 7578, section 4.2).
            .filter(|(name, _)| {
                !["content-type", "content-disposition"]
                    .contains(&name.to_ascii_lowercase().as_str())
            })
            .collect(),
    }
}
