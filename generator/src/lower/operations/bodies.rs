//! Bodies: each media type with what it carries, forms and parts included.

use indexmap::IndexMap;
use openapiv3 as v3;

use crate::document::Node;
use crate::ir::{Body, Content, Encoding, Media, Part, Style, Type};
use crate::report::Code;

use super::media;
use super::media::Family;
use super::{examples, params};
use crate::lower::context::Context;
use crate::lower::schemas::facts;
use crate::lower::schemas::facts::{Facts, Kind, Property};
use crate::lower::schemas::scalars::ANYTHING;
use crate::lower::schemas::sites::Site;
use crate::lower::schemas::{all_of, choices, constraints, defaults, references};
use crate::lower::{read, schemas};

/// The body of an operation; none where it has no content.
pub(super) fn lower<'d>(
    cx: &mut Context<'d, '_>,
    operation: &Node<'d>,
    part: &v3::ReferenceOr<v3::RequestBody>,
    id: &str,
) -> Option<Body> {
    let node = references::resolve(cx, &operation.part(part)?, "the body is left out")?;
    let body = node.request_body(cx.report)?;
    let site = references::part_site(cx, &node, Site::operation(id, "body"));
    let contents = contents(cx, &node, body.content, &site);
    if contents.is_empty() {
        return None;
    }
    report_missing_parts(cx, &node, &contents);
    let summary = read::text(&node, "summary", cx.report);
    Some(Body {
        docs: read::docs(summary, body.description, None),
        required: body.required,
        contents,
    })
}

/// Says of which multipart bodies the parts are not known: of a form the caller names them, others cannot be sent.
fn report_missing_parts(cx: &mut Context<'_, '_>, node: &Node<'_>, contents: &[Content]) {
    for content in contents {
        let unknown = matches!(&content.media, Media::Multipart(parts) if parts.is_empty());
        let place = node.get("content").and_then(|n| n.get(&content.media_type));
        if let Some(place) = place.filter(|_| unknown) {
            let help = "describe the parts as properties of an object";
            if media::essence(&content.media_type) == "multipart/form-data" {
                let message =
                    "the parts of this body are not told by properties; the caller names them";
                cx.report.warning(Code::Shape, place.place(), message, help);
            } else {
                let message = "the parts of this body are not told by properties; none can be sent";
                cx.report.unsupported(place.place(), message, help);
            }
        }
    }
}

/// The media types under the `content` of a body or response.
pub(super) fn contents<'d>(
    cx: &mut Context<'d, '_>,
    owner: &Node<'d>,
    content: IndexMap<String, v3::MediaType>,
    site: &Site,
) -> Vec<Content> {
    let json = content
        .keys()
        .any(|name| media::family(name) == Family::Json);
    let mut out = Vec::with_capacity(content.len());
    for (name, said) in content {
        let family = media::family(&name);
        let node = owner.get("content").and_then(|content| content.get(&name));
        let Some(node) =
            node.and_then(|node| references::resolve(cx, &node, "the media type is left out"))
        else {
            continue;
        };
        let media = match family {
            // What stands beside JSON is another way to write it, and not JSON by another name.
            Family::Unknown if json => Media::Bytes,
            family => media(cx, family, &name, &node, &said, site),
        };
        let examples = examples::of(cx, &node, said.example.as_ref(), &said.examples);
        out.push(Content {
            media_type: name,
            media,
            examples,
        });
    }
    out
}

