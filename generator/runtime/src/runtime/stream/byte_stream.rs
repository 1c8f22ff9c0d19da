//! Bodies of bytes that are taken as they come.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::runtime::call::reply::{Reply, Response};
use crate::runtime::call::{Call, Wanted};
use crate::runtime::description::operation::Operation;
use crate::runtime::error::Error;
use crate::runtime::http::head::Head;
use crate::runtime::transport::chunks::Chunks;

/// The body of a response as a stream of chunks. It may have any length; only one chunk is held in memory.
pub struct ByteStream {
    chunks: Chunks,
    operation: &'static Operation,
    head: Head,
}

impl ByteStream {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        let chunk = ready!(self.chunks.poll(context));
        Poll::Ready(chunk.map(|chunk| {
            chunk.map_err(|lost| {
                lost.behind(&self.head, self.operation.label(), String::new())
                    .into()
            })
        }))
    }

    /// Turns the stream into an iterator, which blocks the thread until the next item is there.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> crate::runtime::transport::blocking::Blocking<Self> {
        crate::runtime::transport::blocking::Blocking::new(self)
    }

    /// Returns the next chunk; `None` is the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Returns the next chunk; `None` is the end.
    ///
    /// # Errors
    ///
    /// It fails if the connection breaks, or if the service is silent for longer than a read may take.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        self.next().await.transpose()
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").finish_non_exhaustive()
    }
}

impl Reply {
    /// Hands on the body as it comes.
    #[expect(clippy::unnecessary_wraps, reason = "a reader like the others")]
    fn byte_stream(self) -> Result<ByteStream, Error> {
        Ok(ByteStream {
            chunks: Chunks::new(self.rest.map(|(incoming, _)| incoming)),
            operation: self.operation,
            head: self.head,
        })
    }
}

impl Call {
    /// Sends the request and hands on the body of its response as it comes.
    pub(crate) async fn stream(mut self) -> Result<Response<ByteStream>, Error> {
        self.wanted = Wanted::Pieces;
        self.response(Reply::byte_stream).await
    }
}
