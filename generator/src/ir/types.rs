//! Types: those that get an item of their own, and those that are written in place.

use crate::pointer::Pointer;

use super::constraints::Constraints;
use super::role::Role;

/// A value of the description that is data and not a schema: a default, an example, a constant.
pub type Json = serde_json::Value;

/// Which type definition is meant: an index into [`Api::types`](super::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u32);

impl TypeId {
    /// The id of the definition at `index`.
    ///
    /// # Panics
    ///
    /// Panics where there are more than `u32::MAX` definitions, which no document under the size limit has.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("the size limit of a document keeps the types below 2^32"))
    }

    /// The place in [`Api::types`](super::Api::types).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Text for people about a thing, as the description gives it (CommonMark, not yet safe for rustdoc).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// One line: an operation's `summary` or a schema's `title`.
    pub summary: Option<String>,
    /// The `description`.
    pub description: Option<String>,
    /// The address of `externalDocs`.
    pub link: Option<String>,
    /// What stands at that address.
    pub link_text: Option<String>,
}

impl Docs {
    /// These, and of another thing where these say nothing at all.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let (link, link_text) = match self.link {
            Some(link) => (Some(link), self.link_text),
            None => (other.link, other.link_text),
        };
        let (summary, description) = if self.summary.is_some() || self.description.is_some() {
            (self.summary, self.description)
        } else {
            (other.summary, other.description)
        };
        Self {
            summary,
            description,
            link,
            link_text,
        }
    }
}

/// A type that gets an item of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// Where its name comes from.
    pub origin: Origin,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// The schema's place.
    pub place: Pointer,
    /// What it is.
    pub docs: Docs,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// Whether `null` is one of its values. Every use says so too (`nullable`, [`Type::Nullable`]), and an alias'
    /// own type does not: so an item that is made of this definition need not heed it.
    pub nullable: bool,
    /// What it looks like.
    pub kind: TypeKind,
    /// What its values have to be like, where that is said.
    pub constraints: Option<Box<Constraints>>,
    /// The examples that the schema gives.
    pub examples: Vec<Json>,
    /// The `xml` object's facts, where it has one.
    pub xml: Option<Xml>,
}

/// Where the name of a type comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A component with this key.
    Declared(String),
    /// A schema written in place, inside another type.
    Inline {
        /// The type around it.
        owner: TypeId,
        /// What it is there.
        role: Role,
        /// The schema's own `title`, a hint for a better name.
        title: Option<String>,
    },
    /// A schema written in place, inside an operation.
    Operation {
        /// The id of the operation, or the name of the webhook or callback; empty where a component (a parameter, a
        /// response) is shared: then the role begins with the component's key.
        operation: String,
        /// What it is there.
        role: Role,
        /// The schema's own `title`, a hint for a better name.
        title: Option<String>,
    },
}

/// The shapes of types that get an item of their own.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// An object with properties.
    Object(Object),
    /// A list of allowed values; at least two of them, or one that is declared by name.
    Enum(EnumDef),
    /// One of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// An object.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Object {
    /// Its properties, in the order of the document, those of `allOf` members first.
    pub fields: Vec<Field>,
    /// What else it may hold.
    pub additional: Additional,
}

/// What an object may hold beside its declared properties.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Additional {
    /// Nothing that the schema speaks of; what comes all the same is ignored.
    #[default]
    Ignored,
    /// Properties of this type, which the schema asks for explicitly.
    Typed(Type),
}

/// A property. Presence is two bits and a direction.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "they are independent facts of a property"
)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// Its type, never [`Type::Nullable`].
    pub ty: Type,
    /// Whether the schema demands it.
    pub required: bool,
    /// Whether `null` is one of its values.
    pub nullable: bool,
    /// Sent by the server only (`readOnly`).
    pub read_only: bool,
    /// Sent by the client only (`writeOnly`).
    pub write_only: bool,
    /// The default, where it fits the type.
    pub default: Option<Json>,
    /// What its values have to be like, where that is said.
    pub constraints: Option<Box<Constraints>>,
    /// The examples that the schema gives.
    pub examples: Vec<Json>,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// The `xml` object's facts, where it has one.
    pub xml: Option<Xml>,
}

/// A list of allowed values.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumDef {
    /// The values, each once, `null` taken out; all strings, all integers, or a mixture.
    pub values: Vec<EnumValue>,
    /// The default, one of the values.
    pub default: Option<Json>,
    /// Whether any other string is allowed as well: the schema is a union with `type: string`.
    pub open: bool,
}

