//! What the service sends by itself: the functions that read webhooks and callbacks.

use crate::ir::{self, Api, Content, Media, Type, TypeKind};
use crate::report::Report;
use crate::rust::{Doc, Import, Importer, Incoming, Payload, Ty};
use crate::text::{Text, in_cell};

use super::docs;
use super::names::{Scope, pascal, reserved, snake};
use super::operations::outputs::{choose, pattern};
use super::operations::qualify;
use super::types::Types;
use super::types::scalars;

/// Plans the webhooks and callbacks.
pub(super) fn plan(types: &Types<'_>, api: &Api, report: &mut Report) -> Incoming {
    let taken = reserved::calls().chain(Import::names(Importer::Incoming));
    let taken = Scope::new(taken.chain(["Event"]));
    let (webhooks, callbacks): (Vec<_>, Vec<_>) =
        (api.incoming.iter()).partition(|incoming| incoming.callback.is_none());
    let webhooks = one_each(webhooks, report);
    let tag = tag(types, &webhooks);
    let mut names = Names::new();
    let webhooks = webhooks.into_iter().map(|incoming| {
        let name = incoming.alias.as_deref().unwrap_or(&incoming.name);
        let mut payload = payload(types, incoming, name, &mut names, &taken, report);
        let tag = tag.and_then(|tag| constant(types, incoming, tag));
        payload.tag = tag.map(Text::from);
        payload
    });
    let webhooks = webhooks.collect();
    let mut names = Names::new();
    let callbacks = callbacks.into_iter().map(|incoming| {
        let operation = incoming.callback.as_ref().map(|(operation, _)| operation);
        let operation = operation.map_or_else(String::new, |operation| snake(operation));
        let name = incoming.alias.as_deref().unwrap_or(&incoming.name);
        let name = format!("{operation} {}", snake(name));
        payload(types, incoming, &name, &mut names, &taken, report)
    });
    let callbacks: Vec<Payload> = callbacks.collect();
    Incoming {
        webhooks,
        tag: tag.map(|tag| (Text::from(tag), about_tag(tag))),
        callbacks: callbacks.into_iter().filter(|it| it.ty.is_some()).collect(),
        is_signed: api.signs_webhooks,
    }
}

/// The webhooks, each by its name once: the name alone tells what comes.
fn one_each<'a>(webhooks: Vec<&'a ir::Incoming>, report: &mut Report) -> Vec<&'a ir::Incoming> {
    let mut known: Vec<&ir::Incoming> = Vec::new();
    for webhook in webhooks {
        if known.iter().any(|known| known.name == webhook.name) {
            let message = format!(
                "the webhook `{}` has another method before this one, whose payload is read",
                webhook.name
            );
            report.unsupported(&webhook.place, message, "give it a name of its own");
        } else {
            known.push(webhook);
        }
    }
    known
}

/// The names of functions, and those of variants.
struct Names {
    functions: Scope,
    variants: Scope,
}

impl Names {
    fn new() -> Self {
        let functions = Import::names(Importer::Incoming);
        Self {
            functions: Scope::new(functions),
            variants: Scope::new(["Unknown"]),
        }
    }
}

fn payload(
    types: &Types<'_>,
    incoming: &ir::Incoming,
    name: &str,
    names: &mut Names,
    taken: &Scope,
    report: &mut Report,
) -> Payload {
    let ty = json(incoming).map(|ty| {
        let mut ty = scalars::ty(types, ty);
        qualify(&mut ty, taken);
        ty
    });
    if ty.is_none() {
        report_unread(incoming, report);
    }
    let own = docs::own(&format!("The webhook {}.", docs::code(&incoming.name)));
    Payload {
        name: Text::from(&incoming.name),
        function: names
            .functions
            .claim(&[snake(name), format!("{}_payload", snake(name))]),
        // Where no function tells what may be responded, the variant does.
        about_variant: match &ty {
            Some(_) => own,
            None => about(types, incoming, own),
        },
        variant: names.variants.claim(&[pascal(name)]),
        about: docs::told(&incoming.docs, &[]),
        docs: about(types, incoming, what_is_read(incoming)),
        ty,
        tag: None,
    }
}

