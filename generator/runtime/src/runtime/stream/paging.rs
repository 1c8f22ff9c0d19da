//! How the responses of a list go on: what a page says about the next one.

use std::collections::BTreeSet;

use reqwest::Url;
use serde::Serialize;
use serde_json::Value;

use super::link_header;
use crate::runtime::call::Call;
use crate::runtime::error::page::PageError;
use crate::runtime::http::headers::Headers;
use crate::runtime::value::encode::percent_decode;
use crate::runtime::value::style::text;

/// What a page says about the one after it, where that has a cursor.
#[derive(Default)]
pub(crate) struct Cursor {
    next: Option<String>,
    /// The header that has the cursor, where the body has none.
    header: Option<&'static str>,
    more: Option<bool>,
    items: usize,
}

impl Cursor {
    /// Takes the cursor of the next page; null, nothing and an empty text mean that there is none.
    pub(crate) fn new(next: &impl Serialize) -> Self {
        Self {
            next: text_of(next),
            ..Self::default()
        }
    }

    /// Takes the cursor of the next page from a header of the answer.
    pub(crate) fn in_header(name: &'static str) -> Self {
        Self {
            header: Some(name),
            ..Self::default()
        }
    }

    /// Takes whether there is a next page, and how many items the page holds.
    ///
    /// A page with items that says there is more, but not where, is an error. Without items it is the end.
    pub(crate) fn more(mut self, more: impl Into<Option<bool>>, items: usize) -> Self {
        self.more = more.into();
        self.items = items;
        self
    }
}

impl Cursor {
    /// The cursor of the next page, if there is one and it has not been there before.
    fn next(
        self,
        headers: &Headers,
        last: Option<String>,
        seen: &mut BTreeSet<String>,
    ) -> Result<Option<String>, PageError> {
        if self.more == Some(false) {
            return Ok(None);
        }
        let in_header = || headers.get(self.header?).filter(|text| !text.is_empty());
        let next = self.next.clone().or_else(|| in_header().map(str::to_owned));
        let Some(next) = next else {
            let is_cut = self.more == Some(true) && self.items > 0;
            return if is_cut {
                Err(PageError::Incomplete)
            } else {
                Ok(None)
            };
        };
        seen.extend(last);
        if !seen.insert(next.clone()) {
            return Err(PageError::Repeated);
        }
        Ok(Some(next))
    }
}

/// What a page says about the one after it, where items are counted.
pub(crate) struct Offset {
    items: usize,
    first: u64,
    total: Option<u64>,
}

impl Offset {
    /// Takes how many items the page holds.
    pub(crate) fn new(items: usize) -> Self {
        Self {
            items,
            first: 0,
            total: None,
        }
    }

    /// Takes the offset of the first item, where that is not 0.
    pub(crate) fn first(mut self, first: u64) -> Self {
        self.first = first;
        self
    }

    /// Takes how many items there are on all pages.
    pub(crate) fn total(mut self, total: &impl Serialize) -> Self {
        self.total = number_of(total);
        self
    }

    /// The offset of the next page, if there is one after the page at `asked`.
    fn next(&self, asked: Option<u64>) -> Result<Option<u64>, PageError> {
        let next = asked
            .unwrap_or(self.first)
            .saturating_add(self.items as u64);
        let so_far = next.saturating_sub(self.first);
        match self.total {
            Some(total) if so_far >= total => Ok(None),
            Some(_) if self.items == 0 => Err(PageError::Incomplete),
            _ => Ok((self.items > 0).then_some(next)),
        }
    }
}

/// What a page says about the one after it, where pages are counted.
pub(crate) struct PageNumber {
    items: usize,
    first: u64,
    pages: Option<u64>,
}

impl PageNumber {
    /// Takes how many items the page holds.
    pub(crate) fn new(items: usize) -> Self {
        Self {
            items,
            first: 1,
            pages: None,
        }
    }

    /// Takes the number of the first page, where that is not 1.
    pub(crate) fn first(mut self, first: u64) -> Self {
        self.first = first;
        self
    }

    /// Takes how many pages there are.
    pub(crate) fn pages(mut self, pages: &impl Serialize) -> Self {
        self.pages = number_of(pages);
        self
    }

    /// The number of the next page, if there is one after the page `asked`.
    fn next(&self, asked: Option<u64>) -> Result<Option<u64>, PageError> {
        let next = asked.unwrap_or(self.first).saturating_add(1);
        let so_far = next.saturating_sub(self.first);
        match self.pages {
            Some(pages) if so_far >= pages => Ok(None),
            Some(_) if self.items == 0 => Err(PageError::Incomplete),
            _ => Ok((self.items > 0).then_some(next)),
        }
    }
}

/// What a page says about the one after it, where that has a URL.
pub(crate) struct Link(Option<String>);

impl Link {
    /// Takes the URL of the next page; null, nothing and an empty text mean that there is none.
    pub(crate) fn new(next: &impl Serialize) -> Self {
        Self(text_of(next))
    }
}

fn text_of(value: &impl Serialize) -> Option<String> {
    text(&serde_json::to_value(value).ok()?).filter(|text| !text.is_empty())
}

fn number_of(value: &impl Serialize) -> Option<u64> {
    match serde_json::to_value(value).ok()? {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_u64().or_else(|| whole(other.as_f64()?)),
    }
}

