//! The body of a request on its way: it is sent once, and tells when the service has taken some of it.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::payload::Sent;
use crate::runtime::platform::Instant;

/// How much of it is sent at once: little enough to see a slow service take it.
const PIECE: usize = 64 << 10;

/// Since when it has been the service's turn; `None` while the caller's stream keeps it waiting.
#[derive(Clone)]
pub(crate) struct Turn(Arc<Mutex<Option<Instant>>>);

impl Turn {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(Some(Instant::now()))))
    }

    pub(crate) fn since(&self) -> Instant {
        let since = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        since.unwrap_or_else(Instant::now)
    }

    fn is(&self, since: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }
}

type Piece = Result<Frame<Bytes>, reqwest::Error>;

/// A body that the HTTP library cannot copy, so that it sends it once, whatever its policies say.
pub(crate) struct Outgoing {
    body: reqwest::Body,
    /// What has been taken of it and is still to be sent.
    piece: Bytes,
    turn: Turn,
    /// How many bytes there are, where that is known, and how many have been sent.
    length: Option<u64>,
    done: u64,
    sent: Option<Sent>,
}

impl Outgoing {
    pub(crate) fn new(body: reqwest::Body, turn: Turn, sent: Option<Sent>) -> Self {
        Self {
            piece: Bytes::new(),
            turn,
            length: body.size_hint().exact(),
            done: 0,
            sent,
            body,
        }
    }

    fn poll_body(&mut self, context: &mut Context<'_>) -> Poll<Option<Piece>> {
        let body = Pin::new(&mut self.body);
        #[cfg(feature = "blocking")]
        return super::blocking::sending(|| body.poll_frame(context));
        #[cfg(not(feature = "blocking"))]
        return body.poll_frame(context);
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        if self.piece.is_empty() {
            self.turn.is(None);
            let frame = ready!(self.poll_body(context));
            self.turn.is(Some(Instant::now()));
            match frame.map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(piece))) => self.piece = piece,
                Some(Ok(Err(other))) => return Poll::Ready(Some(Ok(other))),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        } else {
            self.turn.is(Some(Instant::now()));
        }
        let length = self.piece.len().min(PIECE);
        let piece = self.piece.split_to(length);
        self.done += length as u64;
        if let Some(sent) = &self.sent {
            sent(self.done, self.length);
        }
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.piece.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (held, mut hint) = (self.piece.len() as u64, self.body.size_hint());
        if let Some(upper) = hint.upper() {
            hint.set_upper(upper + held);
        }
        hint.set_lower(hint.lower() + held);
        hint
    }
}
