//! Bodies of requests: one media type is chosen, and its value becomes arguments or setters.

use crate::ir::{self, Body, Content, Media, Operation, Style, Type};
use crate::report::Report;
use crate::rust::{BodyKind, Convert, ParamCall, ParamStyle, PartKind, Ty};
use crate::text::Text;

use super::params;
use super::params::{Input, Inputs};
use crate::plan::docs;
use crate::plan::docs::about;
use crate::plan::docs::limits;
use crate::plan::names::snake;
use crate::plan::types::scalars;
use crate::plan::types::{Shape, Types};

/// Adds the body of an operation to its inputs, and says in the notes which media types there are beside the chosen.
pub(super) fn plan(
    types: &Types<'_>,
    operation: &Operation,
    inputs: &mut Inputs,
    notes: &mut Vec<String>,
    report: &mut Report,
) {
    let Some(body) = &operation.body else { return };
    let Some(content) = choose(&body.contents) else {
        if !body.contents.is_empty() {
            report.unsupported(
                &operation.place.join("requestBody"),
                "no media type of this body can be sent; the operation is generated without it",
                "describe the parts of the body, or another media type",
            );
        }
        return;
    };
    if !is_visible(&content.media_type) {
        report.unsupported(
            &operation.place.join("requestBody"),
            "the media type of this body cannot stand in a header; a usual one is sent instead",
            "a media type consists of visible ASCII characters",
        );
    }
    let others: Vec<String> = body
        .contents
        .iter()
        .filter(|other| essence(&other.media_type) != essence(&content.media_type))
        .map(|other| docs::code(&other.media_type))
        .collect();
    if !others.is_empty() {
        let chosen = docs::code(essence(&content.media_type));
        notes.push(format!(
            "The body is sent as {chosen}; the service also takes {}.",
            others.join(", ")
        ));
    }
    add(types, body, content, inputs);
}

/// The media type that is the most use: JSON before all others.
pub(in crate::plan) fn choose(contents: &[Content]) -> Option<&Content> {
    let rank = |content: &Content| {
        Some(match &content.media {
            Media::Json(_) if essence(&content.media_type) == "application/json" => 0,
            Media::Json(_) => 1,
            Media::Form { .. } => 2,
            Media::Multipart(parts) if !parts.is_empty() => 3,
            Media::Xml(_) => 4,
            Media::Text => 5,
            Media::JsonLines(_) => 6,
            Media::Bytes => 7,
            Media::Multipart(_) if is_form_data(&content.media_type) => 8,
            Media::Multipart(_) | Media::Events(_) => return None,
        })
    };
    contents
        .iter()
        .filter_map(|content| Some((rank(content)?, content)))
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, content)| content)
}

/// Whether the parts of a multipart body have names, so that a caller can say what they are.
fn is_form_data(media_type: &str) -> bool {
    essence(media_type).eq_ignore_ascii_case("multipart/form-data")
}

/// A media type without its parameters.
pub(in crate::plan) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The media type to send, where the document's is none or only a range of them.
pub(in crate::plan) fn exact(media_type: &str, default: &str) -> String {
    let usable = media_type.contains('/') && !media_type.contains('*');
    let chosen = if usable && is_visible(media_type) {
        media_type.trim()
    } else {
        default
    };
    chosen.to_owned()
}

/// Whether a text can be the value of a header.
fn is_visible(text: &str) -> bool {
    text.bytes().all(|b| (0x20..0x7f).contains(&b))
}

/// The media type of a part: the first of those that the document allows, unless that is a range.
pub(in crate::plan) fn part_media_type(content_type: &str) -> Option<String> {
    let first = content_type.split(',').next().unwrap_or_default().trim();
    let usable = first.contains('/') && !first.contains('*') && is_visible(first);
    usable.then(|| first.to_owned())
}