/// A float that is a whole number, and small enough to be exact.
fn whole(number: f64) -> Option<u64> {
    let is_whole = number.fract() == 0.0 && (0.0..9e15).contains(&number);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole and in range"
    )]
    is_whole.then_some(number as u64)
}

/// Where a request says which page it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "no API asks for its pages in every way")]
pub enum PageParameter {
    /// In this parameter of the query.
    Query(&'static str),
    /// In this header.
    Header(&'static str),
    /// In a body of JSON, as a string at this pointer (RFC 6901).
    Text(&'static str),
    /// In a body of JSON, as a number at this pointer.
    Number(&'static str),
    /// In a field of a form, by a pointer as well.
    Field(&'static str),
}

impl From<&'static str> for PageParameter {
    fn from(name: &'static str) -> Self {
        Self::Query(name)
    }
}

impl PageParameter {
    /// What a call has there.
    fn of(self, call: &Call) -> Option<String> {
        match self {
            Self::Query(name) => call.query_value(name).map(percent_decode),
            Self::Header(name) => call.header_value(name).map(str::to_owned),
            Self::Text(pointer) | Self::Number(pointer) | Self::Field(pointer) => {
                call.member_text(pointer)
            }
        }
    }

    /// The call with this there.
    fn set(self, call: Call, value: &str) -> Call {
        match self {
            Self::Query(name) => call.query(name, value),
            Self::Header(name) => call.header(name, value),
            Self::Text(pointer) => call.member(pointer, value),
            Self::Number(pointer) => match value.parse::<serde_json::Number>() {
                Ok(number) => call.member(pointer, number),
                Err(_) => call.member(pointer, value),
            },
            Self::Field(pointer) => call.field(pointer, value),
        }
    }

    /// The number that a call has there, where the caller has set that.
    fn number(self, call: &Call) -> Result<Option<u64>, PageError> {
        let text = self.of(call).filter(|text| !text.is_empty());
        let number = text.map(|text| text.parse()).transpose();
        number.map_err(|_| PageError::Position)
    }
}

/// How pages go on.
pub(crate) enum Turn<P> {
    Cursor(PageParameter, fn(&P) -> Cursor),
    Offset(PageParameter, fn(&P) -> Offset),
    Number(PageParameter, fn(&P) -> PageNumber),
    Link(fn(&P) -> Link),
    LinkHeader,
}

/// The call for the page after this one, if there is one. `seen` holds the cursors or links of all pages so far.
pub(crate) fn turn<P>(
    turn: &Turn<P>,
    call: Call,
    page: &P,
    headers: &Headers,
    seen: &mut BTreeSet<String>,
) -> Result<Option<Call>, PageError> {
    match turn {
        Turn::Cursor(param, read) => {
            let next = read(page).next(headers, param.of(&call), seen)?;
            Ok(next.map(|next| param.set(call, &next)))
        }
        Turn::Offset(param, read) => {
            let next = read(page).next(param.number(&call)?)?;
            Ok(next.map(|next| param.set(call, &next.to_string())))
        }
        Turn::Number(param, read) => {
            let next = read(page).next(param.number(&call)?)?;
            Ok(next.map(|next| param.set(call, &next.to_string())))
        }
        Turn::Link(read) => read(page)
            .0
            .map(|link| follow(call, &link, seen))
            .transpose(),
        Turn::LinkHeader => link_header::next(headers)
            .map(|link| follow(call, &link, seen))
            .transpose(),
    }
}

impl<P> Turn<P> {
    /// Whether the next page is asked for by a number, so that no response says which page it is.
    pub(crate) fn is_counted(&self) -> bool {
        matches!(self, Self::Offset(..) | Self::Number(..))
    }
}

/// What asks for the page that the call is about to take.
pub(crate) fn position<P>(turn: &Turn<P>, call: &Call) -> Option<String> {
    match turn {
        Turn::Cursor(param, _) | Turn::Offset(param, _) | Turn::Number(param, _) => param.of(call),
        Turn::Link(_) | Turn::LinkHeader => call.link.as_ref().map(Url::to_string),
    }
}

/// The call that takes the page at a position.
pub(crate) fn resume<P>(turn: &Turn<P>, call: Call, position: &str) -> Result<Call, PageError> {
    match turn {
        Turn::Cursor(param, _) | Turn::Offset(param, _) | Turn::Number(param, _) => {
            Ok(param.set(call, position))
        }
        Turn::Link(_) | Turn::LinkHeader => follow(call, position, &mut BTreeSet::new()),
    }
}

/// Goes to a link, but not to another origin: whoever answers there must not get the credentials.
fn follow(mut call: Call, link: &str, seen: &mut BTreeSet<String>) -> Result<Call, PageError> {
    let here: Url = call.target().map_err(|_| PageError::ForeignLink)?;
    let next = here.join(link).map_err(|_| PageError::ForeignLink)?;
    let is_plain = next.username().is_empty() && next.password().is_none();
    if next.origin() != here.origin() || !is_plain {
        return Err(PageError::ForeignLink);
    }
    seen.insert(here.to_string());
    if !seen.insert(next.to_string()) {
        return Err(PageError::Repeated);
    }
    call.follow(next);
    Ok(call)
}
