//! OAuth 2.0 client credentials.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::server::{Script, Seen, Server, Step, answer, json};
use crate::runtime::{Call, Operation, Reply, Scheme, SchemeKind};
use crate::{Client, ClientBuilder, ClientCredentials, Error, RetryPolicy};

pub(super) static OAUTH: Scheme = Scheme {
    name: "OAuth",
    method: "oauth",
    kind: SchemeKind::OAuth2(Some("/token")),
    prefix: "",
    env: None,
};
pub(super) static SECURED: Operation = Operation {
    path: "/x",
    security: &[&[&OAUTH]],
    ..Operation::DEFAULT
};
static OPEN: Operation = Operation {
    path: "/x",
    ..Operation::DEFAULT
};

fn token(name: &str, lifetime: u32) -> Script {
    json(&format!(
        r#"{{"access_token":"{name}","token_type":"bearer","expires_in":{lifetime}}}"#
    ))
}

fn done() -> Script {
    answer(204, &[], "")
}

fn builder(server: &Server, credentials: ClientCredentials) -> ClientBuilder {
    Client::builder()
        .base_url(server.url())
        .retry(RetryPolicy::default().wait(Duration::ZERO, Duration::ZERO))
        .client_credentials(&OAUTH, credentials)
}

fn client(server: &Server) -> Client {
    let credentials = ClientCredentials::new("the id", "the:secret")
        .scope("read")
        .scope("write");
    builder(server, credentials).build().expect("a client")
}

async fn call(client: &Client) -> Result<(), Error> {
    client.call(&SECURED).send(Reply::empty).await
}

/// The targets, and the tokens that they were shown.
fn shown(server: &Server) -> Vec<String> {
    let show = |seen: Seen| {
        let token = seen.header("authorization").unwrap_or("-").to_owned();
        format!("{} {token}", seen.line)
    };
    server.seen().into_iter().map(show).collect()
}

const ASKED: &str = "POST /token Basic dGhlJTIwaWQ6dGhlJTNBc2VjcmV0";

#[tokio::test]
async fn a_token_is_asked_for_once() {
    let server = Server::start(vec![token("t1", 3600), done()]);
    let client = client(&server);
    call(&client).await.expect("done");
    call(&client.clone()).await.expect("done");
    assert_eq!(
        shown(&server),
        [ASKED, "GET /x Bearer t1", "GET /x Bearer t1"]
    );
    let asked = &server.seen()[0];
    assert_eq!(
        asked.body,
        "grant_type=client_credentials&scope=read%20write"
    );
    client.call(&OPEN).send(Reply::empty).await.expect("done");
    assert_eq!(shown(&server)[3], "GET /x -");
}

#[tokio::test]
async fn calls_at_the_same_time_share_one_token() {
    let mut slow = vec![Step::Wait(Duration::from_millis(50))];
    slow.extend(token("t1", 3600));
    let server = Server::start(vec![slow, done()]);
    let client = client(&server);
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("done");
    }
    let shown = shown(&server);
    assert_eq!((shown.len(), &*shown[0]), (21, ASKED));
    assert!(
        shown[1..].iter().all(|line| line == "GET /x Bearer t1"),
        "{shown:?}"
    );
}

#[tokio::test]
async fn a_token_that_is_refused_or_expires_is_asked_for_again() {
    let refused = answer(401, &[], "");
    let server = Server::start(vec![
        token("t1", 3600),
        refused.clone(),
        token("t2", 0),
        done(),
        token("t3", 60),
        refused.clone(),
        token("t4", 60),
        refused,
    ]);
    let client = client(&server);
    call(&client).await.expect("done");
    let error = call(&client).await.expect_err("refused twice");
    assert_eq!(error.status(), Some(401));
    assert_eq!(
        shown(&server),
        [
            ASKED,
            "GET /x Bearer t1",
            ASKED,
            "GET /x Bearer t2",
            ASKED,
            "GET /x Bearer t3",
            ASKED,
            "GET /x Bearer t4",
        ]
    );
}

