//! Nothing shows a key, and nobody gets it but the service.

use std::sync::Mutex;

use clientwright_tests::{Answer, Server};
use openai_invites::{Client, Token, TokenSource};

use crate::{KEY, client, page};

#[tokio::test]
async fn no_formatting_shows_the_key() {
    let server = Server::script([
        Answer::json(401, r#"{"error": {"message": "Wrong key."}}"#),
        Answer::json(200, "[]"),
    ]);
    let builder = Client::builder().base_url(server.url()).admin_api_key(KEY);
    let client = client(&server);
    let request = client.list_invites();
    let api = client.list_invites().send().await.expect_err("an error");
    let decode = client.list_invites().send().await.expect_err("an error");
    let refused = client
        .retrieve_invite("")
        .send()
        .await
        .expect_err("an error");
    let shown = [
        format!("{builder:?} {client:?} {request:?} {client:#?} {request:#?}"),
        format!("{api:?} {api} {api:#?}"),
        format!("{decode:?} {decode} {decode:#?}"),
        format!("{refused:?} {refused}"),
    ];
    for text in shown {
        assert!(!text.contains(KEY), "{text}");
        assert!(!text.contains("0123456789"), "{text}");
    }
}

#[tokio::test]
async fn a_redirect_takes_no_key_to_another_origin() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::start(|_| Answer::json(200, page(&[], None, false)));
        let server = Server::script([
            Answer::status(status).header("location", format!("{}/elsewhere", other.url()))
        ]);
        let error = client(&server)
            .list_invites()
            .send()
            .await
            .expect_err("redirects are not followed");
        assert_eq!(error.status(), Some(status));
        assert!(
            other.requests().is_empty(),
            "{status}: {:?}",
            other.requests()
        );
    }
}

#[test]
fn a_key_is_not_sent_in_the_clear() {
    let refused = Client::builder()
        .base_url("http://api.example.com/v1")
        .admin_api_key(KEY)
        .build();
    let error = refused.expect_err("plain HTTP to a host that is not loopback");
    assert!(!error.to_string().contains(KEY), "{error}");
}

#[tokio::test]
async fn a_key_with_a_line_feed_is_refused_and_not_shown() {
    let server = Server::start(|_| Answer::json(200, page(&[], None, false)));
    let secret = format!("{KEY}\r\nx-injected: 1");
    let built = Client::builder()
        .base_url(server.url())
        .admin_api_key(secret.as_str())
        .build();
    let error = match built {
        Ok(client) => client.list_invites().send().await.expect_err("an error"),
        Err(error) => error,
    };
    assert!(!format!("{error:?} {error}").contains(KEY));
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}

#[tokio::test]
async fn a_missing_key_is_said_before_anything_is_sent() {
    let server = Server::start(|_| Answer::json(200, page(&[], None, false)));
    let client = Client::builder()
        .base_url(server.url())
        .api_key("sk-project")
        .build()
        .expect("a client");
    let error = client.list_invites().send().await.expect_err("an error");
    assert!(error.to_string().contains("admin_api_key"), "{error}");
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}

#[tokio::test]
async fn a_key_that_is_withdrawn_comes_from_its_source_again() {
    let server = Server::script([
        Answer::json(401, r#"{"error": {"message": "This key was withdrawn."}}"#),
        Answer::json(200, page(&[], None, false)),
    ]);
    let keys = Mutex::new(vec!["sk-new", "sk-old"]);
    let source = TokenSource::new(move || {
        let key = keys.lock().expect("no panic").pop();
        async move { Ok(Token::new(key.ok_or("there is no further key")?)) }
    });
    let client = Client::builder()
        .base_url(server.url())
        .admin_api_key_source(source)
        .build()
        .expect("the client is complete");
    client.list_invites().send().await.expect("a page");
    let shown = server.requests();
    let shown: Vec<_> = shown
        .iter()
        .map(|request| request.header("authorization").unwrap_or_default())
        .collect();
    assert_eq!(shown, ["Bearer sk-old", "Bearer sk-new"]);
}
