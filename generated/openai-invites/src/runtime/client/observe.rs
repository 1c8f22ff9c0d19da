//! Attempts, of which the caller's functions and the spans are told.

use super::hooks::{Hooks, Outcome, RequestInfo, ResponseInfo};
use super::trace::Span;
use crate::runtime::description::operation::Operation;
use crate::runtime::platform::Instant;
use crate::runtime::transport::payload::Request;

/// Makes an attempt, of which the caller's functions and the spans are told.
pub(crate) async fn observe<T: Outcome>(
    hooks: &Hooks,
    operation: &'static Operation,
    request: Request,
    attempt: u32,
    send: impl AsyncFnOnce(Request) -> T,
) -> T {
    let info = RequestInfo {
        operation,
        request: &request,
        attempt,
    };
    hooks.before.iter().for_each(|hook| hook(&info));
    // The request is gone once it is sent, so that those who ask afterwards are told of a copy.
    let begun = (!hooks.after.is_empty()).then(|| (Instant::now(), request.clone()));
    let span = Span::new(&info);
    let outcome = span.around(send(request)).await;
    if let Some((begun, request)) = begun {
        let request = RequestInfo {
            operation,
            request: &request,
            attempt,
        };
        let info = ResponseInfo {
            request,
            elapsed: begun.elapsed(),
            outcome: outcome.told(),
        };
        hooks.after.iter().for_each(|hook| hook(&info));
    }
    outcome
}
