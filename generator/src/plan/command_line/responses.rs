//! Responses: what comes back, where its list is, and whether it is printed as it comes.

use crate::ir::{self, Operation, Type, TypeKind};
use crate::plan::docs;
use crate::plan::operations::outputs::{choose, pattern, successes};
use crate::plan::types::Types;
use crate::rust::{CommandResponse, CommandSwitch, Output, Request, Responder, SwitchPlace};
use crate::text::Text;

/// What the operation responses.
pub(super) fn plan(types: &Types<'_>, operation: &Operation) -> Vec<CommandResponse> {
    let described = operation.responses.iter().map(|response| {
        let content = choose(&response.contents);
        CommandResponse {
            status: pattern(response.status),
            about: docs::first_line(&response.docs).unwrap_or_default().into(),
            body: content
                .map(|content| shown(types, &content.media))
                .unwrap_or_default()
                .into(),
        }
    });
    described.collect()
}

/// A body's type for people.
fn shown(types: &Types<'_>, media: &crate::ir::Media) -> String {
    use crate::ir::Media;
    match media {
        Media::Json(ty) | Media::Xml(ty, _) => name(types, ty),
        Media::Events(ty) => format!("events of {}", name(types, ty)),
        Media::JsonLines(ty) => format!("lines of {}", name(types, ty)),
        Media::Text => "text".to_owned(),
        Media::Bytes | Media::Form { .. } | Media::Multipart { .. } => "bytes".to_owned(),
    }
}

fn name(types: &Types<'_>, ty: &Type) -> String {
    match ty {
        Type::Ref(id) if types.is_dissolved(*id) => "JSON".to_owned(),
        Type::Ref(id) => types.names[id.index()].bare().to_owned(),
        Type::List(items) => format!("list of {}", name(types, items)),
        Type::Map(values) => format!("map of {}", name(types, values)),
        Type::Nullable(inner) => name(types, inner),
        Type::Bool => "boolean".to_owned(),
        Type::Integer(_) | Type::UnixTime => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Binary => "bytes".to_owned(),
        Type::Any(_) | Type::Const(_) | Type::Null | Type::Tuple(_) => "JSON".to_owned(),
        Type::String | Type::DateTime | Type::Date | Type::Uuid | Type::Base64 => {
            "string".to_owned()
        }
    }
}

/// The members that lead to the list in a success: what its pages say, or the only list there is.
pub(super) fn items(types: &Types<'_>, operation: &Operation) -> Option<Vec<Text>> {
    if let Some(page) = &operation.page {
        return Some(super::texts(&page.items));
    }
    let success = successes(operation)
        .into_iter()
        .find_map(|response| choose(&response.contents))?;
    let crate::ir::Media::Json(ty) = &success.media else {
        return None;
    };
    match types.resolve(ty) {
        Type::List(_) => Some(Vec::new()),
        Type::Ref(id) => match &types.def(*id).kind {
            TypeKind::Object(object) => {
                let lists = object
                    .fields
                    .iter()
                    .filter(|field| matches!(types.resolve(&field.ty), Type::List(_)));
                let lists: Vec<_> = lists.collect();
                match lists.as_slice() {
                    // A thing may have a list too, so the name decides, or that there is nothing beside it.
                    [only] if object.fields.len() == 1 || is_list_name(&only.name) => {
                        Some(vec![Text::from(&only.name)])
                    }
                    _ => None,
                }
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a property of this name is the list of a response that is a list.
fn is_list_name(name: &str) -> bool {
    matches!(
        name,
        "data" | "items" | "results" | "values" | "records" | "entries" | "value"
    )
}

/// What turns on the stream that is printed as it comes.
pub(super) fn switch(operation: &Operation, request: &Request) -> Option<CommandSwitch> {
    let place = match operation.switch.as_ref()? {
        ir::Switch::Body(steps) => SwitchPlace::Body(super::texts(steps)),
        ir::Switch::Query(name) => SwitchPlace::Query(name.into()),
    };
    let mut others = request.others.iter();
    let other = others.find(|other| other.switch.is_some());
    // What `send` reads is a stream in any case.
    if other.is_none() && request.switch.is_none() {
        return None;
    }
    let accept = other.filter(|_| request.switch.is_none());
    let accept = accept.map(|other| other.accept.clone());
    Some(CommandSwitch { place, accept })
}

/// Whether the response is printed as it comes: events, lines and bytes, also where the body turns them on.
pub(super) fn is_streamed(request: &Request) -> bool {
    let streams = |responder: &Responder| {
        matches!(
            responder,
            Responder::Events
                | Responder::EventsByKind
                | Responder::JsonLines
                | Responder::JsonTexts
                | Responder::Bytes
        )
    };
    let turned_on = |other: &crate::rust::Other| other.switch.is_some();
    match &request.output {
        Output::One(..) if request.others.iter().any(turned_on) => true,
        Output::One(_, responder) => streams(responder),
        Output::Several { variants, .. } => {
            variants.iter().any(|variant| streams(&variant.responder))
        }
    }
}
