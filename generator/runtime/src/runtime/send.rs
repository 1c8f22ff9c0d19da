//! Sending: attempts, waits and the deadline over all of them.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tokio::time::{Instant, sleep, timeout_at};

use super::answer_error::ApiError;
use super::call::{Call, Wanted};
use super::client::Shared;
use super::error::{Error, TransportError, TransportErrorKind};
use super::headers::Headers;
use super::hooks::{RequestInfo, ResponseInfo};
use super::reply::{Head, Reply, Response};
use super::retry::{RetryPolicy, is_retryable, retry_after};
use super::trace;
use super::transport::{Incoming, Lost, Request};
use crate::client::API;

/// How many bytes of an error body are kept.
const ERROR_BODY: usize = 64 << 10;

impl Call {
    /// Sends the request and reads the body of its answer.
    pub(crate) async fn send<T>(self, read: fn(Reply) -> Result<T, Error>) -> Result<T, Error> {
        read(self.reply().await?)
    }

    /// The same, with what stands before the body.
    pub(crate) async fn response<T>(
        self,
        read: fn(Reply) -> Result<T, Error>,
    ) -> Result<Response<T>, Error> {
        let operation = self.operation;
        let reply = self.reply().await?;
        let head = reply.head.clone();
        Ok(Response::new(operation, head, read(reply)?))
    }

    /// Sends the request and takes the body of its answer as bytes.
    pub(crate) async fn raw(mut self) -> Result<Response<Bytes>, Error> {
        self.wanted = Wanted::Whole;
        self.response(Reply::bytes).await
    }

    /// Sends the request, again where that may help, and reads the whole answer.
    pub(super) async fn reply(self) -> Result<Reply, Error> {
        let request = self.request()?;
        let shared = &*self.client.shared;
        let limit = self.options.timeout.unwrap_or(shared.limits.timeout);
        let policy = self.options.retry.as_ref().unwrap_or(&shared.retry);
        let deadline = Instant::now().checked_add(limit);
        let mut attempts = 0;
        loop {
            attempts += 1;
            let attempt = self.attempt(&request, attempts);
            let attempt = async {
                match deadline {
                    Some(deadline) => timeout_at(deadline, attempt)
                        .await
                        .unwrap_or(Err(Failure::deadline(limit))),
                    None => attempt.await,
                }
            };
            let info = RequestInfo {
                operation: self.operation,
                request: &request,
                attempt: attempts,
            };
            let begun = shared.hooks.before(&info);
            let outcome = trace::attempt(self.operation, &request, attempts, attempt).await;
            if let Some(begun) = begun {
                shared.hooks.after(&ResponseInfo {
                    request: info,
                    elapsed: begun.elapsed(),
                    outcome: told(&outcome),
                });
            }
            let failure = match outcome {
                Ok(reply) => {
                    shared.budget.give_back(attempts - 1);
                    return Ok(reply);
                }
                Err(failure) => failure,
            };
            let Some(pause) = self.pause(&failure, policy, attempts, deadline, shared) else {
                return Err(failure.into_error(self.operation.label(), attempts));
            };
            sleep(pause).await;
        }
    }

