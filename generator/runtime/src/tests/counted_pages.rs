//! Lists whose pages are asked for by offset or number.

use super::pages::{call, drain, page};
use super::server::Server;
use crate::Error;
use crate::PageError;
use crate::runtime::{Offset, PageNumber, Pages, Reply};
use crate::types::InviteListResponse;

#[tokio::test]
async fn pages_go_by_offset() {
    let server = Server::start(vec![
        page(&["a", "b"], None, true),
        page(&["c"], None, true),
    ]);
    let pages = Pages::by_offset(
        call(&server),
        "offset",
        Reply::json,
        |page: &InviteListResponse| Offset::new(page.data.len()).total(&Some("3")),
    );
    assert_eq!(drain(pages).await.expect("pages"), 2);
    let lines: Vec<_> = server.seen().into_iter().map(|seen| seen.line).collect();
    assert_eq!(lines, ["GET /list?q=x", "GET /list?q=x&offset=2"]);
}

#[tokio::test]
async fn pages_go_by_offset_without_a_total() {
    let server = Server::start(vec![page(&["a", "b"], None, true), page(&[], None, true)]);
    let pages = Pages::by_offset(
        call(&server).query("offset", 5),
        "offset",
        Reply::json,
        |page: &InviteListResponse| Offset::new(page.data.len()),
    );
    assert_eq!(drain(pages).await.expect("pages"), 2);
    assert_eq!(server.seen()[1].line, "GET /list?q=x&offset=7");
}

fn by_offset(
    server: &Server,
    next: fn(&InviteListResponse) -> Offset,
) -> Pages<InviteListResponse> {
    Pages::by_offset(call(server), "offset", Reply::json, next)
}

fn by_number(
    server: &Server,
    next: fn(&InviteListResponse) -> PageNumber,
) -> Pages<InviteListResponse> {
    Pages::by_number(call(server), "page", Reply::json, next)
}

fn asked(server: &Server) -> Vec<String> {
    let seen = server.seen().into_iter();
    seen.map(|seen| seen.line.replace("GET /list?q=x", ""))
        .collect()
}

#[tokio::test]
async fn pages_go_by_number() {
    let script = ["a", "b", "c"].map(|id| page(&[id], None, true));
    let server = Server::start(script.into());
    let pages = by_number(&server, |page| PageNumber::new(page.data.len()).pages(&3));
    assert_eq!(drain(pages).await.expect("pages"), 3);
    assert_eq!(asked(&server), ["", "&page=2", "&page=3"]);
}

#[tokio::test]
async fn pages_are_counted_from_the_first() {
    let script = ["a", "b", "c"].map(|id| page(&[id], None, true));
    let server = Server::start(script.into());
    let pages = by_number(&server, |page| {
        PageNumber::new(page.data.len()).first(0).pages(&"3")
    });
    assert_eq!(drain(pages).await.expect("pages"), 3);
    assert_eq!(asked(&server), ["", "&page=1", "&page=2"]);

    let script = [&["a", "b"][..], &["c", "d"], &["e"]].map(|ids| page(ids, None, true));
    let server = Server::start(script.into());
    let pages = by_offset(&server, |page| {
        Offset::new(page.data.len()).first(1).total(&5.0)
    });
    assert_eq!(drain(pages).await.expect("pages"), 3);
    assert_eq!(asked(&server), ["", "&offset=3", "&offset=5"]);
}

#[tokio::test]
async fn an_empty_page_before_the_total_is_an_error() {
    let script = || vec![page(&["a"], None, true), page(&[], None, true)];
    let server = Server::start(script());
    let pages = by_offset(&server, |page| Offset::new(page.data.len()).total(&3));
    let error = drain(pages).await.expect_err("two items are missing");
    assert!(
        matches!(&error, Error::Page(error) if **error == PageError::Incomplete),
        "{error}"
    );
    let server = Server::start(script());
    let pages = by_number(&server, |page| PageNumber::new(page.data.len()).pages(&3));
    let error = drain(pages).await.expect_err("a page is missing");
    assert!(
        matches!(&error, Error::Page(error) if **error == PageError::Incomplete),
        "{error}"
    );
    // One that has nothing at all is whole.
    let server = Server::start(vec![page(&[], None, false)]);
    let pages = by_offset(&server, |page| Offset::new(page.data.len()).total(&0));
    assert_eq!(drain(pages).await.expect("an empty page"), 1);
}

#[tokio::test]
async fn a_service_that_does_not_look_at_the_number_is_an_error() {
    let server = Server::start(vec![page(&["a", "b"], None, true)]);
    let pages = by_offset(&server, |page| Offset::new(page.data.len()));
    let error = drain(pages).await.expect_err("the same page again");
    assert!(
        matches!(&error, Error::Page(error) if **error == PageError::Repeated),
        "{error}"
    );
    assert_eq!(asked(&server), ["", "&offset=2"]);
    let pages = by_number(&server, |page| PageNumber::new(page.data.len()));
    let error = drain(pages).await.expect_err("the same page again");
    assert!(
        matches!(&error, Error::Page(error) if **error == PageError::Repeated),
        "{error}"
    );
}

#[tokio::test]
async fn a_position_that_is_no_number_is_an_error() {
    let server = Server::start(vec![page(&["a"], None, true)]);
    let pages = by_offset(&server, |page| Offset::new(page.data.len())).resume("b");
    let error = drain(pages).await.expect_err("no number");
    assert!(
        matches!(&error, Error::Page(error) if **error == PageError::Position),
        "{error}"
    );
    assert_eq!(server.seen().len(), 1);
}
