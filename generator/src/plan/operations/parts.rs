//! Multipart bodies of requests: each part becomes an argument or a setter, and so does each of its headers.

use crate::ir::{self, Body, PartFormat, Style, Type};
use crate::rust::{Convert, ParamCall, PartKind, Ty};
use crate::text::Text;

use super::bodies::{MAX_UNIONS, is_scalar};
use super::media_types::{exact, is_form_data, is_visible};
use super::params;
use super::params::{Input, Inputs};
use crate::plan::docs;
use crate::plan::docs::{about, limits};
use crate::plan::names::snake;
use crate::plan::types::Types;

/// Adds the parts of a multipart body.
pub(super) fn add(
    types: &Types<'_>,
    body: &Body,
    media_type: &str,
    (parts, open): (&[ir::Part], bool),
    required: bool,
    inputs: &mut Inputs,
) {
    begin(media_type, parts, required, inputs);
    for part in parts {
        add_part(types, required, part, inputs);
    }
    let is_only = parts.is_empty();
    if is_only || open {
        let required = required && is_only;
        add_other_parts(types, body, media_type, (is_only, required), inputs);
    }
}

/// Says of which type a multipart body is, where that is not a form that a part begins.
fn begin(media_type: &str, parts: &[ir::Part], required: bool, inputs: &mut Inputs) {
    let is_begun = parts.iter().any(|part| part.required);
    if is_form_data(media_type) && (!required || is_begun || parts.is_empty()) {
        return;
    }
    let media_type = multipart_type(media_type);
    inputs
        .constants
        .insert(0, ParamCall::Multipart(media_type.into(), required));
}

/// The multipart type that is sent. A boundary is made anew for each request, and `multipart/related` names its root by
/// itself.
pub(in crate::plan) fn multipart_type(media_type: &str) -> String {
    let words = media_type.split(';').map(str::trim).filter(|word| {
        let word = word.to_ascii_lowercase();
        !word.starts_with("boundary") && !word.starts_with("type=")
    });
    let words: Vec<&str> = words.collect();
    exact(&words.join("; "), "multipart/form-data")
}

/// Parts that the document does not tell of, all or beside others: in a form the caller names them.
fn add_other_parts(
    types: &Types<'_>,
    body: &Body,
    media_type: &str,
    (is_only, required): (bool, bool),
    inputs: &mut Inputs,
) {
    let is_named = is_form_data(media_type) || !is_only;
    let about = match (is_only, is_named) {
        (true, true) => "The parts of the body, each with its name.",
        (true, false) => "The parts of the body, in their order.",
        (false, _) => "Other parts of the body, each with its name.",
    };
    let docs = if is_only {
        body.docs.clone()
    } else {
        ir::Docs::default()
    };
    let (call, convert) = if is_named {
        (ParamCall::Parts, Convert::Pairs)
    } else {
        (ParamCall::UnnamedParts, Convert::Collect)
    };
    let wishes = if is_only {
        ["parts", "body_parts"]
    } else {
        ["other_parts", "more_parts"]
    };
    let input = Input {
        wishes: wishes.map(str::to_owned).to_vec(),
        docs: about::a_use(types, &docs, &Type::Binary, Some(about.to_owned())),
        required,
        deprecated: false,
        ty: &Type::Binary,
        call,
    };
    inputs.put(input, Ty::FilePart, convert);
}

/// The media type of a part: the first of those that the document allows, unless that is a range.
pub(in crate::plan) fn part_media_type(content_type: &str) -> Option<String> {
    let first = content_type.split(',').next().unwrap_or_default().trim();
    let usable = first.contains('/') && !first.contains('*') && is_visible(first);
    usable.then(|| first.to_owned())
}

