//! Spans: one for each attempt of a call, where the feature `tracing` is on.
//!
//! They are named as OpenTelemetry names them. Nothing in them comes from the caller, so that none holds a secret: of the
//! URL they show the template and the server.

use std::future::Future;

use super::hooks::{Outcome, RequestInfo};

/// The span of an attempt, which is the only one of its number.
#[cfg(not(feature = "tracing"))]
pub(crate) struct Span;

#[cfg(not(feature = "tracing"))]
impl Span {
    pub(crate) fn new(_: &RequestInfo<'_>) -> Self {
        Self
    }

    /// Makes the attempt.
    #[expect(clippy::unused_self, reason = "with spans it is used")]
    pub(crate) fn around<F: Future<Output: Outcome>>(
        self,
        attempt: F,
    ) -> impl Future<Output = F::Output> {
        attempt
    }
}

/// The span of an attempt, which is the only one of its number.
#[cfg(feature = "tracing")]
pub(crate) struct Span(tracing::Span);

#[cfg(feature = "tracing")]
impl Span {
    pub(crate) fn new(info: &RequestInfo<'_>) -> Self {
        use tracing::field::Empty;

        let (operation, url) = (info.operation, &info.request.url);
        Self(tracing::info_span!(
            "http.client.request",
            otel.name = operation.label(),
            otel.kind = "client",
            http.request.method = operation.method.as_str(),
            http.request.resend_count = info.attempt.checked_sub(1).filter(|resent| *resent > 0),
            http.response.status_code = Empty,
            server.address = url.host_str(),
            server.port = url.port_or_known_default(),
            url.template = operation.path,
            "error.type" = Empty,
        ))
    }

    /// Makes the attempt inside the span.
    pub(crate) async fn around<F: Future<Output: Outcome>>(self, attempt: F) -> F::Output {
        use tracing::Instrument;

        let outcome = attempt.instrument(self.0.clone()).await;
        match outcome.told() {
            Ok((status, _)) => {
                self.0.record("http.response.status_code", status);
                if !(200..300).contains(&status) {
                    self.0.record("error.type", status.to_string());
                }
            }
            Err(kind) => {
                self.0.record("error.type", kind.name());
            }
        }
        outcome
    }
}
