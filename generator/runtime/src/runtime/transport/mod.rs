//! What sends requests, and what comes back.

#[cfg(feature = "blocking")]
#[allow(dead_code, reason = "not every API streams or sends files")]
pub(crate) mod blocking;
#[allow(dead_code, reason = "not every API streams")]
pub(crate) mod chunks;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod connections;
#[cfg(feature = "transport")]
pub mod custom;
#[cfg(target_arch = "wasm32")]
pub(crate) mod fetch;
pub(crate) mod header_value;
pub(crate) mod http_error;
#[allow(dead_code, reason = "not every API streams")]
pub(crate) mod lines;
pub(crate) mod lost;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod outgoing;
pub(crate) mod payload;
pub(crate) mod route;

use bytes::{Bytes, BytesMut};

pub(crate) use self::connections::Connections;
use self::connections::Pieces;
#[cfg(feature = "transport")]
use self::custom::{Answer, Custom};
#[cfg(target_arch = "wasm32")]
use self::fetch as connections;
use self::lost::Lost;
use self::payload::{Payload, Request};
use crate::runtime::http::headers::Headers;
use crate::runtime::platform::deadline::Deadline;

/// What sends the requests of a client.
#[derive(Clone)]
pub(crate) enum Transport {
    /// The connections of the HTTP library.
    Http(Connections),
    /// A transport of the caller's own.
    #[cfg(feature = "transport")]
    Custom(Custom),
}

/// A response whose body is still to be read.
pub(crate) struct Incoming {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) rest: Rest,
}

/// What is still to be read of a response.
pub(crate) enum Rest {
    Http(Pieces),
    #[cfg(feature = "transport")]
    Custom(Answer),
}

impl Transport {
    /// Whether it is a client of the HTTP library that the caller has made, with proxies that nobody here knows of.
    pub(crate) fn is_of_the_caller(&self) -> bool {
        match self {
            Self::Http(connections) => connections.are_given(),
            #[cfg(feature = "transport")]
            Self::Custom(_) => false,
        }
    }

    pub(crate) async fn send(&self, request: Request) -> Result<Incoming, Lost> {
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
        let (status, headers, rest) = connections
            .send(message, request.route, request.sent)
            .await?;
        Ok(Incoming {
            status,
            headers: Headers::new(headers),
            rest: Rest::Http(rest),
        })
    }
}

impl Incoming {
    /// Takes what has come next of the body.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Lost> {
        match &mut self.rest {
            Rest::Http(pieces) => pieces.next().await,
            #[cfg(feature = "transport")]
            Rest::Custom(answer) => answer.chunk(),
        }
    }

    /// Reads the body to its end, or until it is longer than it may be; then the rest is missing and the flag is set.
    pub(crate) async fn read(&mut self, limit: usize) -> Result<(Bytes, bool), Lost> {
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
    pub(crate) async fn read_error(&mut self, limit: usize, until: &Deadline) -> (Bytes, bool) {
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
