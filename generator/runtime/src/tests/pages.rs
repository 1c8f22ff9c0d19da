//! Lists over several pages.

use super::server::{Script, Server, answer, json};
use crate::runtime::{Call, Cursor, Method, Operation, PageParameter, Pages, Reply};
use crate::types::InviteListResponse;
use crate::{Error, PageError};

pub(super) fn page(ids: &[&str], last_id: Option<&str>, has_more: bool) -> Script {
    let invites: Vec<String> = ids
        .iter()
        .map(|id| super::invites::INVITE.replace("invite-abc", id))
        .collect();
    let last_id = last_id.map_or("null".to_owned(), |id| format!("\"{id}\""));
    json(&format!(
        r#"{{"object":"list","data":[{}],"last_id":{last_id},"has_more":{has_more}}}"#,
        invites.join(",")
    ))
}

fn lines(server: &Server) -> Vec<String> {
    server
        .seen()
        .into_iter()
        .map(|seen| seen.line.replace("GET /organization/invites", ""))
        .collect()
}

async fn ids(server: &Server) -> Vec<String> {
    let mut items = server.client().list_invites().limit(2).items();
    let mut ids = Vec::new();
    while let Some(invite) = items.try_next().await.expect("an invite") {
        ids.push(invite.id);
    }
    ids
}

#[tokio::test]
async fn items_go_over_all_pages() {
    let server = Server::start(vec![
        page(&["a", "b"], Some("b"), true),
        page(&["c", "d"], Some("d"), true),
        page(&["e"], Some("e"), false),
    ]);
    assert_eq!(ids(&server).await, ["a", "b", "c", "d", "e"]);
    assert_eq!(
        lines(&server),
        ["?limit=2", "?limit=2&after=b", "?limit=2&after=d"]
    );
}

