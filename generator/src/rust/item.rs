//! The items of the `types` module.

use super::ty::{Doc, Ident, Taken, Ty};
use crate::text::{Literal, Text};

/// One file of `types/`: a declared schema with its inline children below it, or the types of one operation.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeFile {
    /// The module's name, and the file's.
    pub module: Ident,
    /// The module's documentation.
    pub docs: Doc,
    /// The items, the declared one first.
    pub items: Vec<Item>,
}

/// An item.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names are those of the things")]
pub enum Item {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    /// `pub type Name = Ty;`
    Alias {
        name: Ident,
        docs: Doc,
        ty: Ty,
    },
    /// `pub struct Name(pub Ty);`, for a type that only leads to itself: an alias of that cannot be written.
    Newtype {
        name: Ident,
        docs: Doc,
        ty: Ty,
    },
}

impl Item {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Ident {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::Union(item) => &item.name,
            Self::Alias { name, .. } | Self::Newtype { name, .. } => name,
        }
    }

    /// What it is, and whether it is marked as deprecated.
    #[must_use]
    pub fn about(&self) -> (&Doc, bool) {
        match self {
            Self::Struct(item) => (&item.docs, item.deprecated),
            Self::Enum(item) => (&item.docs, item.deprecated),
            Self::Union(item) => (&item.docs, item.deprecated),
            Self::Alias { docs, .. } | Self::Newtype { docs, .. } => (docs, false),
        }
    }
}

/// A struct for a JSON object, which the `object!` macro declares.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// The name.
    pub name: Ident,
    /// What it is.
    pub docs: Doc,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// What it has besides its fields.
    pub with: Vec<With>,
    /// What it is `From`, where `new` takes one value.
    pub from: Option<Taken>,
    /// Its fields.
    pub fields: Vec<Field>,
}

impl Struct {
    /// Whether it has `new`, be it in tests alone.
    #[must_use]
    pub fn has_new(&self) -> bool {
        let new = [With::New, With::NewInTests];
        self.with.iter().any(|with| new.contains(with))
    }

    /// Whether it has setters, be it in tests alone.
    #[must_use]
    pub fn has_setters(&self) -> bool {
        let set = [With::Set, With::SetInTests];
        self.with.iter().any(|with| set.contains(with))
    }
}

/// What a struct may have besides its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// `new`: it travels in requests.
    New,
    /// The setters of its fields: requests hold it.
    Set,
    /// `Default`: nothing is required that has to be given.
    Default,
    /// `new` with the feature `test-util`: something is required, and only responses hold it.
    NewInTests,
    /// The setters with the feature `test-util`: only responses hold it.
    SetInTests,
}

/// A field.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name.
    pub name: Ident,
    /// The name on the wire.
    pub wire: Text,
    /// What it is.
    pub docs: Doc,
    /// The whole type, `Option` and `Box` written.
    pub ty: Ty,
    /// How it is read and written.
    pub presence: Presence,
    /// Whether its numbers may also come as text (`Integer::Int64OrText`).
    pub or_text: bool,
    /// What `new` or its setter takes for it.
    pub taken: Taken,
    /// Its setter, where the struct has one for it.
    pub setter: Option<Ident>,
    /// The setter that writes null.
    pub null: Option<Ident>,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
}

impl Field {
    /// Whether it is an argument of `new`, where the struct has that.
    #[must_use]
    pub fn is_argument(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::List)
    }
}

/// How a field is read and written.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// Missing is an error; always written (an `Option` that is `None` as `null`).
    Required,
    /// As `Required`, but `new` knows the value.
    Constant(Value),
    /// An `Option`; missing and null are `None`; `None` is left out.
    Optional,
    /// As `Optional`, in a struct that has setters for other fields.
    Received,
    /// A `Vec` or `Map` that is empty where it is missing or null; always written.
    List,
    /// A `Maybe` with three states.
    Maybe,
    /// The map of everything that is not declared.
    Rest,
}

/// What `new` puts into a field without being told.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// The only value of its type.
    Default,
    /// A text constant: `"list".to_owned()`.
    Text(Text),
    /// A constant of another type, as Rust writes it: `1`, `true`, `0.5`.
    Literal(Literal),
    /// A variant of an enum: `Type::Variant`.
    Variant(Ident, Ident),
}

/// An open enum: its values, and one variant for every other.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// The name.
    pub name: Ident,
    /// What it is.
    pub docs: Doc,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// Of what its values are.
    pub kind: EnumKind,
    /// The values.
    pub variants: Vec<Variant>,
    /// The variant for every other value, `Unknown` unless a value has that name.
    pub unknown: Ident,
    /// The variant that is the default, where the schema names one.
    pub default: Option<Ident>,
}

/// Of what the values of an enum are; also the macro that implements it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumKind {
    /// `string_enum!`; the unknown variant holds a `String`.
    String,
    /// `integer_enum!`; the unknown variant holds an `i64`.
    Integer,
    /// `value_enum!`; the unknown variant holds a `Value`: numbers, booleans and mixtures.
    Mixed,
}

/// One value of an enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The name.
    pub name: Ident,
    /// What it means.
    pub docs: Doc,
    /// The value; for `value_enum!` its JSON text.
    pub value: Literal,
}

/// One of several types, with its entry of the `union!` macro.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The name.
    pub name: Ident,
    /// What it is.
    pub docs: Doc,
    /// Whether it is marked as deprecated.
    pub deprecated: bool,
    /// The members.
    pub variants: Vec<UnionVariant>,
    /// The variant for what fits no member, which holds the raw value.
    pub unknown: Ident,
    /// How a value's member is found.
    pub pick: Pick,
    /// What it has of a string.
    pub text: UnionText,
}

/// What a union has to do with strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnionText {
    /// Nothing: no member is a string, or nobody makes one.
    None,
    /// It is made of a string: `From<&str>` and `FromStr`.
    From,
    /// It is a string, whichever member it is: `as_str` and `Display` besides.
    Is,
}

/// A member of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct UnionVariant {
    /// The name.
    pub name: Ident,
    /// What it is.
    pub docs: Doc,
    /// The type that it holds.
    pub ty: Ty,
    /// What the union is `From` as this member: no other member has the same type.
    pub from: Option<Taken>,
    /// The methods that return it, borrowed and whole, where responses hold the union.
    pub get: Option<(Ident, Ident)>,
    /// The kinds of server-sent event whose data it is.
    pub events: Vec<Text>,
}

/// How a value's member is found.
#[derive(Debug, Clone, PartialEq)]
pub enum Pick {
    /// By a property that holds a tag: which tags mean which member.
    Tag {
        /// The property's name on the wire.
        property: Text,
        /// The tags, with the member each means.
        tags: Vec<(Text, Ident)>,
    },
    /// By checks that are made in order; the first that holds and whose member decodes wins, and where no check
    /// holds every member is tried in order.
    Checks(Vec<Branch>),
}

/// A check and the member that it speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Branch {
    /// What has to hold; all of it.
    pub checks: Vec<Check>,
    /// The member.
    pub variant: Ident,
}

/// A check of a JSON value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Check {
    Null,
    Bool,
    Integer,
    Number,
    Text,
    Array,
    Object,
    /// The object has this property.
    Has(Text),
    /// The object has one of these properties at least, and not as null, which may be written as no property.
    HasAny(Vec<Text>),
    /// The object's property has this text.
    HasText(Text, Text),
    /// The text is one of these.
    OneOf(Vec<Text>),
}
