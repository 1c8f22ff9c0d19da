//! The names of a crate, each with what of the description it names: the output of `show names`.

use std::fmt::Write as _;

use clientwright::rust::{Crate, Item, Module, Output, OutputVariant, ParamCall, Request, Ty};

/// A line for each name: its kind, the name, and its origin.
pub(crate) fn text(krate: &Crate) -> String {
    let mut out = String::new();
    for module in &krate.modules {
        line(&mut out, "module", &format!("api::{}", module.name), "");
        for request in &module.requests {
            of_request(&mut out, request);
        }
        of_group(&mut out, module);
    }
    for file in &krate.types {
        line(&mut out, "module", &format!("types::{}", file.module), "");
        for item in &file.items {
            of_item(&mut out, krate, item);
        }
    }
    for variant in &krate.error_body.variants {
        let name = format!("ErrorBody::{}", variant.name);
        line(&mut out, "variant", &name, &variant.ty.to_string());
    }
    out
}

fn line(out: &mut String, kind: &str, name: &str, origin: &str) {
    let origin = origin.replace(['\t', '\n', '\r'], " ");
    let _ = writeln!(out, "{kind}\t{name}\t{origin}");
}

/// The methods by which a module's operations are reached as a group.
fn of_group(out: &mut String, module: &Module) {
    let Some(group) = &module.group else {
        return;
    };
    let name = format!("Client::{}", group.method);
    line(out, "group", &name, &format!("api::{}", module.name));
    for (method, request) in group.methods.iter().zip(&module.requests) {
        let name = format!("{}::{method}", group.name);
        line(out, "method", &name, &format!("Client::{}", request.method));
    }
}

fn of_request(out: &mut String, request: &Request) {
    let name = &request.name;
    let (method, path, id) = (request.http_method.text(), &request.path, &request.id);
    let origin = format!("{} {} {}", id.raw(), method.raw(), path.raw());
    line(
        out,
        "method",
        &format!("Client::{}", request.method),
        &origin,
    );
    line(out, "request", name.as_str(), &origin);
    for argument in &request.args {
        let name = format!("{name}({})", argument.name);
        line(out, "argument", &name, &wire(&argument.call));
    }
    for setter in &request.setters {
        let name = format!("{name}::{}", setter.name);
        line(out, "setter", &name, &wire(&setter.call));
    }
    let mut responses = |name: &dyn std::fmt::Display, variants: &[OutputVariant]| {
        line(out, "response", &name.to_string(), &origin);
        for variant in variants {
            let name = format!("{name}::{}", variant.name);
            line(out, "variant", &name, &variant.status.to_string());
        }
    };
    if let Output::Several { name, variants, .. } = &request.output {
        responses(name, variants);
    }
    if let Some(any) = &request.any {
        responses(&any.name, &any.variants);
    }
}

/// What a value of a request is called when it is sent.
fn wire(call: &ParamCall) -> String {
    match call {
        ParamCall::Path(name, _) => format!("path {}", name.raw()),
        ParamCall::Query(name, _) => format!("query {}", name.raw()),
        ParamCall::Header(name, _) => format!("header {}", name.raw()),
        ParamCall::Cookie(name, _) => format!("cookie {}", name.raw()),
        ParamCall::Part(name, ..) => format!("part {}", name.raw()),
        ParamCall::Querystring(name, _) => format!("querystring {}", name.raw()),
        ParamCall::PartHeader(part, name, _) => {
            format!("header {} of part {}", name.raw(), part.raw())
        }
        ParamCall::Body(_)
        | ParamCall::Multipart(..)
        | ParamCall::Parts
        | ParamCall::UnnamedParts => "body".to_owned(),
        ParamCall::Constant(inner, _) => wire(inner),
    }
}

fn of_item(out: &mut String, krate: &Crate, item: &Item) {
    let name = item.name();
    let place = krate.type_places.get(name);
    let place = place.map(ToString::to_string).unwrap_or_default();
    match item {
        Item::Struct(item) => {
            line(out, "struct", name.as_str(), &place);
            for field in &item.fields {
                let name = format!("{name}::{}", field.name);
                line(out, "field", &name, field.wire.raw());
            }
        }
        Item::Enum(item) => {
            line(out, "enum", name.as_str(), &place);
            for variant in &item.variants {
                let name = format!("{name}::{}", variant.name);
                line(out, "variant", &name, &variant.value.to_string());
            }
        }
        Item::Union(item) => {
            line(out, "union", name.as_str(), &place);
            for variant in &item.variants {
                let name = format!("{name}::{}", variant.name);
                line(out, "variant", &name, &held(&variant.ty));
            }
        }
        Item::Alias { .. } | Item::Newtype { .. } => line(out, "type", name.as_str(), &place),
    }
}

/// A type without the box around it.
fn held(ty: &Ty) -> String {
    match ty {
        Ty::Box(inner) => inner.to_string(),
        other => other.to_string(),
    }
}
