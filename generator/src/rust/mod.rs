//! What the crate will be: plain data in which every decision has been taken.
//!
//! # Invariants
//!
//! Every [`Ident`] is valid and unique in its scope, every `Box` and `Option` is written, every [`Doc`] is safe for
//! rustdoc. So emission cannot fail.

mod client;
mod command_line;
mod example;
mod import;
mod incoming;
mod item;
mod outline;
mod paging;
mod reference;
mod request;
mod style;
mod ty;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

pub use crate::method::Method;
pub use client::{
    Api, Flow, FlowKind, NamedServer, Scheme, SchemeKind, Server, Variable, VariableSetter,
};
pub use command_line::{
    Command, CommandBody, CommandBodyKind, CommandField, CommandFlow, CommandFlowKind,
    CommandGroup, CommandLine, CommandLocation, CommandNext, CommandPaging, CommandParameter,
    CommandResponse, CommandSwitch, CommandValues, Credential, ObjectFields, SwitchPlace,
};
pub use example::{Example, Expr, Sent, SentBody, TypeName};
pub use import::{EXPORTS, Import, Importer};
pub use incoming::{Incoming, Payload};
pub use item::{
    Branch, Check, Enum, EnumKind, Field, Item, Pick, Presence, Struct, TypeFile, Union, UnionText,
    UnionVariant, Value, Variant, With,
};
pub use paging::{FieldPath, Next, PageParameter, Paging, PagingKind};
pub use reference::{Answer, Link, Needed, Outcome, Reference, Repeat};
pub use request::{
    AnyResponse, Argument, BodyKind, Declares, ErrorBody, ErrorVariant, Group, Module, Other,
    Output, OutputVariant, ParamCall, PartKind, Request, RequestSetter, Responder, ResponseHeader,
    StatusPattern, Switch,
};
pub use style::{ParamStyle, StyleName};
pub use ty::{Convert, Doc, Ident, Taken, Ty};
pub use xml::{XmlContent, XmlElement, XmlMember, XmlName, XmlPlace};

use crate::pointer::Pointer;
use crate::text::Text;

/// A crate.
#[derive(Debug, Clone, PartialEq)]
pub struct Crate {
    /// The package's facts.
    pub package: Package,
    /// The crate's documentation: title first, then the description.
    pub docs: Doc,
    /// The file that the crate is made from, as the header of each file names it: `spec/openai-invites.yaml`.
    pub source: Text,
    /// What every call shares.
    pub api: Api,
    /// The operations, a module for each tag, in the order of the document.
    pub modules: Vec<Module>,
    /// The types, a file for each declared schema and for each operation that has types of its own.
    pub types: Vec<TypeFile>,
    /// The headers that responses describe.
    pub headers: Vec<ResponseHeader>,
    /// What the service sends by itself.
    pub incoming: Incoming,
    /// How the types of XML bodies stand in a document.
    pub xml: Vec<XmlElement>,
    /// The error bodies of the description.
    pub error_body: ErrorBody,
    /// The command line beside the crate, unless it is not wanted.
    pub command_line: Option<CommandLine>,
    /// The parts of the runtime that the crate needs.
    pub parts: BTreeSet<Part>,
    /// The item that a schema became, by the schema's place, for tools that lead from a description to its crate: what
    /// is declared by name, and what is the whole of a body or a parameter.
    pub places: BTreeMap<Pointer, Ident>,
    /// Where the description has what each item of `types` is made of, by the item's name.
    pub type_places: BTreeMap<Ident, Pointer>,
    /// How deep the compiler has to look into types, where that is deeper than it looks unless told.
    pub recursion_limit: Option<usize>,
}

impl Crate {
    /// The operations of all modules, each by its first method.
    pub fn operations(&self) -> impl Iterator<Item = &Request> {
        let requests = self.modules.iter().flat_map(|module| &module.requests);
        requests.filter(|request| request.declares == Declares::Operation)
    }
}

/// What stands in the crate's `Cargo.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The package's name, in kebab case.
    pub name: String,
    /// The library's name, in snake case.
    pub lib: Ident,
    /// The version, valid for Cargo.
    pub version: String,
    /// What it is, in a line.
    pub description: Text,
    /// The same as Markdown.
    pub title: Doc,
    /// The licence of the crate as an SPDX expression, where one is given.
    pub license: Option<String>,
}

macro_rules! parts {
    ($($(#[doc = $about:literal])* $part:ident,)*) => {
        /// A part of the runtime that is delivered only where it is needed: the blocks under the comment with its name in the
        /// `mod.rs` files of `generator/runtime/src/runtime`, and the files that these declare.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each is named after its file")]
        pub enum Part {
            $($(#[doc = $about])* $part,)*
        }

        impl Part {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$part),*];

            /// The name, as it stands above the part's blocks.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$part => stringify!($part),)*
                }
            }
        }
    };
}

parts! {
    Object,
    /// `Map`, which `Rest` needs.
    Map,
    /// The attribute `json(flatten)` of `object!`.
    Rest,
    StringEnum,
    ValueEnum,
    Union,
    Newtype,
    Maybe,
    DateTime,
    Date,
    UnixTime,
    Base64,
    Number,
    /// That ids of the package `uuid` stand in fields.
    Uuid,
    Paging,
    Form,
    /// Members of a body that the client sets: what turns a stream on, and what asks for a page.
    InBody,
    Multipart,
    Events,
    /// Events whose kind says which member of a union their data is.
    EventKinds,
    JsonLines,
    Body,
    ByteStream,
    /// Credentials from variables of the environment.
    Environment,
    /// Credentials that are asked for.
    TokenSource,
    /// Requests to an authorization server.
    OAuth2,
    ClientCredentials,
    /// Refresh tokens, for the three that follow.
    Refresh,
    AuthorizationCode,
    DeviceCode,
    Password,
    /// The headers of responses, with types.
    Header,
    /// Payloads of webhooks and callbacks.
    Webhooks,
    /// Their headers, with types.
    WebhookHeader,
    /// Their signatures.
    WebhookSignature,
    /// The choice between several servers.
    Servers,
    Xml,
}