impl EnumDef {
    /// The only value that there may be.
    #[must_use]
    pub fn only(&self) -> Option<&Json> {
        match self.values.as_slice() {
            [only] if !self.open => Some(&only.value),
            _ => None,
        }
    }
}

/// One allowed value.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// The value.
    pub value: Json,
    /// A name for it, where an extension (`x-clientwright-value-names`, `x-enum-varnames`, `x-enumNames`) gives one.
    pub name: Option<String>,
    /// What it means, where an extension or a `const` with a description says so.
    pub docs: Option<String>,
}

/// One of several types.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The members, in the order of the document, `null` taken out; at least two.
    pub variants: Vec<Variant>,
    /// The property that tells the members apart, where the schema names one.
    pub discriminator: Option<Discriminator>,
}

impl Union {
    /// Whether it is the data of server-sent events, of which each has a kind that tells its member.
    #[must_use]
    pub fn is_of_events(&self) -> bool {
        self.discriminator.is_none() && self.variants.iter().any(|variant| !variant.tags.is_empty())
    }
}

/// A member of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Its type, never [`Type::Nullable`].
    pub ty: Type,
    /// The name to go by in code, where `x-clientwright-name` gives one.
    pub alias: Option<String>,
    /// The member's own `title`, a hint for a name.
    pub title: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// The values of the discriminator that mean this member; empty where the member takes what no other member's values
    /// name (the base of a family of schemas). Where there is no discriminator, they are the kinds of server-sent event
    /// whose data the member is.
    pub tags: Vec<String>,
}

/// The property that tells the members of a union apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// The property's name.
    pub property: String,
    /// Whether its last member is what a value is whose tag is left out or is that of no other member
    /// (OpenAPI 3.2, `defaultMapping`).
    pub has_default: bool,
}

/// A type, as it is written in place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer(Integer),
    /// A number; `float` is only a hint of the document, every number is read with 64 bits.
    Number,
    /// A text.
    String,
    /// A moment, as RFC 3339 text (`date-time`).
    DateTime,
    /// A day, as RFC 3339 `full-date` text (`date`).
    Date,
    /// A moment, as seconds since 1970-01-01T00:00:00Z (`unixtime`, `unix-time`, `timestamp`).
    UnixTime,
    /// A UUID (RFC 9562).
    Uuid,
    /// Bytes as base64 text (`byte`, or `contentEncoding: base64`).
    Base64,
    /// Bytes as they are (`binary`); only as a whole body or as a part of one.
    Binary,
    /// Anything, and why the type could not be told.
    Any(Any),
    /// Only `null`.
    Null,
    /// One value, that the caller need not type: a `const`, or an enum of one value that is written in place.
    Const(Json),
    /// A list.
    List(Box<Type>),
    /// A list of which every item may be given once (`uniqueItems`) stays a list: only this kind has fixed places.
    Tuple(Vec<Type>),
    /// A map from texts.
    Map(Box<Type>),
    /// The type, or `null`; only inside lists, maps, tuples, parameters, headers and bodies.
    Nullable(Box<Type>),
    /// A type with an item of its own.
    Ref(TypeId),
}

/// The range of an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Integer {
    /// `int32`.
    Int32,
    /// `int64`, no format, and every narrower or unsigned format.
    Int64,
    /// `uint64`.
    Uint64,
    /// `int64` that the service may also send as text, where an overlay says so.
    Int64OrText,
}

/// Why a type is not told more exactly.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Any {
    /// The schema says that anything may stand here.
    Unconstrained,
    /// The schema says more than can be expressed; a diagnostic tells what.
    Inexpressible,
}

/// Which way a type travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Direction {
    /// In requests.
    pub request: bool,
    /// In responses.
    pub response: bool,
}

/// How a value is written in XML (OpenAPI, XML Object).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Xml {
    /// The element's or attribute's name.
    pub name: Option<String>,
    /// The namespace.
    pub namespace: Option<String>,
    /// The namespace's prefix.
    pub prefix: Option<String>,
    /// Whether it is an attribute.
    pub attribute: bool,
    /// Whether it is the text of the element that it belongs to.
    pub text: bool,
    /// Whether a list has an element around it.
    pub wrapped: bool,
    /// How the items of a list are written, where their schema says so in place.
    pub items: Option<Box<Xml>>,
}

impl Xml {
    /// These facts, and those of another schema that they are added to where these say nothing.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            name: self.name.or(below.name),
            namespace: self.namespace.or(below.namespace),
            prefix: self.prefix.or(below.prefix),
            attribute: self.attribute || below.attribute,
            text: self.text || below.text,
            wrapped: self.wrapped || below.wrapped,
            items: self.items.or(below.items),
        }
    }
}
