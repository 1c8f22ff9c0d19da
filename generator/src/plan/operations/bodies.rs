//! Bodies of requests: the value of a media type becomes arguments or setters.

use crate::ir::{self, Body, Content, Media, Operation, Style, Type};
use crate::report::{Code, Report};
use crate::rust::{BodyKind, Convert, ParamCall, ParamStyle, Taken, Ty};
use crate::text::Text;

use super::media_types;
use super::media_types::{essence, exact, is_visible};
use super::params;
use super::params::{Input, Inputs};
use super::parts;
use crate::plan::docs;
use crate::plan::docs::about;
use crate::plan::types::taken::{items, sent, sent_or_null};
use crate::plan::types::{Shape, Types};

/// How deep unions may be nested of which all members are known to be scalars.
pub(super) const MAX_UNIONS: usize = 8;

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
            add_media_type(operation, content, body.required, (inputs, report));
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
    add_media_type(operation, content, true, (inputs, report));
}

/// Lets the caller say of which media type the body is, where the document gives only a range of them. Where what is
/// usual for such a body is none of the range, the caller has to.
fn add_media_type(
    operation: &Operation,
    content: &Content,
    required: bool,
    (inputs, report): (&mut Inputs, &mut Report),
) {
    let usual = match &content.media {
        Media::Text => "text/plain",
        Media::Bytes => "application/octet-stream",
        _ => return,
    };
    let said = essence(&content.media_type).to_ascii_lowercase();
    let Some((top, "*")) = said.split_once('/') else {
        return;
    };
    let is_usual = top == "*" || usual.starts_with(&format!("{top}/"));
    if !required && !is_usual {
        let message = format!(
            "`{said}` is only a range: a body is sent as `{usual}`, which is none of it, unless the \
             caller says of which media type it is"
        );
        let help = "describe the media types one by one, or make the body required";
        let place = operation.place.join("requestBody");
        report.warning(Code::Shape, &place, message, help);
    }
    let about = if is_usual {
        format!("The media type of the body, `{usual}` where none is given.")
    } else {
        format!("The media type of the body: one of {}.", docs::code(&said))
    };
    let input = Input {
        wishes: vec!["content_type".to_owned(), "body_content_type".to_owned()],
        docs: docs::own(&about),
        required: required && !is_usual,
        deprecated: false,
        ty: &Type::String,
        call: ParamCall::Header("Content-Type".into(), ParamStyle::Plain),
    };
    inputs.put(input, Ty::String, Convert::Into);
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
            let Taken { ty: rust, convert } = sent(types, ty);
            inputs.put(input(ty, kind), rust, convert);
        }
        Media::Multipart { parts, open } => {
            parts::add(types, body, media_type, (parts, *open), required, inputs);
        }
        Media::Text => {
            let kind = BodyKind::Text(exact(media_type, "text/plain").into());
            inputs.put(input(&Type::String, kind), Ty::String, Convert::Into);
        }
        Media::Xml(ty, own) => {
            let media_type = Text::from(exact(media_type, "application/xml"));
            if let Some(root) = types.root(ty, own) {
                let kind = BodyKind::Xml(media_type, root.clone());
                let Taken { ty: rust, convert } = sent(types, ty);
                inputs.put(input(ty, kind), rust, convert);
            } else {
                let input = input(&Type::String, BodyKind::Text(media_type));
                inputs.put(input, Ty::String, Convert::Into);
            }
        }
        Media::JsonLines(ty) => {
            let kind = BodyKind::JsonLines(exact(media_type, "application/x-ndjson").into());
            let Taken { ty: rust, convert } = items(types, ty);
            inputs.put(input(ty, kind), rust, convert);
        }
        Media::Bytes | Media::Events(_) => {
            let kind = BodyKind::Bytes(exact(media_type, "application/octet-stream").into());
            inputs.put(input(&Type::Binary, kind), Ty::Body, Convert::Into);
        }
    }
}

/// A JSON body keeps its `null`; a constant one is a value like any other.
fn add_json(types: &Types<'_>, ty: &Type, input: Input<'_>, inputs: &mut Inputs) {
    let Taken { ty, convert } = sent_or_null(types, ty);
    inputs.put(input, ty, convert);
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

pub(super) fn form_styles(types: &Types<'_>, fields: &[ir::Part]) -> Vec<(Text, ParamStyle)> {
    fields
        .iter()
        .map(|field| (Text::from(&field.name), form_style(types, field)))
        .filter(|(_, style)| *style != ParamStyle::Plain)
        .collect()
}

/// Whether a value is only one text, number or truth value, whichever of several it is.
pub(super) fn is_scalar(types: &Types<'_>, ty: &Type, deep: usize) -> bool {
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
