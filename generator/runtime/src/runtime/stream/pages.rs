//! Lists as streams of pages and of items.

use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::paging::{
    Cursor, Link, Offset, PageNumber, PageParameter, Turn, position, resume, turn,
};
use crate::runtime::call::Call;
use crate::runtime::call::reply::{Reply, Response};
use crate::runtime::error::Error;
use crate::runtime::error::page::PageError;
use crate::runtime::http::head::Head;
use crate::runtime::platform::BoxFuture;

/// Reads a page; shared by the calls for all of them.
type Read<P> = Arc<dyn Fn(Reply) -> Result<P, Error> + Send + Sync>;
type Fetch<P> = BoxFuture<'static, Result<(Call, Fetched, P), Error>>;

/// What is known of a page beside what it holds.
struct Fetched {
    head: Head,
    /// A hash of the body, by which the same page is known again.
    hash: u64,
}

/// How many pages a stream takes where the caller does not say.
const MAX_PAGES: usize = 100_000;

/// A stream of the pages of a list, each asked for when the one before has been taken.
///
/// It ends after the last page, and after an error. These are errors, because the list would be wrong or endless without
/// a word:
///
/// - a cursor or link that comes a second time, or a link to another origin;
/// - a page that says there is more, but not where, or an empty page before the total that the service tells;
/// - where pages are asked for by number or offset, a page that is byte for byte the one before: the service does not
///   look at the number;
/// - a page after the 100,000th, unless [`Pages::max_pages`] says how many there may be.
#[must_use = "nothing is sent before a page is taken"]
pub struct Pages<P> {
    state: State<P>,
    read: Read<P>,
    turn: Turn<P>,
    seen: BTreeSet<String>,
    /// How many pages it has taken.
    pub(crate) taken: usize,
    /// After how many pages it ends, where the caller says so.
    most: Option<usize>,
    /// The hash of the page that was taken last.
    last: Option<u64>,
    answer: Option<Response<()>>,
    /// The position of the page that is being taken, or that could not be had.
    asked: Option<String>,
}

enum State<P> {
    Next(Box<Call>),
    Fetching(Fetch<P>),
    Failed(PageError),
    Done,
}

impl<P: 'static> Pages<P> {
    fn new(
        call: Call,
        read: impl Fn(Reply) -> Result<P, Error> + Send + Sync + 'static,
        turn: Turn<P>,
    ) -> Self {
        Self {
            state: State::Next(Box::new(call)),
            read: Arc::new(read),
            turn,
            seen: BTreeSet::new(),
            taken: 0,
            most: None,
            last: None,
            answer: None,
            asked: None,
        }
    }

    /// Pages of which each names the cursor of the next.
    pub(crate) fn by_cursor(
        call: Call,
        param: impl Into<PageParameter>,
        read: impl Fn(Reply) -> Result<P, Error> + Send + Sync + 'static,
        next: fn(&P) -> Cursor,
    ) -> Self {
        Self::new(call, read, Turn::Cursor(param.into(), next))
    }

    /// Pages that are asked for by the number of items before them.
    pub(crate) fn by_offset(
        call: Call,
        param: impl Into<PageParameter>,
        read: impl Fn(Reply) -> Result<P, Error> + Send + Sync + 'static,
        next: fn(&P) -> Offset,
    ) -> Self {
        Self::new(call, read, Turn::Offset(param.into(), next))
    }

    /// Pages that are asked for by their number.
    pub(crate) fn by_number(
        call: Call,
        param: impl Into<PageParameter>,
        read: impl Fn(Reply) -> Result<P, Error> + Send + Sync + 'static,
        next: fn(&P) -> PageNumber,
    ) -> Self {
        Self::new(call, read, Turn::Number(param.into(), next))
    }

    /// Pages of which each names the URL of the next.
    pub(crate) fn by_link(
        call: Call,
        read: impl Fn(Reply) -> Result<P, Error> + Send + Sync + 'static,
        next: fn(&P) -> Link,
    ) -> Self {
        Self::new(call, read, Turn::Link(next))
    }

    /// Pages of which each names the URL of the next in the header `Link` (RFC 8288).
    pub(crate) fn by_link_header(
        call: Call,
        read: impl Fn(Reply) -> Result<P, Error> + Send + Sync + 'static,
    ) -> Self {
        Self::new(call, read, Turn::LinkHeader)
    }

    /// A stream of the items of all pages.
    pub(crate) fn items<T>(self, items: fn(P) -> Vec<T>) -> Items<P, T> {
        Items {
            pages: self,
            take: items,
            current: Vec::new().into_iter(),
            left: None,
        }
    }

    /// Sets after how many pages the stream ends at the latest. Without it, more than 100,000 are an error.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.most = Some(self.taken.saturating_add(pages));
        self
    }

    /// Returns the status, the headers and so on of the page that was taken last.
    #[must_use]
    pub fn answer(&self) -> Option<&Response<()>> {
        self.answer.as_ref()
    }

    /// Returns where the next page begins: a cursor, a number or a link, by which [`Pages::resume`] goes on at any later
    /// time; after an error, that is the page that could not be had. It is `None` at the end, and at the first page unless
    /// the request says where to begin.
    #[must_use]
    pub fn position(&self) -> Option<String> {
        match &self.state {
            State::Next(call) => position(&self.turn, call),
            State::Fetching(_) | State::Failed(_) | State::Done => self.asked.clone(),
        }
    }

    /// Begins where another stream of the same list was, by its [`Pages::position`].
    pub fn resume(mut self, position: &str) -> Self {
        self.state = match self.state {
            State::Next(call) => match resume(&self.turn, *call, position) {
                Ok(call) => State::Next(Box::new(call)),
                Err(error) => State::Failed(error),
            },
            begun => begun,
        };
        self
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Next(_) if self.most == Some(self.taken) => return Poll::Ready(None),
                State::Next(call) if self.most.is_none() && self.taken >= MAX_PAGES => {
                    self.asked = position(&self.turn, &call);
                    self.state = State::Failed(PageError::TooMany);
                }
                State::Next(call) => {
                    self.taken += 1;
                    self.asked = position(&self.turn, &call);
                    self.state = State::Fetching(Box::pin(fetch(*call, self.read.clone())));
                }
                State::Done => return Poll::Ready(None),
                State::Failed(error) => return Poll::Ready(Some(Err(error.into()))),
                State::Fetching(mut fetch) => {
                    let Poll::Ready(outcome) = fetch.as_mut().poll(context) else {
                        self.state = State::Fetching(fetch);
                        return Poll::Pending;
                    };
                    let page = outcome.and_then(|(call, fetched, page)| {
                        self.take(call, fetched, &page)?;
                        Ok(page)
                    });
                    return Poll::Ready(Some(page));
                }
            }
        }
    }

    /// Takes a page, and finds out how it goes on.
    fn take(&mut self, call: Call, fetched: Fetched, page: &P) -> Result<(), PageError> {
        let Fetched { head, hash } = fetched;
        if self.turn.is_counted() && self.last.replace(hash) == Some(hash) {
            return Err(PageError::Repeated);
        }
        self.asked = None;
        self.answer = Some(Response::new(call.operation, head.clone(), ()));
        self.state = match turn(&self.turn, call, page, &head.headers, &mut self.seen) {
            Ok(Some(call)) => State::Next(Box::new(call)),
            Ok(None) => State::Done,
            // This page is good: what is wrong comes in the place of the next one.
            Err(error) => State::Failed(error),
        };
        Ok(())
    }
}

