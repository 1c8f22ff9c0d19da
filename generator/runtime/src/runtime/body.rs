//! Bodies of bytes: at hand, or made while they are sent.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use reqwest::header::HeaderValue;

use super::call::Call;
use super::error::Source;
use super::platform::BoxFuture;
use super::transport::{Once, Payload};

/// The bytes that a request sends: at hand, or a stream that makes them while they are sent.
///
/// A stream can be sent only once, so that a call with one is not tried again, whatever its policy says.
#[derive(Clone)]
pub struct Body(pub(super) Payload);

impl Body {
    /// Makes a body of a stream. It is sent in chunks, because nobody knows its length.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self::pieces(stream, None)
    }

    /// Makes a body of a stream of so many bytes in all, which many services demand to know.
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
        let stream = Mutex::new(Box::pin(Erased(Box::pin(stream))) as Pin<Box<Pieces>>);
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

    #[cfg(not(target_arch = "wasm32"))]
    fn take(&self) -> Option<reqwest::Body> {
        let sent = self.lock().unwrap_or_else(PoisonError::into_inner).take();
        sent.map(reqwest::Body::wrap)
    }

    #[cfg(any(feature = "transport", target_arch = "wasm32"))]
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
