//! Lists as streams of pages, where what leads to the list, and how it goes on, is data.

use bytes::Bytes;
use serde_json::Value;

use super::Untyped;
use crate::runtime::call::reply::Reply;
use crate::runtime::stream::pages::Pages;
use crate::runtime::stream::paging::{Cursor, Link, Offset, PageNumber, PageParameter};

/// Members that lead to a value, outermost first.
pub type Path = &'static [&'static str];

/// How a list goes on.
#[derive(Debug, Clone, Copy)]
pub enum Paging {
    /// A value of the last response asks for the next page.
    Cursor {
        /// What takes it.
        parameter: PageParameter,
        /// Where the response has the cursor.
        next: Next,
        /// Where the response has its items.
        items: Path,
        /// Where the response says whether there is more, if it does.
        more: Option<Path>,
    },
    /// The number of items before it asks for a page.
    Offset {
        /// What takes it.
        parameter: PageParameter,
        /// Its value for the first page.
        first: u64,
        /// Where the response has its items.
        items: Path,
        /// Where the response has the number of all items, if it does.
        total: Option<Path>,
    },
    /// Its number asks for a page.
    Number {
        /// What takes it.
        parameter: PageParameter,
        /// Its value for the first page.
        first: u64,
        /// Where the response has its items.
        items: Path,
        /// Where the response has the number of pages, if it does.
        pages: Option<Path>,
    },
    /// The response has the URL of the next page: behind these members, or in the header `Link` (RFC 8288).
    Link(Option<Path>),
}

/// Where a response has a cursor.
#[derive(Debug, Clone, Copy)]
pub enum Next {
    /// In its body, behind these members.
    Body(Path),
    /// In this header.
    Header(&'static str),
    /// In the last item, behind these members of it.
    Last(Path),
}

impl Paging {
    /// What takes what the next page is asked for by, where there is such.
    #[must_use]
    pub fn parameter(&self) -> Option<PageParameter> {
        match self {
            Self::Cursor { parameter, .. }
            | Self::Offset { parameter, .. }
            | Self::Number { parameter, .. } => Some(*parameter),
            Self::Link(_) => None,
        }
    }
}

/// A page as it came.
#[derive(Debug)]
pub struct Page {
    body: Bytes,
    value: Value,
    paging: &'static Paging,
}

impl Page {
    /// Returns the body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    fn at(&self, path: Path) -> &Value {
        path.iter().fold(&self.value, |value, name| &value[name])
    }

    fn count(&self, path: Path) -> usize {
        self.at(path).as_array().map_or(0, Vec::len)
    }

    fn cursor(&self) -> Cursor {
        let Paging::Cursor {
            next, items, more, ..
        } = self.paging
        else {
            return Cursor::default();
        };
        let cursor = match next {
            Next::Body(path) => Cursor::new(self.at(path)),
            Next::Header(name) => Cursor::in_header(name),
            Next::Last(path) => {
                let last = self.at(items).as_array().and_then(|items| items.last());
                Cursor::new(&last.map(|last| path.iter().fold(last, |value, name| &value[name])))
            }
        };
        match more {
            Some(path) => cursor.more(self.at(path).as_bool(), self.count(items)),
            None => cursor,
        }
    }

    fn offset(&self) -> Offset {
        match self.paging {
            Paging::Offset {
                first,
                items,
                total,
                ..
            } => {
                let offset = Offset::new(self.count(items)).first(*first);
                match total {
                    Some(path) => offset.total(self.at(path)),
                    None => offset,
                }
            }
            _ => Offset::new(0),
        }
    }

    fn number(&self) -> PageNumber {
        match self.paging {
            Paging::Number {
                first,
                items,
                pages,
                ..
            } => {
                let number = PageNumber::new(self.count(items)).first(*first);
                match pages {
                    Some(path) => number.pages(self.at(path)),
                    None => number,
                }
            }
            _ => PageNumber::new(0),
        }
    }

    fn link(&self) -> Link {
        match self.paging {
            Paging::Link(Some(path)) => Link::new(self.at(path)),
            _ => Link::new(&()),
        }
    }
}

impl Untyped {
    /// Returns a stream of the pages of a list.
    pub fn pages(self, paging: &'static Paging) -> Pages<Page> {
        let read = move |reply: Reply| {
            let body = reply.body.clone();
            let value = reply.json()?;
            Ok(Page {
                body,
                value,
                paging,
            })
        };
        let call = self.0;
        match *paging {
            Paging::Cursor { parameter, .. } => {
                Pages::by_cursor(call, parameter, read, Page::cursor)
            }
            Paging::Offset { parameter, .. } => {
                Pages::by_offset(call, parameter, read, Page::offset)
            }
            Paging::Number { parameter, .. } => {
                Pages::by_number(call, parameter, read, Page::number)
            }
            Paging::Link(Some(_)) => Pages::by_link(call, read, Page::link),
            Paging::Link(None) => Pages::by_link_header(call, read),
        }
    }
}
