//! The properties of a form, and the parts of a multipart body.

use openapiv3 as v3;

use super::bodies::is_binary_text;
use super::media::Family;
use super::{media, params, responses};
use crate::document::Node;
use crate::ir::{Encoding, Header, Part, PartFormat, Step, Style, Type};
use crate::lower::context::Context;
use crate::lower::schemas::facts;
use crate::lower::schemas::facts::{Facts, Kind, Property};
use crate::lower::schemas::sites::Site;
use crate::lower::schemas::{all_of, choices, constraints, defaults, objects, references};
use crate::lower::{read, schemas};

/// The properties of a form or the parts of a multipart body.
pub(super) fn of<'d>(
    cx: &mut Context<'d, '_>,
    schema: Option<&Node<'d>>,
    media: &Node<'d>,
    said: &v3::MediaType,
    site: &Site,
    multipart: bool,
) -> Vec<Part> {
    of_object(cx, schema, media, said, site, multipart).0
}

/// The parts of a multipart body, and whether the schema says that there may be others.
pub(super) fn multipart<'d>(
    cx: &mut Context<'d, '_>,
    schema: Option<&Node<'d>>,
    media: &Node<'d>,
    said: &v3::MediaType,
    site: &Site,
) -> (Vec<Part>, bool) {
    of_object(cx, schema, media, said, site, true)
}

fn of_object<'d>(
    cx: &mut Context<'d, '_>,
    schema: Option<&Node<'d>>,
    media: &Node<'d>,
    said: &v3::MediaType,
    site: &Site,
    multipart: bool,
) -> (Vec<Part>, bool) {
    let Some(schema) = schema else {
        return (Vec::new(), false);
    };
    let Some(mut facts) = all_of::merge(cx, schema) else {
        return (Vec::new(), false);
    };
    choices::simplify(cx, &mut facts);
    if let Some(same) = &facts.same
        && let Some(target) = all_of::merge(cx, same)
    {
        facts = target;
    }
    join_members(cx, &mut facts);
    let target = references::resolve_schema(cx, schema);
    let owner = target.and_then(|target| cx.ids.get(target.place()).copied());
    let properties = facts
        .properties
        .iter()
        .filter(|(_, property)| !facts::never(&property.ty));
    let mut out = Vec::new();
    for (name, property) in properties {
        let word = objects::word(cx, &property.ty, name);
        let site = match owner {
            Some(owner) => Site::property(owner, &word),
            None => site.inside(Step::Named(word)),
        };
        let encoding = said.encoding.get(name);
        let bytes = match encoding.and_then(|encoding| encoding.content_type.as_deref()) {
            _ if !multipart => Bytes::Never,
            Some(content_type) if is_text(content_type) => Bytes::Told,
            _ => Bytes::Untyped,
        };
        let mut part = part(cx, name, property, &site, bytes);
        part.required = facts.required.contains(name);
        if let Some(encoding) = encoding {
            part.content_type.clone_from(&encoding.content_type);
            part.format = format(cx, name, &property.ty, encoding);
            if multipart {
                part.headers = headers(cx, media, name, encoding, &site);
            } else {
                check_field(cx, media, name, &part);
            }
            if let Some(encoding) = styled(media, name, encoding) {
                part.encoding = encoding;
                part.styled = true;
            }
        }
        out.push(part);
    }
    (out, facts.is_open())
}

/// The headers of a part; one that names it is always there.
fn headers<'d>(
    cx: &mut Context<'d, '_>,
    media: &Node<'d>,
    name: &str,
    said: &v3::Encoding,
    site: &Site,
) -> Vec<Header> {
    let Some(node) = media_encoding(media, name) else {
        return Vec::new();
    };
    let mut headers = responses::headers(cx, &node, &said.headers, site);
    let is_name = |name: &str| name.eq_ignore_ascii_case("content-disposition");
    for (name, _) in said.headers.iter().filter(|(name, _)| is_name(name)) {
        let place = node.place().join("headers").join(name);
        let message = format!("`{name}` is not taken from the caller: it names the part");
        let help = "leave the header out; `FilePart` takes the name of a file";
        cx.report.unsupported(&place, message, help);
    }
    headers.retain(|header| !is_name(&header.name));
    headers
}

/// What is said of the encoding of a part.
fn media_encoding<'d>(media: &Node<'d>, name: &str) -> Option<Node<'d>> {
    media.get("encoding")?.get(name)
}

/// The format that the media type of a part says: the first of them, unless that is a range.
fn format<'d>(
    cx: &mut Context<'d, '_>,
    name: &str,
    schema: &Node<'d>,
    said: &v3::Encoding,
) -> PartFormat {
    let content_type = said.content_type.as_deref().unwrap_or_default();
    let first = content_type.split(',').next().unwrap_or_default().trim();
    match media::family(first) {
        _ if !first.contains('/') || first.contains('*') => PartFormat::Usual,
        Family::Json => PartFormat::Json,
        Family::Xml => {
            let own = references::resolve_schema(cx, schema).unwrap_or_else(|| schema.clone());
            let mut xml = read::xml(&own, cx.report).unwrap_or_default();
            // A property gives its element its name (OpenAPI, XML Object).
            xml.name.get_or_insert_with(|| name.to_owned());
            PartFormat::Xml(xml)
        }
        _ => PartFormat::Other,
    }
}

