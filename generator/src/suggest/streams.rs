//! Responses that come as a stream of events where the caller asks for it, and are described as JSON alone.

use super::fields::{fields, is_success, resolve};
use super::{Evidence, Kind, Suggestion, Target, Value, subject};
use crate::document::Document;
use crate::ir::{Api, Media, Operation, Status, Type};

/// A stream of which the property `stream` of the body tells, and no response.
pub(super) fn of(api: &Api, operation: &Operation, document: &Document) -> Option<Suggestion> {
    let body = operation.body.as_ref()?;
    let body = body
        .contents
        .iter()
        .find_map(|content| match &content.media {
            Media::Json(ty) => Some(resolve(api, ty)),
            _ => None,
        })?;
    let flags = fields(api, body, 1);
    let flag = flags
        .iter()
        .find(|field| field.path == ["stream"] && *field.ty == Type::Bool)?;
    let words = flag.says();
    if !words.contains("server-sent event") && !words.contains("event-stream") {
        return None;
    }
    let success = operation
        .responses
        .iter()
        .find(|response| is_success(response.status))?;
    let [content] = success.contents.as_slice() else {
        return None;
    };
    let Status::Code(status) = success.status else {
        return None;
    };
    // A response that stands elsewhere may be that of other operations.
    let place = operation
        .place
        .join("responses")
        .join(status)
        .join("content");
    document.root().tree().at(&place)?;
    matches!(content.media, Media::Json(_)).then_some(())?;
    let events = Value::Map(vec![("schema", Value::Map(Vec::new()))]);
    Some(Suggestion {
        kind: Kind::Stream,
        subject: subject(operation),
        target: Target::Value(place),
        update: Value::At("text/event-stream".to_owned(), Box::new(events)),
        evidence: vec![Evidence::new(
            "its body has `stream`, which turns on a stream of events",
            flag.place.clone(),
        )],
    })
}
