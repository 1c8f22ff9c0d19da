//! A person signs in at a service of which a module was made, and what is called for them goes on when tokens expire.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use clientwright_module_tests::oauth2::{AuthorizationCode, Client, Error, RetryPolicy, Token};
use clientwright_tests::{Answer, Request, Server};
use reqwest::Url;

/// A token whose access token lives so many seconds.
fn grant(number: u32, lifetime: u32) -> Answer {
    let body = format!(
        r#"{{"access_token":"sk-access-{number}","token_type":"Bearer","expires_in":{lifetime},
            "refresh_token":"sk-refresh-{number}","scope":"read write"}}"#
    );
    Answer::json(200, &body)
}

fn flow(server: &Server) -> AuthorizationCode {
    AuthorizationCode::oauth("the id", "http://127.0.0.1:7777/back")
        .authorization_url(server.url() + "/authorize")
        .token_url(server.url() + "/token")
        .scope("read")
        .scope("write")
}

/// A value of a query or a form.
fn param(text: &str, name: &str) -> Option<String> {
    let url = Url::parse(&format!("http://localhost/?{text}")).expect("a query");
    let mut pairs = url.query_pairs();
    pairs
        .find(|(held, _)| held == name)
        .map(|(_, value)| value.into_owned())
}

/// The client that signs in holds no credentials.
fn client(server: &Server) -> Client {
    let retry = RetryPolicy::default().wait(Duration::ZERO, Duration::ZERO);
    let builder = Client::builder().base_url(server.url()).retry(retry);
    builder.build().expect("a client")
}

/// What was sent, with the credential or the refresh token that it showed.
fn line(request: &Request) -> String {
    let refresh = param(request.text(), "refresh_token");
    let shown = refresh.or_else(|| request.header("authorization").map(str::to_owned));
    format!("{} {}", request.line(), shown.unwrap_or_default())
}

#[test]
fn a_person_signs_in_and_tokens_are_rotated() {
    let server = Server::script([
        grant(1, 3600),
        Answer::status(204),
        Answer::status(401),
        grant(2, 0),
        Answer::status(204),
        grant(3, 3600),
        Answer::status(204),
    ]);
    let flow = flow(&server);
    let request = flow.begin(&client(&server)).expect("a URL");

    let (page, query) = request.url().split_once('?').expect("a query");
    assert_eq!(page, server.url() + "/authorize");
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "the id"),
        ("redirect_uri", "http://127.0.0.1:7777/back"),
        ("scope", "read write"),
        ("state", request.state()),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(param(query, name).as_deref(), Some(value), "{name}");
    }
    let challenge = param(query, "code_challenge").expect("a challenge");
    assert_ne!(challenge, request.verifier());

    let of_another = request.finish_blocking("/back?code=c&state=another");
    assert!(matches!(of_another, Err(Error::Build(_))), "{of_another:?}");
    let back = format!("/back?code=c&state={}", request.state());
    let token = request.finish_blocking(&back).expect("a token");
    assert_eq!(token.refresh_token(), Some("sk-refresh-1"));
    let exchange = server.request();
    assert_eq!(exchange.line(), "POST /token");
    let verifier = param(exchange.text(), "code_verifier");
    assert_eq!(verifier.as_deref(), Some(request.verifier()));

    let told = Arc::new(Mutex::new(Vec::new()));
    let stored = Arc::clone(&told);
    let source = flow.source(token).on_refresh(move |token: &Token| {
        let refresh = token.refresh_token().unwrap_or_default().to_owned();
        stored.lock().expect("no panic").push(refresh);
    });
    let builder = Client::builder().base_url(server.url());
    let client = builder.oauth_source(source).build().expect("a client");
    for _ in 0..3 {
        let things = client.list_things();
        things.send_blocking().expect("done");
    }
    let sent: Vec<String> = server.requests().iter().skip(1).map(line).collect();
    assert_eq!(
        sent,
        [
            "GET /things Bearer sk-access-1",
            "GET /things Bearer sk-access-1",
            "POST /token sk-refresh-1",
            "GET /things Bearer sk-access-2",
            "POST /token sk-refresh-2",
            "GET /things Bearer sk-access-3",
        ]
    );
    let told = told.lock().expect("no panic");
    assert_eq!(*told, ["sk-refresh-2", "sk-refresh-3"]);
}

#[test]
fn a_refusal_says_why_and_shows_no_secret() {
    let body = r#"{"error":"invalid_grant","error_description":"sk-code was used before"}"#;
    let server = Server::script([Answer::json(400, body)]);
    let request = flow(&server).begin(&client(&server)).expect("a URL");
    let back = format!("?code=sk-code&state={}", request.state());
    let error = request.finish_blocking(&back).expect_err("a refusal");
    assert_eq!(
        error.to_string(),
        "POST (token): status 400: .. was used before"
    );
    assert!(!format!("{error:?}").contains("sk-code"), "{error:?}");
}
