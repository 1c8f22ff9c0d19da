//! Server-sent events (WHATWG HTML, section 9.2).

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::error::Error;
use super::json;
use super::lines::Lines;
use super::reply::{Head, Reply};

/// An event.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The event's kind; `message` where the service does not name one.
    pub kind: String,
    /// The last id that the service gave, with this event or before.
    pub id: String,
    /// How long to wait before connecting again, where the service has said so.
    pub retry: Option<Duration>,
    /// The data.
    pub data: T,
}

/// A stream of events.
///
/// It ends with the body, after an error, and at the data `[DONE]`, by which some services say that nothing follows.
#[must_use = "events come as they are taken"]
pub struct Events<T> {
    lines: Lines,
    operation: &'static super::operation::Operation,
    head: Head,
    event: String,
    id: String,
    retry: Option<Duration>,
    data: Option<String>,
    begun: bool,
    done: bool,
    of: PhantomData<fn() -> T>,
}

impl Reply {
    /// Reads a stream of server-sent events.
    #[expect(clippy::unnecessary_wraps, reason = "a reader like the others")]
    pub(crate) fn events<T: DeserializeOwned>(self) -> Result<Events<T>, Error> {
        let (operation, head) = (self.operation, self.head.clone());
        Ok(Events {
            lines: self.lines(),
            operation,
            head,
            event: String::new(),
            id: String::new(),
            retry: None,
            data: None,
            begun: false,
            done: false,
            of: PhantomData,
        })
    }
}

impl<T: DeserializeOwned> Events<T> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        while !self.done {
            // An event that the body's end cuts off is none.
            let line = match ready!(self.lines.poll(context)) {
                Some(Ok(line)) => line,
                Some(Err(error)) => {
                    self.done = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => break,
            };
            let text = String::from_utf8_lossy(&line);
            let text = if self.begun {
                &*text
            } else {
                text.trim_start_matches('\u{feff}')
            };
            self.begun = true;
            if !text.is_empty() {
                self.field(text);
            } else if let Some(outcome) = self.dispatch() {
                self.done = outcome.is_err();
                return Poll::Ready(Some(outcome));
            }
        }
        self.done = true;
        Poll::Ready(None)
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event),
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            "data" => match &mut self.data {
                Some(data) => data.extend(["\n", value]),
                None => self.data = Some(value.to_owned()),
            },
            // Comments begin with a colon, so their name is empty; what nobody knows is left aside as well.
            _ => {}
        }
    }

    fn dispatch(&mut self) -> Option<Result<Event<T>, Error>> {
        let event = std::mem::take(&mut self.event);
        let data = self.data.take()?;
        if data == "[DONE]" {
            self.done = true;
            return None;
        }
        let kind = if event.is_empty() {
            "message".to_owned()
        } else {
            event
        };
        Some(match json::from_slice(data.as_bytes()) {
            Ok(data) => Ok(Event {
                kind,
                id: self.id.clone(),
                retry: self.retry,
                data,
            }),
            Err(error) => {
                let reply = Reply::new(self.operation, self.head.clone(), data.into());
                Err(reply.error(error.path, error.source))
            }
        })
    }

    /// Takes them one after the other as an iterator, which keeps the thread until the next one is there.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> super::blocking::Blocking<Self> {
        super::blocking::Blocking::new(self)
    }

    /// Takes the next event; `None` is the end.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Takes the next event; `None` is the end.
    ///
    /// # Errors
    ///
    /// It fails if the connection breaks, or if an event's data is not what the description says.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>, Error> {
        self.next().await.transpose()
    }
}

impl<T: DeserializeOwned> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}
