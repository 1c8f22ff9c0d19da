//! Pieces of the tree as types of `openapiv3`, one level deep.
//!
//! Every part of a piece that can be decoded on its own (a property, a member of an `allOf`, a parameter, a response) is
//! a reference to its own place; [`Node::follow`] leads there. So decoding is linear, a bad part costs itself only, and
//! nothing recurses. A keyword of the wrong shape is read as it was meant where that is plain, and left out where it is
//! not; the report says so. A piece that cannot be read at all is `None`; the report says that too.

mod fields;
mod shallow;
mod shape;
#[cfg(test)]
mod tests;

use openapiv3 as v3;
use serde::de::DeserializeOwned;

use crate::report::{Code, Diagnostic, Place, Report, Severity};

use super::node::Node;
use super::tree::Tree;
use shallow::Shallow;
use shape::{Field, Shape};

/// A schema: what it says about itself, and what it says about its values.
///
/// Of the kinds that `openapiv3` has, the general one is taken each time: it holds any combination of keywords, and the
/// values of an `enum` as they are written.
pub type Schema = (v3::SchemaData, v3::AnySchema);

impl Node<'_> {
    /// The node of a part of a decoded piece; `None` where the part is nowhere in the document.
    #[must_use]
    pub fn part<T>(&self, part: &v3::ReferenceOr<T>) -> Option<Self> {
        match part {
            v3::ReferenceOr::Reference { reference } => self.follow(reference).ok(),
            v3::ReferenceOr::Item(_) => None,
        }
    }

    /// The schema here. A `$ref` is read as an `allOf` with one member, `true` as `{}` and `false` as `{not: {}}`.
    pub fn schema(&self, report: &mut Report) -> Option<Schema> {
        let mut schema = Schema::default();
        match self.tree() {
            Tree::Map(_) => {}
            Tree::Bool(true) => return Some(schema),
            Tree::Bool(false) => {
                let anything = v3::Schema {
                    schema_data: v3::SchemaData::default(),
                    schema_kind: v3::SchemaKind::Any(v3::AnySchema::default()),
                };
                schema.1.not = Some(Box::new(v3::ReferenceOr::Item(anything)));
                return Some(schema);
            }
            other => {
                let kind = other.kind();
                let message =
                    format!("a schema should be a mapping, and is {kind}; the type is any JSON");
                report.unsupported(self.place(), message, "");
                return None;
            }
        }
        if let Some(target) = self.reference() {
            schema.1.all_of = vec![v3::ReferenceOr::ref_(target)];
            return Some(schema);
        }
        let data = self.decode(fields::SCHEMA_DATA, report)?;
        let kind = self.decode(fields::SCHEMA_KIND, report)?;
        Some((data, kind))
    }

    /// The operation here, without its servers and callbacks. Responses that are missing are none.
    pub fn operation(&self, report: &mut Report) -> Option<v3::Operation> {
        let mut operation = shape::object(fields::OPERATION, self, report)?;
        if operation.get("responses").is_none() {
            operation.push("responses", Shallow::Map(Vec::new()));
        }
        read(operation, self, report)
    }

    /// The parameter here.
    pub fn parameter(&self, report: &mut Report) -> Option<v3::Parameter> {
        let mut parameter = shape::object(fields::PARAMETER, self, report)?;
        let location = self.get("in")?;
        let location = location.tree().as_text()?.trim().to_ascii_lowercase();
        let (_, styles) = fields::STYLES.iter().find(|(name, _)| *name == location)?;
        read_style(&mut parameter, styles, self, report);
        read_format(&mut parameter, self, report);
        read(parameter, self, report)
    }

    /// The request body here.
    pub fn request_body(&self, report: &mut Report) -> Option<v3::RequestBody> {
        self.decode(fields::REQUEST_BODY, report)
    }

    /// The response here. A description that is missing is empty: clients do not need it.
    pub fn response(&self, report: &mut Report) -> Option<v3::Response> {
        let mut response = shape::object(fields::RESPONSE, self, report)?;
        if response.get("description").is_none() {
            response.push("description", Shallow::Owned(Tree::from("")));
        }
        read(response, self, report)
    }

    /// The media type here.
    pub fn media_type(&self, report: &mut Report) -> Option<v3::MediaType> {
        self.decode(fields::MEDIA_TYPE, report)
    }

    /// The encoding here.
    pub fn encoding(&self, report: &mut Report) -> Option<v3::Encoding> {
        self.decode(fields::ENCODING, report)
    }

    /// The header here.
    pub fn header(&self, report: &mut Report) -> Option<v3::Header> {
        let mut header = shape::object(fields::HEADER, self, report)?;
        read_style(&mut header, &Shape::Word(&["simple"]), self, report);
        read_format(&mut header, self, report);
        read(header, self, report)
    }

    /// The security scheme here.
    pub fn security_scheme(&self, report: &mut Report) -> Option<v3::SecurityScheme> {
        let kind = self.get("type");
        let kind = kind.as_ref().and_then(|kind| kind.tree().as_text());
        let mut known = fields::SECURITY_SCHEMES.iter();
        let known =
            kind.and_then(|kind| known.find(|(name, _)| name.eq_ignore_ascii_case(kind.trim())));
        let Some((_, fields)) = known else {
            report.push(Diagnostic {
                severity: Severity::Unsupported,
                code: Code::Security,
                place: Place::Value(self.place().clone()),
                message: format!("{} is no known kind of security scheme", shape::name(self)),
                help: Some("give it a `type`: apiKey, http, oauth2 or openIdConnect".to_owned()),
            });
            return None;
        };
        self.decode(fields, report)
    }

    /// The path item here, without its operations and servers.
    pub fn path_item(&self, report: &mut Report) -> Option<v3::PathItem> {
        self.decode(fields::PATH_ITEM, report)
    }

    /// The components here.
    pub fn components(&self, report: &mut Report) -> Option<v3::Components> {
        self.decode(fields::COMPONENTS, report)
    }

    /// The title, version and so on here. A title or version that is missing is empty.
    pub fn info(&self, report: &mut Report) -> Option<v3::Info> {
        self.decode(fields::INFO, report)
    }

    /// The server here.
    pub fn server(&self, report: &mut Report) -> Option<v3::Server> {
        self.decode(fields::SERVER, report)
    }

    /// The tag here.
    pub fn tag(&self, report: &mut Report) -> Option<v3::Tag> {
        self.decode(fields::TAG, report)
    }

    /// The security requirements here: alternatives, each a set of schemes with scopes.
    pub fn security(&self, report: &mut Report) -> Option<Vec<v3::SecurityRequirement>> {
        read(fields::SECURITY.read(self, report)?, self, report)
    }

    fn decode<T: DeserializeOwned>(
        &self,
        fields: &'static [Field],
        report: &mut Report,
    ) -> Option<T> {
        read(shape::object(fields, self, report)?, self, report)
    }
}

