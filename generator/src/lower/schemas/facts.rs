//! The keywords of one schema, read once, before anything is made of them.

use indexmap::{IndexMap, IndexSet};
use openapiv3 as v3;

use crate::document::{Node, Tree};
use crate::ir::{Docs, EnumValue, Json, Xml};
use crate::pointer::Pointer;
use crate::report::Report;

use super::enums;
use crate::lower::read;

/// The keywords of one schema, or of several that were merged.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Facts<'d> {
    /// The schema.
    pub(super) node: Node<'d>,
    /// The `type`.
    pub(in crate::lower) kind: Option<Kind>,
    /// The `format`.
    pub(in crate::lower) format: Option<String>,
    /// The `enum`, `null` taken out.
    pub(super) values: Option<Vec<EnumValue>>,
    /// Whether any other string is allowed beside these, as a union with `type: string` says.
    pub(super) open: bool,
    /// Whether the `enum` holds `null`.
    pub(super) null_value: bool,
    /// The `properties`.
    pub(in crate::lower) properties: IndexMap<String, Property<'d>>,
    /// The `required` properties.
    pub(in crate::lower) required: IndexSet<String>,
    /// The `additionalProperties`.
    pub(super) additional: Option<Extra<'d>>,
    /// The `items`.
    pub(in crate::lower) items: Option<Node<'d>>,
    /// Further schemas that the items are of: those of `allOf` members which say more than the last one.
    pub(super) more_items: Vec<Node<'d>>,
    /// The items that have a place of their own.
    pub(in crate::lower) prefix: Vec<Node<'d>>,
    /// How many items there are at most.
    pub(super) max_items: Option<usize>,
    /// The members of `allOf`, and those of a `oneOf` or `anyOf` that has but one.
    pub(in crate::lower) all_of: Vec<Node<'d>>,
    /// The `oneOf` and `anyOf`; more than one where schemas were merged.
    pub(in crate::lower) choices: Vec<Choice<'d>>,
    /// The `discriminator`.
    pub(super) discriminator: Option<Discriminator>,
    /// Whether there is a `not`.
    pub(super) not: bool,
    /// The reference that this schema only adds words to.
    pub(in crate::lower) same: Option<Node<'d>>,
    /// How many schemas this one may stand for, after unions have been multiplied.
    pub(super) fan: usize,
    /// What does not change the type.
    pub(super) notes: Notes,
}

/// The `type` of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Kind {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// A property: the schema that tells its type, and the one that says the last word about the rest.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Property<'d> {
    pub(in crate::lower) ty: Node<'d>,
    /// Further schemas that it is of: those of `allOf` members which say more than the last one.
    pub(super) more: Vec<Node<'d>>,
    pub(super) notes: Option<Node<'d>>,
    /// Schemas that a later one of an `allOf` took the place of, for the limits that they set as well.
    pub(super) limits: Vec<Node<'d>>,
}

/// The `additionalProperties`.
#[derive(Debug, Clone)]
pub(super) enum Extra<'d> {
    Anything,
    Nothing,
    Typed(Node<'d>),
}

/// A `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Choice<'d> {
    pub(in crate::lower) members: Vec<Node<'d>>,
    /// Whether a value may be several of them at once (`anyOf`).
    pub(super) several: bool,
}

impl Choice<'_> {
    /// Whether this is the other one, met again on another way.
    pub(super) fn is(&self, other: &Self) -> bool {
        let mut pairs = self.members.iter().zip(&other.members);
        self.members.len() == other.members.len()
            && pairs.all(|(one, other)| std::ptr::eq(one.tree(), other.tree()))
    }
}

/// The `discriminator`, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Discriminator {
    pub(super) place: Pointer,
    pub(super) said: v3::Discriminator,
    /// The schema of values whose tag is left out or not known (OpenAPI 3.2, `defaultMapping`).
    pub(super) default: Option<String>,
}

/// What a schema says that does not change the type.
#[derive(Debug, Clone, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "they are the keywords, and independent of each other"
)]
pub(in crate::lower) struct Notes {
    pub(in crate::lower) docs: Docs,
    pub(in crate::lower) alias: Option<String>,
    pub(in crate::lower) deprecated: bool,
    pub(super) nullable: bool,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(in crate::lower) default: Option<Json>,
    /// The least whole number that it may be.
    pub(in crate::lower) least: Option<i64>,
    pub(in crate::lower) examples: Vec<Json>,
    pub(super) xml: Option<Xml>,
    pub(super) or_text: bool,
}

