//! Where credentials go, and where they never do.

use std::process::Command;

use super::oauth2::OAUTH;
use super::server::{Server, answer, json};
use crate::runtime::testing::{decide, is_credential, is_proxied};
use crate::runtime::{Operation, Reply, Scheme, SchemeKind};
use crate::{CallOptions, Client, ClientBuilder, ClientCredentials, Error};

#[test]
fn the_rule() {
    let here = Ok(true);
    let network = Ok(false);
    for (url, without, with) in [
        ("https://api.example.com/v1", &network, &network),
        ("https://127.0.0.1:8443", &network, &network),
        ("http://127.0.0.1:80", &here, &here),
        ("http://127.1.2.3", &here, &here),
        ("http://2130706433", &here, &here),
        ("http://[::1]:80", &here, &here),
        ("http://LOCALHOST", &here, &here),
        ("http://a.localhost:80", &here, &here),
        (
            "http://api.example.com",
            &network,
            &Err("refused".to_owned()),
        ),
        ("http://10.0.0.1", &network, &Err("refused".to_owned())),
        ("http://0.0.0.0", &network, &Err("refused".to_owned())),
        (
            "http://[::ffff:127.0.0.1]",
            &network,
            &Err("refused".to_owned()),
        ),
        (
            "http://127.0.0.1.example.com",
            &network,
            &Err("refused".to_owned()),
        ),
        (
            "http://localhost.example.com",
            &network,
            &Err("refused".to_owned()),
        ),
        ("http://notlocalhost", &network, &Err("refused".to_owned())),
    ] {
        let refused = |found: Result<bool, String>| {
            found.map_err(|why| {
                assert!(why.contains("over plain http"), "{why}");
                "refused".to_owned()
            })
        };
        assert_eq!(&refused(decide(url, false, false, false)), without, "{url}");
        assert_eq!(&refused(decide(url, true, false, false)), with, "{url}");
        assert_eq!(&decide(url, true, true, true), without, "{url}: allowed");
        assert_eq!(
            &decide(url, false, false, true),
            without,
            "{url}: nothing to hide"
        );
    }
    let proxied = decide("http://127.0.0.1:80", true, false, true);
    assert_eq!(
        proxied.expect_err("a proxy"),
        "credentials do not go to http://127.0.0.1 through the proxy that the environment names: add `127.0.0.1` to the \
         variable NO_PROXY, or leave out `ClientBuilder::http_client`"
    );
    assert_eq!(decide("https://127.0.0.1", true, false, true), network);
}

#[test]
fn credentials_are_known_by_their_names() {
    for name in [
        "Authorization",
        "proxy-authorization",
        "Cookie",
        "X-Api-Key",
        "api_key",
        "apikey",
        "access_token",
        "X-Auth-Token",
        "PRIVATE-TOKEN",
        "token",
        "client_secret",
        "x-amz-security-token",
        "password",
    ] {
        assert!(is_credential(name), "{name}");
    }
    for name in [
        "accept",
        "user-agent",
        "page_token",
        "next_token",
        "max_tokens",
        "key",
        "idempotency-key",
        "x-request-id",
        "author",
        "content-type",
    ] {
        assert!(!is_credential(name), "{name}");
    }
}

#[test]
fn a_proxy_is_found_in_the_environment() {
    let url = "http://127.0.0.1:80";
    let proxy = ("HTTP_PROXY", "http://proxy.test");
    assert!(!is_proxied(url, &[]));
    assert!(!is_proxied(
        url,
        &[("HTTP_PROXY", " "), ("HTTPS_PROXY", "http://proxy.test")]
    ));
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        assert!(is_proxied(url, &[(name, "proxy.test")]), "{name}");
    }
    for spared in ["*", "127.0.0.1", "a.test, 127.0.0.1"] {
        assert!(!is_proxied(url, &[proxy, ("NO_PROXY", spared)]), "{spared}");
    }
    for spared in ["", "example.com", "7.0.0.1", ".", ","] {
        assert!(is_proxied(url, &[proxy, ("no_proxy", spared)]), "{spared}");
    }
    let below = "http://a.localhost";
    assert!(!is_proxied(below, &[proxy, ("NO_PROXY", ".localhost")]));
}

