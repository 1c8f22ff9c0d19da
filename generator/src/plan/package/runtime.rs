//! The parts of the runtime that a crate needs: what its items and requests speak of.

use std::collections::BTreeSet;

use crate::rust::{
    BodyKind, Crate, EnumKind, FlowKind, Item, Output, ParamCall, ParamStyle, Part, PartKind,
    Presence, Request, Responder, Struct, Switch, Ty,
};

/// The parts that the crate needs.
pub(in crate::plan) fn plan(krate: &Crate) -> BTreeSet<Part> {
    let mut parts = BTreeSet::new();
    for item in krate.types.iter().flat_map(|file| &file.items) {
        of_item(item, &mut parts);
    }
    if !krate.api.servers.is_empty() {
        parts.insert(Part::Servers);
    }
    let schemes = &krate.api.schemes;
    if schemes.iter().any(|scheme| scheme.env.is_some()) {
        parts.insert(Part::Environment);
    }
    if schemes.iter().any(|scheme| scheme.source.is_some()) {
        parts.insert(Part::TokenSource);
    }
    if schemes.iter().any(|scheme| scheme.client.is_some()) {
        parts.extend([Part::OAuth2, Part::ClientCredentials]);
    }
    for flow in schemes.iter().flat_map(|scheme| &scheme.flows) {
        let part = match flow.kind {
            FlowKind::AuthorizationCode => Part::AuthorizationCode,
            FlowKind::DeviceCode => Part::DeviceCode,
            FlowKind::Password => Part::Password,
        };
        parts.extend([Part::OAuth2, Part::Refresh, part]);
    }
    let incoming = &krate.incoming;
    let payloads = incoming.webhooks.iter().chain(&incoming.callbacks);
    for payload in payloads {
        parts.insert(Part::Webhooks);
        payload.ty.iter().for_each(|ty| of_ty(ty, &mut parts));
    }
    if incoming.is_signed {
        parts.insert(Part::WebhookSignature);
    }
    for header in &krate.headers {
        of_ty(&header.ty, &mut parts);
        parts.insert(Part::Header);
        if header.is_received {
            parts.extend([Part::Webhooks, Part::WebhookHeader]);
        }
    }
    for request in krate.modules.iter().flat_map(|module| &module.requests) {
        of_request(request, &mut parts);
    }
    for variant in &krate.error_body.variants {
        of_ty(&variant.ty, &mut parts);
        parts.extend(
            variant
                .readers
                .iter()
                .flat_map(|(_, how)| of_responder(how)),
        );
    }
    parts
}

fn of_item(item: &Item, parts: &mut BTreeSet<Part>) {
    match item {
        Item::Struct(item) => of_struct(item, parts),
        Item::Enum(item) => {
            parts.insert(match item.kind {
                EnumKind::String => Part::StringEnum,
                EnumKind::Integer | EnumKind::Mixed => Part::ValueEnum,
            });
        }
        Item::Union(item) => {
            parts.insert(Part::Union);
            item.variants
                .iter()
                .for_each(|variant| of_ty(&variant.ty, parts));
        }
        Item::Alias { ty, .. } => of_ty(ty, parts),
        Item::Newtype { ty, .. } => {
            parts.insert(Part::Newtype);
            of_ty(ty, parts);
        }
    }
}

fn of_struct(item: &Struct, parts: &mut BTreeSet<Part>) {
    parts.insert(Part::Object);
    for field in &item.fields {
        of_ty(&field.ty, parts);
        if field.or_text {
            parts.insert(Part::Number);
        }
        if field.presence == Presence::Rest {
            parts.insert(Part::Rest);
        }
    }
}

