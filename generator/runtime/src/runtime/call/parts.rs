//! A multipart body of which some parts are made while they are sent.

use std::any::Any;
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::runtime::platform::BoxFuture;
use crate::runtime::transport::payload::{Once, Payload, SPENT};
use crate::runtime::value::source::Source;

/// What is sent one after the other, with what ends the whole.
#[derive(Clone)]
pub(crate) struct Parts {
    pieces: Vec<Payload>,
    end: Bytes,
}

impl Parts {
    /// Opens a body to put more in before its end.
    pub(crate) fn open(body: Payload, end: Bytes) -> Self {
        let pieces = match body {
            Payload::Whole(bytes) => {
                let kept = bytes.strip_suffix(&*end).map_or(bytes.len(), <[u8]>::len);
                vec![Payload::Whole(bytes.slice(..kept))]
            }
            Payload::Once(once) => {
                let known: &dyn Any = &*once;
                match known.downcast_ref::<Self>() {
                    Some(parts) => return parts.clone(),
                    None => vec![Payload::Once(once)],
                }
            }
        };
        Self { pieces, end }
    }

    /// Puts more in.
    pub(crate) fn extend(&mut self, pieces: impl IntoIterator<Item = Payload>) {
        self.pieces.extend(pieces);
    }

    fn all(&self) -> impl Iterator<Item = Payload> {
        let end = Payload::Whole(self.end.clone());
        self.pieces.iter().cloned().chain([end])
    }
}

impl Once for Parts {
    fn is_spent(&self) -> bool {
        self.pieces.iter().any(|piece| match piece {
            Payload::Whole(_) => false,
            Payload::Once(once) => once.is_spent(),
        })
    }

    fn is_to_be_empty(&self) -> bool {
        false
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn take(&self) -> Option<reqwest::Body> {
        let bodies = self.all().map(|piece| match piece {
            Payload::Whole(bytes) => Some(reqwest::Body::from(bytes)),
            Payload::Once(once) => once.take(),
        });
        let bodies: Option<VecDeque<_>> = bodies.collect();
        bodies.map(|bodies| reqwest::Body::wrap(Row(bodies)))
    }

    fn read(&self) -> Option<BoxFuture<'static, Result<Bytes, Source>>> {
        if self.is_spent() {
            return None;
        }
        let pieces: Vec<Payload> = self.all().collect();
        Some(Box::pin(async move {
            let mut whole = Vec::new();
            for piece in pieces {
                match piece {
                    Payload::Whole(bytes) => whole.extend_from_slice(&bytes),
                    Payload::Once(once) => whole.extend(once.read().ok_or(SPENT)?.await?),
                }
            }
            Ok(whole.into())
        }))
    }
}

/// Bodies in a row.
#[cfg(not(target_arch = "wasm32"))]
struct Row(VecDeque<reqwest::Body>);

#[cfg(not(target_arch = "wasm32"))]
impl http_body::Body for Row {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        while let Some(body) = self.0.front_mut() {
            match Pin::new(body).poll_frame(context) {
                Poll::Ready(None) => drop(self.0.pop_front()),
                poll => return poll,
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let lengths = self.0.iter().map(|body| body.size_hint().exact());
        let length: Option<u64> = lengths.sum();
        length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
