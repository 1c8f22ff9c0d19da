//! Bodies as they come, line by line.

use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};

use super::chunks::Chunks;
use super::error::{Error, TransportError, TransportErrorKind};
use super::operation::Operation;
use super::transport::{Incoming, Lost};

/// The lines of a body, of which none may be longer than a whole body may be.
pub(super) struct Lines {
    operation: &'static Operation,
    attempts: u32,
    limit: usize,
    buffer: BytesMut,
    /// How much of the buffer is known to hold no line end.
    looked_at: usize,
    chunks: Chunks,
}

impl Lines {
    pub(super) fn new(
        operation: &'static Operation,
        attempts: u32,
        limit: usize,
        start: Bytes,
        rest: Option<Incoming>,
    ) -> Self {
        Self {
            operation,
            attempts,
            limit,
            buffer: BytesMut::from(start),
            looked_at: 0,
            chunks: Chunks::new(rest),
        }
    }

    /// The next line without its end, which is LF, CR LF or CR; the last one need not have an end.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            if let Some(line) = self.take_line() {
                return Poll::Ready(Some(Ok(line)));
            }
            if self.buffer.len() > self.limit {
                self.chunks = Chunks::Ended;
                self.buffer.clear();
                let lost = Lost {
                    kind: TransportErrorKind::BodyTooLarge,
                    source: None,
                };
                return Poll::Ready(Some(Err(self.error(lost))));
            }
            match ready!(self.chunks.poll(context)) {
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                Some(Err(lost)) => {
                    self.buffer.clear();
                    return Poll::Ready(Some(Err(self.error(lost))));
                }
                None if self.buffer.is_empty() => return Poll::Ready(None),
                None => {
                    let line = self.take_line();
                    let line = line.unwrap_or_else(|| self.buffer.split().freeze());
                    return Poll::Ready(Some(Ok(line)));
                }
            }
        }
    }

    fn take_line(&mut self) -> Option<Bytes> {
        let ended = self.chunks.have_ended();
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
            attempts: self.attempts.into(),
            limit,
            source,
        }
        .into()
    }
}