/// Says that there is nothing that reads a webhook or callback, and why.
fn report_unread(incoming: &ir::Incoming, report: &mut Report) {
    let (what, instead) = match incoming.callback {
        Some(_) => ("callback", "nothing is generated for it"),
        None => ("webhook", "its variant of `Event` holds no payload"),
    };
    let body = incoming.body.as_ref();
    let why = match body.and_then(|body| choose(&body.contents)) {
        Some(content) => format!(
            "has a body of `{}`, and only JSON is read",
            content.media_type
        ),
        None => "has no body".to_owned(),
    };
    let message = format!("the {what} `{}` {why}: {instead}", incoming.name);
    let help =
        "describe a body of JSON where the service sends one, or else read the request by yourself";
    report.unsupported(&incoming.place, message, help);
}

/// The type of the payload, where it is JSON.
fn json(incoming: &ir::Incoming) -> Option<&Type> {
    match &choose(&incoming.body.as_ref()?.contents)?.media {
        Media::Json(ty) => Some(ty),
        _ => None,
    }
}

/// The property that has another constant in each payload.
fn tag<'a>(types: &Types<'a>, webhooks: &[&'a ir::Incoming]) -> Option<&'a str> {
    let first = object(types, webhooks.first()?)?;
    let mut fields = first.fields.iter().map(|field| field.name.as_str());
    fields.find(|field| {
        let mut constants: Vec<&str> = Vec::new();
        webhooks.iter().all(|webhook| {
            let constant = constant(types, webhook, field);
            let is_new = constant.is_some_and(|constant| !constants.contains(&constant));
            constants.extend(constant);
            is_new
        })
    })
}

fn object<'a>(types: &Types<'a>, incoming: &'a ir::Incoming) -> Option<&'a ir::Object> {
    let Type::Ref(id) = types.resolve(json(incoming)?) else {
        return None;
    };
    match &types.def(*id).kind {
        TypeKind::Object(object) => Some(object),
        _ => None,
    }
}

/// The text that a required property of a payload always has.
fn constant<'a>(
    types: &'a Types<'a>,
    incoming: &'a ir::Incoming,
    property: &str,
) -> Option<&'a str> {
    let fields = &object(types, incoming)?.fields;
    let field = fields.iter().find(|field| field.name == property)?;
    let value = match types.resolve(&field.ty) {
        Type::Const(value) => value,
        Type::Ref(id) => match &types.def(*id).kind {
            TypeKind::Enum(def) => def.only()?,
            _ => return None,
        },
        _ => return None,
    };
    value.as_str().filter(|_| field.required && !field.nullable)
}

/// What the function of a webhook or callback reads.
fn what_is_read(incoming: &ir::Incoming) -> Doc {
    let name = docs::code(&incoming.name);
    docs::own(&match &incoming.callback {
        Some((operation, url)) => {
            let method = incoming.method.text();
            let sent = docs::code(&format!("{} {url}", method.raw()));
            let id = docs::code(operation);
            format!(
                "Reads the payload of the callback {name} of the operation {id}, sent as {sent}."
            )
        }
        None => format!("Reads the payload of the webhook {name}."),
    })
}

/// What it is, what the description says of it, its headers, and what may be responded.
fn about(types: &Types<'_>, incoming: &ir::Incoming, what: Doc) -> Doc {
    let rows: Vec<String> = incoming
        .responses
        .iter()
        .map(|response| {
            let meaning = docs::told(&response.docs, &[]).line();
            let body = choose(&response.contents).map_or_else(String::new, |it| body(types, it));
            let status = pattern(response.status);
            format!("| {status} | {} | {body} |", in_cell(&meaning))
        })
        .collect();
    let table = match &rows[..] {
        [] => String::new(),
        rows => format!(
            "What may be responded:\n\n| Status | Meaning | Body |\n|---|---|---|\n{}",
            rows.join("\n")
        ),
    };
    let headers: Vec<String> = incoming
        .headers
        .iter()
        .map(|header| docs::code(&header.name))
        .collect();
    let headers = match &headers[..] {
        [] => String::new(),
        headers => format!(
            "It comes with the headers {}, whose constants in `headers` read them.",
            headers.join(", ")
        ),
    };
    docs::joined(&[
        what,
        docs::told(&incoming.docs, &[]),
        docs::own(&headers),
        docs::linked(&table),
    ])
}

fn about_tag(tag: &str) -> Doc {
    docs::own(&format!(
        "Reads a payload of which the property {} tells of which webhook it is.",
        docs::code(tag)
    ))
}

/// The type of what is responded.
fn body(types: &Types<'_>, content: &Content) -> String {
    match &content.media {
        Media::Json(ty) => match scalars::ty(types, ty) {
            Ty::Named(name) => format!("[`{name}`](crate::types::{name})"),
            other => format!("`{other}`"),
        },
        _ => docs::code(&content.media_type),
    }
}
