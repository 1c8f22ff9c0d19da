//! Flows of OAuth 2.0 in which a person signs in.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::oauth2::{OAUTH, SECURED};
use super::server::{Seen, Server, answer, json};
use crate::runtime::testing::challenge;
use crate::runtime::{AuthorizationCode, DeviceCode, Password, Reply};
use crate::{Client, Error, RetryPolicy, Token};

fn code_flow() -> AuthorizationCode {
    AuthorizationCode::described(
        "/authorize?tenant=a",
        "/token",
        None,
        "the id",
        "app://back",
    )
    .scope("read")
    .scope("write all")
}

fn client(server: &Server) -> Client {
    Client::builder()
        .base_url(server.url())
        .retry(RetryPolicy::default().wait(Duration::ZERO, Duration::ZERO))
        .build()
        .expect("a client")
}

/// The pairs of a query or a form.
fn pairs(text: &str) -> BTreeMap<String, String> {
    let url = reqwest::Url::parse(&format!("http://localhost/?{text}")).expect("a query");
    url.query_pairs().into_owned().collect()
}

fn query(url: &str) -> BTreeMap<String, String> {
    pairs(url.split_once('?').expect("a query").1)
}

const GRANTED: &str = r#"{"access_token":"sk-access","token_type":"Bearer","expires_in":3600,
    "refresh_token":"sk-refresh","scope":"read write"}"#;

/// The example of RFC 7636, appendix B.
#[test]
fn challenges_are_those_of_the_rfc() {
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    assert_eq!(
        challenge(verifier),
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    );
}