#[tokio::test]
async fn what_the_caller_adds_is_a_credential_as_well() {
    let remote = || Client::builder().base_url("http://service.invalid");
    let built = remote().default_header("Authorization", "Bearer sk-secret");
    let error = built.build().expect_err("a default header");
    assert!(error.to_string().contains("over plain http"), "{error}");
    let client = remote().build().expect("nothing to hide");
    for options in [
        CallOptions::new().header("authorization", "Bearer sk-secret"),
        CallOptions::new().header("X-Api-Key", "sk-secret"),
        CallOptions::new().query("access_token", "sk-secret"),
    ] {
        let error = client.call(&OPEN).options(options).send(Reply::empty).await;
        let error = error.expect_err("a credential");
        assert!(matches!(error, Error::Build(_)), "{error}");
        assert!(!format!("{error:?}").contains("sk-secret"), "{error:?}");
    }
    let call = client.call(&OPEN).header("x-auth-token", "sk-secret");
    let error = call.send(Reply::empty).await.expect_err("a parameter");
    assert!(matches!(error, Error::Build(_)), "{error}");
    let call = client.call(&OPEN).cookie("session", "sk-secret");
    let error = call.send(Reply::empty).await.expect_err("a cookie");
    assert!(matches!(error, Error::Build(_)), "{error}");
}

static OPEN: Operation = Operation {
    path: "/x",
    ..Operation::DEFAULT
};

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
static HEADER: Scheme = scheme("header", SchemeKind::Header("x-key"));
static QUERY: Scheme = scheme("query", SchemeKind::Query("key"));
static COOKIE: Scheme = scheme("cookie", SchemeKind::Cookie("key"));
static SECURED: [Operation; 5] = [
    secured(&[&[&BASIC]]),
    secured(&[&[&HEADER]]),
    secured(&[&[&QUERY]]),
    secured(&[&[&COOKIE]]),
    secured(&[&[&OAUTH]]),
];

const fn secured(security: &'static [&'static [&'static Scheme]]) -> Operation {
    Operation {
        path: "/x",
        security,
        ..Operation::DEFAULT
    }
}

fn with_all(builder: ClientBuilder) -> ClientBuilder {
    [&BASIC, &HEADER, &QUERY, &COOKIE]
        .into_iter()
        .fold(builder, |builder, scheme| {
            builder.credential(scheme, "sk-secret")
        })
        .client_credentials(&OAUTH, ClientCredentials::new("id", "sk-secret"))
        .default_header("authorization", "Bearer sk-secret")
}

/// Set for a process whose environment names a proxy.
const PROXIED: &str = "CLIENT_TEST_PROXIED";

#[tokio::test]
async fn calls_to_this_machine_come_to_it() {
    let is_proxied = std::env::var_os(PROXIED).is_some();
    for host in ["127.0.0.1", "localhost", "a.localhost"] {
        let server = Server::start(vec![json(r#"{"access_token":"sk-secret"}"#)]);
        let url = server.url().replace("127.0.0.1", host);
        let client = with_all(Client::builder().base_url(url))
            .build()
            .expect("a client");
        for operation in &SECURED {
            let call = client.call(operation);
            call.send(Reply::empty).await.expect("it is there");
        }
        let options = CallOptions::new().header("authorization", "Bearer sk-secret");
        let call = client.call(&OPEN).options(options);
        call.send(Reply::empty).await.expect("it is there");
        assert_eq!(server.seen().len(), SECURED.len() + 2, "{host}");
    }
    if is_proxied {
        let remote = Client::builder().base_url("http://service.invalid");
        let call = remote.build().expect("a client").call(&OPEN);
        call.send(Reply::empty).await.expect("the proxy responses");
        given_connections().await;
    }
}

async fn given_connections() {
    let server = Server::start(vec![answer(204, &[], "")]);
    let builder = Client::builder().base_url(server.url());
    let builder = with_all(builder).http_client(reqwest::Client::new());
    let client = builder.build().expect("a client");
    for operation in &SECURED {
        let error = client.call(operation).send(Reply::empty).await;
        let error = error.expect_err("a proxy");
        assert!(error.to_string().contains("NO_PROXY"), "{error}");
    }
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_to_this_machine_come_to_it() {
    let server = Server::start(vec![json(r#"{"object":"list"}"#)]);
    let list = server.client().list_invites();
    list.send_blocking().expect("it is there");
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn a_proxy_sees_no_credential() {
    let proxy = Server::start(vec![answer(204, &[], "")]);
    let mut tests = Command::new(std::env::current_exe().expect("a program"));
    tests.args(["to_this_machine_come_to_it", "--nocapture"]);
    tests
        .env(PROXIED, "1")
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    for name in [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
    ] {
        tests.env(name, proxy.url());
    }
    let output = tests.output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{text}");
    assert!(!text.contains("running 0 tests"), "{text}");
    // The proxy is asked for what is to go through it, and for nothing else.
    let seen = proxy.only();
    assert_eq!(seen.line, "GET http://service.invalid/x");
    assert!(!format!("{seen:?}").contains("sk-secret"), "{seen:?}");
}
