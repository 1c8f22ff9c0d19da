//! Bodies of requests: the value of a media type becomes arguments or setters.

use crate::ir::{self, Body, Content, Media, Operation, Style, Type};
use crate::report::Report;
use crate::rust::{BodyKind, Convert, ParamCall, ParamStyle, PartKind, Ty};
use crate::text::Text;

use super::media_types;
use super::media_types::{essence, exact, is_visible};
use super::params;
use super::params::{Input, Inputs};
use crate::plan::docs::about;
use crate::plan::docs::limits;
use crate::plan::names::snake;
use crate::plan::types::scalars;
use crate::plan::types::{Shape, Types};

/// How deep unions may be nested of which all members are known to be scalars.
const MAX_UNIONS: usize = 8;

/// Adds the body of an operation in its usual media type to the inputs.
pub(super) fn plan(
    types: &Types<'_>,
    operation: &Operation,
    inputs: &mut Inputs,
    report: &mut Report,
) {
    let Some(body) = &operation.body else { return };
    match media_types::sent(&body.contents).first() {
        Some(content) => {
            check(operation, content, report);
            add(types, body, content, body.required, inputs);
        }
        None if body.contents.is_empty() => {}
        None => report.unsupported(
            &operation.place.join("requestBody"),
            "no media type of this body can be sent; the operation is generated without it",
            "describe the parts of the body, or another media type",
        ),
    }
}

/// The content in which the body of an operation is usually sent.
pub(super) fn usual(operation: &Operation) -> Option<&Content> {
    let body = operation.body.as_ref()?;
    media_types::sent(&body.contents).first().copied()
}

/// Adds the body of an operation in another media type to the inputs. Whoever chooses that gives a body.
pub(super) fn plan_other(
    types: &Types<'_>,
    operation: &Operation,
    content: &Content,
    inputs: &mut Inputs,
    report: &mut Report,
) {
    let Some(body) = &operation.body else { return };
    check(operation, content, report);
    add(types, body, content, true, inputs);
}

fn check(operation: &Operation, content: &Content, report: &mut Report) {
    if !is_visible(&content.media_type) {
        report.unsupported(
            &operation.place.join("requestBody"),
            "the media type of this body cannot stand in a header; a usual one is sent instead",
            "a media type consists of visible ASCII characters",
        );
    }
}

/// The media type of a part: the first of those that the document allows, unless that is a range.
pub(in crate::plan) fn part_media_type(content_type: &str) -> Option<String> {
    let first = content_type.split(',').next().unwrap_or_default().trim();
    let usable = first.contains('/') && !first.contains('*') && is_visible(first);
    usable.then(|| first.to_owned())
}

fn add(types: &Types<'_>, body: &Body, content: &Content, required: bool, inputs: &mut Inputs) {
    let media_type = &content.media_type;
    let input = |ty, kind| Input {
        wishes: vec!["body".to_owned(), "request_body".to_owned()],
        docs: about::a_use(types, &body.docs, ty, None),
        required,
        deprecated: false,
        ty,
        call: ParamCall::Body(kind),
    };
    match &content.media {
        Media::Json(ty) => {
            let sent = exact(media_type, "application/json");
            match free(types, ty, &sent) {
                Some((kind, about)) => {
                    let mut input = input(ty, kind);
                    input.docs = about::a_use(types, &body.docs, ty, Some(about.to_owned()));
                    inputs.put(input, Ty::Value, Convert::Serialize);
                }
                None => add_json(types, ty, input(ty, json(sent)), inputs),
            }
        }
        Media::Form { ty, fields } => {
            let kind = BodyKind::Form(form_styles(types, fields));
            let (rust, _) = params::taken(types, ty);
            inputs.put(input(ty, kind), rust, Convert::Plain);
        }
        Media::Multipart(parts) if parts.is_empty() => add_any_parts(types, body, required, inputs),
        Media::Multipart(parts) => {
            for part in parts {
                add_part(types, required, part, inputs);
            }
        }
        Media::Text => {
            let kind = BodyKind::Text(exact(media_type, "text/plain").into());
            inputs.put(input(&Type::String, kind), Ty::String, Convert::Into);
        }
        Media::Xml(ty, own) => {
            let media_type = Text::from(exact(media_type, "application/xml"));
            if let Some(root) = types.root(ty, own) {
                let kind = BodyKind::Xml(media_type, root.clone());
                let (rust, convert) = match params::taken(types, ty) {
                    (item, Convert::Collect) => (item, Convert::Collect),
                    (rust, _) => (rust, Convert::Plain),
                };
                inputs.put(input(ty, kind), rust, convert);
            } else {
                let input = input(&Type::String, BodyKind::Text(media_type));
                inputs.put(input, Ty::String, Convert::Into);
            }
        }
        Media::JsonLines(ty) => {
            let kind = BodyKind::JsonLines(exact(media_type, "application/x-ndjson").into());
            inputs.put(input(ty, kind), scalars::ty(types, ty), Convert::Collect);
        }
        Media::Bytes | Media::Events(_) => {
            let kind = BodyKind::Bytes(exact(media_type, "application/octet-stream").into());
            inputs.put(input(&Type::Binary, kind), Ty::Body, Convert::Into);
        }
    }
}

