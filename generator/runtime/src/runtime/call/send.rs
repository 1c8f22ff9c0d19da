//! Sending: attempts, waits and the deadline over all of them.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::redirects::Sent;
use super::reply::{Reply, Response};
use super::{Call, Wanted};
use crate::runtime::client::hooks::Outcome;
use crate::runtime::client::observe::observe;
use crate::runtime::client::retry::{RetryPolicy, is_retryable, retry_after};
use crate::runtime::error::Error;
use crate::runtime::error::attempts::Attempts;
use crate::runtime::error::response::ApiError;
use crate::runtime::error::transport::{TransportError, TransportErrorKind};
use crate::runtime::http::head::Head;
use crate::runtime::http::headers::Headers;
use crate::runtime::http::mask::Mask;
use crate::runtime::http::media_type::is_stream;
use crate::runtime::platform::deadline::Deadline;
use crate::runtime::platform::{now, sleep};
use crate::runtime::transport::Incoming;
use crate::runtime::transport::lost::Lost;
use crate::runtime::transport::payload::Request;

/// How many bytes of an error body are kept.
const ERROR_BODY: usize = 64 << 10;

impl Call {
    /// Sends the request and reads the body of its response. What is under way is in a box, so that the future of a call
    /// takes little of the stack and of the futures that it stands in.
    #[allow(dead_code, reason = "an API may have no operations")]
    pub(crate) async fn send<T>(self, read: fn(Reply) -> Result<T, Error>) -> Result<T, Error> {
        read(Box::pin(self.reply()).await?)
    }

    /// The same, with what stands before the body.
    pub(crate) async fn response<T>(
        self,
        read: fn(Reply) -> Result<T, Error>,
    ) -> Result<Response<T>, Error> {
        let operation = self.operation;
        let reply = Box::pin(self.reply()).await?;
        let head = reply.head.clone();
        Ok(Response::new(operation, head, read(reply)?))
    }

    /// Sends the request and takes the body of its response as bytes.
    pub(crate) async fn raw(mut self) -> Result<Response<Bytes>, Error> {
        self.wanted = Wanted::Whole;
        self.response(Reply::bytes).await
    }

