//! Tokens that a function of the caller's own gives.

use std::error::Error as _;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::oauth2::{OAUTH, SECURED};
use super::server::{Server, answer};
use crate::runtime::Reply;
use crate::{Client, ClientBuilder, Error, Token, TokenSource};

/// Gives `t1`, `t2` and so on, which live so long.
fn numbered(lifetime: Duration) -> TokenSource {
    let asked = Arc::new(AtomicU32::new(0));
    TokenSource::new(move || {
        let asked = Arc::clone(&asked);
        async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let number = asked.fetch_add(1, Ordering::SeqCst) + 1;
            Ok(Token::new(format!("t{number}")).expires_in(lifetime))
        }
    })
}

fn builder(server: &Server, source: TokenSource) -> ClientBuilder {
    Client::builder()
        .base_url(server.url())
        .credential_source(&OAUTH, source)
}

async fn call(client: &Client) -> Result<(), Error> {
    client.call(&SECURED).send(Reply::empty).await
}

fn shown(server: &Server) -> Vec<String> {
    let seen = server.seen().into_iter();
    seen.map(|seen| seen.header("authorization").unwrap_or("-").to_owned())
        .collect()
}

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn calls_share_a_token_of_the_callers_own() {
    let server = Server::start(vec![answer(204, &[], "")]);
    let client = builder(&server, numbered(HOUR)).build().expect("a client");
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("done");
    }
    assert_eq!(shown(&server), ["Bearer t1"; 10]);
}

#[tokio::test]
async fn it_is_asked_again_when_the_token_expires_or_is_refused() {
    let done = answer(204, &[], "");
    let server = Server::start(vec![done.clone(), answer(401, &[], ""), done]);
    let told = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&told);
    let source = numbered(HOUR).on_refresh(move |token| {
        let token = token.access_token().to_owned();
        hook.lock().expect("no panic").push(token);
    });
    let client = builder(&server, source).build().expect("a client");
    call(&client).await.expect("done");
    call(&client).await.expect("with another token");
    call(&client).await.expect("with the same");
    assert_eq!(
        shown(&server),
        ["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2"]
    );
    assert_eq!(*told.lock().expect("no panic"), ["t1", "t2"]);
    let server = Server::start(vec![answer(204, &[], "")]);
    let client = builder(&server, numbered(Duration::ZERO)).build();
    let client = client.expect("a client");
    call(&client).await.expect("done");
    call(&client).await.expect("done");
    assert_eq!(shown(&server), ["Bearer t1", "Bearer t2"]);
}

#[tokio::test]
async fn its_error_is_that_of_the_call() {
    let server = Server::start(vec![answer(204, &[], "")]);
    let source = TokenSource::new(|| async { Err("the vault is closed".into()) });
    let client = builder(&server, source).build().expect("a client");
    let error = call(&client).await.expect_err("no token");
    assert_eq!(
        error.to_string(),
        "the token source failed: the vault is closed"
    );
    let Error::Build(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        error.source().map(ToString::to_string).as_deref(),
        Some("the vault is closed")
    );
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn its_token_goes_where_a_credential_may_and_is_not_shown() {
    let source = || TokenSource::new(|| async { Ok(Token::new("sk-secret")) });
    let error = Client::builder()
        .base_url("http://example.com")
        .credential_source(&OAUTH, source())
        .build()
        .expect_err("plain http");
    assert!(matches!(error, Error::Build(_)), "{error}");
    let body = r#"{"message":"no such token: sk-secret"}"#;
    let server = Server::start(vec![answer(403, &[], body)]);
    let client = builder(&server, source()).build().expect("a client");
    let error = call(&client).await.expect_err("forbidden");
    let text = format!("{error} {error:?} {error:#?} {:?}", source());
    assert!(!text.contains("sk-secret"), "{text}");
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_ask_it_too() {
    let server = Server::start(vec![answer(204, &[], "")]);
    let client = builder(&server, numbered(HOUR)).build().expect("a client");
    let sent = crate::runtime::wait(call(&client)).expect("it waits");
    sent.expect("done");
    assert_eq!(shown(&server), ["Bearer t1"]);
}

#[test]
fn a_token_says_what_it_is_without_its_secrets() {
    let before = SystemTime::now();
    let token = Token::new("sk-access")
        .with_refresh_token("sk-refresh")
        .expires_in(HOUR);
    assert_eq!(token.access_token(), "sk-access");
    assert_eq!(token.refresh_token(), Some("sk-refresh"));
    let expiry = token.expiry().expect("it expires");
    assert!(expiry >= before + HOUR && expiry < before + 2 * HOUR);
    assert!(!format!("{token:?}").contains("sk-"), "{token:?}");
    let stored = Token::new("sk-access").expires_at(expiry);
    let apart = stored.expiry().expect("it expires").duration_since(expiry);
    assert!(apart.unwrap_or_default() < HOUR);
}