/// How a part is taken, and what that is in Rust where its type does not say so.
fn part_kind(types: &Types<'_>, part: &ir::Part) -> (PartKind, Option<(Ty, Convert)>) {
    let (item, repeated) = match types.resolve(&part.ty) {
        Type::List(item) => (types.resolve(item), true),
        ty => (ty, false),
    };
    let scalar = is_scalar(types, item, MAX_UNIONS);
    match (&part.format, item) {
        (_, Type::Binary) if repeated => (PartKind::Files, Some((Ty::FilePart, Convert::Collect))),
        (_, Type::Binary) => (PartKind::File, Some((Ty::FilePart, Convert::Into))),
        // A style overrides the media type (OpenAPI 3.1, Encoding Object).
        _ if part.styled && (repeated || !scalar) => {
            (PartKind::Styled(params::told(&part.encoding)), None)
        }
        _ if part.styled => (PartKind::Text, None),
        // A media type that is told for a list is that of the whole list: it is one part, and not one for each item.
        (PartFormat::Json, _) if repeated => (PartKind::JsonList, None),
        (PartFormat::Json, _) => (PartKind::Json, None),
        (PartFormat::Xml(own), _) if repeated || !scalar => match types.root(&part.ty, own) {
            Some(root) => (PartKind::Xml(root.clone()), None),
            None => (PartKind::Text, Some((Ty::String, Convert::Into))),
        },
        // No other format is written here, so that the caller does.
        (PartFormat::Other, _) if !scalar => (PartKind::File, Some((Ty::FilePart, Convert::Into))),
        _ if scalar => (PartKind::Text, None),
        _ => (PartKind::Json, None),
    }
}

/// What there is to know of a part's media type.
fn part_type(part: &ir::Part, kind: &PartKind) -> Option<String> {
    let said = part.content_type.as_deref()?.trim();
    let is_file = matches!(kind, PartKind::File | PartKind::Files);
    let is_one = !said.contains(['*', ',']);
    match (is_file, is_one, part.ty == Type::Binary) {
        (true, true, false) if part.format == PartFormat::Other => {
            Some(format!("Written by the caller, as {}.", docs::code(said)))
        }
        (true, false, _) => Some(format!(
            "Its media type is one of {}: `FilePart::media_type` says which.",
            docs::code(said)
        )),
        _ => None,
    }
}

fn add_part(types: &Types<'_>, required: bool, part: &ir::Part, inputs: &mut Inputs) {
    let (kind, taken) = part_kind(types, part);
    let name = snake(part.alias.as_ref().unwrap_or(&part.name));
    let words = limits::words(
        part.default.as_ref(),
        part.constraints.as_deref(),
        &part.examples,
    );
    let words = [part_type(part, &kind), words].into_iter().flatten();
    let words: Vec<String> = words.collect();
    let media_type = part.content_type.as_deref().and_then(part_media_type);
    let media_type = media_type.filter(|_| !part.styled || is_file(&kind));
    let is_needed = required && part.required;
    let input = Input {
        wishes: vec![name.clone(), format!("{name}_part")],
        docs: about::a_use(
            types,
            &part.docs,
            &part.ty,
            (!words.is_empty()).then(|| words.join(" ")),
        ),
        required: is_needed,
        deprecated: part.deprecated,
        ty: &part.ty,
        call: ParamCall::Part(Text::from(&part.name), kind, media_type.map(Text::from)),
    };
    match taken {
        Some((ty, convert)) => inputs.put(input, ty, convert),
        None => inputs.add(types, input),
    }
    for header in &part.headers {
        let wishes = if let Some(alias) = &header.alias {
            vec![snake(alias), format!("{name}_{}", snake(alias))]
        } else {
            let wish = format!("{name}_{}", snake(&header.name));
            vec![wish.clone(), format!("{wish}_header")]
        };
        let words = limits::words(None, header.constraints.as_deref(), &header.examples);
        let input = Input {
            wishes,
            docs: about::a_use(types, &header.docs, &header.ty, words),
            required: is_needed && header.required,
            deprecated: header.deprecated,
            ty: &header.ty,
            call: ParamCall::PartHeader(
                Text::from(&part.name),
                Text::from(&header.name),
                params::written(types, &header.ty, &header.encoding, (Style::Simple, false)),
            ),
        };
        inputs.add(types, input);
    }
}

fn is_file(kind: &PartKind) -> bool {
    matches!(kind, PartKind::File | PartKind::Files)
}
