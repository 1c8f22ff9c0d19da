//! A service for the tests of what uses the client: it responds as it is told, and remembers what it was asked.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use super::transport::custom::{Answer, Fault, Request};

use super::client::Client;
use super::client::builder::ClientBuilder;
use super::client::retry::RetryPolicy;
use super::description::scheme::SchemeKind;
use super::error::Error;
use super::error::transport::TransportErrorKind;
use super::http::secret::Secret;

/// A service for tests; its clones share their state.
///
/// It sends the next response to each request. When there is none left, the response is an error of status 501 that says so.
#[derive(Clone, Default)]
pub struct TestService(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    script: VecDeque<Result<Answer, TransportErrorKind>>,
    requests: Vec<Request>,
}

impl TestService {
    /// Creates a service without responses.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response.
    #[must_use]
    pub fn answer(self, answer: Answer) -> Self {
        self.state().script.push_back(Ok(answer));
        self
    }

    /// Adds a transport error.
    #[must_use]
    pub fn fault(self, kind: TransportErrorKind) -> Self {
        self.state().script.push_back(Err(kind));
        self
    }

    /// Returns the requests so far, each attempt by itself.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    /// Returns the number of responses that are left.
    #[must_use]
    pub fn answers_left(&self) -> usize {
        self.state().script.len()
    }

    /// Returns a client of this service.
    ///
    /// # Errors
    ///
    /// It fails where [`ClientBuilder::build`] fails.
    pub fn client(&self) -> Result<Client, Error> {
        self.builder().build()
    }

    /// Returns a builder of a client of this service, at `http://localhost`. It has the credential `test` for every
    /// scheme, and does not wait before it tries again.
    pub fn builder(&self) -> ClientBuilder {
        let service = self.clone();
        let mut builder = Client::builder()
            .base_url("http://localhost")
            .retry(RetryPolicy::default().wait(Duration::ZERO, Duration::ZERO))
            .transport(move |request| {
                let answer = service.next(request);
                async move { answer }
            });
        for scheme in builder.api.schemes {
            builder = match scheme.kind {
                SchemeKind::Basic => builder.credential(scheme, Secret::basic("test", "test")),
                _ => builder.credential(scheme, "test"),
            };
        }
        builder
    }

    fn next(&self, request: Request) -> Result<Answer, Fault> {
        let mut state = self.state();
        let message = format!(
            "no response is left for {} {}",
            request.method(),
            request.path()
        );
        state.requests.push(request);
        match state.script.pop_front() {
            Some(answer) => answer.map_err(Fault::new),
            None => Ok(Answer::json(
                501,
                &serde_json::json!({ "message": message }),
            )),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for TestService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("TestService")
            .field("requests", &state.requests)
            .field("answers_left", &state.script.len())
            .finish()
    }
}
