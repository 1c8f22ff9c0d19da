//! Bodies that are read from files and the like while they are sent.

use std::io::{self, Read};
use std::mem::replace;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use tokio::task::JoinHandle;

use super::body::Body;
use crate::runtime::transport::blocking::aside;

/// How many bytes are read at a time.
const PIECE: usize = 64 << 10;

impl Body {
    /// Creates a body of what can be read, such as a file. It is read piece by piece while it is sent, on a thread of its
    /// own, and sent in chunks, because nobody knows its length.
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self::stream(Reading::Idle(Box::new(reader)))
    }

    /// Creates a body of what can be read and has so many bytes in all, which many services demand to know. What can be read
    /// has to end behind them: more or fewer bytes are an error.
    pub fn sized_reader(reader: impl Read + Send + 'static, length: u64) -> Self {
        Self::sized_stream(Reading::Idle(Box::new(reader)), length)
    }
}

type Reader = Box<dyn Read + Send>;

/// A reader as a stream. It is read where waiting holds up nobody.
enum Reading {
    Idle(Reader),
    Busy(JoinHandle<(Reader, io::Result<Bytes>)>),
    Done,
}

impl Stream for Reading {
    type Item = io::Result<Bytes>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Bytes>>> {
        let mut task = match replace(&mut *self, Self::Done) {
            Self::Idle(reader) => match aside(move || read(reader)) {
                Ok(task) => task,
                Err(error) => return Poll::Ready(Some(Err(io::Error::other(error)))),
            },
            Self::Busy(task) => task,
            Self::Done => return Poll::Ready(None),
        };
        let Poll::Ready(outcome) = Pin::new(&mut task).poll(context) else {
            *self = Self::Busy(task);
            return Poll::Pending;
        };
        Poll::Ready(match outcome {
            Ok((_, Ok(piece))) if piece.is_empty() => None,
            Ok((reader, Ok(piece))) => {
                *self = Self::Idle(reader);
                Some(Ok(piece))
            }
            Ok((_, Err(error))) => Some(Err(error)),
            Err(panic) => Some(Err(io::Error::other(panic))),
        })
    }
}

/// Reads the next piece; an empty one is the end.
fn read(mut reader: Reader) -> (Reader, io::Result<Bytes>) {
    let mut piece = Vec::new();
    let read = reader.by_ref().take(PIECE as u64).read_to_end(&mut piece);
    (reader, read.map(|_| piece.into()))
}
