//! How types are written in XML: the statics of `xml.rs`.

use super::ty::Ident;
use crate::text::Text;

/// A static: an element and what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlElement {
    /// The static's name.
    pub constant: Ident,
    /// The element's name where it is the outermost one.
    pub name: XmlName,
    /// What is in it.
    pub content: XmlContent,
}

/// The name of an element or attribute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct XmlName {
    /// The name.
    pub local: Text,
    /// The prefix; empty where there is none.
    pub prefix: Text,
    /// The namespace; empty where there is none.
    pub namespace: Text,
}

/// What is in an element or attribute; the runtime's `Content` has the same names.
#[derive(Debug, Clone, PartialEq)]
pub enum XmlContent {
    /// Text, of which every space counts.
    Text,
    /// Text without the spaces around it.
    Word,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A number, `true`, `false` or else a text.
    Scalar,
    /// Anything.
    Any,
    /// The members of an object.
    Object(Vec<XmlMember>),
    /// An element for each entry.
    Map(Box<Self>),
    /// An element for each item.
    List(XmlName, Box<Self>),
    /// Whatever is in the element of another static.
    Of(Ident),
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct XmlMember {
    /// Its name in JSON.
    pub key: Text,
    /// Its name in XML.
    pub name: XmlName,
    /// Where it stands.
    pub place: XmlPlace,
    /// What is in it.
    pub content: XmlContent,
}

/// Where a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlPlace {
    /// It is an element.
    Element,
    /// It is an attribute.
    Attribute,
    /// It is the text of the object's own element.
    Text,
    /// Each of its items is an element.
    Items,
    /// It is all that is not declared.
    Rest,
}
