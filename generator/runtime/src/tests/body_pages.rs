//! Lists whose requests say in their bodies which page they ask for.

use serde_json::{Value, json};

use super::pages::page;
use super::server::Server;
use crate::Error;
use crate::runtime::{Call, Cursor, Method, Offset, Operation, PageParameter, Pages, Reply};
use crate::types::InviteListResponse;

static SEARCH: Operation = Operation {
    method: Method::POST,
    path: "/search",
    ..Operation::DEFAULT
};

fn call(server: &Server) -> Call {
    server.client().call(&SEARCH)
}

fn by_cursor(call: Call, parameter: PageParameter) -> Pages<InviteListResponse> {
    Pages::by_cursor(call, parameter, Reply::json, |page: &InviteListResponse| {
        Cursor::new(&page.last_id)
    })
}

async fn drain(mut pages: Pages<InviteListResponse>) -> Result<usize, Error> {
    let mut count = 0;
    while pages.try_next().await?.is_some() {
        count += 1;
    }
    Ok(count)
}

fn bodies(server: &Server) -> Vec<String> {
    server.seen().into_iter().map(|seen| seen.body).collect()
}

fn values(server: &Server) -> Vec<Value> {
    let bodies = bodies(server).into_iter();
    let value = |body: String| serde_json::from_str(&body).unwrap_or_default();
    bodies.map(value).collect()
}

#[tokio::test]
async fn a_cursor_goes_into_a_member_of_the_body() {
    let pages = || {
        vec![
            page(&["a"], Some("x y"), true),
            page(&["b"], Some("z"), true),
            page(&["c"], None, false),
        ]
    };
    let server = Server::start(pages());
    let sent = call(&server).json(json!({"words": "w", "page": {"size": 2}}));
    let cursor = PageParameter::Text("/page/after");
    assert_eq!(drain(by_cursor(sent, cursor)).await.expect("pages"), 3);
    assert_eq!(
        values(&server),
        [
            json!({"words": "w", "page": {"size": 2}}),
            json!({"words": "w", "page": {"size": 2, "after": "x y"}}),
            json!({"words": "w", "page": {"size": 2, "after": "z"}}),
        ]
    );
    // A body that need not be there, and one of which the object is null.
    for (body, second) in [
        (None, json!({"page": {"after": "x y"}})),
        (
            Some(json!({"page": null})),
            json!({"page": {"after": "x y"}}),
        ),
    ] {
        let server = Server::start(pages());
        let sent = match body {
            Some(body) => call(&server).json(body),
            None => call(&server),
        };
        drain(by_cursor(sent, cursor)).await.expect("pages");
        assert_eq!(values(&server)[1], second);
    }
}

#[tokio::test]
async fn an_offset_goes_into_a_body_as_a_number_or_a_field() {
    let pages = || vec![page(&["a", "b"], None, true), page(&["c"], None, true)];
    let by_offset = |call: Call, parameter: PageParameter| {
        Pages::by_offset(call, parameter, Reply::json, |page: &InviteListResponse| {
            Offset::new(page.data.len()).total(&3)
        })
    };
    let server = Server::start(pages());
    let sent = call(&server).json(json!({"from": 0}));
    let number = PageParameter::Number("/from");
    assert_eq!(drain(by_offset(sent, number)).await.expect("pages"), 2);
    assert_eq!(values(&server), [json!({"from": 0}), json!({"from": 2})]);
    let server = Server::start(pages());
    let sent = call(&server).form(json!({"a b": 0, "q": "x&y"}), &[]);
    let field = PageParameter::Field("/a b");
    assert_eq!(drain(by_offset(sent, field)).await.expect("pages"), 2);
    assert_eq!(bodies(&server), ["a%20b=0&q=x%26y", "q=x%26y&a%20b=2"]);
    let server = Server::start(pages());
    drain(by_offset(call(&server), field)).await.expect("pages");
    assert_eq!(bodies(&server), ["", "a%20b=2"]);
    assert_eq!(
        server.seen()[1].header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
}

#[tokio::test]
async fn a_list_goes_on_where_its_body_says() {
    let server = Server::start(vec![page(&["a"], Some("n"), true), page(&[], None, false)]);
    let cursor = PageParameter::Text("/after");
    let sent = || call(&server).json(json!({"after": "m"}));
    let mut pages = by_cursor(sent(), cursor);
    assert_eq!(pages.position().as_deref(), Some("m"));
    pages.try_next().await.expect("a page");
    assert_eq!(pages.position().as_deref(), Some("n"));
    drain(by_cursor(sent(), cursor).resume("n"))
        .await
        .expect("pages");
    assert_eq!(
        values(&server),
        [json!({"after": "m"}), json!({"after": "n"})]
    );
}

#[tokio::test]
async fn a_body_without_a_place_for_the_cursor_is_an_error() {
    let server = Server::start(vec![page(&["a"], Some("n"), true)]);
    let sent = call(&server).json(json!(["a"]));
    let error = drain(by_cursor(sent, PageParameter::Text("/after"))).await;
    let error = error.expect_err("a list").to_string();
    assert!(
        error.contains("the body has no place for `/after`"),
        "{error}"
    );
}
