//! Bodies: each media type with what it carries, forms and parts included.

use indexmap::IndexMap;
use openapiv3 as v3;

use crate::document::{Node, Tree};
use crate::ir::{Body, Content, Media, Step, Type};
use crate::report::Code;

use super::media;
use super::media::Family;
use super::{examples, parts};
use crate::lower::context::Context;
use crate::lower::schemas::facts::{Facts, Kind};
use crate::lower::schemas::scalars::ANYTHING;
use crate::lower::schemas::sites::Site;
use crate::lower::schemas::{choices, references};
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
    let site = references::part_site(cx, &node, Site::operation(id, Step::Body));
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

/// Says of which multipart bodies the parts are not known: the caller gives them, in a form with their names.
fn report_missing_parts(cx: &mut Context<'_, '_>, node: &Node<'_>, contents: &[Content]) {
    for content in contents {
        let unknown = matches!(&content.media, Media::Multipart { parts, .. } if parts.is_empty());
        let place = node.get("content").and_then(|n| n.get(&content.media_type));
        if let Some(place) = place.filter(|_| unknown) {
            let help = "describe the parts as properties of an object";
            let how = if media::essence(&content.media_type) == "multipart/form-data" {
                "names"
            } else {
                "gives"
            };
            let message =
                format!("the parts of this body are not told by properties; the caller {how} them");
            cx.report.warning(Code::Shape, place.place(), message, help);
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
    let json: Vec<&Tree> = content
        .keys()
        .filter(|name| media::family(name) == Family::Json)
        .filter_map(|name| schema(&owner.get("content")?.get(name)?))
        .collect();
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
            // What has the schema of the JSON beside it is another way to write that, and not JSON by another name.
            Family::Unknown if schema(&node).is_some_and(|schema| json.contains(&schema)) => {
                Media::Bytes
            }
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

/// The schema of a media type, where its references end: of several media types with one schema, some may refer to it.
fn schema<'d>(media_type: &Node<'d>) -> Option<&'d Tree> {
    let schema = media_type.get("schema")?.resolve().ok()?;
    Some(schema.tree())
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
        (Family::JsonLines, _) => {
            let item = match item {
                Some(schema) if !has_item => item_of(cx, schema),
                item => item,
            };
            Media::JsonLines(whole(cx, item.as_ref(), site))
        }
        (Family::Multipart, schema) => {
            let (parts, open) = parts::multipart(cx, schema.as_ref(), node, said, site);
            Media::Multipart { parts, open }
        }
        (Family::Form, schema) => Media::Form {
            ty: whole(cx, schema.as_ref(), site),
            fields: parts::of(cx, schema.as_ref(), node, said, site, false),
        },
        (Family::Text, _) => Media::Text,
        (Family::Bytes, _) => Media::Bytes,
        (_, Some(schema)) if is_binary(cx, &schema) => Media::Bytes,
        (Family::Json, schema) => Media::Json(whole(cx, schema.as_ref(), site)),
        (Family::Xml, schema) => {
            let ty = whole(cx, schema.as_ref(), site);
            // An object has a type of its own that knows how it is written; a list has none.
            let list = schema.filter(|_| matches!(ty, Type::List(_)));
            let own = list.and_then(|schema| read::xml(&schema, cx.report));
            Media::Xml(ty, own.unwrap_or_default())
        }
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

/// What one line or text of a sequence is: a schema that is a list describes all of them (OpenAPI 3.2, Sequential Media Types).
fn item_of<'d>(cx: &mut Context<'d, '_>, schema: Node<'d>) -> Option<Node<'d>> {
    let target = references::resolve_schema(cx, &schema)?;
    let facts = cx.facts(&target);
    let is_list = facts.kind == Some(Kind::Array) && facts.prefix.is_empty();
    facts.items.clone().filter(|_| is_list).or(Some(schema))
}

/// Whether a schema is bytes: a text with the format `binary`.
fn is_binary<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>) -> bool {
    choices::peek(cx, schema).is_some_and(|facts| is_binary_text(&facts))
}

pub(super) fn is_binary_text(facts: &Facts<'_>) -> bool {
    matches!(facts.kind, None | Some(Kind::String)) && facts.format.as_deref() == Some("binary")
}

/// Whether a schema is any text.
fn is_text_schema<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>) -> bool {
    let facts = choices::peek(cx, schema);
    facts.is_some_and(|facts| facts.kind == Some(Kind::String) && facts.is_silent())
}

/// Whether a schema describes more than a text.
pub(super) fn is_structured<'d>(cx: &mut Context<'d, '_>, schema: &Node<'d>) -> bool {
    let Some(facts) = choices::peek(cx, schema) else {
        return false;
    };
    let told = facts.kind.is_some() || facts.is_specific() || !facts.all_of.is_empty();
    told && facts.kind != Some(Kind::String)
}
