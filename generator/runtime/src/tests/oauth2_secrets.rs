//! Whatever tokens are had by, and the tokens, are shown nowhere: not in the errors of other calls either.

use std::time::Duration;

use super::oauth2::{OAUTH, SECURED};
use super::server::{Server, answer, json};
use crate::runtime::{AuthorizationCode, DeviceCode, Operation, Password, Reply};
use crate::{Client, ClientBuilder, Error, Token};

static OPEN: Operation = Operation {
    path: "/open",
    ..Operation::DEFAULT
};

fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(server.url())
}

fn flow() -> AuthorizationCode {
    AuthorizationCode::described("/authorize", "/token", None, "id", "app://back")
        .client_secret("sk-client")
        .param("client_assertion", "sk-assertion")
}

/// What the error of a call says to which the service tells secrets, some of them encoded.
async fn told(client: &Client, operation: &'static Operation) -> String {
    let error: Error = client
        .call(operation)
        .send(Reply::empty)
        .await
        .expect_err("a refusal");
    format!("{error} {error:?} {error:#?}")
}

fn refusal(secrets: &[&str]) -> super::server::Script {
    let secrets = secrets.join(" and ");
    answer(
        400,
        &[("x-echo", &secrets)],
        &format!(r#"{{"message":"no use: {secrets}"}}"#),
    )
}

const GRANTED: &str =
    r#"{"access_token":"sk-access","refresh_token":"sk-refresh","expires_in":3600}"#;

#[tokio::test]
async fn another_call_shows_nothing_of_a_person_who_has_signed_in() {
    let secrets = [
        "sk-client",
        "sk-assertion",
        "sk-code",
        "sk-verifier",
        "sk-access",
        "sk-refresh",
        "sk%20password",
        "sk-device",
    ];
    let device =
        r#"{"device_code":"sk-device","user_code":"u","verification_uri":"v","interval":0}"#;
    let server = Server::start(vec![
        json(GRANTED),
        json(GRANTED),
        json(device),
        refusal(&secrets),
    ]);
    let client = builder(&server).build().expect("a client");
    let request = flow().resume(&client, "st", "sk-verifier").expect("a URL");
    request
        .finish("code=sk-code&state=st")
        .await
        .expect("a token");
    Password::described("/token", None)
        .token(&client, "ada", "sk password")
        .await
        .expect("a token");
    DeviceCode::described("/device", "/token", None, "id")
        .begin(&client)
        .await
        .expect("a code");
    let text = told(&client, &OPEN).await;
    assert!(text.contains("no use"), "{text}");
    for secret in secrets {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[tokio::test]
async fn no_call_shows_a_refresh_token_or_the_next_one() {
    let stored = Token::new("sk-stored").with_refresh_token("sk-kept");
    let server = Server::start(vec![refusal(&["sk-stored", "sk-kept"])]);
    let builder_of = |server: &Server, token: Token| {
        let source = flow().source(token);
        let builder = builder(server).credential_source(&OAUTH, source);
        builder.build().expect("a client")
    };
    let client = builder_of(&server, stored.clone());
    for operation in [&OPEN, &SECURED] {
        let text = told(&client, operation).await;
        assert!(!text.contains("sk-"), "{text}");
    }
    let all = [
        "sk-stored",
        "sk-kept",
        "sk-access",
        "sk-refresh",
        "sk-client",
    ];
    let server = Server::start(vec![json(GRANTED), refusal(&all)]);
    let client = builder_of(&server, stored.expires_in(Duration::ZERO));
    for operation in [&SECURED, &OPEN] {
        let text = told(&client, operation).await;
        assert!(!text.contains("sk-"), "{text}");
    }
}

#[tokio::test]
async fn a_refused_refresh_shows_no_token() {
    let body =
        r#"{"error":"invalid_grant","error_description":"sk-kept of sk-stored by sk-client"}"#;
    let server = Server::start(vec![answer(400, &[], body)]);
    let stored = Token::new("sk-stored").with_refresh_token("sk-kept");
    let source = flow().source(stored.expires_in(Duration::ZERO));
    let client = builder(&server).credential_source(&OAUTH, source).build();
    let text = told(&client.expect("a client"), &SECURED).await;
    assert!(text.contains("invalid_grant"), "{text}");
    assert!(!text.contains("sk-"), "{text}");
}

/// A client may sign in any number of people, of whom it keeps the latest.
#[tokio::test]
async fn not_every_secret_is_kept_for_ever() {
    let mask = crate::runtime::testing::mask();
    let secret = |number: usize| format!("sk-{number:04}");
    for number in 0..1000 {
        mask.learn([secret(number).into()]);
        mask.learn([secret(0).into()]);
    }
    assert_eq!(mask.apply(&secret(0)), "..");
    assert_eq!(mask.apply(&secret(999)), "..");
    assert_eq!(mask.apply(&secret(1)), secret(1));
}
