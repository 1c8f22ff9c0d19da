//! The list is read by offset, up to the total.

use clientwright_tests::{Answer, Server};
use koyeb_invitations::{Error, PageError};

use crate::client;

fn page(ids: &[&str], offset: usize, count: &str) -> Answer {
    let items: Vec<_> = ids
        .iter()
        .map(|id| format!(r#"{{"id": "{id}"}}"#))
        .collect();
    Answer::json(
        200,
        format!(
            r#"{{"invitations": [{}], "limit": 2, "offset": {offset}, "count": {count}}}"#,
            items.join(",")
        ),
    )
}

async fn ids(server: &Server) -> Vec<String> {
    let client = client(server);
    let mut invitations = client.list_organization_invitations().limit("2").items();
    let mut ids = Vec::new();
    while let Some(invitation) = invitations.try_next().await.expect("no error") {
        ids.push(invitation.id.expect("an id"));
    }
    ids
}

#[tokio::test]
async fn three_pages_by_offset() {
    let server = Server::script([
        page(&["a", "b"], 0, "5"),
        page(&["c", "d"], 2, "5"),
        page(&["e"], 4, "5"),
    ]);
    assert_eq!(ids(&server).await, ["a", "b", "c", "d", "e"]);
    let queries: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.query().to_owned())
        .collect();
    assert_eq!(queries, ["limit=2", "limit=2&offset=2", "limit=2&offset=4"]);
}

#[tokio::test]
async fn a_total_may_come_as_text() {
    let server = Server::script([page(&["a", "b"], 0, "\"3\""), page(&["c"], 2, "\"3\"")]);
    assert_eq!(ids(&server).await, ["a", "b", "c"]);
}

#[tokio::test]
async fn an_empty_page_before_the_total_is_an_error() {
    let server = Server::script([page(&["a", "b"], 0, "9"), page(&[], 2, "9")]);
    let mut invitations = client(&server)
        .list_organization_invitations()
        .limit("2")
        .items();
    for id in ["a", "b"] {
        let invitation = invitations.try_next().await.expect("no error");
        assert_eq!(
            invitation.and_then(|invitation| invitation.id).as_deref(),
            Some(id)
        );
    }
    let error = invitations.try_next().await.expect_err("seven are missing");
    let Error::Page(error) = error else {
        panic!("{error}");
    };
    assert_eq!(*error, PageError::Incomplete);
    assert!(invitations.try_next().await.expect("the end").is_none());
    assert_eq!(server.requests().len(), 2);
}
