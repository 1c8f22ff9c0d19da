//! Server-sent events (WHATWG HTML, section 9.2).

use std::any::TypeId;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use reqwest::header::HeaderValue;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::runtime::call::Call;
use crate::runtime::call::options::CallOptions;
use crate::runtime::call::reply::Reply;
use crate::runtime::error::Error;
use crate::runtime::error::build::BuildError;
use crate::runtime::error::transport::TransportErrorKind;
use crate::runtime::http::head::Head;
use crate::runtime::http::media_type::is_events;
use crate::runtime::platform::limits::bounded;
use crate::runtime::platform::{BoxFuture, sleep};
use crate::runtime::transport::lines::{End, Lines};
use crate::runtime::transport::lost::Lost;
use crate::runtime::value::json;

/// A server-sent event.
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

/// The data by which some services say that nothing follows.
const DONE: &str = "[DONE]";

/// A stream of events.
///
/// It ends with the body, after an error of the connection, and at the data `[DONE]`, by which some services say that nothing follows. An
/// event whose data does not decode is an error, behind which the next event comes. A body that ends in the middle of an event is an error.
/// [`CallOptions::reconnect`] lets it go on after a connection that has ended.
#[must_use = "events come as they are taken"]
pub struct Events<T> {
    source: Source,
    again: Option<Box<Call>>,
    /// How often it has connected again since the last event.
    tries: u32,
    operation: &'static crate::runtime::description::operation::Operation,
    head: Head,
    event: String,
    /// The id of the last event that is whole.
    id: String,
    /// The id that the event at hand will have.
    next_id: String,
    retry: Option<Duration>,
    data: Option<String>,
    begun: bool,
    /// Whether an event has begun that is not whole yet.
    open: bool,
    read: ReadEvent<T>,
}

/// The function that reads the data of an event of some kind.
pub(crate) type ReadEvent<T> = fn(kind: &str, data: &str) -> Result<T, json::JsonError>;

/// Where the next line comes from.
enum Source {
    Lines(Box<Lines>),
    Connecting(BoxFuture<'static, Result<Reply, Error>>),
    Ended,
}

impl Reply {
    /// Reads a stream of server-sent events.
    pub(crate) fn events<T: DeserializeOwned + 'static>(self) -> Result<Events<T>, Error> {
        self.events_by(|_, data| read(data))
    }

    /// Reads a stream of server-sent events, whose data `read` reads.
    pub(crate) fn events_by<T>(self, read: ReadEvent<T>) -> Result<Events<T>, Error> {
        let mut reply = self.described()?.expect("text/event-stream", is_events)?;
        let (operation, head) = (reply.operation, reply.head.clone());
        Ok(Events {
            again: reply.again.take(),
            source: Source::Lines(Box::new(reply.lines(End::AnyLine))),
            tries: 0,
            operation,
            head,
            event: String::new(),
            id: String::new(),
            next_id: String::new(),
            retry: None,
            data: None,
            begun: false,
            open: false,
            read,
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
                ended => {
                    let lost = ended.and_then(Result::err).or_else(|| self.cut());
                    match self.connect(lost) {
                        Some(error) => return Poll::Ready(Some(Err(error))),
                        None => continue,
                    }
                }
            };
            let text = String::from_utf8_lossy(&line);
            let text = match text.strip_prefix('\u{feff}') {
                Some(rest) if !self.begun => rest,
                _ => &*text,
            };
            self.begun = true;
            let outcome = if text.is_empty() {
                self.dispatch()
            } else {
                self.field(text);
                self.too_large().map(Err)
            };
            if let Some(outcome) = outcome {
                match &outcome {
                    Ok(_) => self.tries = 0,
                    // The next event may be good. With a new connection this one could come again.
                    Err(Error::Decode(_)) => self.tries = u32::MAX,
                    Err(_) => self.source = Source::Ended,
                }
                return Poll::Ready(Some(outcome));
            }
        }
    }

    /// An event that the body's end cuts off is lost, but for the one that says that nothing follows.
    fn cut(&self) -> Option<Error> {
        let is_whole = !self.open || self.data.as_deref() == Some(DONE);
        match &self.source {
            Source::Lines(lines) if !is_whole => Some(lines.error(Lost {
                kind: TransportErrorKind::Broken,
                source: Some("the stream ends in the middle of an event".into()),
            })),
            _ => None,
        }
    }

