//! `api.md`: every call and every type by its signature, on one page.

use std::fmt::Write as _;

use super::operation::sent;
use super::prose::blocks;
use crate::rust::{
    Crate, Enum, EnumKind, Field, Group, Ident, Item, Module, Output, Payload, Presence, Request,
    Responder, Struct, Ty, Union, With,
};

/// The page.
pub(super) fn file(krate: &Crate) -> String {
    let mut parts = vec![
        format!("# Signatures of {}", krate.package.name),
        INTRO.to_owned(),
    ];
    for module in &krate.modules {
        let name = module.name.bare();
        parts.push(format!("## [{name}](docs/{name}.md)"));
        parts.push(rust(&calls(module)));
    }
    let incoming = [
        ("Webhooks", "webhooks", &krate.incoming.webhooks),
        ("Callbacks", "callbacks", &krate.incoming.callbacks),
    ];
    for (title, module, payloads) in incoming.into_iter().filter(|(.., all)| !all.is_empty()) {
        let lines: String = payloads
            .iter()
            .map(|payload| reader(module, payload))
            .collect();
        parts.push(format!("## {title}"));
        parts.push(rust(&lines));
    }
    if !krate.types.is_empty() {
        parts.push("## [Types](docs/types/README.md)".to_owned());
        let items = krate.types.iter().flat_map(|file| &file.items);
        parts.push(rust(&items.map(item).collect::<Vec<_>>().join("\n")));
    }
    blocks(parts) + "\n"
}

const INTRO: &str = "Signatures alone; the [reference](docs/README.md) tells what they do. The arguments of a call are required, \
                     the methods below it are not. `.await?` returns what stands behind the arrow. A member `X` of an enum of types is returned by \
                     `as_x()` and `into_x()`.";

fn rust(code: &str) -> String {
    format!("```rust\n{}\n```", code.trim_end())
}

fn calls(module: &Module) -> String {
    let mut calls: Vec<String> = module.requests.iter().map(call).collect();
    calls.extend(module.group.as_ref().map(|group| by_group(group, module)));
    calls.join("\n")
}

/// The shorter names of the calls.
fn by_group(group: &Group, module: &Module) -> String {
    let mut text = format!(
        "// client.{}() has all of them under shorter names:\n",
        group.method
    );
    for (method, request) in group.methods.iter().zip(&module.requests) {
        let _ = writeln!(
            text,
            "client.{}().{method}(..) // {}",
            group.method, request.method
        );
    }
    text
}

/// A call with what it may be given besides.
fn call(request: &Request) -> String {
    let arguments = request.args.iter();
    let arguments = arguments.map(|argument| {
        let of = argument.convert.argument(&argument.ty.to_string());
        format!("{}: {of}", argument.name)
    });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let mut text = format!(
        "// {}\nclient.{}({arguments})",
        sent(request).line(),
        request.method
    );
    for setter in &request.setters {
        let of = setter.convert.argument(&setter.ty.to_string());
        let _ = write!(text, "\n    .{}({of})", setter.name);
    }
    let _ = write!(text, " -> {}", result(&request.output));
    let mut more = Vec::new();
    if let Some(paging) = &request.paging {
        more.push(format!(".items() of {}", paging.item));
    }
    let others = request.others.iter();
    more.extend(
        others.map(|other| format!(".{}() -> {}", other.send, read(&other.ty, &other.responder))),
    );
    if !more.is_empty() {
        let _ = write!(text, " // {}", more.join(", "));
    }
    text.push('\n');
    text
}

/// What reads a payload.
fn reader(module: &str, payload: &Payload) -> String {
    let of = payload.name.line();
    match &payload.ty {
        Some(ty) => format!(
            "// {of}\n{module}::{}(body: &[u8]) -> Result<{ty}, WebhookError>\n",
            payload.function
        ),
        None => format!("// {of}: no payload\n"),
    }
}

fn result(output: &Output) -> String {
    match output {
        Output::One(ty, responder) => read(ty, responder),
        Output::Several { name, .. } => name.to_string(),
    }
}

/// What a response is read as.
fn read(ty: &Ty, responder: &Responder) -> String {
    match responder {
        Responder::Events | Responder::EventsByKind => format!("Events<{ty}>"),
        Responder::JsonLines | Responder::JsonTexts => format!("JsonLines<{ty}>"),
        _ => ty.to_string(),
    }
}

fn item(item: &Item) -> String {
    match item {
        Item::Struct(item) => structure(item),
        Item::Enum(item) => enumeration(item),
        Item::Union(item) => union(item),
        Item::Alias { name, ty, .. } => format!("type {name} = {ty};\n"),
        Item::Newtype { name, ty, .. } => format!("struct {name}({ty});\n"),
    }
}

/// A struct, with what is done to set a field beside the field, and how one is made.
fn structure(item: &Struct) -> String {
    let set = item.with.contains(&With::Set);
    let fields = item.fields.iter().map(|of| field(of, set));
    let fields: String = fields.collect();
    let text = if fields.is_empty() {
        format!("struct {} {{}}\n", item.name)
    } else {
        format!("struct {} {{\n{fields}}}\n", item.name)
    };
    text + &new(item).unwrap_or_default()
}

/// How a struct is made that requests hold: by `new`, or of the one value that this takes.
fn new(item: &Struct) -> Option<String> {
    if !item.with.contains(&With::New) {
        return None;
    }
    let is_given = |field: &&Field| field.is_argument();
    let arguments = item.fields.iter().filter(is_given).map(|field| {
        let of = field.taken.convert.argument(&field.taken.ty.to_string());
        format!("{}: {of}", field.name)
    });
    let arguments: Vec<String> = arguments.collect();
    let from = if item.from.is_some() {
        ", or of that value"
    } else {
        ""
    };
    let (name, arguments) = (&item.name, arguments.join(", "));
    Some(format!("// {name}::new({arguments}){from}\n"))
}

fn field(field: &Field, is_set: bool) -> String {
    let mut set = Vec::new();
    if matches!(field.presence, Presence::Constant(_)) {
        set.push("constant".to_owned());
    }
    if is_set {
        set.extend(field.setter.iter().map(|name| format!(".{name}(..)")));
        set.extend(field.null.iter().map(|name| format!(".{name}()")));
    }
    let set = match set.join(", ") {
        none if none.is_empty() => none,
        some => format!(" // {some}"),
    };
    format!("    {}: {},{set}\n", field.name, field.ty)
}

fn enumeration(item: &Enum) -> String {
    let held = match item.kind {
        EnumKind::String => "String",
        EnumKind::Integer => "i64",
        EnumKind::Mixed => "Value",
    };
    let names = item.variants.iter().map(|variant| variant.name.to_string());
    variants(&item.name, names, &item.unknown, held)
}

fn union(item: &Union) -> String {
    let members = item.variants.iter();
    let members = members.map(|variant| format!("{}({})", variant.name, variant.ty));
    variants(&item.name, members, &item.unknown, "Value")
}

fn variants(
    name: &Ident,
    known: impl Iterator<Item = String>,
    unknown: &Ident,
    held: &str,
) -> String {
    let last = format!("{unknown}({held})");
    let all: Vec<String> = known.chain([last]).collect();
    format!("enum {name} {{ {} }}\n", all.join(", "))
}
