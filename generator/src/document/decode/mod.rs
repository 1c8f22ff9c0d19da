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

impl Node<'_> {
    /// The schema here. A `$ref` is read as an `allOf` with one member.
    pub fn schema(&self, report: &mut Report) -> Option<v3::Schema> {
        if let Some(target) = self.reference() {
            return Some(reference_as_schema(target));
        }
        let mut schema = shape::object(fields::SCHEMA, self, report)?;
        if let Some(Shallow::Data(Tree::Text(kind))) = schema.get("type") {
            fit_to_type(&mut schema, kind, self, report);
        }
        read(schema, self, report)
    }

    /// The operation here. Callbacks are not read.
    pub fn operation(&self, report: &mut Report) -> Option<v3::Operation> {
        self.decode(fields::OPERATION, report)
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
        let kind = match self
            .get("type")
            .map(|node| fields::SECURITY_TYPE.read(&node, report))
        {
            Some(Some(Shallow::Data(Tree::Text(kind)))) => kind.clone(),
            Some(Some(Shallow::Owned(Tree::Text(kind)))) => kind,
            _ => {
                report.push(Diagnostic {
                    severity: Severity::Unsupported,
                    code: Code::Security,
                    place: Place::Value(self.place().clone()),
                    message: format!("{} is no known kind of security scheme", shape::name(self)),
                    help: Some(
                        "give it a `type`: apiKey, http, oauth2 or openIdConnect".to_owned(),
                    ),
                });
                return None;
            }
        };
        let (_, fields) = fields::SECURITY_SCHEMES
            .iter()
            .find(|(name, _)| *name == kind)?;
        self.decode(fields, report)
    }

    /// The path item here, with its operations.
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

fn reference_as_schema(target: &str) -> v3::Schema {
    v3::Schema {
        schema_data: v3::SchemaData::default(),
        schema_kind: v3::SchemaKind::AllOf {
            all_of: vec![v3::ReferenceOr::ref_(target)],
        },
    }
}

/// Brings the keywords in line with the type.
///
/// Keywords that bound values of other types say nothing about this one (JSON Schema Validation, section 4.2), but they
/// keep `openapiv3` from telling the type.
fn fit_to_type<'d>(schema: &mut Shallow<'d>, kind: &str, node: &Node<'d>, report: &mut Report) {
    const BOUNDS: [(&[&str], &[&str]); 5] = [
        (&["string"], &["pattern", "minLength", "maxLength"]),
        (
            &["number", "integer"],
            &[
                "minimum",
                "maximum",
                "exclusiveMinimum",
                "exclusiveMaximum",
                "multipleOf",
            ],
        ),
        (&["array"], &["minItems", "maxItems", "uniqueItems"]),
        (&["object"], &["minProperties", "maxProperties"]),
        (&["string", "number", "integer"], &["format"]),
    ];
    for (kinds, keywords) in BOUNDS {
        if !kinds.contains(&kind) {
            for keyword in keywords {
                schema.remove(keyword);
            }
        }
    }
    let again: &[(&'static str, &Shape)] = match kind {
        "integer" => &[
            ("minimum", &Shape::Whole),
            ("maximum", &Shape::Whole),
            ("multipleOf", &Shape::Whole),
        ],
        "string" => &[("enum", &fields::TEXT_ENUM)],
        _ => &[],
    };
    for (keyword, shape) in again {
        if schema.get(keyword).is_none() {
            continue;
        }
        schema.remove(keyword);
        let value = node.get(keyword).and_then(|node| shape.read(&node, report));
        if let Some(value) = value {
            schema.push(keyword, value);
        }
    }
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
                format!("{} has no `schema`; any value is taken", shape::name(node)),
                "add a `schema`".to_owned(),
            ));
        }
        _ => {}
    }
}
