//! Bodies of one JSON text a line, in both directions.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::runtime::call::Call;
use crate::runtime::call::reply::Reply;
use crate::runtime::description::operation::Operation;
use crate::runtime::error::Error;
use crate::runtime::http::head::Head;
use crate::runtime::http::media_type::{essence, is_json_lines};
use crate::runtime::transport::lines::{End, Lines, RS};
use crate::runtime::value::json;
use crate::runtime::value::source::Source;

/// A stream of JSON values, one a line. It ends with the body, and after an error.
#[must_use = "items come as they are taken"]
pub struct JsonLines<T> {
    lines: Lines,
    operation: &'static Operation,
    head: Head,
    done: bool,
    of: PhantomData<fn() -> T>,
}

impl Reply {
    /// Reads a stream of JSON texts, one a line.
    pub(crate) fn json_lines<T: DeserializeOwned>(self) -> Result<JsonLines<T>, Error> {
        let declared = self.operation.accept.filter(|accept| is_json_lines(accept));
        let declared = declared.unwrap_or("application/jsonl");
        self.lines_of(declared, is_json_lines)
    }

    /// Reads a stream of JSON texts, one a line, of a service that calls it JSON as it calls a whole body.
    pub(crate) fn json_texts<T: DeserializeOwned>(self) -> Result<JsonLines<T>, Error> {
        self.lines_of("application/json", |given| {
            is_json_lines(given) || essence(given).ends_with("json")
        })
    }

    fn lines_of<T: DeserializeOwned>(
        self,
        declared: &str,
        fits: fn(&str) -> bool,
    ) -> Result<JsonLines<T>, Error> {
        let reply = self.described()?.expect(declared, fits)?;
        let (operation, head) = (reply.operation, reply.head.clone());
        let end = End::of_json(head.headers.get("content-type"));
        Ok(JsonLines {
            lines: reply.lines(end),
            operation,
            head,
            done: false,
            of: PhantomData,
        })
    }
}

impl<T: DeserializeOwned> JsonLines<T> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        while !self.done {
            let line = match ready!(self.lines.poll(context)) {
                Some(Ok(line)) => text(line),
                Some(Err(error)) => {
                    self.done = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => break,
            };
            if line.is_empty() {
                continue;
            }
            let item = if self.lines.is_cut(&line) {
                let why = "the text may be cut off, because no line feed follows";
                Err((String::new(), why.into()))
            } else {
                json::from_slice(&line).map_err(|error| (error.path, error.source.into()))
            };
            // One line says nothing of the next.
            return Poll::Ready(Some(item.map_err(|(path, source): (_, Source)| {
                Reply::new(self.operation, self.head.clone(), line).error(path, source)
            })));
        }
        self.done = true;
        Poll::Ready(None)
    }

    /// Turns the stream into an iterator, which blocks the thread until the next item is there.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> crate::runtime::transport::blocking::Blocking<Self> {
        crate::runtime::transport::blocking::Blocking::new(self)
    }

    /// Returns the next item; `None` is the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Returns the next item; `None` is the end.
    ///
    /// # Errors
    ///
    /// It fails if the connection breaks, or if a line is not what the description says.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }
}

/// A line without what may stand before a JSON text.
fn text(mut line: Bytes) -> Bytes {
    let is_before = |byte: &u8| *byte == RS || byte.is_ascii_whitespace();
    line.advance(line.iter().take_while(|byte| is_before(byte)).count());
    line
}

impl<T: DeserializeOwned> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").finish_non_exhaustive()
    }
}

impl Call {
    /// Sets a body of one JSON text for each item.
    pub(crate) fn json_lines<T: Serialize>(
        mut self,
        items: impl IntoIterator<Item = T>,
        media_type: &'static str,
    ) -> Self {
        let mut body = Vec::new();
        let is_sequence = End::of_json(Some(media_type)) == End::Text;
        for item in items {
            if is_sequence {
                body.push(RS);
            }
            if let Err(error) = serde_json::to_writer(&mut body, &item) {
                self.fail(format!("an item of the body does not encode: {error}"));
                return self;
            }
            body.push(b'\n');
        }
        self.bytes(body, media_type)
    }
}