fn add(types: &Types<'_>, body: &Body, content: &Content, inputs: &mut Inputs) {
    let media_type = &content.media_type;
    let input = |ty, kind| Input {
        wishes: vec!["body".to_owned(), "request_body".to_owned()],
        docs: about::a_use(types, &body.docs, ty, None),
        required: body.required,
        deprecated: false,
        ty,
        call: ParamCall::Body(kind),
    };
    match &content.media {
        Media::Json(ty) => {
            let sent = exact(media_type, "application/json");
            let named = (essence(&sent) != "application/json").then_some(sent);
            let named = named.map(Text::from);
            let mut input = input(ty, BodyKind::Json(named.clone()));
            if body.required && is_bare_object(types, ty) {
                input.required = false;
                inputs.constants.push(ParamCall::EmptyObject(named));
            }
            add_json(types, ty, input, inputs);
        }
        Media::Form { ty, fields } => {
            let kind = BodyKind::Form(form_styles(types, fields));
            let (rust, _) = params::taken(types, ty);
            inputs.put(input(ty, kind), rust, Convert::Plain);
        }
        Media::Multipart(parts) if parts.is_empty() => add_any_parts(types, body, inputs),
        Media::Multipart(parts) => {
            for part in parts {
                add_part(types, body, part, inputs);
            }
        }
        Media::Text => {
            let kind = BodyKind::Text(exact(media_type, "text/plain").into());
            inputs.put(input(&Type::String, kind), Ty::String, Convert::Into);
        }
        Media::Xml(ty) => {
            let media_type = Text::from(exact(media_type, "application/xml"));
            if let Some(root) = types.root(ty) {
                let (rust, _) = params::taken(types, ty);
                let kind = BodyKind::Xml(media_type, root.clone());
                inputs.put(input(ty, kind), rust, Convert::Plain);
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

/// Whether the schema is an object without any property: callers rarely have anything to say in it.
fn is_bare_object(types: &Types<'_>, ty: &Type) -> bool {
    match types.resolve(ty) {
        Type::Map(values) => matches!(types.resolve(values), Type::Any(_)),
        _ => false,
    }
}

/// How a field of a form is written.
pub(in crate::plan) fn form_style(types: &Types<'_>, field: &ir::Part) -> ParamStyle {
    params::written(types, &field.ty, &field.encoding, (Style::Form, true))
}

fn form_styles(types: &Types<'_>, fields: &[ir::Part]) -> Vec<(Text, ParamStyle)> {
    fields
        .iter()
        .map(|field| (Text::from(&field.name), form_style(types, field)))
        .filter(|(_, style)| *style != ParamStyle::Plain)
        .collect()
}

/// Parts that the document does not tell of: the caller names them.
fn add_any_parts(types: &Types<'_>, body: &Body, inputs: &mut Inputs) {
    let about = "The parts of the body, each with its name.".to_owned();
    let input = Input {
        wishes: vec!["parts".to_owned(), "body_parts".to_owned()],
        docs: about::a_use(types, &body.docs, &Type::Binary, Some(about)),
        required: body.required,
        deprecated: false,
        ty: &Type::Binary,
        call: ParamCall::Parts,
    };
    let part = Ty::Tuple(vec![Ty::String, Ty::FilePart]);
    inputs.put(input, part, Convert::Collect);
}

fn add_part(types: &Types<'_>, body: &Body, part: &ir::Part, inputs: &mut Inputs) {
    let (item, repeated) = match types.resolve(&part.ty) {
        Type::List(item) => (types.resolve(item), true),
        ty => (ty, false),
    };
    let kind = match item {
        Type::Binary if repeated => PartKind::Files,
        Type::Binary => PartKind::File,
        Type::Any(_) | Type::Map(_) | Type::List(_) | Type::Tuple(_) => PartKind::Json,
        Type::Ref(id) if types.shapes[id.index()] != Shape::Enum => PartKind::Json,
        _ => PartKind::Text,
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
        required: body.required && part.required,
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
