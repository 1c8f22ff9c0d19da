//! Attempts, of which the caller's functions and the spans are told.

use super::hooks::{Hooks, Outcome, RequestInfo, ResponseInfo};
use super::operation::Operation;
use super::payload::Request;
use super::platform::Instant;
use super::trace::Span;

/// Makes an attempt, of which the caller's functions and the spans are told.
pub(super) async fn observe<T: Outcome>(
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
