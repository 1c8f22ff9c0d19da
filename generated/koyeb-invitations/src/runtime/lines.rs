//! Bodies as they come, line by line.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes, BytesMut};

use super::error::{Error, TransportError, TransportErrorKind};
use super::operation::Operation;
use super::transport::{Incoming, Lost};

type Wait = Pin<Box<dyn Future<Output = (Incoming, Result<Option<Bytes>, Lost>)> + Send>>;

/// The lines of a body, of which none may be longer than a whole body may be.
pub(super) struct Lines {
    operation: &'static Operation,
    attempts: u32,
    limit: usize,
    buffer: BytesMut,
    /// How much of the buffer is known to hold no line end.
    looked_at: usize,
    source: Source,
}

enum Source {
    Idle(Box<Incoming>),
    Waiting(Wait),
    Ended,
}

impl Lines {
    pub(super) fn new(
        operation: &'static Operation,
        attempts: u32,
        limit: usize,
        start: Bytes,
        rest: Option<Incoming>,
    ) -> Self {
        let source = rest.map_or(Source::Ended, |incoming| Source::Idle(Box::new(incoming)));
        Self {
            operation,
            attempts,
            limit,
            buffer: BytesMut::from(start),
            looked_at: 0,
            source,
        }
    }

    /// The next line without its end, which is LF, CR LF or CR; the last one need not have an end.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            if let Some(line) = self.take_line() {
                return Poll::Ready(Some(Ok(line)));
            }
            if self.buffer.len() > self.limit {
                self.source = Source::Ended;
                self.buffer.clear();
                let lost = Lost {
                    kind: TransportErrorKind::BodyTooLarge,
                    source: None,
                };
                return Poll::Ready(Some(Err(self.error(lost))));
            }
            match std::mem::replace(&mut self.source, Source::Ended) {
                Source::Ended if self.buffer.is_empty() => return Poll::Ready(None),
                Source::Ended => return Poll::Ready(Some(Ok(self.buffer.split().freeze()))),
                Source::Idle(mut incoming) => {
                    self.source = Source::Waiting(Box::pin(async move {
                        let chunk = incoming.chunk().await;
                        (*incoming, chunk)
                    }));
                }
                Source::Waiting(mut wait) => {
                    let Poll::Ready((incoming, chunk)) = wait.as_mut().poll(context) else {
                        self.source = Source::Waiting(wait);
                        return Poll::Pending;
                    };
                    match chunk {
                        Ok(Some(chunk)) => {
                            self.buffer.extend_from_slice(&chunk);
                            self.source = Source::Idle(Box::new(incoming));
                        }
                        Ok(None) => {}
                        Err(lost) => {
                            self.buffer.clear();
                            return Poll::Ready(Some(Err(self.error(lost))));
                        }
                    }
                }
            }
        }
    }

    fn take_line(&mut self) -> Option<Bytes> {
        let ended = matches!(self.source, Source::Ended);
        let end = self
            .buffer
            .iter()
            .skip(self.looked_at)
            .position(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(end) = end.map(|end| end + self.looked_at) else {
            self.looked_at = self.buffer.len();
            return None;
        };
        // A CR at the end may be the first half of CR LF.
        if self.buffer[end] == b'\r' && end + 1 == self.buffer.len() && !ended {
            self.looked_at = end;
            return None;
        }
        let line = self.buffer.split_to(end).freeze();
        let length = if self.buffer.starts_with(b"\r\n") {
            2
        } else {
            1
        };
        self.buffer.advance(length);
        self.looked_at = 0;
        Some(line)
    }

    fn error(&self, lost: Lost) -> Error {
        let Lost { kind, source } = lost;
        let (operation, limit) = (self.operation.label(), format!("{} bytes", self.limit));
        TransportError {
            operation,
            kind,
            attempts: self.attempts,
            limit,
            source,
        }
        .into()
    }
}
