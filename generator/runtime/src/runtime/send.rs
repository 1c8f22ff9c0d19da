//! Sending: attempts, waits and the deadline over all of them.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;

use super::answer_error::ApiError;
use super::call::{Call, Wanted};
use super::error::{Attempts, Error, TransportError, TransportErrorKind};
use super::headers::Headers;
use super::hooks::{Outcome, observe};
use super::platform::{Instant, now, sleep, timeout_at};
use super::reply::{Head, Reply, Response};
use super::retry::{RetryPolicy, is_retryable, retry_after};
use super::transport::{Lost, Request};

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
    pub(super) async fn reply(mut self) -> Result<Reply, Error> {
        let client = self.client.clone();
        let shared = &*client.shared;
        let policy = self.options.retry.clone();
        let policy = policy.unwrap_or_else(|| shared.retry.clone());
        let limit = self.options.timeout.unwrap_or(shared.limits.timeout);
        let until = Deadline::new(limit);
        self.choose_key();
        let mut request = self.authorized(&until).await?;
        let mut attempts = 0;
        let mut renewed = false;
        loop {
            attempts += 1;
            let failure = match self.observed(request, attempts, &until).await {
                Ok(reply) => {
                    shared.budget.give_back(attempts - 1);
                    return Ok(reply);
                }
                Err(failure) => failure,
            };
            // A token may have been withdrawn before its time; one that was refused has done nothing.
            let refused = failure.status() == Some(401) && self.credentials.is_some();
            if refused && !renewed && !self.sends_a_stream() {
                renewed = true;
                request = self.authorized(&until).await?;
                continue;
            }
            let Some(pause) = self.pause(&failure, &policy, attempts, &until) else {
                let spent = self.sends_a_stream() && attempts <= policy.retries;
                let attempts = Attempts {
                    count: attempts,
                    spent: spent && failure.is_retryable(self.is_repeatable()),
                };
                return Err(failure.into_error(self.operation.label(), attempts));
            };
            sleep(pause).await;
            request = self.request()?;
        }
    }

    /// The request, with the credentials that have to be asked for first.
    async fn authorized(&mut self, until: &Deadline) -> Result<Request, Error> {
        let shared = &*self.client.shared;
        if shared.credentials.has_sources() {
            let security = self.operation.security;
            let refused = self.credentials.as_ref();
            let complete = shared
                .credentials
                .complete(security, shared, until, refused);
            let Some(complete) = until.within(complete).await else {
                let failure = Failure::deadline(until);
                return Err(failure.into_error(self.operation.label(), 0.into()));
            };
            let complete = complete?;
            self.credentials = complete.or(self.credentials.take());
        }
        Ok(self.request()?)
    }

    /// Makes an attempt, of which the caller's functions and the spans are told.
    async fn observed(
        &self,
        request: Request,
        attempt: u32,
        until: &Deadline,
    ) -> Result<Reply, Failure> {
        let hooks = &self.client.shared.hooks;
        observe(hooks, self.operation, request, attempt, async |request| {
            let answer = pin!(self.attempt(request, attempt));
            let answer = until.within(answer).await;
            answer.unwrap_or_else(|| Err(Failure::deadline(until)))
        })
        .await
    }

    /// How long to wait before the next attempt, if there is to be one.
    fn pause(
        &self,
        failure: &Failure,
        policy: &RetryPolicy,
        attempts: u32,
        until: &Deadline,
    ) -> Option<Duration> {
        let shared = &*self.client.shared;
        let worth_it = attempts <= policy.retries
            && !self.sends_a_stream()
            && failure.is_retryable(self.is_repeatable());
        let pause = policy
            .pause(attempts, failure.retry_after())
            .filter(|_| worth_it)?;
        let in_time = match (until.end, Instant::now().checked_add(pause)) {
            (Some(deadline), Some(next)) => next < deadline,
            (None, Some(_)) => true,
            (_, None) => false,
        };
        (in_time && shared.budget.take()).then_some(pause)
    }

    async fn attempt(&self, request: Request, attempts: u32) -> Result<Reply, Failure> {
        let shared = &*self.client.shared;
        let mut incoming = shared.transport.send(request).await?;
        let head = Head {
            status: incoming.status,
            headers: std::mem::take(&mut incoming.headers),
            attempts,
        };
        if !(200..300).contains(&head.status) {
            let (body, truncated) = incoming.read(ERROR_BODY).await?;
            return Err(Failure::Api(Box::new(ApiError {
                operation: self.operation.label(),
                body: self.operation.read_error(head.status, &body),
                status: head.status,
                retry_after: retry_after(&head.headers, now()),
                headers: head.headers,
                bytes: body,
                truncated,
                attempts: attempts.into(),
            })));
        }
        let in_pieces = match self.wanted {
            Wanted::Described => {
                let media_type = head.headers.get("content-type");
                self.operation.streamed && media_type.is_some_and(is_stream)
            }
            Wanted::Whole => false,
            Wanted::Pieces => true,
        };
        if in_pieces {
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
        Ok(Reply::new(self.operation, head, body))
    }
}

/// What the caller's functions and the spans are told of an outcome.
impl Outcome for Result<Reply, Failure> {
    fn told(&self) -> Result<(u16, &Headers), TransportErrorKind> {
        match self {
            Ok(reply) => Ok((reply.head.status, &reply.head.headers)),
            Err(Failure::Api(error)) => Ok((error.status, &error.headers)),
            Err(Failure::Lost(lost, _)) => Err(lost.kind),
        }
    }
}

/// Whether a body of this type comes in pieces of its own; an operation may answer with a whole body as well.
pub(super) fn is_stream(media_type: &str) -> bool {
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

/// When a call has to be done, if ever.
pub(super) struct Deadline {
    pub(super) limit: Duration,
    end: Option<Instant>,
}

impl Deadline {
    fn new(limit: Duration) -> Self {
        let end = Instant::now().checked_add(limit);
        Self { limit, end }
    }

    /// What the future comes to, if that is in time.
    pub(super) async fn within<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        match self.end {
            Some(end) => timeout_at(end, future).await.ok(),
            None => Some(future.await),
        }
    }
}

impl From<Lost> for Failure {
    fn from(lost: Lost) -> Self {
        Self::Lost(lost, String::new())
    }
}

impl Failure {
    fn deadline(until: &Deadline) -> Self {
        Self::Lost(Lost::TIMEOUT, format!("{:?}", until.limit))
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

    fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Lost(..) => None,
        }
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

    fn into_error(self, operation: String, attempts: Attempts) -> Error {
        match self {
            Self::Api(mut error) => {
                error.attempts = attempts;
                Error::Api(error)
            }
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