fn media<'d>(
    cx: &mut Context<'d, '_>,
    family: Family,
    name: &str,
    node: &Node<'d>,
    said: &v3::MediaType,
    site: &Site,
) -> Media {
    let schema = said.schema.as_ref().and_then(|schema| node.part(schema));
    let item = said.extensions.get("x-clientwright-item-schema");
    let item = item.and_then(|item| read::part(node, item));
    let has_item = item.is_some();
    let item = item.or_else(|| schema.clone());
    match (family, schema) {
        (Family::Events, _) => Media::Events(whole(cx, item.as_ref(), site)),
        // A text that is not said to be an item is all of the lines together.
        (Family::JsonLines, Some(schema)) if !has_item && is_text_schema(cx, &schema) => {
            Media::Text
        }
        (Family::JsonLines, _) => Media::JsonLines(whole(cx, item.as_ref(), site)),
        (Family::Multipart, schema) => {
            Media::Multipart(parts(cx, schema.as_ref(), node, said, site, true))
        }
        (Family::Form, schema) => Media::Form {
            ty: whole(cx, schema.as_ref(), site),
            fields: parts(cx, schema.as_ref(), node, said, site, false),
        },
        (Family::Text, _) => Media::Text,
        (Family::Bytes, _) => Media::Bytes,
        (_, Some(schema)) if is_binary(cx, &schema) => Media::Bytes,
        (Family::Json, schema) => Media::Json(whole(cx, schema.as_ref(), site)),
        (Family::Xml, schema) => Media::Xml(whole(cx, schema.as_ref(), site)),
        (Family::Wild | Family::Unknown, Some(schema)) if is_structured(cx, &schema) => {
            if family == Family::Unknown {
                let message = format!(
                    "`{name}` is not known; as its schema is no plain text, it is taken for JSON"
                );
                cx.report.warning(Code::Shape, node.place(), message, "");
            }
            Media::Json(whole(cx, Some(&schema), site))
        }
        (Family::Wild | Family::Unknown, _) => Media::Bytes,
    }
}

fn whole<'d>(cx: &mut Context<'d, '_>, schema: Option<&Node<'d>>, site: &Site) -> Type {
    schema.map_or(ANYTHING, |schema| schemas::lower(cx, schema, site).whole())
}

/// Whether a schema is bytes: a text with the format `binary`.
fn is_binary<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>) -> bool {
    choices::peek(cx, schema).is_some_and(|facts| is_binary_text(&facts))
}

fn is_binary_text(facts: &Facts<'_>) -> bool {
    matches!(facts.kind, None | Some(Kind::String)) && facts.format.as_deref() == Some("binary")
}

/// Whether a schema is any text.
fn is_text_schema<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>) -> bool {
    let facts = choices::peek(cx, schema);
    facts.is_some_and(|facts| facts.kind == Some(Kind::String) && facts.is_silent())
}

/// Whether a schema describes more than a text.
fn is_structured<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>) -> bool {
    let Some(facts) = choices::peek(cx, schema) else {
        return false;
    };
    let told = facts.kind.is_some() || facts.is_specific() || !facts.all_of.is_empty();
    told && facts.kind != Some(Kind::String)
}

/// The properties of a form or the parts of a multipart body.
fn parts<'d>(
    cx: &mut Context<'d, '_>,
    schema: Option<&Node<'d>>,
    media: &Node<'d>,
    said: &v3::MediaType,
    site: &Site,
    multipart: bool,
) -> Vec<Part> {
    let Some(schema) = schema else {
        return Vec::new();
    };
    let Some(mut facts) = all_of::merge(cx, schema) else {
        return Vec::new();
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
        let site = match owner {
            Some(owner) => Site::property(owner, name),
            None => site.inside(name),
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
            part.encoding = styled(media, name, encoding).unwrap_or(part.encoding);
        }
        out.push(part);
    }
    out
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
            .filter(|name| others.iter().all(|other| other.required.contains(name)));
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
        docs: notes.docs,
        required: false,
        ty,
        encoding,
        content_type: None,
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

/// A part of bytes, or of several of them.
fn binary<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>, bytes: Bytes) -> Option<Type> {
    let is_bytes = |facts: &Facts<'_>| match bytes {
        Bytes::Never => false,
        Bytes::Told => is_binary_text(facts),
        Bytes::Untyped => is_binary_text(facts) || facts.kind.is_none() && facts.is_silent(),
    };
    let facts = choices::peek(cx, schema)?;
    if is_bytes(&facts) {
        return Some(Type::Binary);
    }
    let items = facts.items.as_ref();
    let items = items.filter(|_| facts.kind.is_none_or(|kind| kind == Kind::Array))?;
    let items = choices::peek(cx, items)?;
    is_bytes(&items).then(|| Type::List(Box::new(Type::Binary)))
}

fn is_object<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>) -> bool {
    let Some(facts) = choices::peek(cx, schema) else {
        return false;
    };
    let facts = match facts.items.clone().filter(|_| facts.is_array()) {
        Some(items) => choices::peek(cx, &items).unwrap_or(facts),
        None => facts,
    };
    facts.is_object() || !facts.all_of.is_empty()
}
