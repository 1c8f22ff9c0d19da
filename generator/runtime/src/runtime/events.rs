//! Server-sent events (WHATWG HTML, section 9.2).

use std::any::TypeId;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::call::Call;
use super::error::{Error, TransportErrorKind};
use super::json;
use super::lines::Lines;
use super::options::CallOptions;
use super::platform::{BoxFuture, sleep};
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
/// [`CallOptions::reconnect`] lets it go on after a connection that has ended.
#[must_use = "events come as they are taken"]
pub struct Events<T> {
    source: Source,
    again: Option<Box<Call>>,
    /// How often it has connected again since the last event.
    tries: u32,
    operation: &'static super::operation::Operation,
    head: Head,
    event: String,
    id: String,
    retry: Option<Duration>,
    data: Option<String>,
    begun: bool,
    of: PhantomData<fn() -> T>,
}

/// Where the next line comes from.
enum Source {
    Lines(Lines),
    Connecting(BoxFuture<'static, Result<Reply, Error>>),
    Ended,
}

impl Reply {
    /// Reads a stream of server-sent events.
    #[expect(clippy::unnecessary_wraps, reason = "a reader like the others")]
    pub(crate) fn events<T: DeserializeOwned + 'static>(self) -> Result<Events<T>, Error> {
        let (operation, head) = (self.operation, self.head.clone());
        let mut reply = self;
        Ok(Events {
            again: reply.again.take(),
            source: Source::Lines(reply.lines()),
            tries: 0,
            operation,
            head,
            event: String::new(),
            id: String::new(),
            retry: None,
            data: None,
            begun: false,
            of: PhantomData,
        })
    }
}

impl<T: DeserializeOwned + 'static> Events<T> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            let line = match &mut self.source {
                Source::Ended => return Poll::Ready(None),
                Source::Lines(lines) => ready!(lines.poll(context)),
                Source::Connecting(reply) => {
                    let reply = ready!(reply.as_mut().poll(context));
                    if let Err(error) = self.connected(reply) {
                        return Poll::Ready(Some(Err(error)));
                    }
                    continue;
                }
            };
            let line = match line {
                Some(Ok(line)) => line,
                // An event that the body's end cuts off is none.
                ended => match self.connect(ended.and_then(Result::err)) {
                    Some(error) => return Poll::Ready(Some(Err(error))),
                    None => continue,
                },
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
                self.tries = 0;
                if outcome.is_err() {
                    self.source = Source::Ended;
                }
                return Poll::Ready(Some(outcome));
            }
        }
    }

    /// Connects again, where the caller asks for that and it may help; else that is the end, or the error.
    fn connect(&mut self, error: Option<Error>) -> Option<Error> {
        self.source = Source::Ended;
        let lost = match &error {
            None => true,
            Some(Error::Transport(error)) => error.kind() != TransportErrorKind::BodyTooLarge,
            Some(_) => false,
        };
        let call = self
            .again
            .as_ref()
            .filter(|call| lost && self.tries < call.options.reconnect);
        let Some(mut call) = call.map(|call| call.as_ref().clone()) else {
            return error;
        };
        self.tries += 1;
        let policy = call
            .options
            .retry
            .as_ref()
            .unwrap_or(&call.client.shared.retry);
        let Some(pause) = policy.pause(self.tries, self.retry) else {
            return error;
        };
        if !self.id.is_empty() {
            call.options = call.options.header("last-event-id", &self.id);
        }
        self.source = Source::Connecting(Box::pin(async move {
            sleep(pause).await;
            call.reply().await
        }));
        None
    }

    /// Goes on with a new connection; a service without any more content has come to its end.
    fn connected(&mut self, reply: Result<Reply, Error>) -> Result<(), Error> {
        self.source = Source::Ended;
        let reply = reply?;
        if reply.head.status != 204 {
            self.head = reply.head.clone();
            (self.begun, self.data) = (false, None);
            self.event.clear();
            self.source = Source::Lines(reply.lines());
        }
        Ok(())
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
            self.source = Source::Ended;
            return None;
        }
        let kind = if event.is_empty() {
            "message".to_owned()
        } else {
            event
        };
        Some(match read(&data) {
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

impl<T: DeserializeOwned + 'static> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Reads the data of an event. Where it is described as text it is text, whatever it looks like; and where it may be
/// text among other things, it is text if it is no JSON of these.
fn read<T: DeserializeOwned + 'static>(data: &str) -> Result<T, json::JsonError> {
    let text = || T::deserialize(Value::from(data));
    let only_text = TypeId::of::<T>() == TypeId::of::<String>();
    if let Some(text) = only_text.then(text).and_then(Result::ok) {
        return Ok(text);
    }
    json::from_slice(data.as_bytes()).or_else(|error| match text() {
        Ok(text) if !data.starts_with(['{', '[']) => Ok(text),
        _ => Err(error),
    })
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}

impl CallOptions {
    /// Lets a stream of events go on when its connection has ended, with the header `Last-Event-ID`; at most so often in a
    /// row without an event in between. It waits as long as the service has said, or else as before any other retry.
    ///
    /// The request is sent again for that, whatever its method is.
    #[must_use]
    pub fn reconnect(mut self, times: u32) -> Self {
        self.reconnect = times;
        self
    }
}