impl<'d> Facts<'d> {
    /// A schema that says nothing, at the place of `node`.
    pub(super) fn empty(node: &Node<'d>) -> Box<Self> {
        Box::new(Self {
            node: node.clone(),
            kind: None,
            format: None,
            values: None,
            open: false,
            null_value: false,
            properties: IndexMap::new(),
            required: IndexSet::new(),
            additional: None,
            items: None,
            more_items: Vec::new(),
            prefix: Vec::new(),
            max_items: None,
            all_of: Vec::new(),
            choices: Vec::new(),
            discriminator: None,
            not: false,
            same: None,
            fan: 1,
            notes: Notes::default(),
        })
    }

    /// Reads the keywords. What is no schema says nothing; the report tells of it.
    pub(in crate::lower) fn read(node: &Node<'d>, report: &mut Report) -> Self {
        let mut facts = *Self::empty(node);
        let Some((mut data, schema)) = node.schema(report) else {
            return facts;
        };
        facts.kind = schema.typ.as_deref().and_then(kind);
        facts.required = schema.required.into_iter().collect();
        facts.properties = properties(node, &schema.properties);
        facts.additional = schema.additional_properties.map(|more| extra(node, &more));
        facts.items = schema.items.and_then(|items| node.part(&items));
        let prefix = read::list(&data.extensions, "x-clientwright-prefix-items");
        let prefix = prefix.iter().filter_map(|item| read::part(node, item));
        facts.prefix = prefix.collect();
        facts.max_items = schema.max_items;
        facts.all_of = parts(node, &schema.all_of);
        for (choice, several) in [(schema.one_of, false), (schema.any_of, true)] {
            let members = parts(node, &choice);
            match members.len() {
                0 => {}
                1 => facts.all_of.extend(members),
                _ => facts.choices.push(Choice { members, several }),
            }
        }
        facts.discriminator = data.discriminator.take().map(|said| Discriminator {
            place: node.place().join("discriminator"),
            said,
            default: node
                .get("discriminator")
                .and_then(|node| Some(node.get("defaultMapping")?.tree().as_text()?.to_owned())),
        });
        facts.not = schema.not.is_some();
        enums::read(&mut facts, schema.enumeration, &data.extensions, report);
        facts.format = schema.format;
        facts.notes = Notes::read(node, data, report);
        facts
    }

    /// Whether it says anything about the type beside the bare `type` and `allOf`.
    pub(in crate::lower) fn is_specific(&self) -> bool {
        self.format.is_some()
            || self.values.is_some()
            || !self.properties.is_empty()
            || !self.required.is_empty()
            || matches!(self.additional, Some(Extra::Typed(_) | Extra::Anything))
            || self.items.is_some()
            || !self.prefix.is_empty()
            || !self.choices.is_empty()
    }

    /// Whether it says nothing about the type, but at most words about a use of it.
    pub(in crate::lower) fn is_silent(&self) -> bool {
        !self.is_specific() && self.all_of.is_empty()
    }

    /// Whether it only forbids or demands, and describes nothing.
    pub(super) fn only_constrains(&self) -> bool {
        matches!(self.kind, None | Some(Kind::Object))
            && self.format.is_none()
            && self.values.is_none()
            && self.properties.is_empty()
            && !matches!(self.additional, Some(Extra::Typed(_)))
            && self.items.is_none()
            && self.choices.is_empty()
            && self.all_of.is_empty()
            && (!self.required.is_empty() || self.not)
    }

    /// Whether an object is meant: the `type` decides, then the keywords.
    pub(in crate::lower) fn is_object(&self) -> bool {
        match self.kind {
            Some(kind) => kind == Kind::Object,
            None => !self.properties.is_empty() || self.additional.is_some(),
        }
    }

    /// Whether a list is meant.
    /// Whether it says that there may be other properties than the declared ones.
    pub(in crate::lower) fn is_open(&self) -> bool {
        matches!(self.additional, Some(Extra::Anything | Extra::Typed(_)))
    }

