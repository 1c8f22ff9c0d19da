//! The stream that is uploaded.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::{Sleep, sleep};

/// What is uploaded: so many pieces of 16 KiB, with a pause before each of them.
pub(crate) struct Pieces {
    left: usize,
    /// The timer belongs to the runtime that sends, so that it is made there.
    pause: Option<Pin<Box<Sleep>>>,
}

impl Pieces {
    const PAUSE: Duration = Duration::from_millis(40);

    /// A megabyte in two and a half seconds.
    #[allow(dead_code, reason = "a crate may have no such call")]
    pub(crate) fn new() -> Self {
        Self {
            left: 64,
            pause: None,
        }
    }
}

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let pause = self
            .pause
            .get_or_insert_with(|| Box::pin(sleep(Self::PAUSE)));
        ready!(pause.as_mut().poll(context));
        self.pause = None;
        self.left -= 1;
        Poll::Ready(Some(Ok(Bytes::from_static(&[b'x'; 16 << 10]))))
    }
}
