//! What the planned crate looks like, for small APIs that are built by hand.

mod presence;
mod requests;
mod types;
mod unions;

use super::{Options, plan};
use crate::ir::{
    Additional, Any, Api, Body, Content, Direction, Docs, Encoding, EnumDef, EnumValue, Field,
    Json, Location, Media, Method, Object, Operation, Origin, Param, Response, Status, Step, Style,
    Type, TypeDef, TypeId, TypeKind, Union, Variant,
};
use crate::pointer::Pointer;
use crate::report::Report;
use crate::rust::{Crate, Item};

/// A type of the API by its index.
fn named(index: usize) -> Type {
    Type::Ref(TypeId::new(index))
}

/// The role of a property.
fn property(name: &str) -> Step {
    Step::Named(name.to_owned())
}

fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

fn any() -> Type {
    Type::Any(Any::Unconstrained)
}

fn field(name: &str, ty: Type, required: bool, nullable: bool) -> Field {
    Field {
        name: name.to_owned(),
        alias: None,
        docs: Docs::default(),
        ty,
        required,
        nullable,
        read_only: false,
        write_only: false,
        default: None,
        constraints: None,
        examples: Vec::new(),
        deprecated: false,
        xml: None,
    }
}

fn required(name: &str, ty: Type) -> Field {
    field(name, ty, true, false)
}

fn optional(name: &str, ty: Type) -> Field {
    field(name, ty, false, false)
}

fn object(fields: Vec<Field>) -> TypeKind {
    TypeKind::Object(Object {
        fields,
        additional: Additional::Ignored,
    })
}

fn values(values: &[&str]) -> TypeKind {
    let value = |text: &&str| EnumValue {
        value: Json::from(*text),
        name: None,
        docs: None,
    };
    TypeKind::Enum(EnumDef {
        values: values.iter().map(value).collect(),
        default: None,
        open: false,
    })
}

fn union(members: Vec<Type>) -> TypeKind {
    let variant = |ty| Variant {
        ty,
        alias: None,
        title: None,
        docs: Docs::default(),
        tags: Vec::new(),
    };
    TypeKind::Union(Union {
        variants: members.into_iter().map(variant).collect(),
        discriminator: None,
    })
}

fn def(origin: Origin, kind: TypeKind) -> TypeDef {
    TypeDef {
        origin,
        alias: None,
        place: Pointer::root(),
        docs: Docs::default(),
        deprecated: false,
        nullable: false,
        kind,
        constraints: None,
        examples: Vec::new(),
        xml: None,
    }
}

fn declared(name: &str, kind: TypeKind) -> TypeDef {
    def(Origin::Declared(name.to_owned()), kind)
}

fn inline(owner: usize, role: &[Step], kind: TypeKind) -> TypeDef {
    let owner = TypeId::new(owner);
    def(
        Origin::Inline {
            owner,
            role: role.iter().cloned().collect(),
            title: None,
        },
        kind,
    )
}

fn operation(id: &str, method: Method, path: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        made_up_id: false,
        alias: None,
        place: Pointer::root(),
        written: Pointer::root(),
        method,
        path: path.to_owned(),
        tag: Some("things".to_owned()),
        docs: Docs::default(),
        deprecated: false,
        params: Vec::new(),
        body: None,
        responses: Vec::new(),
        security: Vec::new(),
        servers: Vec::new(),
        page: None,
        switch: None,
        idempotency_header: None,
        is_first_example: false,
    }
}

fn param(name: &str, location: Location, required: bool, ty: Type) -> Param {
    let (style, explode) = match location {
        Location::Path | Location::Header => (Style::Simple, false),
        Location::Query | Location::Querystring | Location::Cookie => (Style::Form, true),
    };
    Param {
        name: name.to_owned(),
        alias: None,
        location,
        docs: Docs::default(),
        required,
        ty,
        encoding: Encoding::Style {
            style,
            explode,
            allow_reserved: false,
        },
        default: None,
        first: None,
        constraints: None,
        examples: Vec::new(),
        deprecated: false,
    }
}

fn json(ty: Type) -> Content {
    Content {
        media_type: "application/json".to_owned(),
        media: Media::Json(ty),
        examples: Vec::new(),
    }
}

fn answer(status: Status, contents: Vec<Content>) -> Response {
    Response {
        status,
        alias: None,
        docs: Docs::default(),
        headers: Vec::new(),
        contents,
        links: Vec::new(),
    }
}

fn body(ty: Type) -> Body {
    Body {
        docs: Docs::default(),
        required: true,
        contents: vec![json(ty)],
    }
}

/// An API in which the first type travels as it says.
fn api(types: Vec<TypeDef>, direction: Direction) -> Api {
    let mut call = operation("use", Method::Post, "/use");
    call.body = direction.request.then(|| body(named(0)));
    if direction.response {
        call.responses = vec![answer(Status::Code(200), vec![json(named(0))])];
    }
    with_operations(types, vec![call])
}

fn with_operations(types: Vec<TypeDef>, operations: Vec<Operation>) -> Api {
    Api {
        title: "Things".to_owned(),
        version: "1.2.3".to_owned(),
        docs: Docs::default(),
        license: None,
        servers: Vec::new(),
        tags: Vec::new(),
        incoming: Vec::new(),
        signs_webhooks: false,
        operations,
        types,
        auth: Vec::new(),
        request_id_header: None,
        error_when: None,
        command_line: false,
        error_body: None,
    }
}

const REQUEST: Direction = Direction {
    request: true,
    response: false,
};
const RESPONSE: Direction = Direction {
    request: false,
    response: true,
};
const BOTH: Direction = Direction {
    request: true,
    response: true,
};

/// The outline of the planned crate.
fn outline(api: &Api) -> String {
    outlined(api, &mut Report::default())
}

/// The same, with what it says beside.
fn outlined(api: &Api, report: &mut Report) -> String {
    planned(api, report).to_string()
}

/// The planned crate.
fn planned(api: &Api, report: &mut Report) -> Crate {
    let options = Options {
        name: "things".to_owned(),
        source: "spec/things.yaml".to_owned(),
    };
    plan(api, &options, report)
}

/// The outline of the types alone.
fn types(api: &Api) -> String {
    let whole = outline(api);
    let start = whole.find("mod types").unwrap_or(whole.len());
    whole[start..].to_owned()
}

/// The outline of the operations alone.
fn calls(api: &Api) -> String {
    let whole = outline(api);
    let start = whole.find("mod api").unwrap_or(whole.len());
    let end = whole.find("\nmod types").unwrap_or(whole.len());
    whole[start..end].to_owned()
}
