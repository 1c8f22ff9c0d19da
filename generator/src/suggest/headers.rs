//! Headers with a meaning: request IDs, and keys that make repeating safe.

use std::collections::BTreeMap;

use super::fields::says;
use super::words::plain;
use super::{Evidence, Kind, Suggestion, Target, Value, subject};
use crate::ir::{Api, Location, Method, Operation};
use crate::pointer::Pointer;

/// The header that most responses tell the request ID in.
pub(super) fn request_id(api: &Api) -> Option<Suggestion> {
    if api.request_id_header.is_some() {
        return None;
    }
    let mut found: BTreeMap<String, (usize, Pointer)> = BTreeMap::new();
    for operation in &api.operations {
        for header in operation
            .responses
            .iter()
            .flat_map(|response| &response.headers)
        {
            if plain(&header.name).ends_with("requestid") {
                let place = operation.place.join("responses");
                found
                    .entry(header.name.to_lowercase())
                    .or_insert((0, place))
                    .0 += 1;
            }
        }
    }
    let most = found.into_iter().max_by_key(|(_, (number, _))| *number);
    let (name, (number, place)) = most?;
    let text = match number {
        1 => "a response describes it".to_owned(),
        more => format!("{more} responses describe it, first of all here"),
    };
    Some(Suggestion {
        kind: Kind::RequestId,
        subject: format!("the header `{name}`"),
        target: Target::Value(Pointer::root()),
        update: Value::Map(vec![("x-clientwright-request-id", Value::Text(name))]),
        evidence: vec![Evidence::new(text, place)],
    })
}

/// The header that makes an operation safe to repeat.
pub(super) fn idempotency(operation: &Operation) -> Option<Suggestion> {
    let is_safe = matches!(
        operation.method,
        Method::Get | Method::Head | Method::Options | Method::Trace
    );
    if is_safe || operation.idempotency_header.is_some() {
        return None;
    }
    let mut headers = operation
        .params
        .iter()
        .filter(|param| param.location == Location::Header);
    let header = headers.find(|param| {
        let name = plain(&param.name);
        name.contains("idempotencykey")
            || name.ends_with("requestid") && says(&param.docs).contains("idempoten")
    })?;
    Some(Suggestion {
        kind: Kind::Idempotency,
        subject: subject(operation),
        target: Target::Value(operation.place.clone()),
        update: Value::Map(vec![(
            "x-clientwright-idempotency",
            Value::Text(header.name.clone()),
        )]),
        evidence: vec![Evidence::new(
            format!("it takes the header `{}`", header.name),
            operation.place.clone(),
        )],
    })
}