#[tokio::test]
async fn asking_is_tried_again_and_its_errors_are_those_of_the_call() {
    let server = Server::start(vec![answer(503, &[], ""), vec![], token("t1", 60), done()]);
    call(&client(&server)).await.expect("done");
    let denied = r#"{"error":"invalid_client","error_description":"unknown client"}"#;
    let server = Server::start(vec![answer(401, &[], denied)]);
    let error = call(&client(&server)).await.expect_err("denied");
    assert_eq!(
        error.to_string(),
        "POST (token): status 401: unknown client"
    );
    assert_eq!(server.seen().len(), 1);
    let server = Server::start(vec![json(r#"{"access_token":7,"secret":"sk-secret"}"#)]);
    let error = call(&client(&server)).await.expect_err("no token");
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(!format!("{error:?}").contains("sk-secret"));
}

#[tokio::test]
async fn the_deadline_holds_while_a_token_is_asked_for() {
    let server = Server::start(vec![vec![Step::UntilGone]]);
    let credentials = ClientCredentials::new("id", "secret");
    let client = builder(&server, credentials)
        .timeout(Duration::from_millis(50))
        .build()
        .expect("a client");
    let error = call(&client).await.expect_err("silence");
    assert!(error.is_timeout(), "{error}");
    assert_eq!(error.to_string(), "POST (token): no response within 50ms");
}

#[tokio::test]
async fn services_may_want_it_otherwise() {
    let server = Server::start(vec![token("t1", 60), done()]);
    let credentials = ClientCredentials::new("id", "s&t").in_body();
    let shown_credentials = format!("{credentials:?}");
    let credentials = credentials.token_url(server.url() + "/other");
    let client = builder(&server, credentials).build().expect("a client");
    call(&client).await.expect("done");
    let asked = &server.seen()[0];
    assert_eq!(asked.line, "POST /other");
    assert_eq!(asked.header("authorization"), None);
    assert_eq!(
        asked.body,
        "grant_type=client_credentials&client_id=id&client_secret=s%26t"
    );
    assert!(!shown_credentials.contains("s&t"), "{shown_credentials}");
}

#[tokio::test]
async fn credentials_do_not_go_over_plain_http() {
    let server = Server::start(vec![done()]);
    let credentials = ClientCredentials::new("id", "secret").token_url("http://example.com/token");
    let client = builder(&server, credentials).build().expect("a client");
    let error = call(&client).await.expect_err("not safe");
    assert!(matches!(error, Error::Build(_)), "{error}");
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn functions_are_told_of_requests_for_tokens() {
    let server = Server::start(vec![answer(503, &[], ""), token("t1", 60), done()]);
    let told = Arc::new(Mutex::new(Vec::new()));
    let (before, after) = (Arc::clone(&told), Arc::clone(&told));
    let client = builder(&server, ClientCredentials::new("id", "sk-secret"))
        .on_request(move |info| {
            let line = format!("{} {}", info.method(), info.path_template());
            before.lock().expect("no panic").push(line);
        })
        .on_response(move |info| {
            let line = format!("{} {:?}", info.request().attempt(), info.status());
            after.lock().expect("no panic").push(line);
        })
        .build();
    call(&client.expect("a client")).await.expect("done");
    let expected = [
        "POST (token)",
        "1 Some(503)",
        "POST (token)",
        "2 Some(200)",
        "GET /x",
        "1 Some(204)",
    ];
    assert_eq!(*told.lock().expect("no panic"), expected);
}

#[test]
fn calls_stay_sendable() {
    fn check<T: Send>(_: impl FnOnce(Call) -> T) {}
    check(|call| call.send(Reply::empty));
}

#[tokio::test]
async fn a_token_url_may_have_a_query() {
    let server = Server::start(vec![token("t1", 60), done()]);
    let credentials = ClientCredentials::new("id", "secret");
    let credentials = credentials.token_url(server.url() + "/token?tenant=a%20b");
    let client = builder(&server, credentials).build().expect("a client");
    call(&client).await.expect("done");
    assert_eq!(server.seen()[0].line, "POST /token?tenant=a%20b");
    for url in [
        "ftp://a.test/",
        "https://u:p@a.test/",
        "https://a.test/#f",
        "http://[",
    ] {
        let credentials = ClientCredentials::new("id", "secret").token_url(url);
        let client = builder(&server, credentials).build().expect("a client");
        let error = call(&client).await.expect_err(url);
        assert!(matches!(error, Error::Build(_)), "{error}");
        assert!(error.to_string().contains("token_url"), "{error}");
    }
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn only_a_bearer_token_is_one() {
    for (body, path) in [
        (
            r#"{"access_token":"","token_type":"bearer"}"#,
            "access_token",
        ),
        (r#"{"token_type":"bearer"}"#, "access_token"),
        (
            r#"{"access_token":"sk-secret","token_type":"mac"}"#,
            "token_type",
        ),
        (
            r#"{"access_token":"sk-secret","token_type":7}"#,
            "token_type",
        ),
        ("<html>", ""),
    ] {
        let server = Server::start(vec![json(body), done()]);
        let error = call(&client(&server)).await.expect_err(body);
        let Error::Decode(error) = error else {
            panic!("{body}: {error}")
        };
        assert_eq!(error.path(), path);
        assert!(!format!("{error:?}").contains("sk-secret"), "{error:?}");
        assert_eq!(server.seen().len(), 1);
    }
    for body in [
        r#"{"access_token":"t","token_type":"BEARER"}"#,
        r#"{"access_token":"t"}"#,
        r#"{"access_token":"t","token_type":null}"#,
    ] {
        let server = Server::start(vec![json(body), done()]);
        call(&client(&server)).await.expect(body);
        assert_eq!(server.seen().len(), 2);
    }
}

#[tokio::test]
async fn a_client_secret_that_the_service_repeats_is_not_shown() {
    let body = r#"{"error":"invalid_client","error_description":"no client with dGhlJTIwaWQ6dGhlJTNBc2VjcmV0, the:secret or the%3Asecret"}"#;
    let server = Server::start(vec![answer(401, &[], body)]);
    let error = call(&client(&server)).await.expect_err("a refusal");
    let text = format!("{error} {error:?} {error:#?}");
    for form in ["the:secret", "the%3Asecret", "dGhlJTIwaWQ6dGhlJTNBc2VjcmV0"] {
        assert!(!text.contains(form), "{form}: {text}");
    }
    assert!(text.contains("invalid_client"), "{text}");
}
