//! Parameters: those of the path and those of the operation, each with its type and how it is written.

use indexmap::IndexMap;

use crate::document::Node;
use crate::ir::{Docs, Encoding, Location, Param, Style, Type};
use crate::report::Code;

use super::context::Context;
use super::ids::Found;
use super::media::{self, Family};
use super::schemas::Use;
use super::sites::Site;
use super::{defaults, facts, read, references, schemas};

/// Headers that the specification keeps for itself (OpenAPI, Parameter Object, `name`).
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The parameters of an operation, in the order of the document.
pub(super) fn lower<'d>(cx: &mut Context<'d, '_>, found: &Found<'d>) -> Vec<Param> {
    let declared = collect(cx, found);
    let is_declared = |name: &str| {
        let mut keys = declared.keys();
        keys.any(|(known, location)| *location == Location::Path && known == name)
    };
    let mut missing = template(&found.path);
    let all = missing.clone();
    missing.retain(|name| !is_declared(name));
    let mut params = Vec::new();
    for ((name, location), node) in &declared {
        let mut name = name.as_str();
        if *location == Location::Header && RESERVED.contains(&name.to_lowercase().as_str()) {
            continue;
        }
        if *location == Location::Path && !all.contains(&name) {
            let Some(meant) = meant(&mut missing, name) else {
                let message = format!("the path has no `{{{name}}}`; the parameter is left out");
                cx.report
                    .warning(Code::Parameter, node.place(), message, "");
                continue;
            };
            let message = format!("the path has no `{{{name}}}`; `{{{meant}}}` is taken for it");
            cx.report
                .warning(Code::Parameter, node.place(), message, "use the same name");
            name = meant;
        }
        params.push(param(cx, found, name, *location, node));
    }
    for name in missing {
        let message = format!("`{{{name}}}` of the path is not declared; it is taken for a text");
        let help = "declare the path parameter";
        cx.report
            .warning(Code::Parameter, found.node.place(), message, help);
        params.push(undeclared(name));
    }
    params
}

/// The name in the path that was meant by a declared one: the same but for case and symbols.
fn meant<'p>(missing: &mut Vec<&'p str>, name: &str) -> Option<&'p str> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let index = missing
        .iter()
        .position(|known| plain(known) == plain(name))?;
    Some(missing.remove(index))
}

/// The names between braces.
fn template(path: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else {
            break;
        };
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        rest = tail;
    }
    names
}

/// The parameters by name and location; one of the operation takes the place of one of the path.
fn collect<'d>(
    cx: &mut Context<'d, '_>,
    found: &Found<'d>,
) -> IndexMap<(String, Location), Node<'d>> {
    let mut out = IndexMap::new();
    for owner in [&found.item, &found.node] {
        let mut here = Vec::new();
        for entry in owner.get("parameters").iter().flat_map(Node::items) {
            let Some(node) = references::resolve(cx, &entry) else {
                continue;
            };
            let Some(key) = key(cx, &node) else { continue };
            if here.contains(&key) {
                let message = format!("`{}` is declared twice; the first one is taken", key.0);
                cx.report
                    .warning(Code::Parameter, entry.place(), message, "");
                continue;
            }
            here.push(key.clone());
            out.insert(key, node);
        }
    }
    out
}

fn key(cx: &mut Context<'_, '_>, node: &Node<'_>) -> Option<(String, Location)> {
    let name = read::text(node, "name", cx.report);
    let location = read::text(node, "in", cx.report);
    let location = match location.as_deref() {
        Some("path") => Some(Location::Path),
        Some("query") => Some(Location::Query),
        Some("header") => Some(Location::Header),
        Some("cookie") => Some(Location::Cookie),
        _ => None,
    };
    if let (Some(name), Some(location)) = (name, location) {
        return Some((name, location));
    }
    let message = "a parameter needs a `name`, and `in` with `path`, `query`, `header` or `cookie`; it is left out";
    cx.report.error(Code::Parameter, node.place(), message, "");
    None
}