    pub(in crate::lower) fn is_array(&self) -> bool {
        match self.kind {
            Some(kind) => kind == Kind::Array,
            None => !self.is_object() && (self.items.is_some() || !self.prefix.is_empty()),
        }
    }
}

impl Notes {
    fn read(node: &Node<'_>, data: v3::SchemaData, report: &mut Report) -> Self {
        let examples = read::list(&data.extensions, "x-clientwright-examples");
        Self {
            alias: read::alias(node, report),
            deprecated: data.deprecated,
            nullable: data.nullable,
            read_only: data.read_only,
            write_only: data.write_only,
            default: data.default,
            least: least(node),
            examples: read::examples(data.example, examples),
            xml: read::xml(node, report),
            or_text: read::flag(node, "x-clientwright-or-text", report),
            docs: read::docs(data.title, data.description, data.external_docs),
        }
    }

    /// Takes over what a later schema says; the words only where they are about this schema and not about another
    /// one that is referred to.
    pub(super) fn absorb(&mut self, other: Self, words: bool) {
        self.read_only |= other.read_only;
        self.write_only |= other.write_only;
        self.or_text |= other.or_text;
        self.default = other.default.or(self.default.take());
        self.least = other.least.max(self.least);
        if !words {
            return;
        }
        let docs = &mut self.docs;
        docs.summary = other.docs.summary.or(docs.summary.take());
        docs.description = other.docs.description.or(docs.description.take());
        docs.link = other.docs.link.or(docs.link.take());
        self.alias = other.alias.or(self.alias.take());
        self.xml = match (other.xml, self.xml.take()) {
            (Some(later), Some(first)) => Some(later.over(first)),
            (later, first) => later.or(first),
        };
        self.deprecated |= other.deprecated;
        self.examples.extend(other.examples);
    }
}

/// The least whole number, by `minimum` and `exclusiveMinimum`.
fn least(node: &Node<'_>) -> Option<i64> {
    let minimum = read::whole(&node.get("minimum")?.tree().to_json())?;
    let exclusive = node.get("exclusiveMinimum");
    let is_exclusive = exclusive.is_some_and(|flag| flag.tree().as_bool() == Some(true));
    minimum.checked_add(is_exclusive.into())
}

/// The `type`. One that is none is told when the document is read, and means nothing here.
fn kind(name: &str) -> Option<Kind> {
    match name {
        "null" => Some(Kind::Null),
        "boolean" => Some(Kind::Boolean),
        "integer" => Some(Kind::Integer),
        "number" => Some(Kind::Number),
        "string" => Some(Kind::String),
        "array" => Some(Kind::Array),
        "object" => Some(Kind::Object),
        _ => None,
    }
}

fn properties<'d, T>(
    node: &Node<'d>,
    parts: &IndexMap<String, v3::ReferenceOr<T>>,
) -> IndexMap<String, Property<'d>> {
    let property = |(name, part): (&String, &v3::ReferenceOr<T>)| {
        let ty = node.part(part)?;
        Some((
            name.clone(),
            Property {
                ty,
                more: Vec::new(),
                notes: None,
                limits: Vec::new(),
            },
        ))
    };
    parts.iter().filter_map(property).collect()
}

fn extra<'d>(node: &Node<'d>, more: &v3::AdditionalProperties) -> Extra<'d> {
    let part = match more {
        v3::AdditionalProperties::Any(true) => return Extra::Anything,
        v3::AdditionalProperties::Any(false) => return Extra::Nothing,
        v3::AdditionalProperties::Schema(part) => node.part(part),
    };
    match part {
        Some(part) if never(&part) => Extra::Nothing,
        Some(part) if part.entries().next().is_some() => Extra::Typed(part),
        _ => Extra::Anything,
    }
}

fn parts<'d, T>(node: &Node<'d>, parts: &[v3::ReferenceOr<T>]) -> Vec<Node<'d>> {
    parts.iter().filter_map(|part| node.part(part)).collect()
}

/// Whether the schema lets nothing through: `{not: {}}`, which is how `false` is written.
pub(in crate::lower) fn never(node: &Node<'_>) -> bool {
    match node.tree() {
        Tree::Bool(value) => !value,
        Tree::Map(map) => {
            let not = map.get("not").and_then(Tree::as_map);
            map.len() == 1 && not.is_some_and(IndexMap::is_empty)
        }
        _ => false,
    }
}
