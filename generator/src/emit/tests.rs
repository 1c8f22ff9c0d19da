//! Whole files of a small crate that is built by hand.

use std::collections::BTreeSet;

use super::emit;
use crate::rust::{
    Api, Argument, BodyKind, Convert, Crate, Declares, Doc, Enum, EnumKind, ErrorBody,
    ErrorVariant, Field, Ident, Incoming, Item, Method, Module, Output, Package, ParamCall,
    ParamStyle, Part, Presence, Reference, Request, RequestSetter, Responder, Scheme, SchemeKind,
    Server, StatusPattern, Struct, Taken, Ty, TypeFile, Value, Variant, With,
};
use crate::text::Literal;

fn id(text: &str) -> Ident {
    Ident::new(text)
}

fn field(name: &str, ty: Ty, presence: Presence) -> Field {
    Field {
        name: id(name),
        wire: name.trim_start_matches("r#").into(),
        docs: Doc::new(format!("The {}.", name.trim_start_matches("r#"))),
        taken: Taken {
            ty: ty.clone(),
            convert: Convert::Into,
        },
        ty,
        presence,
        or_text: false,
        setter: None,
        null: None,
        deprecated: false,
    }
}

fn pet() -> Item {
    let role = Ty::Named(id("PetRole"));
    Item::Struct(Struct {
        name: id("Pet"),
        docs: Doc::new("A pet.\n\nIt has `legs`."),
        deprecated: false,
        with: vec![With::New, With::Set],
        from: Some(Taken {
            ty: Ty::String,
            convert: Convert::Into,
        }),
        fields: vec![
            field("name", Ty::String, Presence::Required),
            field(
                "r#type",
                role.clone(),
                Presence::Constant(Value::Variant(id("PetRole"), id("Good"))),
            ),
            Field {
                setter: Some(id("tags")),
                taken: Taken {
                    ty: Ty::String,
                    convert: Convert::CollectInto,
                },
                ..field(
                    "tags",
                    Ty::Option(Box::new(Ty::Vec(Box::new(Ty::String)))),
                    Presence::Optional,
                )
            },
            Field {
                wire: "born-at".into(),
                or_text: true,
                ..field("born_at", Ty::Option(Box::new(Ty::I64)), Presence::Received)
            },
            field("more", Ty::Map(Box::new(Ty::Value)), Presence::Rest),
        ],
    })
}

fn role() -> Item {
    Item::Enum(Enum {
        name: id("PetRole"),
        docs: Doc::new("The role."),
        deprecated: true,
        kind: EnumKind::String,
        variants: vec![Variant {
            name: id("Good"),
            docs: Doc::new("`good`"),
            value: Literal::text("good"),
        }],
        unknown: id("Other"),
        default: None,
    })
}

fn request() -> Request {
    Request {
        name: id("AddPet"),
        method: id("add_pet"),
        constant: id("ADD_PET"),
        docs: Doc::new("Adds a pet."),
        method_docs: Doc::new("Adds a pet.\n\n`POST /homes/{home_id}/pets`"),
        declares: Declares::Operation,
        struct_docs: Doc::new("Adds a pet, made by [`Client::add_pet`]."),
        reference: Reference::default(),
        deprecated: false,
        id: "addPet".into(),
        http_method: Method::Post,
        path: "/homes/{home_id}/pets".into(),
        accept: Some("application/json".into()),
        security: vec![vec![id("KEY_AUTH")], vec![]],
        server: None,
        responses: Vec::new(),
        redirects: false,
        any: None,
        idempotency_header: None,
        switch: None,
        is_first_example: false,
        args: vec![
            Argument {
                name: id("home_id"),
                docs: Doc::new("The home."),
                ty: Ty::String,
                convert: Convert::Into,
                call: ParamCall::Path("home_id".into(), ParamStyle::Plain),
            },
            Argument {
                name: id("body"),
                docs: Doc::default(),
                ty: Ty::Named(id("Pet")),
                convert: Convert::Plain,
                call: ParamCall::Body(BodyKind::Json(None)),
            },
        ],
        constants: vec![ParamCall::Constant(
            Box::new(ParamCall::Header("x-version".into(), ParamStyle::Plain)),
            Literal::text("2"),
        )],
        setters: vec![RequestSetter {
            name: id("dry"),
            docs: Doc::new("Whether to only pretend."),
            deprecated: false,
            ty: Ty::Bool,
            convert: Convert::Plain,
            call: ParamCall::Query("dry".into(), ParamStyle::Plain),
        }],
        errors: vec![(StatusPattern::Code(400), id("problem"))],
        output: Output::One(Ty::Named(id("Pet")), Responder::Json),
        others: Vec::new(),
        paging: None,
    }
}