/// Says of a field of a form that it is JSON or text, whatever its media type is said to be.
fn check_field(cx: &mut Context<'_, '_>, media: &Node<'_>, name: &str, part: &Part) {
    let is_other = matches!(part.format, PartFormat::Xml(_) | PartFormat::Other);
    if is_other
        && part.encoding == Encoding::Json
        && let Some(place) = media_encoding(media, name).and_then(|node| node.get("contentType"))
    {
        cx.report.unsupported(
            place.place(),
            format!(
                "the field `{name}` of this form is written as JSON, and not by its `contentType`"
            ),
            "describe the property as a text, which the caller writes",
        );
    }
}

/// Adds the properties of all members of a union to those of a body, which is sent property by property. What only
/// some members have, or demand, is optional.
fn join_members<'d>(cx: &mut Context<'d, '_>, facts: &mut Facts<'d>) {
    for choice in std::mem::take(&mut facts.choices) {
        let mut members = Vec::new();
        for member in &choice.members {
            members.extend(all_of::merge(cx, member));
        }
        let Some((first, others)) = members.split_first() else {
            continue;
        };
        let required = first
            .required
            .iter()
            .filter(|name| others.iter().all(|other| other.required.contains(*name)));
        facts.required.extend(required.cloned());
        for (name, property) in members.into_iter().flat_map(|member| member.properties) {
            facts.properties.entry(name).or_insert(property);
        }
    }
}

/// A part as it is written where nothing is said of that.
fn part<'d>(
    cx: &mut Context<'d, '_>,
    name: &str,
    property: &Property<'d>,
    site: &Site,
    bytes: Bytes,
) -> Part {
    let used = schemas::lower(cx, &property.ty, site);
    let notes = used.notes.clone();
    let default = notes
        .default
        .or_else(|| constraints::default(cx, &property.ty));
    let default = defaults::checked(cx, &property.ty, default);
    let constraints = constraints::of_property(cx, property);
    let ty = binary(cx, &property.ty, bytes);
    let ty = ty.unwrap_or_else(|| used.whole());
    let encoding = if is_object(cx, &property.ty) {
        Encoding::Json
    } else {
        Encoding::Style {
            style: Style::Form,
            explode: true,
            allow_reserved: false,
        }
    };
    Part {
        name: name.to_owned(),
        alias: notes.alias,
        docs: notes.docs,
        required: false,
        ty,
        encoding,
        styled: false,
        content_type: None,
        format: PartFormat::Usual,
        headers: Vec::new(),
        default,
        constraints,
        examples: notes.examples,
        deprecated: notes.deprecated,
    }
}

/// How `encoding` has a part written, where it tells.
fn styled(media: &Node<'_>, name: &str, said: &v3::Encoding) -> Option<Encoding> {
    // `openapiv3` does not tell an `explode` of false from one that is left out.
    let node = media.get("encoding")?.get(name)?;
    let explode = node.tree().get("explode").map(|_| said.explode);
    let extended = said.extensions.get("x-clientwright-style");
    if explode.is_none() && said.style.is_none() && extended.is_none() && !said.allow_reserved {
        return None;
    }
    let style = params::query_style(said.style.as_ref(), extended);
    Some(params::written(style, explode, said.allow_reserved))
}

/// Which parts of a body are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bytes {
    /// None of them: a form.
    Never,
    /// Those with the format `binary`.
    Told,
    /// Those without a type as well: their media type is `application/octet-stream` (OpenAPI 3.1, Encoding Object).
    Untyped,
}

/// Whether media types of a part are of text or JSON.
fn is_text(content_type: &str) -> bool {
    let mut names = content_type.split(',');
    names.all(|name| {
        matches!(
            media::family(name),
            Family::Json | Family::Text | Family::Xml
        )
    })
}

/// A part of bytes, or of several of them. Where bytes are one of several things that it may be, the part is a file all
/// the same, as that can hold each of the others too.
fn binary<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>, bytes: Bytes) -> Option<Type> {
    let facts = choices::peek(cx, schema)?;
    if is_bytes(&facts, bytes) {
        return Some(Type::Binary);
    }
    if let (Some(items), None | Some(Kind::Array)) = (&facts.items, facts.kind) {
        let items = choices::peek(cx, items)?;
        return is_bytes(&items, bytes).then(|| Type::List(Box::new(Type::Binary)));
    }
    let bytes = match bytes {
        Bytes::Never => Bytes::Never,
        Bytes::Told | Bytes::Untyped => Bytes::Told,
    };
    let members = facts.choices.iter().flat_map(|choice| &choice.members);
    let found: Vec<Type> = members
        .filter_map(|member| {
            let simple = choices::peek(cx, member)?.choices.is_empty();
            simple.then(|| binary(cx, member, bytes)).flatten()
        })
        .collect();
    let list = found.iter().find(|ty| **ty != Type::Binary);
    list.or(found.first()).cloned()
}

fn is_bytes(facts: &Facts<'_>, bytes: Bytes) -> bool {
    let silent = facts.kind.is_none() && facts.is_silent() && facts.choices.is_empty();
    match bytes {
        Bytes::Never => false,
        Bytes::Told => is_binary_text(facts),
        Bytes::Untyped => is_binary_text(facts) || silent,
    }
}

fn is_object<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>) -> bool {
    let Some(facts) = choices::peek(cx, schema) else {
        return false;
    };
    let items = facts.items.clone().filter(|_| facts.is_array());
    let node = items.as_ref().unwrap_or(schema);
    let facts = choices::peek(cx, node).unwrap_or(facts);
    if facts.all_of.is_empty() {
        return facts.is_object();
    }
    // Only all members together tell what it is: an enum with words of its own is no object.
    let merged = all_of::merge(cx, node);
    let kind = merged.and_then(|merged| merged.kind);
    kind.is_none_or(|kind| matches!(kind, Kind::Object | Kind::Array))
}
