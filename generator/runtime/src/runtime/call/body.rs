//! Bodies of bytes: at hand, or made while they are sent.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use reqwest::header::HeaderValue;

use super::Call;
use crate::runtime::platform::BoxFuture;
use crate::runtime::transport::payload::{Once, Payload};
use crate::runtime::value::source::Source;

/// The bytes that a request sends: at hand, or a stream that makes them while they are sent.
///
/// A stream can be sent only once, so that a call with one is not tried again, whatever its policy says.
#[derive(Clone)]
pub struct Body(pub(crate) Payload);

impl Body {
    /// Creates a body of a stream. It is sent in chunks, because nobody knows its length.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self::pieces(stream, None)
    }

    /// Creates a body of a stream of so many bytes in all, which many services demand to know. The stream has to end behind
    /// them: one of more or fewer bytes is an error, and the request that it belongs to never becomes whole.
    pub fn sized_stream<S, E>(stream: S, length: u64) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self::pieces(stream, Some(length))
    }

    fn pieces<S, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Source> + 'static,
    {
        let stream: Pin<Box<Pieces>> = Box::pin(Erased(Box::pin(stream)));
        let stream = match length {
            Some(length) => Box::pin(Exact::new(stream, length)),
            None => stream,
        };
        let stream = Mutex::new(stream);
        let sent = Sent { stream, length };
        Self(Payload::Once(Arc::new(Mutex::new(Some(sent)))))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Payload::Whole(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        text.as_bytes().into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body").finish_non_exhaustive()
    }
}

type Pieces = dyn Stream<Item = Result<Bytes, Source>> + Send;

/// A stream whose errors are of one type.
struct Erased<S>(Pin<Box<S>>);

impl<S: Stream<Item = Result<Bytes, E>>, E: Into<Source>> Stream for Erased<S> {
    type Item = Result<Bytes, Source>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.get_mut().0.as_mut().poll_next(context);
        piece.map(|piece| piece.map(|piece| piece.map_err(Into::into)))
    }
}

/// A stream of so many bytes: any other number of them is an error.
struct Exact {
    stream: Pin<Box<Pieces>>,
    length: u64,
    left: u64,
    /// The last piece, which is kept back until the stream has ended: what is longer must not look whole to the service.
    last: Option<Bytes>,
    done: bool,
}

impl Exact {
    fn new(stream: Pin<Box<Pieces>>, length: u64) -> Self {
        let (left, last, done) = (length, None, false);
        Self {
            stream,
            length,
            left,
            last,
            done,
        }
    }

    fn next(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Source>>> {
        loop {
            match ready!(self.stream.as_mut().poll_next(context)) {
                Some(Ok(piece)) if piece.is_empty() => {}
                Some(Ok(piece)) => match self.left.checked_sub(piece.len() as u64) {
                    Some(0) => (self.left, self.last) = (0, Some(piece)),
                    Some(left) => {
                        self.left = left;
                        return Poll::Ready(Some(Ok(piece)));
                    }
                    None => return Poll::Ready(Some(Err(self.wrong("more")))),
                },
                None if self.left > 0 => return Poll::Ready(Some(Err(self.wrong("fewer")))),
                None => return Poll::Ready(self.last.take().map(Ok)),
                error => return Poll::Ready(error),
            }
        }
    }

    fn wrong(&self, how: &str) -> Source {
        let length = self.length;
        format!("the body is a stream of {how} bytes than the {length} that it was to have").into()
    }
}

impl Stream for Exact {
    type Item = Result<Bytes, Source>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.done {
            return Poll::Ready(None);
        }
        let piece = ready!(self.next(context));
        self.done = self.left == 0 || !matches!(piece, Some(Ok(_)));
        Poll::Ready(piece)
    }
}

/// A stream as the HTTP library takes it. The lock makes it `Sync`; it is never held.
struct Sent {
    stream: Mutex<Pin<Box<Pieces>>>,
    length: Option<u64>,
}

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = Source;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Source>>> {
        let stream = self.get_mut().stream.get_mut();
        let stream = stream.unwrap_or_else(PoisonError::into_inner).as_mut();
        let piece = stream.poll_next(context);
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

impl Once for Mutex<Option<Sent>> {
    fn is_spent(&self) -> bool {
        self.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_none()
    }

    fn is_to_be_empty(&self) -> bool {
        let sent = self.lock().unwrap_or_else(PoisonError::into_inner);
        sent.as_ref().is_some_and(|sent| sent.length == Some(0))
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn take(&self) -> Option<reqwest::Body> {
        let sent = self.lock().unwrap_or_else(PoisonError::into_inner).take();
        sent.map(reqwest::Body::wrap)
    }

    fn read(&self) -> Option<BoxFuture<'static, Result<Bytes, Source>>> {
        let sent = self.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let mut stream = sent
            .stream
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        Some(Box::pin(async move {
            let mut whole = Vec::new();
            while let Some(piece) =
                std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await
            {
                whole.extend_from_slice(&piece?);
            }
            Ok(whole.into())
        }))
    }
}

impl Call {
    /// Sets a body of bytes that may be a stream.
    pub(crate) fn body(mut self, body: impl Into<Body>, media_type: &'static str) -> Self {
        self.set_payload(HeaderValue::from_static(media_type), body.into().0);
        self
    }
}