#[expect(clippy::too_many_lines, reason = "it is one table")]
fn krate() -> Crate {
    Crate {
        package: Package {
            name: "pet-homes".to_owned(),
            lib: id("pet_homes"),
            version: "1.2.3".to_owned(),
            description: "Homes for \"pets\"".into(),
            title: Doc::new("Homes for \"pets\""),
            license: Some("MIT".to_owned()),
        },
        docs: Doc::new("Pet homes."),
        source: "spec/pet-homes.yaml".into(),
        api: Api {
            server: Some(Server {
                url: "https://pets.example".into(),
                variables: vec![],
                absolute: true,
            }),
            variables: vec![],
            example_url: "https://api.example.com".into(),
            servers: Vec::new(),
            request_id_header: None,
            error_when: None,
            schemes: vec![Scheme {
                constant: id("KEY_AUTH"),
                client: None,
                source: Some((id("key_source"), Doc::default())),
                flows: Vec::new(),
                method: id("key"),
                name: "Key".into(),
                docs: Doc::default(),
                kind: SchemeKind::Header("x-key".into()),
                prefix: "".into(),
                is_bare: false,
                env: Some("PETS_KEY".into()),
            }],
        },
        modules: vec![Module {
            group: None,
            name: id("pets"),
            docs: Doc::new("Pets."),
            requests: vec![request()],
        }],
        types: vec![TypeFile {
            module: id("pet"),
            docs: Doc::new("[`Pet`] and the types inside it."),
            items: vec![pet(), role()],
        }],
        headers: vec![],
        incoming: Incoming::default(),
        xml: Vec::new(),
        error_body: ErrorBody {
            variants: vec![ErrorVariant {
                name: id("Problem"),
                ty: Ty::Named(id("Pet")),
                readers: vec![(id("problem"), Responder::Json)],
            }],
        },
        places: std::collections::BTreeMap::new(),
        type_places: std::collections::BTreeMap::new(),
        recursion_limit: None,
        command_line: None,
        parts: BTreeSet::from([
            Part::Object,
            Part::Map,
            Part::Rest,
            Part::Number,
            Part::StringEnum,
        ]),
    }
}

#[track_caller]
fn holds(path: &str, expected: &str) {
    let files = emit(&krate());
    let text = files.get(path).unwrap_or_default();
    let text = text.split_once("\n\n").map_or(text, |(_, rest)| rest);
    assert_eq!(text, expected.trim_start());
}

#[test]
fn a_file_of_types_reads_as_by_hand() {
    holds(
        "src/types/pet.rs",
        r#"
//! [`Pet`] and the types inside it.

use crate::runtime::{Map, object, string_enum};
use serde_json::Value;

object! {
    /// A pet.
    ///
    /// It has `legs`.
    #[derive(Setters)]
    #[new(name: impl Into<String>)]
    #[from(into String)]
    pub struct Pet {
        /// The name.
        pub name: String,
        /// The type.
        #[json(constant = PetRole::Good)]
        pub r#type: PetRole,
        /// The tags.
        #[setters(into)]
        pub tags: Option<Vec<String>>,
        /// The born_at.
        #[json(rename = "born-at")]
        #[setters(skip)]
        #[json(number_or_string)]
        pub born_at: Option<i64>,
        /// The more.
        #[json(flatten)]
        pub more: Map<Value>,
    }
}

string_enum! {
    /// The role.
    ///
    /// **Deprecated.**
    pub enum PetRole {
        /// `good`
        Good = "good",
        #[json(other)]
        Other(String),
    }
}
"#,
    );
}