#[tokio::test]
async fn a_code_is_exchanged_for_a_token() {
    let server = Server::start(vec![json(GRANTED)]);
    let client = client(&server);
    let flow = code_flow().param("prompt", "consent");
    let request = flow.begin(&client).expect("a URL");
    assert!(
        request
            .url()
            .starts_with(&format!("{}/authorize?", server.url()))
    );
    let asked = query(request.url());
    let known = |name: &str| asked.get(name).map(String::as_str);
    for (name, value) in [
        ("tenant", "a"),
        ("response_type", "code"),
        ("client_id", "the id"),
        ("redirect_uri", "app://back"),
        ("scope", "read write all"),
        ("state", request.state()),
        ("code_challenge", &challenge(request.verifier())),
        ("code_challenge_method", "S256"),
        ("prompt", "consent"),
    ] {
        assert_eq!(known(name), Some(value), "{name}");
    }
    let other = flow.begin(&client).expect("a URL");
    assert_ne!(other.state(), request.state());
    assert_ne!(other.verifier(), request.verifier());
    assert_eq!((request.verifier().len(), request.state().len()), (43, 43));
    assert!(!format!("{request:?} {flow:?}").contains(request.verifier()));

    let back = format!("app://back?code=a%2Bb&state={}#_", request.state());
    let token = request.finish(&back).await.expect("a token");
    assert_eq!(token.access_token(), "sk-access");
    assert_eq!(token.refresh_token(), Some("sk-refresh"));
    assert_eq!(token.scopes(), ["read", "write"]);
    assert!(token.expiry().is_some());
    let seen = server.only();
    assert_eq!(
        (&*seen.line, seen.header("authorization")),
        ("POST /token", None)
    );
    let expected = [
        ("grant_type", "authorization_code"),
        ("code", "a+b"),
        ("redirect_uri", "app://back"),
        ("code_verifier", request.verifier()),
        ("client_id", "the id"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(pairs(&seen.body), BTreeMap::from(expected));
}

#[tokio::test]
async fn a_redirect_that_is_not_its_own_is_refused() {
    let server = Server::start(vec![json(GRANTED)]);
    let client = client(&server);
    let request = code_flow()
        .resume(&client, "st", "sk-verifier")
        .expect("a URL");
    for (back, why) in [
        ("/back?code=c&state=other", "`state`"),
        ("/back?code=c", "`state`"),
        ("/back", "`state`"),
        ("/back?state=st", "no `code`"),
        ("code=&state=st", "no `code`"),
        (
            "/back?error=access_denied&error_description=He%20said%20%1b%20no&state=st",
            r"access_denied: He said \u{1b} no",
        ),
    ] {
        let error = request.finish(back).await.expect_err(back);
        assert!(matches!(error, Error::Build(_)), "{error}");
        assert!(error.to_string().contains(why), "{back}: {error}");
    }
    assert_eq!(server.seen().len(), 0);
    let token = request.finish("code=c&state=st").await.expect("a token");
    assert_eq!(token.access_token(), "sk-access");
}

#[tokio::test]
async fn a_code_is_sent_once() {
    let lost = Server::start(vec![vec![], json(GRANTED)]);
    let request = code_flow().resume(&client(&lost), "st", "sk-verifier");
    let error = request.expect("a URL").finish("code=c&state=st").await;
    assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
    assert_eq!(lost.seen().len(), 1);
    let denied =
        r#"{"error":"invalid_grant","error_description":"sk-verifier and sk-code are no use"}"#;
    let server = Server::start(vec![answer(400, &[], denied)]);
    let request = code_flow().resume(&client(&server), "st", "sk-verifier");
    let error = request
        .expect("a URL")
        .finish("code=sk-code&state=st")
        .await;
    let error = error.expect_err("denied");
    assert_eq!(
        error.to_string(),
        "POST (token): status 400: .. and .. are no use"
    );
    assert!(!format!("{error:#?}").contains("sk-"), "{error:#?}");
}

#[test]
fn nothing_goes_over_plain_http() {
    let client = Client::builder().build().expect("a client");
    let flow = code_flow().authorization_url("http://example.com/authorize");
    let error = flow.begin(&client).expect_err("plain http");
    assert!(error.to_string().contains("plain http"), "{error}");
    for url in ["ftp://a.test/", "https://u:p@a.test/", "https://a.test/#f"] {
        let error = code_flow()
            .authorization_url(url)
            .begin(&client)
            .expect_err(url);
        assert!(error.to_string().contains("token_url"), "{error}");
    }
}

#[tokio::test]
async fn a_confidential_application_shows_its_secret() {
    let server = Server::start(vec![json(GRANTED)]);
    let client = client(&server);
    let flow = code_flow().client_secret("sk&secret");
    for flow in [flow.clone(), flow.in_body()] {
        let request = flow.resume(&client, "st", "v").expect("a URL");
        request.finish("code=c&state=st").await.expect("a token");
    }
    let seen = server.seen();
    assert_eq!(
        seen[0].header("authorization"),
        Some("Basic dGhlJTIwaWQ6c2slMjZzZWNyZXQ=")
    );
    assert!(!seen[0].body.contains("client_"), "{}", seen[0].body);
    assert_eq!(seen[1].header("authorization"), None);
    let form = pairs(&seen[1].body);
    assert_eq!(
        (&*form["client_id"], &*form["client_secret"]),
        ("the id", "sk&secret")
    );
}

#[tokio::test]
async fn refresh_tokens_are_rotated_and_told() {
    let renewed = |access: &str, more: &str| {
        json(&format!(
            r#"{{"access_token":"{access}","expires_in":3600{more}}}"#
        ))
    };
    let server = Server::start(vec![
        renewed("a1", r#","refresh_token":"r1""#),
        answer(401, &[], ""),
        renewed("a2", ""),
        answer(204, &[], ""),
        answer(401, &[], ""),
        renewed("a3", ""),
        answer(204, &[], ""),
    ]);
    let told = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&told);
    let stored = Token::new("a0").with_refresh_token("r0");
    let source = code_flow().source(stored.expires_in(Duration::ZERO));
    let source = source.on_refresh(move |token| {
        let texts = (
            token.access_token().to_owned(),
            token.refresh_token().map(str::to_owned),
        );
        hook.lock().expect("no panic").push(texts);
    });
    let builder = Client::builder().base_url(server.url());
    let client = builder
        .credential_source(&OAUTH, source)
        .build()
        .expect("a client");
    let call = || client.call(&SECURED).send(Reply::empty);
    call().await.expect("done with the third token");
    call().await.expect("done with the fourth");
    let sent = server.seen().into_iter().map(|seen: Seen| {
        let refresh = pairs(&seen.body).remove("refresh_token");
        refresh.unwrap_or_else(|| seen.header("authorization").unwrap_or("-").to_owned())
    });
    assert_eq!(
        sent.collect::<Vec<_>>(),
        [
            "r0",
            "Bearer a1",
            "r1",
            "Bearer a2",
            "Bearer a2",
            "r1",
            "Bearer a3"
        ]
    );
    let told = told.lock().expect("no panic");
    let refresh = |text: &str| Some(text.to_owned());
    assert_eq!(
        *told,
        [("a1", "r1"), ("a2", "r1"), ("a3", "r1")].map(|(a, r)| (a.to_owned(), refresh(r)))
    );
}

#[tokio::test]
async fn a_refresh_token_survives_a_failure() {
    let server = Server::start(vec![
        answer(400, &[], r#"{"error":"temporarily_unavailable"}"#),
        json(GRANTED),
        answer(204, &[], ""),
    ]);
    let stored = Token::new("a0")
        .with_refresh_token("r0")
        .expires_in(Duration::ZERO);
    let builder = Client::builder().base_url(server.url());
    let client = builder
        .credential_source(&OAUTH, code_flow().source(stored))
        .build();
    let client = client.expect("a client");
    client
        .call(&SECURED)
        .send(Reply::empty)
        .await
        .expect_err("no token");
    client
        .call(&SECURED)
        .send(Reply::empty)
        .await
        .expect("done");
    assert_eq!(pairs(&server.seen()[1].body)["refresh_token"], "r0");
    let none = code_flow().source(Token::new("a0").expires_in(Duration::ZERO));
    let builder = Client::builder().base_url(server.url());
    let client = builder
        .credential_source(&OAUTH, none)
        .build()
        .expect("a client");
    let error = client
        .call(&SECURED)
        .send(Reply::empty)
        .await
        .expect_err("no refresh token");
    assert!(error.to_string().contains("sign in again"), "{error}");
}

#[tokio::test]
async fn a_refresh_url_of_its_own_is_used() {
    let server = Server::start(vec![json(GRANTED), answer(204, &[], "")]);
    let flow = Password::described("/token", Some("/refresh"));
    let stored = Token::new("a0")
        .with_refresh_token("r0")
        .expires_in(Duration::ZERO);
    let builder = Client::builder().base_url(server.url());
    let client = builder
        .credential_source(&OAUTH, flow.source(stored))
        .build();
    let client = client.expect("a client");
    client
        .call(&SECURED)
        .send(Reply::empty)
        .await
        .expect("done");
    assert_eq!(server.seen()[0].line, "POST /refresh");
}

#[tokio::test]
async fn a_password_is_exchanged_for_a_token() {
    let server = Server::start(vec![json(GRANTED)]);
    let client = client(&server);
    let flow = Password::described("/token", None).scope("read");
    let token = flow.token(&client, "ada", "p&w").await.expect("a token");
    assert_eq!(token.access_token(), "sk-access");
    let flow = flow.client_id("id");
    flow.token(&client, "ada", "p&w").await.expect("a token");
    let bodies: Vec<String> = server.seen().into_iter().map(|seen| seen.body).collect();
    let without = "grant_type=password&username=ada&password=p%26w&scope=read";
    assert_eq!(
        bodies,
        [without.to_owned(), format!("{without}&client_id=id")]
    );
    let denied = r#"{"error":"invalid_grant","error_description":"not sk-password"}"#;
    let server = Server::start(vec![answer(400, &[], denied)]);
    let client = super::oauth2_flows::client(&server);
    let flow = Password::described("/token", None);
    let error = flow
        .token(&client, "ada", "sk-password")
        .await
        .expect_err("denied");
    assert!(
        !format!("{error:?} {error}").contains("sk-password"),
        "{error}"
    );
}

#[cfg(feature = "blocking")]
#[test]
fn flows_wait_without_a_runtime() {
    let device = r#"{"device_code":"d","user_code":"u","verification_uri":"v","interval":0}"#;
    let server = Server::start(vec![
        json(GRANTED),
        json(GRANTED),
        json(device),
        json(GRANTED),
    ]);
    let client = client(&server);
    let flow = Password::described("/token", None);
    flow.token_blocking(&client, "ada", "pw").expect("a token");
    let request = code_flow().resume(&client, "st", "v").expect("a URL");
    request.finish_blocking("code=c&state=st").expect("a token");
    let flow = DeviceCode::described("/device", "/token", None, "id");
    let request = flow.begin_blocking(&client).expect("a code");
    request.wait_blocking().expect("a token");
    assert_eq!(server.seen().len(), 4);
}