    /// How long to wait before the next attempt, if there is to be one.
    fn pause(
        &self,
        failure: &Failure,
        policy: &RetryPolicy,
        attempts: u32,
        deadline: Option<Instant>,
        shared: &Shared,
    ) -> Option<Duration> {
        let worth_it = attempts <= policy.retries
            && !self.sends_a_stream()
            && failure.is_retryable(self.is_repeatable());
        let pause = policy
            .pause(attempts, failure.retry_after())
            .filter(|_| worth_it)?;
        let in_time = match (deadline, Instant::now().checked_add(pause)) {
            (Some(deadline), Some(next)) => next < deadline,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        (in_time && shared.budget.take()).then_some(pause)
    }

    async fn attempt(&self, request: &Request, attempts: u32) -> Result<Reply, Failure> {
        let shared = &*self.client.shared;
        let mut incoming = shared.transport.send(request).await?;
        if !(200..300).contains(&incoming.status) {
            let (body, truncated) = incoming.read(ERROR_BODY).await?;
            let wait = retry_after(&incoming.headers, SystemTime::now());
            let head = head_of(&incoming, attempts);
            return Err(Failure::Api(Box::new(ApiError {
                operation: self.operation.label(),
                body: self.operation.read_error(head.status, &body),
                status: head.status,
                headers: head.headers,
                request_id: head.request_id,
                bytes: body,
                truncated,
                attempts,
                retry_after: wait,
            })));
        }
        let in_pieces = match self.wanted {
            Wanted::Described => self.operation.streamed && is_stream(&incoming),
            Wanted::Whole => false,
            Wanted::Pieces => true,
        };
        if in_pieces {
            let head = head_of(&incoming, attempts);
            let again = self.options.reconnect > 0 && !self.sends_a_stream();
            return Ok(Reply {
                rest: Some((incoming, shared.limits.body)),
                again: again.then(|| Box::new(self.clone())),
                ..Reply::new(self.operation, head, Bytes::new())
            });
        }
        let (body, truncated) = incoming.read(shared.limits.body).await?;
        if truncated {
            return Err(Failure::too_large(shared.limits.body));
        }
        Ok(Reply::new(
            self.operation,
            head_of(&incoming, attempts),
            body,
        ))
    }
}

/// What the caller's functions are told of an outcome.
fn told(outcome: &Result<Reply, Failure>) -> Result<(u16, &Headers), TransportErrorKind> {
    match outcome {
        Ok(reply) => Ok((reply.head.status, &reply.head.headers)),
        Err(Failure::Api(error)) => Ok((error.status, &error.headers)),
        Err(Failure::Lost(lost, _)) => Err(lost.kind),
    }
}

fn head_of(incoming: &Incoming, attempts: u32) -> Head {
    let headers = incoming.headers.clone();
    let request_id = API
        .request_id_header
        .and_then(|name| headers.get(name))
        .map(str::to_owned);
    Head {
        status: incoming.status,
        headers,
        request_id,
        attempts,
    }
}

/// Whether a body comes in pieces of its own; an operation may answer with a whole body as well.
fn is_stream(incoming: &Incoming) -> bool {
    let media_type = incoming.headers.get("content-type").unwrap_or_default();
    let media_type = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    media_type == "text/event-stream"
        || ["jsonl", "ndjson", "json-seq", "jsonlines", "x-ndjson"]
            .iter()
            .any(|kind| media_type.ends_with(kind))
}

/// Why an attempt has no answer to give.
enum Failure {
    Api(Box<ApiError>),
    Lost(Lost, String),
}

impl trace::Outcome for Result<Reply, Failure> {
    fn status(&self) -> Option<u16> {
        match self {
            Ok(reply) => Some(reply.head.status),
            Err(Failure::Api(error)) => Some(error.status),
            Err(Failure::Lost(..)) => None,
        }
    }

    fn error(&self) -> Option<String> {
        match self {
            Ok(_) => None,
            Err(Failure::Api(error)) => Some(error.status.to_string()),
            Err(Failure::Lost(lost, _)) => Some(lost.kind.name().to_owned()),
        }
    }
}

impl From<Lost> for Failure {
    fn from(lost: Lost) -> Self {
        Self::Lost(lost, String::new())
    }
}

impl Failure {
    fn deadline(limit: Duration) -> Self {
        Self::Lost(
            Lost {
                kind: TransportErrorKind::Timeout,
                source: None,
            },
            format!("{limit:?}"),
        )
    }

    fn too_large(limit: usize) -> Self {
        Self::Lost(
            Lost {
                kind: TransportErrorKind::BodyTooLarge,
                source: None,
            },
            format!("{limit} bytes"),
        )
    }

    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after,
            Self::Lost(..) => None,
        }
    }

    fn is_retryable(&self, repeatable: bool) -> bool {
        use TransportErrorKind::{
            BodyTooLarge, Broken, Connect, ConnectTimeout, ReadTimeout, Timeout,
        };
        match self {
            Self::Api(error) => repeatable && is_retryable(error.status),
            Self::Lost(lost, _) => match lost.kind {
                Connect | ConnectTimeout => true,
                Broken | ReadTimeout => repeatable,
                Timeout | BodyTooLarge => false,
            },
        }
    }

    fn into_error(self, operation: String, attempts: u32) -> Error {
        match self {
            Self::Api(error) => Error::Api(error),
            Self::Lost(Lost { kind, source }, limit) => TransportError {
                operation,
                kind,
                attempts,
                limit,
                source,
            }
            .into(),
        }
    }
}
