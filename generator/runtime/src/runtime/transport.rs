//! The HTTP library, which nothing else here speaks to.

use std::any::Any;
use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use reqwest::header::HeaderMap;
use reqwest::{Method, Url};

use super::error::{Source, TransportErrorKind};
use super::exposure::Route;
use super::headers::Headers;
use super::limits::Deadline;
use super::platform::{self, Connections, Pieces};

/// What sends the requests of a client.
#[derive(Clone)]
pub(super) enum Transport {
    /// The connections of the HTTP library.
    Http(Connections),
    /// A transport of the caller's own.
    #[cfg(feature = "transport")]
    Given(super::given::Given),
}

/// A request, ready to be sent.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) route: Route,
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Payload>,
}

/// The body of a request.
#[derive(Clone)]
pub(super) enum Payload {
    /// Bytes, which can be sent any number of times.
    Whole(Bytes),
    /// What can be sent only once.
    Once(Arc<dyn Once>),
}

/// A body that can be sent only once. What has made one knows it again by its type.
pub(super) trait Once: Any + Send + Sync {
    /// Whether it has been taken.
    fn is_spent(&self) -> bool;

    /// Whether it is said to have no bytes at all.
    fn is_to_be_empty(&self) -> bool;

    /// Takes it, if nobody has.
    #[cfg(not(target_arch = "wasm32"))]
    fn take(&self) -> Option<reqwest::Body>;

    /// Takes it, if nobody has, and reads it to its end.
    fn read(&self) -> Option<platform::BoxFuture<'static, Result<Bytes, Source>>>;
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
    Given(super::given::Answer),
}

/// Why there is no response.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) kind: TransportErrorKind,
    pub(super) source: Option<Source>,
}

impl Lost {
    /// The call took longer than it may.
    pub(super) const TIMEOUT: Self = Self {
        kind: TransportErrorKind::Timeout,
        source: None,
    };
}

impl Transport {
    /// Whether it is a client of the HTTP library that the caller has made, with proxies that nobody here knows of.
    pub(super) fn is_of_the_caller(&self) -> bool {
        match self {
            Self::Http(connections) => connections.are_given(),
            #[cfg(feature = "transport")]
            Self::Given(_) => false,
        }
    }

    pub(super) async fn send(&self, request: Request) -> Result<Incoming, Lost> {
        let connections = match self {
            Self::Http(connections) => connections,
            #[cfg(feature = "transport")]
            Self::Given(given) => return given.send(request).await,
        };
        let mut message = reqwest::Request::new(request.method, request.url);
        *message.headers_mut() = request.headers;
        *message.body_mut() = match request.body {
            None => None,
            Some(Payload::Whole(bytes)) => Some(bytes.into()),
            Some(Payload::Once(source)) => Some(platform::body(&*source).await?),
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
            Rest::Given(answer) => answer.chunk(),
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

/// Takes a body that can be sent only once, and reads it to its end.
pub(super) async fn whole(source: &dyn Once) -> Result<Bytes, Lost> {
    let whole = source.read().ok_or_else(spent)?.await;
    whole.map_err(|source| Lost {
        kind: TransportErrorKind::Broken,
        source: Some(source),
    })
}

/// Two calls have taken the same stream at the same time.
pub(super) fn spent() -> Lost {
    Lost {
        kind: TransportErrorKind::Broken,
        source: Some(SPENT.into()),
    }
}

/// What is wrong with a body that has been taken already.
pub(super) const SPENT: &str = "the body is a stream that has been sent already";

/// Says what an error of the library means; its text names the URL, which may hold a secret, so that is taken out.
pub(super) fn lost(error: reqwest::Error) -> Lost {
    let kind = match (platform::is_connect(&error), error.is_timeout()) {
        (true, true) => TransportErrorKind::ConnectTimeout,
        (true, false) if is_about_tls(&error) => TransportErrorKind::Tls,
        (true, false) => TransportErrorKind::Connect,
        (false, true) => TransportErrorKind::ReadTimeout,
        (false, false) if is_refusal(&error) => TransportErrorKind::Refused,
        (false, false) => TransportErrorKind::Broken,
    };
    let source = error.without_url();
    // The library's own line says no more than ours.
    let source = match StdError::source(&source) {
        Some(cause) => Source::from(chain(cause)),
        None => Source::from(source),
    };
    Lost {
        kind,
        source: Some(source),
    }
}

/// An error and those below it.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| StdError::source(*error))
}

/// Whether what the other side said makes no TLS, its certificate among it. What a connection does that breaks is
/// another kind of I/O error.
fn is_about_tls(error: &reqwest::Error) -> bool {
    causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(is_about_data)
}

/// Whether an I/O error, or one that it wraps, is about what was said and not about the connection.
fn is_about_data(error: &io::Error) -> bool {
    let below = || error.get_ref()?.downcast_ref::<io::Error>();
    error.kind() == io::ErrorKind::InvalidData || below().is_some_and(is_about_data)
}

/// Whether the service says that it did not look at the request: it refused the stream, or is about to go and has not
/// come to it (RFC 9113, sections 6.8 and 8.7). The library that speaks HTTP/2 is nobody's dependency here, so that its
/// words have to do; were they others, no such request would be sent again that may have been carried out.
fn is_refusal(error: &reqwest::Error) -> bool {
    const STREAM: &str =
        "stream error received: refused stream before processing any application logic";
    const CONNECTION: &str = "connection error received: not a result of an error";
    causes(error).any(|cause| {
        let text = cause.to_string();
        text == STREAM || text.starts_with(CONNECTION)
    })
}

/// The messages of an error and of those below it.
fn chain(error: &dyn StdError) -> String {
    let mut text = error.to_string();
    let mut below = error.source();
    while let Some(error) = below {
        let line = error.to_string();
        if !text.ends_with(&line) {
            text.push_str(": ");
            text.push_str(&line);
        }
        below = error.source();
    }
    text
}
