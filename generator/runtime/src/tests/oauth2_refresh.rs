//! A refresh that is under way goes on when its call is over: the service may have replaced the refresh token already.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::oauth2::{OAUTH, SECURED};
use super::server::{Script, Server, Step, answer, json};
use crate::runtime::{AuthorizationCode, Reply};
use crate::{Client, Error, Token, TokenSource};

/// A service that takes its time for a token, and takes each refresh token once.
fn server() -> Server {
    let mut slow: Script = vec![Step::Wait(Duration::from_millis(300))];
    slow.extend(json(
        r#"{"access_token":"a1","refresh_token":"r1","expires_in":3600}"#,
    ));
    Server::start(vec![slow, answer(204, &[], "")])
}

type Stored = Arc<Mutex<Vec<String>>>;

/// A client whose token has expired, and the refresh tokens that its owner is told of.
fn client(server: &Server) -> (Client, Stored) {
    let stored = Stored::default();
    let told = Arc::clone(&stored);
    let flow = AuthorizationCode::described("/a", "/token", None, "id", "app://back");
    let expired = Token::new("a0").expires_in(Duration::ZERO);
    let source = flow
        .source(expired.with_refresh_token("r0"))
        .on_refresh(move |token| {
            let refresh = token.refresh_token().unwrap_or_default().to_owned();
            told.lock().expect("no panic").push(refresh);
        });
    let client = Client::builder()
        .base_url(server.url())
        .credential_source(&OAUTH, source)
        .build();
    (client.expect("a client"), stored)
}

async fn call(client: &Client, limit: Duration) -> Result<(), Error> {
    let options = crate::CallOptions::new().timeout(limit);
    let call = client.call(&SECURED).options(options);
    call.send(Reply::empty).await
}

const SHORT: Duration = Duration::from_millis(50);
const LONG: Duration = Duration::from_secs(10);

/// The requests, with the credential or the form of each.
fn sent(server: &Server) -> Vec<String> {
    let seen = server.seen().into_iter();
    seen.map(|seen| {
        let shown = seen.header("authorization").unwrap_or(&seen.body);
        format!("{} {shown}", seen.line)
    })
    .collect()
}

const EXPECTED: [&str; 2] = [
    "POST /token grant_type=refresh_token&refresh_token=r0&client_id=id",
    "GET /x Bearer a1",
];

#[tokio::test]
async fn a_refresh_outlives_the_deadline_of_its_call() {
    let server = server();
    let (client, stored) = client(&server);
    let error = call(&client, SHORT).await.expect_err("too late");
    assert_eq!(error.to_string(), "POST (token): no response within 50ms");
    call(&client, LONG).await.expect("done");
    assert_eq!(sent(&server), EXPECTED);
    assert_eq!(*stored.lock().expect("no panic"), ["r1"]);
}

#[tokio::test]
async fn a_refresh_outlives_a_call_that_is_given_up() {
    let server = server();
    let (client, stored) = client(&server);
    {
        let given_up = pin!(call(&client, LONG));
        let given_up = tokio::time::timeout(SHORT, given_up).await;
        given_up.expect_err("it takes longer");
    }
    // The owner is told, though nobody calls again.
    let begun = Instant::now();
    while stored.lock().expect("no panic").is_empty() && begun.elapsed() < LONG {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(*stored.lock().expect("no panic"), ["r1"]);
    call(&client, LONG).await.expect("done");
    assert_eq!(sent(&server), EXPECTED);
}

#[cfg(feature = "blocking")]
#[test]
fn a_refresh_outlives_a_blocking_call() {
    let server = server();
    let (client, stored) = client(&server);
    let wait = |limit| crate::runtime::wait(call(&client, limit)).expect("it waits");
    wait(SHORT).expect_err("too late");
    wait(LONG).expect("done");
    assert_eq!(sent(&server), EXPECTED);
    assert_eq!(*stored.lock().expect("no panic"), ["r1"]);
}

/// A transport of the caller's that takes its time, and the calls that it has seen.
#[tokio::test]
async fn a_refresh_outlives_a_call_over_another_transport() {
    use crate::transport::{Answer, Request};

    let seen = Arc::new(Mutex::new(Vec::new()));
    let lines = Arc::clone(&seen);
    let transport = move |request: Request| {
        lines
            .lock()
            .expect("no panic")
            .push(request.path().to_owned());
        async move {
            if request.path() != "/token" {
                return Ok(Answer::new(204));
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
            let token = serde_json::json!({"access_token": "a1", "refresh_token": "r1"});
            Ok(Answer::json(200, &token))
        }
    };
    let flow = AuthorizationCode::described("/a", "/token", None, "id", "app://back");
    let expired = Token::new("a0").expires_in(Duration::ZERO);
    let client = Client::builder()
        .base_url("https://example.com")
        .credential_source(&OAUTH, flow.source(expired.with_refresh_token("r0")))
        .transport(transport)
        .build()
        .expect("a client");
    call(&client, SHORT).await.expect_err("too late");
    call(&client, LONG).await.expect("done");
    assert_eq!(*seen.lock().expect("no panic"), ["/token", "/x"]);
}

#[tokio::test]
async fn a_function_that_never_returns_keeps_no_call_for_ever() {
    let server = server();
    let source = TokenSource::new(std::future::pending);
    let builder = Client::builder().base_url(server.url());
    let client = builder.credential_source(&OAUTH, source).build();
    let error = call(&client.expect("a client"), SHORT).await;
    let error = error.expect_err("too late");
    assert_eq!(error.to_string(), "token source: no response within 50ms");
}

#[tokio::test]
#[should_panic(expected = "the disk is full")]
async fn a_hook_that_panics_is_heard() {
    let server = Server::start(vec![json(r#"{"access_token":"a1"}"#)]);
    let flow = AuthorizationCode::described("/a", "/token", None, "id", "app://back");
    let expired = Token::new("a0").expires_in(Duration::ZERO);
    let source = flow.source(expired.with_refresh_token("r0"));
    let source = source.on_refresh(|_| panic!("the disk is full"));
    let builder = Client::builder().base_url(server.url());
    let client = builder.credential_source(&OAUTH, source).build();
    drop(call(&client.expect("a client"), LONG).await);
}