/// A JSON body keeps its `null`; a constant one is a value like any other.
fn add_json(types: &Types<'_>, ty: &Type, input: Input<'_>, inputs: &mut Inputs) {
    if types.is_nullable(ty) {
        inputs.put(input, scalars::ty(types, ty), Convert::Plain);
    } else {
        let (rust, convert) = params::taken(types, ty);
        inputs.put(input, rust, convert);
    }
}

/// As JSON of this media type.
fn json(media_type: String) -> BodyKind {
    let named = (media_type != "application/json").then_some(media_type);
    BodyKind::Json(named.map(Text::from))
}

/// How JSON is taken of which the schema says next to nothing, and what it is. A JSON Patch is a list (RFC 6902, section
/// 3), also where the schema, which frameworks make for all patches alike, calls it an object.
fn free(types: &Types<'_>, ty: &Type, media_type: &str) -> Option<(BodyKind, &'static str)> {
    let is_any = |ty: &Type| matches!(types.resolve(ty), Type::Any(_));
    let is_object = match types.resolve(ty) {
        Type::Map(values) => is_any(values),
        Type::Any(_) => false,
        _ => return None,
    };
    let sent = || Text::from(media_type);
    Some(match essence(media_type) {
        "application/json-patch+json" => (
            BodyKind::JsonList(sent()),
            "A list of operations, such as `json!([{\"op\": \"remove\", \"path\": \"/a\"}])`.",
        ),
        _ if is_object => (
            BodyKind::JsonObject(sent()),
            "A JSON object: `json!({..})`, a map or a struct of your own.",
        ),
        _ => (
            json(media_type.to_owned()),
            "Any JSON: `json!(..)` or a type of your own.",
        ),
    })
}

/// How a field of a form is written.
pub(in crate::plan) fn form_style(types: &Types<'_>, field: &ir::Part) -> ParamStyle {
    // Only a style that is told overrides that objects are written as JSON (OpenAPI, Encoding Object).
    let default = match types.resolve(&field.ty) {
        Type::List(_) => true,
        ty => !field.styled || is_scalar(types, ty, MAX_UNIONS),
    };
    if default {
        params::written(types, &field.ty, &field.encoding, (Style::Form, true))
    } else {
        params::told(&field.encoding)
    }
}

fn form_styles(types: &Types<'_>, fields: &[ir::Part]) -> Vec<(Text, ParamStyle)> {
    fields
        .iter()
        .map(|field| (Text::from(&field.name), form_style(types, field)))
        .filter(|(_, style)| *style != ParamStyle::Plain)
        .collect()
}

/// Parts that the document does not tell of: the caller names them.
fn add_any_parts(types: &Types<'_>, body: &Body, required: bool, inputs: &mut Inputs) {
    let about = "The parts of the body, each with its name.".to_owned();
    let input = Input {
        wishes: vec!["parts".to_owned(), "body_parts".to_owned()],
        docs: about::a_use(types, &body.docs, &Type::Binary, Some(about)),
        required,
        deprecated: false,
        ty: &Type::Binary,
        call: ParamCall::Parts,
    };
    let part = Ty::Tuple(vec![Ty::String, Ty::FilePart]);
    inputs.put(input, part, Convert::Collect);
}

/// Whether a value is only one text, number or truth value, whichever of several it is.
fn is_scalar(types: &Types<'_>, ty: &Type, deep: usize) -> bool {
    match types.resolve(ty) {
        Type::Any(_) | Type::Map(_) | Type::List(_) | Type::Tuple(_) => false,
        Type::Const(value) => !value.is_array() && !value.is_object(),
        Type::Ref(id) => match (&types.shapes[id.index()], &types.def(*id).kind) {
            (Shape::Enum, _) => true,
            (Shape::Union, ir::TypeKind::Union(union)) => {
                let mut variants = union.variants.iter();
                deep > 0 && variants.all(|variant| is_scalar(types, &variant.ty, deep - 1))
            }
            _ => false,
        },
        _ => true,
    }
}

fn add_part(types: &Types<'_>, required: bool, part: &ir::Part, inputs: &mut Inputs) {
    let (item, repeated) = match types.resolve(&part.ty) {
        Type::List(item) => (types.resolve(item), true),
        ty => (ty, false),
    };
    let kind = match item {
        Type::Binary if repeated => PartKind::Files,
        Type::Binary => PartKind::File,
        item if is_scalar(types, item, MAX_UNIONS) => PartKind::Text,
        _ => PartKind::Json,
    };
    let name = snake(&part.name);
    let input = Input {
        wishes: vec![name.clone(), format!("{name}_part")],
        docs: about::a_use(
            types,
            &part.docs,
            &part.ty,
            limits::words(
                part.default.as_ref(),
                part.constraints.as_deref(),
                &part.examples,
            ),
        ),
        required: required && part.required,
        deprecated: part.deprecated,
        ty: &part.ty,
        call: ParamCall::Part(
            Text::from(&part.name),
            kind,
            part.content_type
                .as_deref()
                .and_then(part_media_type)
                .map(Text::from),
        ),
    };
    match kind {
        PartKind::File => inputs.put(input, Ty::FilePart, Convert::Into),
        PartKind::Files => inputs.put(input, Ty::FilePart, Convert::Collect),
        // A media type that is told for a list is that of the whole list: it is one part, and not one for each item.
        PartKind::Json if repeated && part.content_type.is_some() => {
            let ty = scalars::bare(types, &part.ty);
            inputs.put(input, ty, Convert::Plain);
        }
        PartKind::Text | PartKind::Json => inputs.add(types, input),
    }
}
