//! The example of an operation: the call, and the request that it makes.

use serde_json::Value;

use super::ty::{Ident, Ty};
use crate::method::Method;
use crate::text::{Literal, Text};

/// A call, and what is sent by it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The arguments of the client's method.
    pub args: Vec<Expr>,
    /// The setters that are called, each with its argument.
    pub setters: Vec<(Ident, Expr)>,
    /// What the service gets.
    pub sent: Sent,
    /// What the command line takes for the same call, word by word as a shell reads it.
    pub shell: Vec<Text>,
}

/// An expression that makes a value. Texts of the description stand in it as literals and in no other way.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A number or a truth value, or a text for what takes whatever becomes one.
    Literal(Literal),
    /// `"..".to_owned()`.
    Text(Literal),
    /// `"..".parse()?`: dates, moments and UUIDs.
    Parsed(Literal),
    /// `UnixTime::from_seconds(..)`.
    UnixTime(Literal),
    /// `Base64::new("..")`.
    Base64(Literal),
    /// `FilePart::new("..", "..")`: the name of a file, and what it holds.
    File(Literal, Literal),
    /// `json!(..)`.
    Json(Value),
    /// `serde_json::from_str::<Type>("..")?`, for what has no shorter expression.
    Decoded(Literal, Option<TypeName>),
    /// `()`.
    Unit,
    /// `None`.
    None,
    /// `Some(..)`.
    Some(Box<Expr>),
    /// `Box::new(..)`.
    Boxed(Box<Expr>),
    /// `[.., ..]`.
    Array(Vec<Expr>),
    /// `vec![.., ..]`.
    Vec(Vec<Expr>),
    /// `(.., ..)`.
    Tuple(Vec<Expr>),
    /// `Map::from_iter([("..", ..)])`.
    Map(Vec<(Literal, Expr)>),
    /// `[("..", ..)]`, for what takes pairs.
    Pairs(Vec<(Literal, Expr)>),
    /// `Vec::<Type>::new()`: no item, where the compiler could not know of which type it is.
    NoItems(Ty, Option<TypeName>),
    /// `Type::Variant`.
    Variant(TypeName, Ident),
    /// `Type::Variant(..)`.
    Holding(TypeName, Ident, Box<Expr>),
    /// `Type(..)`.
    Newtype(TypeName, Box<Expr>),
    /// `Type::new(..)`, or `Type::default()` where nothing is needed, with setters behind it.
    Struct {
        /// The type.
        name: TypeName,
        /// What `new` takes; `None` means `default`.
        new: Option<Vec<Expr>>,
        /// The setters, each with its argument, if it has one.
        setters: Vec<(Ident, Option<Expr>)>,
    },
}

impl Expr {
    /// The expressions that it is made of.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Some(held)
            | Self::Boxed(held)
            | Self::Holding(.., held)
            | Self::Newtype(_, held) => vec![held],
            Self::Array(items) | Self::Vec(items) | Self::Tuple(items) => items.iter().collect(),
            Self::Map(members) | Self::Pairs(members) => {
                members.iter().map(|(_, value)| value).collect()
            }
            Self::Struct { new, setters, .. } => {
                let values = setters.iter().filter_map(|(_, value)| value.as_ref());
                new.iter().flatten().chain(values).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether any of it is decoded.
    #[must_use]
    pub fn is_decoded(&self) -> bool {
        matches!(self, Self::Decoded(..)) || self.parts().into_iter().any(Self::is_decoded)
    }
}

/// A type of `crate::types`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeName {
    /// The name.
    pub name: Ident,
    /// Whether it is written `types::Name`, because something else of the crate has the name.
    pub qualified: bool,
}

/// A request, as the description says that it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// The HTTP method.
    pub method: Method,
    /// The end of the path, decoded.
    pub path: Text,
    /// The parameters of the query, decoded; the value of one that no specification tells how to write is not there.
    pub query: Vec<(Text, Option<Text>)>,
    /// The headers.
    pub headers: Vec<(Text, Option<Text>)>,
    /// The cookies.
    pub cookies: Vec<(Text, Option<Text>)>,
    /// The body.
    pub body: SentBody,
}

/// The body of such a request.
#[derive(Debug, Clone, PartialEq)]
pub enum SentBody {
    /// None.
    Empty,
    /// A JSON text.
    Json(Text),
    /// One JSON text a line.
    JsonLines(Vec<Text>),
    /// Just this text.
    Text(Text),
    /// A form, as a query.
    Form(Vec<(Text, Option<Text>)>),
    /// Parts by their names, with the texts of those that are texts.
    Parts(Vec<(Text, Option<Text>)>),
    /// Something that is not looked into, such as XML.
    Any,
}