#[test]
fn a_file_of_operations_reads_as_by_hand() {
    holds(
        "src/api/pets.rs",
        r#"
//! Pets.

use crate::client::KEY_AUTH;
use crate::error_body::ErrorBody;
use crate::runtime::{Call, Client, Error, Method, Operation, Reply, Status, request};
use crate::types::Pet;

impl Client {
    /// Adds a pet.
    ///
    /// `POST /homes/{home_id}/pets`
    pub fn add_pet(&self, home_id: impl Into<String>, body: Pet) -> AddPet {
        AddPet {
            call: self
                .call(&ADD_PET)
                .path("home_id", home_id.into())
                .json(body)
                .header("x-version", "2"),
        }
    }
}

/// Adds a pet, made by [`Client::add_pet`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before it is awaited"]
pub struct AddPet {
    call: Call,
}

static ADD_PET: Operation = Operation {
    id: "addPet",
    method: Method::POST,
    path: "/homes/{home_id}/pets",
    accept: Some("application/json"),
    security: &[&[&KEY_AUTH], &[]],
    errors: &[(Status::Code(400), ErrorBody::problem)],
    ..Operation::DEFAULT
};

impl AddPet {
    /// Sends the request and returns the body of the response.
    ///
    /// # Errors
    ///
    /// See [`Error`] for what may go wrong.
    #[inline]
    pub fn send(self) -> impl Future<Output = Result<Pet, Error>> {
        self.call.send(Reply::json)
    }

    /// Whether to only pretend.
    #[inline]
    pub fn dry(mut self, dry: bool) -> Self {
        self.call = self.call.query("dry", dry);
        self
    }
}

request!(AddPet -> Pet, Reply::json);
"#,
    );
}

#[test]
fn the_root_has_an_example() {
    holds(
        "src/lib.rs",
        r#"
//! Pet homes.
//!
//! ```no_run
//! # async fn example() -> Result<(), pet_homes::Error> {
//! use pet_homes::Client;
//!
//! let client = Client::from_env()?;
//! println!("{client:?}");
//! # Ok(())
//! # }
//! ```
//!
//! # Authenticate
//!
//! The methods of [`Client::builder`] take credentials. [`Client::from_env`] takes them from the environment.
//! None is ever printed, nor sent to another host.
//!
//! | Scheme | Method | Environment |
//! |---|---|---|
//! | `Key` | [`key`](ClientBuilder::key) | `PETS_KEY` |
//!
//! # Call
//!
//! Each operation is a method of [`Client`]. What it needs is an argument, what it may have is a setter of
//! the request that the method returns. That is sent where it is awaited, or by its `send`. Before that, `options` takes
//! [`CallOptions`]: headers, a timeout, retries. `response` returns the status and the headers as well.
//!
//! # Errors
//!
//! Every call fails with one type, [`Error`]: `Build` (nothing was sent), `Transport`, `Api` and `Decode`.
//! An [`ApiError`] has the status, the headers, the ID of the request, the body as it came, and the body as
//! [`ErrorBody`] types it.
//!
//! # Features
//!
//! | Feature | |
//! |---|---|
//! | `blocking` | `send_blocking()` and the like for callers without an async runtime, `blocking()` makes iterators of streams |
//! | `gzip` | asks for compressed responses |
//! | `http2` | speaks HTTP/2 where the service does |
//! | `tracing` | makes a span of each attempt |
//! | `test-util` | `test_util::TestService` responds in your own tests as it is told, and remembers the requests |
//! | `transport` | `ClientBuilder::transport` sends requests by a function of yours |
//! | `http-client` | `ClientBuilder::http_client` takes a `reqwest::Client` |
//!
//! # Operations
//!
//! **[`pets`](api::pets)** Pets.
//!
//! | Operation | |
//! |---|---|
//! | [`add_pet`](Client::add_pet) | Adds a pet. |

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod api;
mod client;
mod error_body;
mod runtime;
pub mod types;

pub use error_body::ErrorBody;
#[cfg(feature = "blocking")]
pub use runtime::Blocking;
#[cfg(feature = "transport")]
pub use runtime::custom as transport;
#[cfg(feature = "test-util")]
pub use runtime::test_util;
pub use runtime::{
    ApiError, BuildError, Bytes, CallOptions, Client, ClientBuilder, DecodeError, Error, Headers,
    Map, RequestInfo, Response, ResponseInfo, RetryPolicy, Secret, TransportError,
    TransportErrorKind,
};
"#,
    );
}

#[test]
fn the_manifest_quotes_what_the_description_says() {
    let files = emit(&krate());
    let text = files.get("Cargo.toml").unwrap_or_default();
    let manifest: toml_edit::DocumentMut = text.parse().expect("TOML");
    let package = &manifest["package"];
    assert_eq!(package["description"].as_str(), Some("Homes for \"pets\""));
    assert_eq!(package["license"].as_str(), Some("MIT"));
    assert!(manifest["dependencies"].get("serde_json").is_some());
    assert!(manifest["dependencies"].get("uuid").is_none());
}
