//! What sends requests, and what comes back.

use bytes::{Bytes, BytesMut};

use super::connections::{self, Connections, Pieces};
#[cfg(feature = "transport")]
use super::custom_transport::{Answer, Custom};
use super::deadline::Deadline;
use super::headers::Headers;
use super::lost::Lost;
use super::payload::{Payload, Request};

/// What sends the requests of a client.
#[derive(Clone)]
pub(super) enum Transport {
    /// The connections of the HTTP library.
    Http(Connections),
    /// A transport of the caller's own.
    #[cfg(feature = "transport")]
    Custom(Custom),
}

/// A response whose body is still to be read.
pub(super) struct Incoming {
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) rest: Rest,
}

/// What is still to be read of a response.
pub(super) enum Rest {
    Http(Pieces),
    #[cfg(feature = "transport")]
    Custom(Answer),
}

impl Transport {
    /// Whether it is a client of the HTTP library that the caller has made, with proxies that nobody here knows of.
    pub(super) fn is_of_the_caller(&self) -> bool {
        match self {
            Self::Http(connections) => connections.are_given(),
            #[cfg(feature = "transport")]
            Self::Custom(_) => false,
        }
    }

    pub(super) async fn send(&self, request: Request) -> Result<Incoming, Lost> {
        let connections = match self {
            Self::Http(connections) => connections,
            #[cfg(feature = "transport")]
            Self::Custom(custom) => {
                let mut answer = custom.send(request).await?;
                return Ok(Incoming {
                    status: answer.status,
                    headers: Headers::new(std::mem::take(&mut answer.headers)),
                    rest: Rest::Custom(answer),
                });
            }
        };
        let mut message = reqwest::Request::new(request.method, request.url);
        *message.headers_mut() = request.headers;
        *message.body_mut() = match request.body {
            None => None,
            Some(Payload::Whole(bytes)) => Some(bytes.into()),
            Some(Payload::Once(source)) => Some(connections::body(&*source).await?),
        };
        let (status, headers, rest) = connections.send(message, request.route).await?;
        Ok(Incoming {
            status,
            headers: Headers::new(headers),
            rest: Rest::Http(rest),
        })
    }
}

impl Incoming {
    /// Takes what has come next of the body.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, Lost> {
        match &mut self.rest {
            Rest::Http(pieces) => pieces.next().await,
            #[cfg(feature = "transport")]
            Rest::Custom(answer) => answer.chunk(),
        }
    }

    /// Reads the body to its end, or until it is longer than it may be; then the rest is missing and the flag is set.
    pub(super) async fn read(&mut self, limit: usize) -> Result<(Bytes, bool), Lost> {
        let Some(first) = self.chunk().await? else {
            return Ok((Bytes::new(), false));
        };
        let Some(second) = self.chunk().await? else {
            let length = first.len().min(limit);
            return Ok((first.slice(..length), first.len() > limit));
        };
        let mut body = BytesMut::with_capacity(limit.min(2 * (first.len() + second.len())));
        let mut next = Some(second);
        body.extend_from_slice(&first);
        while let Some(chunk) = next {
            body.extend_from_slice(&chunk);
            if body.len() > limit {
                body.truncate(limit);
                return Ok((body.freeze(), true));
            }
            next = self.chunk().await?;
        }
        Ok((body.freeze(), false))
    }
}

impl Incoming {
    /// Reads the body of an error: what comes of it in time, and whether that is not all. The status counts, whatever
    /// becomes of its body.
    pub(super) async fn read_error(&mut self, limit: usize, until: &Deadline) -> (Bytes, bool) {
        let mut body = BytesMut::new();
        loop {
            match until.within(self.chunk()).await {
                Some(Ok(Some(chunk))) => body.extend_from_slice(&chunk),
                Some(Ok(None)) => return (body.freeze(), false),
                Some(Err(_)) | None => return (body.freeze(), true),
            }
            if body.len() > limit {
                body.truncate(limit);
                return (body.freeze(), true);
            }
        }
    }
}
