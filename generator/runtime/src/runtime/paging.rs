//! How the answers of a list go on: what a page says about the next one.

use std::collections::BTreeSet;

use reqwest::Url;
use serde::Serialize;
use serde_json::Value;

use super::call::Call;
use super::error::PageError;
use super::headers::Headers;
use super::style::text;

/// What a page says about the one after it, where that has a cursor.
#[derive(Default)]
pub(crate) struct Cursor {
    next: Option<String>,
    /// The header that has the cursor, where the body has none.
    header: Option<&'static str>,
    more: Option<bool>,
}

impl Cursor {
    /// Takes the cursor of the next page; null, nothing and an empty text mean that there is none.
    pub(crate) fn new(next: impl Serialize) -> Self {
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

    /// Takes whether there is a next page.
    pub(crate) fn more(mut self, more: impl Into<Option<bool>>) -> Self {
        self.more = more.into();
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
        let in_header = || headers.get(self.header?).filter(|text| !text.is_empty());
        let next = self.next.clone().or_else(|| in_header().map(str::to_owned));
        let Some(next) = next.filter(|_| self.more != Some(false)) else {
            return Ok(None);
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
    total: Option<u64>,
}

impl Offset {
    /// Takes how many items the page holds.
    pub(crate) fn new(items: usize) -> Self {
        Self { items, total: None }
    }

    /// Takes how many items there are on all pages.
    pub(crate) fn total(mut self, total: impl Serialize) -> Self {
        self.total = number_of(total);
        self
    }
}

/// What a page says about the one after it, where pages are counted.
pub(crate) struct PageNumber {
    items: usize,
    last: Option<u64>,
}

impl PageNumber {
    /// Takes how many items the page holds.
    pub(crate) fn new(items: usize) -> Self {
        Self { items, last: None }
    }

    /// Takes the number of the last page.
    pub(crate) fn last(mut self, last: impl Serialize) -> Self {
        self.last = number_of(last);
        self
    }
}

/// What a page says about the one after it, where that has a URL.
pub(crate) struct Link(Option<String>);

impl Link {
    /// Takes the URL of the next page; null, nothing and an empty text mean that there is none.
    pub(crate) fn new(next: impl Serialize) -> Self {
        Self(text_of(next))
    }
}

fn text_of(value: impl Serialize) -> Option<String> {
    text(&serde_json::to_value(value).ok()?).filter(|text| !text.is_empty())
}

fn number_of(value: impl Serialize) -> Option<u64> {
    match serde_json::to_value(value).ok()? {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64(),
    }
}

/// How pages go on.
pub(super) enum Turn<P> {
    Cursor(&'static str, fn(&P) -> Cursor),
    HeaderCursor(&'static str, fn(&P) -> Cursor),
    Offset(&'static str, fn(&P) -> Offset),
    Number(&'static str, fn(&P) -> PageNumber),
    Link(fn(&P) -> Link),
    LinkHeader,
}

/// The call for the page after this one, if there is one. `seen` holds the cursors or links of all pages so far.
pub(super) fn turn<P>(
    turn: &Turn<P>,
    call: Call,
    page: &P,
    headers: &Headers,
    seen: &mut BTreeSet<String>,
) -> Result<Option<Call>, PageError> {
    match turn {
        Turn::Cursor(param, read) => {
            let last = call.query_value(param).map(super::encode::percent_decode);
            let next = read(page).next(headers, last, seen)?;
            Ok(next.map(|next| call.query(param, next)))
        }
        Turn::HeaderCursor(name, read) => {
            let last = call.header_value(name).map(str::to_owned);
            let next = read(page).next(headers, last, seen)?;
            Ok(next.map(|next| call.header(name, next)))
        }
        Turn::Offset(param, read) => {
            let Offset { items, total } = read(page);
            let offset = number_in_query(&call, param)
                .unwrap_or(0)
                .saturating_add(items as u64);
            let more = items > 0 && total.is_none_or(|total| offset < total);
            Ok(more.then(|| call.query(param, offset)))
        }
        Turn::Number(param, read) => {
            let PageNumber { items, last } = read(page);
            let number = number_in_query(&call, param).unwrap_or(1);
            let more = items > 0 && last.is_none_or(|last| number < last);
            Ok(more.then(|| call.query(param, number.saturating_add(1))))
        }
        Turn::Link(read) => read(page)
            .0
            .map(|link| follow(call, &link, seen))
            .transpose(),
        Turn::LinkHeader => next_link(headers)
            .map(|link| follow(call, &link, seen))
            .transpose(),
    }
}

/// What asks for the page that the call is about to take.
pub(super) fn position<P>(turn: &Turn<P>, call: &Call) -> Option<String> {
    match turn {
        Turn::Cursor(param, _) | Turn::Offset(param, _) | Turn::Number(param, _) => {
            call.query_value(param).map(super::encode::percent_decode)
        }
        Turn::HeaderCursor(name, _) => call.header_value(name).map(str::to_owned),
        Turn::Link(_) | Turn::LinkHeader => call.link.as_ref().map(Url::to_string),
    }
}

/// The call that takes the page at a position.
pub(super) fn resume<P>(turn: &Turn<P>, call: Call, position: &str) -> Result<Call, PageError> {
    match turn {
        Turn::Cursor(param, _) | Turn::Offset(param, _) | Turn::Number(param, _) => {
            Ok(call.query(param, position))
        }
        Turn::HeaderCursor(name, _) => Ok(call.header(name, position)),
        Turn::Link(_) | Turn::LinkHeader => follow(call, position, &mut BTreeSet::new()),
    }
}

fn number_in_query(call: &Call, param: &str) -> Option<u64> {
    call.query_value(param)?.parse().ok()
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

/// The target of `rel="next"` in the headers `Link`: `<https://..>; rel="next", <..>; rel="last"`.
fn next_link(headers: &Headers) -> Option<String> {
    headers.get_all("link").find_map(|mut rest| {
        while let Some((_, after)) = rest.split_once('<') {
            let (target, after) = after.split_once('>')?;
            let (params, _) = after.split_once('<').unwrap_or((after, ""));
            if params.split([';', ',']).any(is_next) {
                return Some(target.to_owned());
            }
            rest = after;
        }
        None
    })
}

fn is_next(param: &str) -> bool {
    let Some((name, value)) = param.split_once('=') else {
        return false;
    };
    let rels = value.trim().trim_matches('"');
    name.trim().eq_ignore_ascii_case("rel")
        && rels.split(' ').any(|rel| rel.eq_ignore_ascii_case("next"))
}
