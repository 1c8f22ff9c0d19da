//! Spans: one for each attempt of a call, where the feature `tracing` is on.
//!
//! They are named as OpenTelemetry names them. Nothing in them comes from the caller, so that none holds a secret: of the
//! URL they show the template and the server.

use std::future::Future;

use super::operation::Operation;
use super::transport::Request;

/// What an attempt comes to.
pub(super) trait Outcome {
    /// The status of the answer, if there is one.
    fn status(&self) -> Option<u16>;

    /// The name of what went wrong, if something did.
    fn error(&self) -> Option<String>;
}

/// Makes an attempt, which is the only one of its number.
#[cfg(not(feature = "tracing"))]
pub(super) fn attempt<F: Future<Output: Outcome>>(
    _: &Operation,
    _: &Request,
    _: u32,
    attempt: F,
) -> impl Future<Output = F::Output> {
    attempt
}

/// Makes an attempt inside a span of its own.
#[cfg(feature = "tracing")]
pub(super) async fn attempt<F: Future<Output: Outcome>>(
    operation: &Operation,
    request: &Request,
    attempts: u32,
    attempt: F,
) -> F::Output {
    use tracing::field::Empty;
    use tracing::{Instrument, info_span};

    let span = info_span!(
        "http.client.request",
        otel.name = operation.label(),
        otel.kind = "client",
        http.request.method = operation.method.as_str(),
        http.request.resend_count = attempts.checked_sub(1).filter(|resent| *resent > 0),
        http.response.status_code = Empty,
        server.address = request.url.host_str(),
        server.port = request.url.port_or_known_default(),
        url.template = operation.path,
        "error.type" = Empty,
    );
    let outcome = attempt.instrument(span.clone()).await;
    if let Some(status) = outcome.status() {
        span.record("http.response.status_code", status);
    }
    if let Some(error) = outcome.error() {
        span.record("error.type", error);
    }
    outcome
}