async fn fetch<P>(call: Call, read: Read<P>) -> Result<(Call, Fetched, P), Error> {
    let reply = call.clone().reply().await?;
    let mut hasher = DefaultHasher::new();
    reply.body.hash(&mut hasher);
    let fetched = Fetched {
        head: reply.head.clone(),
        hash: hasher.finish(),
    };
    Ok((call, fetched, read(reply)?))
}

/// A stream of the items of a list, over all its pages.
///
/// It ends after the last item, and after an error. See [`Pages`] for what is an error.
#[must_use = "nothing is sent before an item is taken"]
pub struct Items<P, T> {
    pages: Pages<P>,
    take: fn(P) -> Vec<T>,
    current: std::vec::IntoIter<T>,
    left: Option<usize>,
}

impl<P: 'static, T> Items<P, T> {
    /// Sets after how many pages the stream ends at the latest.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// Returns the status, the headers and so on of the page that the items come from.
    #[must_use]
    pub fn answer(&self) -> Option<&Response<()>> {
        self.pages.answer()
    }

    /// Begins with the page where another stream of the same list was, by its [`Pages::position`].
    pub fn resume(mut self, position: &str) -> Self {
        self.pages = self.pages.resume(position);
        self
    }

    /// Sets after how many items the stream ends at the latest.
    pub fn max_items(mut self, items: usize) -> Self {
        self.left = Some(items);
        self
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if self.left == Some(0) {
                return Poll::Ready(None);
            }
            if let Some(item) = self.current.next() {
                self.left = self.left.map(|left| left - 1);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.current = (self.take)(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Nothing in it is pinned where it stands.
impl<P, T> Unpin for Items<P, T> {}

macro_rules! stream {
    ($name:ident<$($parameter:ident),*> of $item:ident) => {
        impl<$($parameter: 'static),*> $name<$($parameter),*> {
            /// Turns the stream into an iterator, which blocks the thread until the next item is there.
            #[cfg(feature = "blocking")]
            pub fn blocking(self) -> crate::runtime::transport::blocking::Blocking<Self> {
                crate::runtime::transport::blocking::Blocking::new(self)
            }

            /// Returns the next one; `None` is the end.
            pub async fn next(&mut self) -> Option<Result<$item, Error>> {
                poll_fn(|context| self.poll(context)).await
            }

            /// Returns the next one; `None` is the end.
            ///
            /// # Errors
            ///
            /// It fails if the next page can't be had.
            pub async fn try_next(&mut self) -> Result<Option<$item>, Error> {
                self.next().await.transpose()
            }
        }

        impl<$($parameter: 'static),*> Stream for $name<$($parameter),*> {
            type Item = Result<$item, Error>;

            fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
                self.get_mut().poll(context)
            }
        }

        impl<$($parameter),*> fmt::Debug for $name<$($parameter),*> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

stream!(Pages<P> of P);
stream!(Items<P, T> of T);
