//! Bodies as they come, line by line.

use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};

use super::Incoming;
use super::chunks::Chunks;
use super::lost::Lost;
use crate::runtime::description::operation::Operation;
use crate::runtime::error::Error;
use crate::runtime::error::transport::TransportErrorKind;
use crate::runtime::http::head::Head;
use crate::runtime::http::media_type::essence;

/// Where a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// At LF, CR LF or CR (HTML, section 9.2.5).
    AnyLine,
    /// At LF alone, because CR is white space in JSON.
    Feed,
    /// At LF behind a whole JSON text, or where RS begins the next one (RFC 7464).
    Text,
}

impl End {
    /// The end of the JSON texts in a body of this type.
    pub(crate) fn of_json(media_type: Option<&str>) -> Self {
        let is_sequence = |media_type| essence(media_type).ends_with("json-seq");
        if media_type.is_some_and(is_sequence) {
            Self::Text
        } else {
            Self::Feed
        }
    }
}

/// What begins a JSON text of a sequence.
pub(crate) const RS: u8 = 0x1e;

/// The lines of a body, of which none may be longer than a whole body may be.
pub(crate) struct Lines {
    operation: &'static Operation,
    head: Head,
    limit: usize,
    buffer: BytesMut,
    /// How much of the buffer is known to hold no end of a line.
    looked_at: usize,
    end: End,
    /// Whether the last line ended at CR, so that LF may follow.
    after_return: bool,
    nesting: Nesting,
    chunks: Chunks,
}

impl Lines {
    pub(crate) fn new(
        operation: &'static Operation,
        head: Head,
        limit: usize,
        start: Bytes,
        rest: Option<Incoming>,
        end: End,
    ) -> Self {
        Self {
            operation,
            head,
            limit,
            buffer: BytesMut::from(start),
            looked_at: 0,
            end,
            after_return: false,
            nesting: Nesting::default(),
            chunks: Chunks::new(rest),
        }
    }

    /// How many bytes may be held.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// The next line without its end; the last one need not have an end.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            if let Some(line) = self.take_line() {
                return Poll::Ready(Some(Ok(line)));
            }
            if self.buffer.len() > self.limit {
                self.chunks = Chunks::Ended;
                self.buffer.clear();
                return Poll::Ready(Some(Err(self.too_large("line"))));
            }
            match ready!(self.chunks.poll(context)) {
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                Some(Err(lost)) => {
                    self.buffer.clear();
                    return Poll::Ready(Some(Err(self.error(lost))));
                }
                None if self.buffer.is_empty() => return Poll::Ready(None),
                None => return Poll::Ready(Some(Ok(self.buffer.split().freeze()))),
            }
        }
    }

    fn take_line(&mut self) -> Option<Bytes> {
        if self.after_return && !self.buffer.is_empty() {
            self.after_return = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let end = self.end;
        let nesting = &mut self.nesting;
        let ends = |byte: &u8| match end {
            End::AnyLine => matches!(byte, b'\n' | b'\r'),
            End::Feed => *byte == b'\n',
            End::Text => nesting.ends_at(*byte),
        };
        let Some(length) = self.buffer.iter().skip(self.looked_at).position(ends) else {
            self.looked_at = self.buffer.len();
            return None;
        };
        let mut line = self.buffer.split_to(self.looked_at + length + 1);
        self.looked_at = 0;
        self.after_return = self.end == End::AnyLine && line.ends_with(b"\r");
        // The line feed behind a number says that this is all of the number.
        if self.end != End::Text || line.ends_with(&[RS]) {
            line.truncate(line.len() - 1);
        }
        Some(line.freeze())
    }

    /// Whether a JSON text of a sequence may be only the beginning of one: of a number, `true`, `false` or `null` nobody
    /// knows where it ends (RFC 7464, section 2.4).
    pub(crate) fn is_cut(&self, text: &[u8]) -> bool {
        let closes = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'}' | b']' | b'"');
        self.end == End::Text && !text.last().is_some_and(closes)
    }

    /// What is held is larger than it may be.
    pub(crate) fn too_large(&self, what: &str) -> Error {
        let lost = Lost {
            kind: TransportErrorKind::BodyTooLarge,
            source: None,
        };
        let limit = format!("{} bytes in one {what}", self.limit);
        lost.behind(&self.head, self.operation.label(), limit)
            .into()
    }

    pub(crate) fn error(&self, lost: Lost) -> Error {
        lost.behind(&self.head, self.operation.label(), String::new())
            .into()
    }
}

/// How deep inside a JSON text a byte stands.
#[derive(Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    is_escaped: bool,
}

impl Nesting {
    /// Whether the text ends at this byte.
    fn ends_at(&mut self, byte: u8) -> bool {
        if byte == RS || (byte == b'\n' && self.depth == 0 && !self.in_string) {
            *self = Self::default();
            return true;
        }
        if self.in_string {
            self.in_string = byte != b'"' || self.is_escaped;
            self.is_escaped = byte == b'\\' && !self.is_escaped;
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        false
    }
}
