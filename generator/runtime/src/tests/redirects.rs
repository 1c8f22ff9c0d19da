//! Redirects, which nothing follows: whoever answers there must not get the credentials.

use super::invites::request;
use super::server::{Server, answer};
use crate::Error;

const STATUSES: [u16; 7] = [300, 301, 302, 303, 304, 307, 308];

/// Asks a server that redirects, by `GET` and by `POST`; both are errors that name the place.
async fn redirected(status: u16, location: &str) {
    let server = Server::start(vec![answer(status, &[("location", location)], "")]);
    let client = server.client();
    let list = client.list_invites().send().await.map(drop);
    let invite = client.invite_user(request()).send().await.map(drop);
    for error in [list, invite] {
        let error: Error = error.expect_err("a redirect");
        assert_eq!(error.status(), Some(status));
        let named = error
            .api()
            .and_then(|error| error.headers().get("location"));
        assert_eq!(named, Some(location));
    }
    assert_eq!(server.seen().len(), 2, "{status}: nothing is tried again");
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_an_error() {
    let other = Server::start(vec![answer(200, &[], "{}")]);
    for status in STATUSES {
        redirected(status, &other.url()).await;
    }
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_redirect_to_the_same_origin_or_in_a_circle_is_an_error() {
    for status in STATUSES {
        for location in [
            "/organization/invites",
            "/elsewhere",
            "",
            "http://[",
            "//localhost/x",
        ] {
            redirected(status, location).await;
        }
    }
}