    /// Sends the request, again where that may help, and reads the whole answer.
    pub(crate) async fn reply(mut self) -> Result<Reply, Error> {
        let shared = Arc::clone(&self.shared);
        let policy = self.options.retry.clone();
        let policy = policy.unwrap_or_else(|| shared.sender.retry.clone());
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
                    shared.sender.budget.give_back(attempts - 1);
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
                let error = failure.into_error(self.operation.label(), attempts, &self.mask());
                return Err(error);
            };
            sleep(pause).await;
            request = self.request()?;
        }
    }

    /// The request, with the credentials that have to be asked for first.
    async fn authorized(&mut self, until: &Deadline) -> Result<Request, Error> {
        let shared = &*self.shared;
        if shared.credentials.has_sources() {
            let security = self.operation.security;
            let refused = self.credentials.as_ref();
            let complete = shared
                .credentials
                .complete(security, &shared.sender, until, refused)
                .await?;
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
        let hooks = &self.shared.sender.hooks;
        observe(hooks, self.operation, request, attempt, async |request| {
            self.attempt(request, attempt, until).await
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
        let shared = &*self.shared;
        let worth_it = attempts <= policy.retries
            && !self.sends_a_stream()
            && failure.is_retryable(self.is_repeatable());
        let pause = policy
            .pause(attempts, failure.retry_after())
            .filter(|_| worth_it)?;
        (until.leaves(pause) && shared.sender.budget.take()).then_some(pause)
    }

    /// Sends the request, and those that redirects lead to, until one has another answer.
    async fn begun(
        &self,
        mut request: Request,
        attempts: u32,
        until: &Deadline,
    ) -> Result<(Head, Incoming), Failure> {
        let shared = &*self.shared;
        let mut hops = self.hops();
        loop {
            let sent = (hops > 0).then(|| Sent::new(&request)).flatten();
            // The futures of the HTTP library are large, and each that holds one would be larger.
            let incoming = Box::pin(shared.sender.transport.send(request));
            let incoming = until.within(incoming).await;
            let mut incoming = incoming.ok_or_else(|| Failure::deadline(until))??;
            let head = Head {
                status: incoming.status,
                headers: std::mem::take(&mut incoming.headers)
                    .of_response(shared.sender.api.request_id_header, self.mask()),
                attempts,
            };
            let Some(next) = sent.and_then(|sent| self.redirected(sent, &head)) else {
                return Ok((head, incoming));
            };
            hops -= 1;
            request = next;
        }
    }

    /// An error that the service tells of.
    fn api_error(&self, head: Head, body: Bytes, truncated: bool, attempts: u32) -> Failure {
        Failure::Api(Box::new(ApiError {
            operation: self.operation.label(),
            body: self.operation.read_error(head.status, &body),
            status: head.status,
            retry_after: retry_after(&head.headers, now()),
            headers: head.headers,
            bytes: body,
            truncated,
            attempts: attempts.into(),
        }))
    }

    async fn attempt(
        &self,
        request: Request,
        attempts: u32,
        until: &Deadline,
    ) -> Result<Reply, Failure> {
        let shared = &*self.shared;
        let (head, mut incoming) = self.begun(request, attempts, until).await?;
        if !self.wants(head.status) {
            let (body, truncated) = incoming.read_error(ERROR_BODY, until).await;
            return Err(self.api_error(head, body, truncated, attempts));
        }
        let media_type = head.headers.get("content-type");
        let in_pieces = match self.wanted {
            Wanted::Described => self.operation.streamed && media_type.is_some_and(is_stream),
            Wanted::Whole => false,
            Wanted::Stream => media_type.is_none_or(is_stream),
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
        let limit = shared.limits.body;
        let failure = match until.within(incoming.read(limit)).await {
            Some(Ok((body, false))) if shared.sender.api.is_error(&body) => {
                return Err(self.api_error(head, body, false, attempts));
            }
            Some(Ok((body, false))) => return Ok(Reply::new(self.operation, head, body)),
            Some(Ok((_, true))) => Failure::too_large(limit),
            Some(Err(lost)) => lost.into(),
            None => Failure::deadline(until),
        };
        Err(failure.behind(head))
    }
}

/// What the caller's functions and the spans are told of an outcome.
impl Outcome for Result<Reply, Failure> {
    fn told(&self) -> Result<(u16, &Headers), TransportErrorKind> {
        match self {
            Ok(reply) => Ok((reply.head.status, &reply.head.headers)),
            Err(Failure::Api(error)) => Ok((error.status, &error.headers)),
            Err(Failure::Lost { lost, .. }) => Err(lost.kind),
        }
    }
}

/// Why an attempt has failed.
enum Failure {
    Api(Box<ApiError>),
    Lost {
        lost: Lost,
        limit: String,
        /// What came of the response before it was lost.
        head: Option<Box<Head>>,
    },
}

impl From<Lost> for Failure {
    fn from(lost: Lost) -> Self {
        Self::lost(lost, String::new())
    }
}

impl Failure {
    fn lost(lost: Lost, limit: String) -> Self {
        let head = None;
        Self::Lost { lost, limit, head }
    }

    fn deadline(until: &Deadline) -> Self {
        Self::lost(Lost::TIMEOUT, format!("{:?}", until.limit))
    }

    fn too_large(limit: usize) -> Self {
        let lost = Lost {
            kind: TransportErrorKind::BodyTooLarge,
            source: None,
        };
        Self::lost(lost, format!("{limit} bytes"))
    }

    /// The same of the body behind this.
    fn behind(mut self, before: Head) -> Self {
        if let Self::Lost { head, .. } = &mut self {
            *head = Some(Box::new(before));
        }
        self
    }

    fn status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Lost { .. } => None,
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after,
            Self::Lost { .. } => None,
        }
    }

    fn is_retryable(&self, repeatable: bool) -> bool {
        use TransportErrorKind::{
            BodyTooLarge, Broken, Connect, ConnectTimeout, ReadTimeout, Refused, Timeout, Tls,
        };
        match self {
            Self::Api(error) => repeatable && is_retryable(error.status),
            Self::Lost { lost, .. } => match lost.kind {
                Connect | ConnectTimeout | Refused => true,
                Broken | ReadTimeout => repeatable,
                Timeout | BodyTooLarge | Tls => false,
            },
        }
    }

    fn into_error(self, operation: String, attempts: Attempts, mask: &Mask) -> Error {
        match self {
            Self::Api(mut error) => {
                error.attempts = attempts;
                Error::Api(error)
            }
            Self::Lost { lost, limit, head } => TransportError {
                operation,
                kind: lost.kind,
                attempts,
                limit,
                head,
                source: lost.source.map(|source| mask.source(source)),
            }
            .into(),
        }
    }
}