/// Lets serde read what has the right shape by now. That it fails is not expected, but must not go unsaid.
fn read<T: DeserializeOwned>(
    shallow: Shallow<'_>,
    node: &Node<'_>,
    report: &mut Report,
) -> Option<T> {
    let result = shallow.read();
    result
        .map_err(|error| {
            report.push(Diagnostic {
                severity: Severity::Unsupported,
                code: Code::Shape,
                place: Place::Value(node.place().clone()),
                message: format!(
                    "{} cannot be read and is left out: {error}",
                    shape::name(node)
                ),
                help: None,
            });
        })
        .ok()
}

/// Reads the style again, now that the location tells which ones there are.
fn read_style<'d>(piece: &mut Shallow<'d>, styles: &Shape, node: &Node<'d>, report: &mut Report) {
    piece.remove("style");
    let style = node
        .get("style")
        .and_then(|node| styles.read(&node, report));
    if let Some(style) = style {
        piece.push("style", style);
    }
}

/// Makes sure that a parameter or header has either a schema or content.
fn read_format<'d>(piece: &mut Shallow<'d>, node: &Node<'d>, report: &mut Report) {
    match (piece.get("schema"), piece.get("content")) {
        (Some(_), Some(_)) => {
            piece.remove("content");
            report.push(shape::warning(
                node,
                format!(
                    "{} has both `schema` and `content`; `schema` is read",
                    shape::name(node)
                ),
                "keep one of them".to_owned(),
            ));
        }
        (None, None) => {
            piece.push("schema", Shallow::Map(Vec::new()));
            report.push(shape::warning(
                node,
                format!(
                    "{} has neither `schema` nor `content`; it is taken for a text",
                    shape::name(node)
                ),
                "add a `schema`".to_owned(),
            ));
        }
        _ => {}
    }
}
