//! What the API is: operations and types as plain data, with no word of Rust and none of the description's syntax.
//!
//! # Invariants
//!
//! There is no `$ref`, no `allOf` and no path-level parameter left; every [`TypeId`] is an index into
//! [`Api::types`]; every operation has an id, and no two share one.

mod constraints;
mod operation;
mod outline;
mod part;
mod role;
mod security;
mod types;

pub use constraints::{Bound, Constraints};
pub use operation::{
    Body, Content, Encoding, Header, Incoming, Link, Location, Media, Next, Operation, Page,
    PageKind, PageParam, Param, Response, Server, ServerVariable, Status, Style, Switch, Tag,
};
pub use part::{Part, PartFormat};
pub use role::{Role, Step};
pub use security::{Auth, AuthKind, Flow, Flows, Needed, Scope, Security};
pub use types::{
    Additional, Any, Direction, Discriminator, Docs, EnumDef, EnumValue, Field, Integer, Json,
    Object, Origin, Type, TypeDef, TypeId, TypeKind, Union, Variant, Xml,
};

pub use crate::method::Method;

use crate::pointer::Pointer;

/// A whole API.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The title, as written.
    pub title: String,
    /// The version of the API, as written; may be empty.
    pub version: String,
    /// What the API is, as written (CommonMark).
    pub docs: Docs,
    /// The licence of the generated code as an SPDX expression, where an overlay gives one.
    pub license: Option<String>,
    /// The servers that hold for every operation that has none of its own; may be empty.
    pub servers: Vec<Server>,
    /// The tags that are used, in the order of the document.
    pub tags: Vec<Tag>,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// What the service sends by itself, to webhooks and callbacks, in the order of the document.
    pub incoming: Vec<Incoming>,
    /// Whether its webhooks are signed as Standard Webhooks says, where an overlay says so.
    pub signs_webhooks: bool,
    /// The types that get an item of their own, in the order of the document: a [`TypeId`] is an index here.
    pub types: Vec<TypeDef>,
    /// The security schemes, in the order of the document.
    pub auth: Vec<Auth>,
    /// The header that holds the request ID, where an overlay says so.
    pub request_id_header: Option<String>,
    /// Which body of a success is an error all the same, where an overlay says so.
    pub error_when: Option<ErrorWhen>,
    /// Whether there is to be a command line beside the crate; an overlay may say that there is not.
    pub command_line: bool,
    /// The body of every error that no operation describes, where an overlay says so.
    pub error_body: Option<Type>,
}

impl Api {
    /// The definition that an id stands for.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.index()]
    }
}

/// What a body of JSON has that is an error whatever its status is.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorWhen {
    /// The pointer (RFC 6901) to the value that tells.
    pub property: Pointer,
    /// The value.
    pub is: Json,
}
