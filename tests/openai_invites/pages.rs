//! How a list goes on, and how it ends.

use clientwright_tests::{Answer, Server};
use openai_invites::{Client, Error, PageError};

use crate::{client, page};

/// The ids of all items, or of those before the error.
async fn ids(client: &Client) -> (Vec<String>, Option<Error>) {
    let mut ids = Vec::new();
    let mut invites = client.list_invites().limit(2).items();
    loop {
        match invites.try_next().await {
            Ok(Some(invite)) => ids.push(invite.id),
            Ok(None) => return (ids, None),
            Err(error) => return (ids, Some(error)),
        }
    }
}

fn lines(server: &Server) -> Vec<String> {
    server
        .requests()
        .iter()
        .map(|request| request.line().replace("GET /organization/invites", ""))
        .collect()
}

#[tokio::test]
async fn two_pages() {
    let server = Server::script([
        Answer::json(200, page(&["a", "b"], Some("b"), true)),
        Answer::json(200, page(&["c"], Some("c"), false)),
    ]);
    let (ids, error) = ids(&client(&server)).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(lines(&server), ["?limit=2", "?limit=2&after=b"]);
}

#[tokio::test]
async fn three_pages_one_at_a_time() {
    let server = Server::script([
        Answer::json(200, page(&["a"], Some("a"), true)),
        Answer::json(200, page(&["b"], Some("b"), true)),
        Answer::json(200, page(&["c"], None, false)),
    ]);
    let mut pages = client(&server).list_invites().pages();
    for count in 1..=3 {
        let page = pages.try_next().await.expect("no error").expect("a page");
        assert_eq!(page.data.len(), 1);
        assert_eq!(
            server.requests().len(),
            count,
            "a page is asked for when it is wanted, not before"
        );
    }
    assert!(pages.try_next().await.expect("no error").is_none());
    assert!(
        pages.try_next().await.expect("no error").is_none(),
        "an ended stream stays ended"
    );
    assert_eq!(lines(&server), ["", "?after=a", "?after=b"]);
}

#[tokio::test]
async fn a_list_that_says_there_is_more_but_not_where_is_an_error() {
    let server = Server::script([Answer::json(200, page(&["a"], None, true))]);
    let (ids, error) = ids(&client(&server)).await;
    assert_eq!(ids, ["a"]);
    let Some(Error::Page(error)) = error else {
        panic!("{error:?}");
    };
    assert_eq!(*error, PageError::Incomplete);
}

#[tokio::test]
async fn a_list_without_a_cursor_ends_where_there_is_no_more() {
    for last in [page(&["a"], None, false), page(&[], None, true)] {
        let server = Server::script([Answer::json(200, last)]);
        let (_, error) = ids(&client(&server)).await;
        assert!(error.is_none(), "{error:?}");
    }
}

#[tokio::test]
async fn an_empty_page_with_more_to_come_goes_on() {
    let server = Server::script([
        Answer::json(200, page(&["a"], Some("a"), true)),
        Answer::json(200, page(&[], Some("b"), true)),
        Answer::json(200, page(&["c"], Some("c"), false)),
    ]);
    let (ids, error) = ids(&client(&server)).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(ids, ["a", "c"]);
}

#[tokio::test]
async fn a_repeated_cursor_is_an_error() {
    let server = Server::start(|_| Answer::json(200, page(&["a"], Some("a"), true)));
    let (ids, error) = ids(&client(&server)).await;
    assert!(matches!(error, Some(Error::Page(_))), "{error:?}");
    assert_eq!(ids, ["a", "a"]);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn cursors_that_go_in_a_circle_are_an_error() {
    let mut turn = 0;
    let server = Server::start(move |_| {
        turn += 1;
        let id = ["a", "b", "c"][turn % 3];
        Answer::json(200, page(&[id], Some(id), true))
    });
    let (ids, error) = ids(&client(&server)).await;
    assert!(matches!(error, Some(Error::Page(_))), "{error:?}");
    assert!(ids.len() <= 5, "{ids:?}");
}

#[tokio::test]
async fn a_list_that_never_ends_can_be_left_at_any_time() {
    let mut turn = 0;
    let server = Server::start(move |_| {
        turn += 1;
        let id = format!("invite-{turn}");
        Answer::json(200, page(&[&id], Some(&id), true))
    });
    let mut invites = client(&server).list_invites().items();
    for expected in 1..=50 {
        let invite = invites
            .try_next()
            .await
            .expect("no error")
            .expect("an invite");
        assert_eq!(invite.id, format!("invite-{expected}"));
    }
    drop(invites);
    assert_eq!(server.requests().len(), 50);
}

#[tokio::test]
async fn an_error_ends_the_stream() {
    let server = Server::script([
        Answer::json(200, page(&["a"], Some("a"), true)),
        Answer::json(500, "{}"),
    ]);
    let client = client(&server);
    let mut invites = client.list_invites().items();
    assert!(invites.try_next().await.expect("no error").is_some());
    assert_eq!(
        invites.try_next().await.expect_err("an error").status(),
        Some(500)
    );
    assert!(invites.try_next().await.expect("no error").is_none());
}