#[tokio::test]
async fn an_empty_page_with_more_to_come_is_not_the_end() {
    let server = Server::start(vec![
        page(&["a"], Some("a"), true),
        page(&[], Some("b"), true),
        page(&["c"], None, false),
    ]);
    assert_eq!(ids(&server).await, ["a", "c"]);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn an_empty_page_without_a_cursor_is_the_end() {
    let server = Server::start(vec![page(&["a"], Some("a"), true), page(&[], None, true)]);
    assert_eq!(ids(&server).await, ["a"]);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn more_without_a_cursor_is_an_error_behind_the_page() {
    for cursor in [None, Some("")] {
        let server = Server::start(vec![page(&["a"], cursor, true)]);
        let mut items = server.client().list_invites().items();
        assert!(items.try_next().await.expect("an item").is_some());
        let error = items.try_next().await.expect_err("there is more");
        assert!(
            matches!(&error, Error::Page(error) if **error == PageError::Incomplete),
            "{error}"
        );
        assert!(items.next().await.is_none());
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_repeated_cursor_is_an_error_behind_the_page() {
    let server = Server::start(vec![
        page(&["a"], Some("x"), true),
        page(&["b"], Some("y"), true),
        page(&["c"], Some("x"), true),
    ]);
    let mut pages = server.client().list_invites().pages();
    for id in ["a", "b", "c"] {
        assert_eq!(
            pages
                .try_next()
                .await
                .expect("a page")
                .expect("a page")
                .data[0]
                .id,
            id
        );
    }
    let error = pages
        .try_next()
        .await
        .expect_err("the cursor was there before");
    assert!(
        matches!(&error, Error::Page(error) if **error == PageError::Repeated),
        "{error}"
    );
    assert!(pages.next().await.is_none());
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn the_cursor_that_the_caller_began_with_counts() {
    let server = Server::start(vec![page(&["a"], Some("x y"), true)]);
    let mut pages = server.client().list_invites().after("x y").pages();
    assert!(pages.try_next().await.expect("a page").is_some());
    assert!(pages.try_next().await.is_err());
}

#[tokio::test]
async fn a_stream_ends_where_the_caller_says() {
    let server = Server::start(
        (0..9)
            .map(|n| page(&["a", "b"], Some(&n.to_string()), true))
            .collect(),
    );
    let mut count = 0;
    let mut items = server.client().list_invites().items().max_items(5);
    while items.try_next().await.expect("an item").is_some() {
        count += 1;
    }
    assert_eq!((count, server.seen().len()), (5, 3));
    let mut pages = server.client().list_invites().pages().max_pages(2);
    while pages.try_next().await.expect("a page").is_some() {
        count += 1;
    }
    assert_eq!((count, server.seen().len()), (7, 5));
}

#[tokio::test]
async fn an_error_ends_the_stream() {
    let server = Server::start(vec![page(&["a"], Some("a"), true), answer(404, &[], "")]);
    let mut items = server.client().list_invites().items();
    assert!(items.try_next().await.expect("an item").is_some());
    assert_eq!(
        items.try_next().await.expect_err("a failure").status(),
        Some(404)
    );
    assert!(items.next().await.is_none());
}

static LIST: Operation = Operation {
    method: Method::GET,
    path: "/list",
    ..Operation::DEFAULT
};

pub(super) fn call(server: &Server) -> Call {
    server.client().call(&LIST).query("q", "x")
}

pub(super) async fn drain(mut pages: Pages<InviteListResponse>) -> Result<usize, Error> {
    let mut count = 0;
    while pages.try_next().await?.is_some() {
        count += 1;
    }
    Ok(count)
}

#[tokio::test]
async fn an_endless_list_is_an_error_unless_the_caller_says_how_much_of_it_to_take() {
    let script: Vec<Script> = (0..9)
        .map(|n| page(&[], Some(&n.to_string()), true))
        .collect();
    let server = Server::start(script.clone());
    let mut pages = server.client().list_invites().pages();
    pages.taken = 99_998;
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    let error = pages.try_next().await.expect_err("too many pages");
    assert!(
        matches!(&error, Error::Page(error) if **error == PageError::TooMany),
        "{error}"
    );
    assert_eq!(pages.position().as_deref(), Some("1"));
    assert!(pages.next().await.is_none());
    assert_eq!(server.seen().len(), 2);

    let server = Server::start(script);
    let mut pages = server.client().list_invites().pages().max_pages(usize::MAX);
    pages.taken = 99_998;
    for _ in 0..4 {
        assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    }
}

fn linked(server: &Server) -> Pages<InviteListResponse> {
    Pages::by_link_header(call(server), Reply::json)
}

#[tokio::test]
async fn pages_go_by_links_relative_and_absolute() {
    let server = Server::start(vec![
        answer(
            200,
            &[(
                "link",
                r#"</first>; rel="first", </list?page=2>; title="a, b"; rel="next""#,
            )],
            r#"{"object":""}"#,
        ),
        answer(200, &[("link", r"<?page=3>; REL=next")], r#"{"object":""}"#),
        answer(
            200,
            &[("link", r#"<?page=3>; rel="last""#)],
            r#"{"object":""}"#,
        ),
    ]);
    assert_eq!(drain(linked(&server)).await.expect("pages"), 3);
    let lines: Vec<_> = server.seen().into_iter().map(|seen| seen.line).collect();
    assert_eq!(
        lines,
        ["GET /list?q=x", "GET /list?page=2", "GET /list?page=3"]
    );
}

#[tokio::test]
async fn a_link_is_followed_by_get_and_without_the_body() {
    static SEARCH: Operation = Operation {
        method: Method::POST,
        path: "/search",
        ..Operation::DEFAULT
    };
    let next = ("link", "</search?page=2>; rel=next");
    let server = Server::start(vec![answer(200, &[next], "{}"), json("{}")]);
    let call = server.client().call(&SEARCH).json("words");
    let mut pages = Pages::<serde_json::Value>::by_link_header(call, Reply::json);
    while pages.try_next().await.expect("a page").is_some() {}
    let seen = server.seen();
    assert_eq!(seen[0].line, "POST /search");
    assert_eq!(seen[1].line, "GET /search?page=2");
    assert_eq!(seen[0].body, "\"words\"");
    assert!(seen[1].body.is_empty() && seen[1].header("content-type").is_none());
}

#[tokio::test]
async fn a_link_to_another_origin_is_refused() {
    let other = Server::start(vec![json("{}")]);
    for link in [
        other.url(),
        other.url().replace("http:", ""),
        "https://127.0.0.1/".to_owned(),
        "http://user@HOST/list".to_owned(),
        "javascript:alert(1)".to_owned(),
    ] {
        let header = format!("<{link}>; rel=next");
        let server = Server::start(vec![]);
        let header = header.replace("HOST", server.url().trim_start_matches("http://"));
        drop(server);
        let server = Server::start(vec![answer(200, &[("link", &header)], r#"{"object":""}"#)]);
        let error = drain(linked(&server)).await.expect_err(&link);
        assert!(
            matches!(&error, Error::Page(error) if **error == PageError::ForeignLink),
            "{link}: {error}"
        );
        assert_eq!(server.seen().len(), 1);
    }
    assert!(other.seen().is_empty(), "nothing goes to another origin");
}

#[tokio::test]
async fn a_link_in_a_circle_is_an_error() {
    let server = Server::start(vec![answer(
        200,
        &[("link", "</list?q=x>; rel=next")],
        r#"{"object":""}"#,
    )]);
    let error = drain(linked(&server)).await.expect_err("a circle");
    assert!(matches!(error, Error::Page(_)), "{error}");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_stream_goes_on_where_another_one_was() {
    let server = Server::start(vec![
        page(&["a"], Some("a/1"), true),
        answer(404, &[("x-request-id", "r2")], ""),
        page(&["b"], None, false),
    ]);
    let mut pages = server.client().list_invites().pages();
    assert!(pages.position().is_none() && pages.answer().is_none());
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    assert_eq!(pages.position().as_deref(), Some("a/1"));
    assert!(pages.next().await.is_some_and(|page| page.is_err()));
    let position = pages.position().expect("the page that could not be had");
    let mut items = server
        .client()
        .list_invites()
        .limit(5)
        .items()
        .resume(&position);
    let invite = items.try_next().await.expect("an invite");
    assert_eq!(invite.map(|invite| invite.id).as_deref(), Some("b"));
    assert_eq!(items.answer().map(crate::Response::status), Some(200));
    assert!(items.try_next().await.expect("the end").is_none());
    assert_eq!(lines(&server), ["", "?after=a%2F1", "?limit=5&after=a%2F1"]);
}

#[tokio::test]
async fn a_stream_of_links_goes_on_by_link() {
    let next = [("link", "</list?q=x&at=2>; rel=next")];
    let server = Server::start(vec![
        answer(200, &next, r#"{"object":"list"}"#),
        page(&[], None, false),
    ]);
    let mut pages = linked(&server);
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    let position = pages.position().expect("a link");
    let resumed = linked(&server).resume(&position);
    assert_eq!(drain(resumed).await.expect("a page"), 1);
    assert_eq!(server.seen()[1].line, "GET /list?q=x&at=2");
    let foreign = linked(&server)
        .resume("https://example.com/list")
        .next()
        .await;
    assert!(matches!(foreign, Some(Err(Error::Page(_)))), "{foreign:?}");
}

#[tokio::test]
async fn a_cursor_may_go_through_headers() {
    static LIST: Operation = Operation {
        method: Method::GET,
        path: "/list",
        ..Operation::DEFAULT
    };
    let page = |next: &[(&str, &str)]| answer(200, next, r#"{"object":"list","data":[]}"#);
    let next = |token| page(&[("x-next", token)]);
    let server = Server::start(vec![next("b c"), next("d"), page(&[])]);
    let begin = || {
        let call = server.client().call(&LIST);
        Pages::by_cursor(
            call,
            PageParameter::Header("x-token"),
            Reply::json::<InviteListResponse>,
            |_| Cursor::in_header("x-next"),
        )
    };
    let tokens = || -> Vec<Option<String>> {
        let seen = server.seen().into_iter();
        seen.map(|seen| seen.header("x-token").map(str::to_owned))
            .collect()
    };
    let mut pages = begin();
    while pages.try_next().await.expect("a page").is_some() {}
    let asked = |token: &str| Some(token.to_owned());
    assert_eq!(tokens(), [None, asked("b c"), asked("d")]);
    let mut pages = begin().resume("e");
    assert_eq!(pages.position(), asked("e"));
    pages.try_next().await.expect("a page");
    assert_eq!(tokens()[3..], [asked("e")]);
    let server = Server::start(vec![next("a"), next("a")]);
    let call = server.client().call(&LIST);
    let mut pages = Pages::by_cursor(
        call,
        PageParameter::Header("x-token"),
        Reply::json::<InviteListResponse>,
        |_| Cursor::in_header("x-next"),
    );
    pages.try_next().await.expect("a page");
    pages.try_next().await.expect("a page");
    let error = pages.try_next().await.expect_err("the same page again");
    assert!(
        matches!(&error, Error::Page(error) if **error == PageError::Repeated),
        "{error}"
    );
}
