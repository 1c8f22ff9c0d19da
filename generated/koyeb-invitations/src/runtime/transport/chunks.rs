//! Bodies as they come, piece by piece.

use std::task::{Context, Poll};

use bytes::Bytes;

use super::Incoming;
use super::lost::Lost;
use crate::runtime::platform::BoxFuture;

type Wait = BoxFuture<'static, (Incoming, Result<Option<Bytes>, Lost>)>;

/// What is still to come of a body. Nothing comes after an error.
pub(crate) enum Chunks {
    Idle(Box<Incoming>),
    Waiting(Wait),
    Ended,
}

impl Chunks {
    /// What is still to come of this response; nothing where there is none.
    pub(crate) fn new(incoming: Option<Incoming>) -> Self {
        incoming.map_or(Self::Ended, |incoming| Self::Idle(Box::new(incoming)))
    }

    /// The next piece.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Lost>>> {
        loop {
            match std::mem::replace(self, Self::Ended) {
                Self::Ended => return Poll::Ready(None),
                Self::Idle(mut incoming) => {
                    *self = Self::Waiting(Box::pin(async move {
                        let chunk = incoming.chunk().await;
                        (*incoming, chunk)
                    }));
                }
                Self::Waiting(mut wait) => {
                    let Poll::Ready((incoming, chunk)) = wait.as_mut().poll(context) else {
                        *self = Self::Waiting(wait);
                        return Poll::Pending;
                    };
                    if let Ok(Some(_)) = chunk {
                        *self = Self::Idle(Box::new(incoming));
                    }
                    return Poll::Ready(chunk.transpose());
                }
            }
        }
    }
}