fn of_request(request: &Request, parts: &mut BTreeSet<Part>) {
    let args = request.args.iter().map(|arg| (&arg.ty, &arg.call));
    let setters = request
        .setters
        .iter()
        .map(|setter| (&setter.ty, &setter.call));
    for (ty, call) in args.chain(setters) {
        of_ty(ty, parts);
        of_call(call, parts);
    }
    request
        .constants
        .iter()
        .for_each(|call| of_call(call, parts));
    match &request.output {
        Output::One(ty, responder) => {
            of_ty(ty, parts);
            parts.extend(of_responder(responder));
            if *responder == Responder::Bytes {
                parts.insert(Part::ByteStream);
            }
        }
        Output::Several { variants, .. } => {
            for variant in variants {
                of_ty(&variant.ty, parts);
                parts.extend(of_responder(&variant.responder));
            }
        }
    }
    for variant in request.any.iter().flat_map(|any| &any.variants) {
        of_ty(&variant.ty, parts);
        parts.extend(of_responder(&variant.responder));
    }
    let others = request
        .others
        .iter()
        .filter_map(|other| other.switch.as_ref());
    if others
        .chain(&request.switch)
        .any(|switch| matches!(switch, Switch::Body(_)))
    {
        parts.insert(Part::InBody);
    }
    for other in &request.others {
        of_ty(&other.ty, parts);
        parts.extend(of_responder(&other.responder));
    }
    if request.paging.is_some() {
        parts.extend([Part::Paging, Part::InBody]);
    }
}

fn of_call(call: &ParamCall, parts: &mut BTreeSet<Part>) {
    match call {
        ParamCall::Part(_, kind, _) => {
            parts.extend([Part::Multipart, Part::Body]);
            if matches!(kind, PartKind::Xml(_)) {
                parts.insert(Part::Xml);
            }
        }
        ParamCall::Multipart(..)
        | ParamCall::PartHeader(..)
        | ParamCall::Parts
        | ParamCall::UnnamedParts => parts.extend([Part::Multipart, Part::Body]),
        ParamCall::Constant(call, _) => of_call(call, parts),
        ParamCall::Body(kind) => match kind {
            BodyKind::Form(_) => drop(parts.insert(Part::Form)),
            BodyKind::JsonLines(_) => drop(parts.insert(Part::JsonLines)),
            BodyKind::Xml(..) => drop(parts.insert(Part::Xml)),
            BodyKind::Json(_)
            | BodyKind::JsonObject(_)
            | BodyKind::JsonList(_)
            | BodyKind::Text(_)
            | BodyKind::Bytes(_) => {}
        },
        ParamCall::Path(_, style)
        | ParamCall::Query(_, style)
        | ParamCall::Querystring(_, style)
        | ParamCall::Header(_, style)
        | ParamCall::Cookie(_, style) => match style {
            ParamStyle::Xml(_) => drop(parts.insert(Part::Xml)),
            ParamStyle::Form(_) => drop(parts.insert(Part::Form)),
            ParamStyle::Plain | ParamStyle::Styled { .. } | ParamStyle::Json | ParamStyle::Text => {
            }
        },
    }
}

fn of_responder(responder: &Responder) -> &'static [Part] {
    match responder {
        Responder::Events => &[Part::Events],
        Responder::EventsByKind => &[Part::Events, Part::EventKinds],
        Responder::JsonLines | Responder::JsonTexts => &[Part::JsonLines],
        Responder::Xml(_) => &[Part::Xml],
        Responder::Json
        | Responder::JsonOrNone
        | Responder::Empty
        | Responder::Text
        | Responder::Bytes => &[],
    }
}

fn of_ty(ty: &Ty, parts: &mut BTreeSet<Part>) {
    let part = match ty {
        Ty::Vec(inner) | Ty::Option(inner) | Ty::Box(inner) => return of_ty(inner, parts),
        Ty::Map(inner) => {
            of_ty(inner, parts);
            Part::Map
        }
        Ty::Maybe(inner) => {
            of_ty(inner, parts);
            Part::Maybe
        }
        Ty::Tuple(members) => return members.iter().for_each(|member| of_ty(member, parts)),
        Ty::DateTime => Part::DateTime,
        Ty::Date => Part::Date,
        Ty::UnixTime => Part::UnixTime,
        Ty::Base64 => Part::Base64,
        Ty::Uuid => Part::Uuid,
        Ty::Body => Part::Body,
        Ty::FilePart => Part::Multipart,
        Ty::Unit
        | Ty::Bool
        | Ty::I32
        | Ty::I64
        | Ty::U64
        | Ty::F64
        | Ty::String
        | Ty::Value
        | Ty::Bytes
        | Ty::Named(_)
        | Ty::Qualified(_)
        | Ty::Local(_) => return,
    };
    parts.insert(part);
}