    /// An event may have no more bytes than a whole body may.
    fn too_large(&self) -> Option<Error> {
        let data = self.data.as_ref().map_or(0, String::len);
        let size = data + self.event.len() + self.next_id.len();
        match &self.source {
            Source::Lines(lines) if size > lines.limit() => Some(lines.too_large("event")),
            _ => None,
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
        let shared = &call.shared;
        let policy = call.options.retry.as_ref().unwrap_or(&shared.sender.retry);
        let longest = call.options.timeout.unwrap_or(shared.limits.timeout);
        let asked = self.retry.filter(|wait| !wait.is_zero());
        let pause = asked.or_else(|| policy.pause(self.tries, None));
        let pause = match pause {
            Some(pause) if pause <= longest => pause,
            _ => return error.or_else(|| Some(self.too_long(longest))),
        };
        if !self.id.is_empty() {
            match HeaderValue::from_bytes(self.id.as_bytes()) {
                Ok(id) => call.options.last_event_id = Some(id),
                Err(_) => return error.or_else(|| Some(self.unspeakable())),
            }
        }
        self.source = Source::Connecting(Box::pin(async move {
            sleep(pause).await;
            call.reply().await
        }));
        None
    }

    /// The stream has not ended, but it cannot go on in time.
    fn too_long(&self, longest: Duration) -> Error {
        let wait = self.retry.unwrap_or_default();
        let why = format!("the service asks to wait {wait:?} before it is connected to again");
        let lost = Lost {
            kind: TransportErrorKind::Timeout,
            source: Some(why.into()),
        };
        let limit = format!("{longest:?}");
        lost.behind(&self.head, self.operation.label(), limit)
            .into()
    }

    /// The stream has not ended, but nobody can say where it is to go on.
    fn unspeakable(&self) -> Error {
        let id = self.id.escape_debug();
        let why = format!("the event id `{id}` fits into no header, so that nothing can follow it");
        BuildError::new(why).of(self.operation.label()).into()
    }

    /// Goes on with a new connection; a service without any more content has come to its end.
    fn connected(&mut self, reply: Result<Reply, Error>) -> Result<(), Error> {
        self.source = Source::Ended;
        let reply = reply?;
        if reply.head.status != 204 {
            self.head = reply.head.clone();
            let reply = reply.expect("text/event-stream", is_events)?;
            (self.begun, self.open, self.data) = (false, false, None);
            self.event.clear();
            self.next_id.clone_from(&self.id);
            self.source = Source::Lines(Box::new(reply.lines(End::AnyLine)));
        }
        Ok(())
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        self.open |= !matches!(name, "" | "retry");
        match name {
            "event" => value.clone_into(&mut self.event),
            "id" if !value.contains('\0') => value.clone_into(&mut self.next_id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                let wait = value.parse().ok().map(Duration::from_millis);
                self.retry = wait.map(bounded).or(self.retry);
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
        self.open = false;
        self.id.clone_from(&self.next_id);
        let event = std::mem::take(&mut self.event);
        let data = self.data.take()?;
        if data == DONE {
            self.source = Source::Ended;
            return None;
        }
        let kind = if event.is_empty() {
            "message".to_owned()
        } else {
            event
        };
        Some(match (self.read)(&kind, &data) {
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

    /// Turns the stream into an iterator, which blocks the thread until the next item is there.
    #[cfg(feature = "blocking")]
    pub fn blocking(self) -> crate::runtime::transport::blocking::Blocking<Self> {
        crate::runtime::transport::blocking::Blocking::new(self)
    }

    /// Returns the next event; `None` is the end.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Returns the next event; `None` is the end.
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
pub(crate) fn read<T: DeserializeOwned + 'static>(data: &str) -> Result<T, json::JsonError> {
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
    /// row without an event in between. It waits as long as the service has said, or else as before any other retry; a wait
    /// that is longer than the call's timeout is an error.
    ///
    /// The request is sent again for that, whatever its method is.
    #[must_use]
    pub fn reconnect(mut self, times: u32) -> Self {
        self.reconnect = times;
        self
    }
}