fn param<'d>(
    cx: &mut Context<'d, '_>,
    found: &Found<'d>,
    name: &str,
    location: Location,
    node: &Node<'d>,
) -> Param {
    let site = references::part_site(cx, node, Site::operation(&found.id, name));
    let (used, encoding, schema) = typed(cx, node, location, &site);
    let notes = used.notes.clone();
    let default = notes.default.clone();
    let default = schema.and_then(|schema| defaults::checked(cx, &schema, default));
    let own = read::docs(node, "summary", cx.report);
    let docs = Docs {
        description: own.description.or(notes.docs.description),
        ..own
    };
    Param {
        name: name.to_owned(),
        alias: read::alias(node, cx.report),
        location,
        docs,
        required: location == Location::Path || read::flag(node, "required", cx.report),
        ty: used.whole(),
        encoding,
        default,
        deprecated: notes.deprecated || read::flag(node, "deprecated", cx.report),
    }
}

/// The type, how it is written, and the schema.
fn typed<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    location: Location,
    site: &Site,
) -> (Use, Encoding, Option<Node<'d>>) {
    let encoding = encoding(cx, node, location);
    if let Some(schema) = node.get("schema") {
        return (schemas::lower(cx, &schema, site), encoding, Some(schema));
    }
    let content = node.get("content");
    if let Some((name, media)) = content
        .as_ref()
        .and_then(|content| content.entries().next())
    {
        let json = media::family(name) == Family::Json;
        let encoding = if json { Encoding::Json } else { encoding };
        if let Some(schema) = media.get("schema") {
            return (schemas::lower(cx, &schema, site), encoding, Some(schema));
        }
        return (
            plain(if json {
                super::scalars::ANYTHING
            } else {
                Type::String
            }),
            encoding,
            None,
        );
    }
    let message = "this parameter has neither `schema` nor `content`; it is taken for a text";
    cx.report
        .warning(Code::Parameter, node.place(), message, "");
    (plain(Type::String), encoding, None)
}

fn plain(ty: Type) -> Use {
    Use {
        ty,
        nullable: false,
        notes: facts::Notes::default(),
    }
}

/// How a value is written: by `style`, and where that is not one for the location, by its default.
pub(super) fn encoding(cx: &mut Context<'_, '_>, node: &Node<'_>, location: Location) -> Encoding {
    let usual = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie => Style::Form,
    };
    let named = read::text(node, "x-clientwright-style", cx.report);
    let named = named.or_else(|| read::text(node, "style", cx.report));
    let style = named
        .as_deref()
        .map_or(Some(usual), |name| style(name, location));
    if style.is_none() {
        let name = named.unwrap_or_default();
        let message = format!("`{name}` is no style for this location; the default is taken");
        cx.report
            .warning(Code::Parameter, node.place(), message, "");
    }
    let style = style.unwrap_or(usual);
    let explode = read::maybe_flag(node, "explode", cx.report);
    Encoding::Style {
        style,
        explode: explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject)),
        allow_reserved: read::flag(node, "allowReserved", cx.report),
    }
}

fn style(name: &str, location: Location) -> Option<Style> {
    use Location::{Cookie, Header, Path, Query};
    match (name, location) {
        ("simple", Path | Header) => Some(Style::Simple),
        ("label", Path) => Some(Style::Label),
        ("matrix", Path) => Some(Style::Matrix),
        // `cookie` is of OpenAPI 3.2 and writes one value just as `form` does.
        ("form", Query | Cookie) | ("cookie", Cookie) => Some(Style::Form),
        ("spaceDelimited", Query) => Some(Style::SpaceDelimited),
        ("pipeDelimited", Query) => Some(Style::PipeDelimited),
        ("tabDelimited", _) => Some(Style::TabDelimited),
        ("deepObject", Query) => Some(Style::DeepObject),
        _ => None,
    }
}

fn undeclared(name: &str) -> Param {
    Param {
        name: name.to_owned(),
        alias: None,
        location: Location::Path,
        docs: Docs::default(),
        required: true,
        ty: Type::String,
        encoding: Encoding::Style {
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
        },
        default: None,
        deprecated: false,
    }
}
