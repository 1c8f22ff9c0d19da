//! Which credentials go with a request.

use super::server::{Seen, Server, answer};
use crate::runtime::{Operation, Reply, Scheme, SchemeKind};
use crate::{Client, Error};

const fn scheme(name: &'static str, kind: SchemeKind) -> Scheme {
    Scheme {
        name,
        method: name,
        kind,
        prefix: "",
        env: None,
    }
}

static BASIC: Scheme = scheme("basic", SchemeKind::Basic);
static HTTP: Scheme = scheme("http", SchemeKind::Http("Key"));
static HEADER: Scheme = Scheme {
    prefix: "Bearer ",
    ..scheme("header", SchemeKind::Header("x-key"))
};
static QUERY: Scheme = scheme("query", SchemeKind::Query("key"));
static COOKIE: Scheme = scheme("cookie", SchemeKind::Cookie("key"));
static SECURED: Operation = Operation {
    path: "/x",
    security: &[&[&BASIC], &[&HEADER, &QUERY], &[&COOKIE], &[&HTTP]],
    ..Operation::DEFAULT
};
static OPEN: Operation = Operation {
    path: "/x",
    security: &[&[], &[&BASIC]],
    ..Operation::DEFAULT
};

async fn secured(
    given: &[(&'static Scheme, &str)],
    operation: &'static Operation,
) -> Result<Seen, Error> {
    let server = Server::start(vec![answer(204, &[], "")]);
    let mut builder = Client::builder().base_url(server.url() + "/");
    for (scheme, secret) in given {
        builder = builder.credential(scheme, *secret);
    }
    builder.build()?.call(operation).send(Reply::empty).await?;
    Ok(server.only())
}

#[tokio::test]
async fn the_first_complete_alternative_is_shown() {
    let seen = secured(&[(&QUERY, "a b"), (&HEADER, "t"), (&COOKIE, "c")], &SECURED)
        .await
        .expect("sent");
    assert_eq!(
        (seen.line.as_str(), seen.header("x-key")),
        ("GET /x?key=a%20b", Some("Bearer t"))
    );
    assert_eq!(seen.header("cookie"), None);
    let seen = secured(&[(&QUERY, "q"), (&COOKIE, "c")], &SECURED)
        .await
        .expect("sent");
    assert_eq!(
        (seen.line.as_str(), seen.header("cookie")),
        ("GET /x", Some("key=c"))
    );
    let seen = secured(&[(&HTTP, "t")], &SECURED).await.expect("sent");
    assert_eq!(seen.header("authorization"), Some("Key t"));
    let seen = secured(&[], &OPEN).await.expect("nothing is needed");
    assert_eq!(seen.header("authorization"), None);
    let seen = secured(&[(&BASIC, "b")], &OPEN).await.expect("sent");
    assert!(seen.header("authorization").is_some());
    let error = secured(&[(&HEADER, "t")], &SECURED)
        .await
        .expect_err("no alternative is complete");
    assert_eq!(
        error.to_string(),
        "GET /x: a credential is missing: set it with `ClientBuilder::basic`, or with `ClientBuilder::header` and \
         `ClientBuilder::query`, or with `ClientBuilder::cookie`, or with `ClientBuilder::http`"
    );
}

/// Some descriptions have a parameter beside the scheme that stands in the same place.
#[tokio::test]
async fn a_parameter_goes_before_the_credential_of_its_name() {
    let server = Server::start(vec![answer(204, &[], ""), answer(204, &[], "")]);
    let builder = Client::builder().base_url(server.url());
    let builder = builder.credential(&HEADER, "t").credential(&QUERY, "q");
    let client = builder.build().expect("a client");
    let call = client.call(&SECURED).header("X-Key", "own");
    let call = call.query("key", "mine").send(Reply::empty);
    call.await.expect("sent");
    let builder = Client::builder().base_url(server.url());
    let client = builder.credential(&COOKIE, "c").build().expect("a client");
    let call = client.call(&SECURED).cookie("key", "own");
    call.send(Reply::empty).await.expect("sent");
    let seen = server.seen();
    assert_eq!(
        (seen[0].line.as_str(), seen[0].header("x-key")),
        ("GET /x?key=mine", Some("own"))
    );
    assert_eq!(seen[1].header("cookie"), Some("key=own"));
}

#[tokio::test]
async fn basic_authentication_is_encoded() {
    let server = Server::start(vec![answer(204, &[], "")]);
    let builder = Client::builder().base_url(server.url());
    let builder = builder.credential(&BASIC, crate::Secret::basic("Aladdin", "open sesame"));
    builder
        .build()
        .expect("a client")
        .call(&OPEN)
        .send(Reply::empty)
        .await
        .expect("sent");
    assert_eq!(
        server.only().header("authorization"),
        Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    );
}

#[tokio::test]
async fn a_missing_credential_names_its_variable() {
    let client = Client::builder()
        .base_url("http://127.0.0.1:1")
        .build()
        .expect("a client");
    assert_eq!(
        client
            .list_invites()
            .send()
            .await
            .expect_err("no key")
            .to_string(),
        "GET /organization/invites: a credential is missing: set it with `ClientBuilder::admin_api_key` (or the \
         variable OPENAI_ADMIN_KEY)"
    );
}

#[tokio::test]
async fn a_cookie_is_sent_as_it_was_given() {
    for value in ["a/b+c==", "\"quoted\"", "a b,c", "%2F"] {
        let seen = secured(&[(&COOKIE, value)], &SECURED).await.expect("sent");
        assert_eq!(seen.header("cookie"), Some(&*format!("key={value}")));
    }
    for value in ["a; other=b", " a", "a ", "a\r\nb"] {
        let error = secured(&[(&COOKIE, value)], &SECURED).await;
        let error = error.expect_err("another cookie");
        assert!(matches!(error, Error::Build(_)), "{error}");
        assert!(!error.to_string().contains("other"), "{error}");
    }
}
