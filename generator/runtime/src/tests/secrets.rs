//! Secrets stay where they belong.

use super::server::{Server, answer};
use crate::runtime::{Operation, Reply, Scheme, SchemeKind};
use crate::{CallOptions, Client, Error, Secret};

static QUERY: Scheme = Scheme {
    name: "query",
    method: "query",
    kind: SchemeKind::Query("key"),
    prefix: "",
    env: None,
};
static SECURED: Operation = Operation {
    path: "/x",
    security: &[&[&QUERY]],
    ..Operation::DEFAULT
};

/// Everything that an error says, its causes too.
fn text(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text} {error} {error:?}");
        cause = error.source();
    }
    text
}

#[tokio::test]
async fn no_formatting_shows_a_secret() {
    let secret = Secret::from("sk-secret");
    assert_eq!(format!("{secret:?} {secret:#?}"), "Secret(..) Secret(..)");
    let builder = Client::builder()
        .admin_api_key("sk-secret")
        .default_header("x-key", "sk-secret");
    assert!(!format!("{builder:?}{builder:#?}").contains("sk-secret"));
    let client = builder.build().expect("a client");
    let options = CallOptions::new()
        .header("x-key", "sk-secret")
        .query("key", "sk-secret");
    assert!(!format!("{client:?}{client:#?}{options:?}").contains("sk-secret"));
    let request = client.list_invites().options(options);
    assert!(!format!("{request:?}{request:#?}").contains("sk-secret"));
    let error = Client::builder()
        .admin_api_key("sk-secret\n")
        .build()
        .expect("a client");
    let error = error.list_invites().send().await.expect_err("no header");
    assert!(!text(&error).contains("sk-secret"), "{}", text(&error));
}

#[tokio::test]
async fn no_error_shows_a_secret() {
    let close = Server::start(vec![vec![]]);
    let gone = Server::start(vec![]).url();
    let html = Server::start(vec![answer(200, &[], "<html>")]);
    let refused = Server::start(vec![answer(
        401,
        &[("set-cookie", "id=sk-cookie")],
        r#"{"error":{"message":"no"}}"#,
    )]);
    for url in [close.url(), gone, html.url(), refused.url()] {
        let client = Client::builder()
            .base_url(&url)
            .credential(&QUERY, "sk-secret")
            .build()
            .expect("a client");
        let error = client
            .call(&SECURED)
            .send(Reply::json::<Vec<String>>)
            .await
            .expect_err("a fault");
        let text = text(&error);
        assert!(
            !text.contains("sk-secret") && !text.contains("sk-cookie"),
            "{text}"
        );
    }
}

/// What a service may make of a secret that it was sent.
const FORMS: [&str; 6] = [
    "se/cret+k\u{e9}y=1",
    "se%2Fcret%2Bk%C3%A9y%3D1",
    "se%2fcret%2bk%c3%a9y%3d1",
    "c2UvY3JldCtrw6l5PTE",
    "aWQ6c2UvY3JldCtrw6l5PTE",
    r"se/cret+k\u{e9}y=1",
];

#[tokio::test]
async fn a_secret_that_the_service_repeats_is_not_shown() {
    let secret = FORMS[0];
    let body = format!(
        r#"{{"error":{{"message":"bad key: {}"}}}}"#,
        FORMS.join(" ")
    );
    let scripts = [
        answer(401, &[("x-echo", "se%2Fcret%2Bk%C3%A9y%3D1")], &body),
        answer(200, &[("x-echo", "c2UvY3JldCtrw6l5PTE")], &body),
        answer(200, &[("content-type", "text/html")], &body),
    ];
    for script in scripts {
        let server = Server::start(vec![script]);
        let client = Client::builder()
            .base_url(server.url())
            .credential(&QUERY, secret)
            .default_header("authorization", "Basic aWQ6c2UvY3JldCtrw6l5PTE=")
            .build()
            .expect("a client");
        let error = client
            .call(&SECURED)
            .send(Reply::json::<Vec<String>>)
            .await
            .expect_err("no list");
        let text = text(&error);
        for form in FORMS {
            assert!(!text.contains(form), "{form}: {text}");
        }
        assert!(text.contains("status"), "{text}");
    }
}

#[tokio::test]
async fn a_short_secret_is_hidden_where_it_is_a_word() {
    let body = r#"{"message":"no such key: xyz, 'a/b', a%2Fb, nor xyzzy; id=pw, 1"}"#;
    for (secret, shown) in [
        ("xyz", "no such key: .., 'a/b', a%2Fb, nor xyzzy; id=pw, 1"),
        ("a/b", "no such key: xyz, '..', .., nor xyzzy; id=pw, 1"),
        ("pw", "no such key: xyz, 'a/b', a%2Fb, nor xyzzy; id=pw, 1"),
    ] {
        let server = Server::start(vec![answer(401, &[], body)]);
        let client = Client::builder().base_url(server.url());
        let client = client.admin_api_key(secret).build().expect("a client");
        let error = client.list_invites().send().await.expect_err("a refusal");
        assert!(error.to_string().contains(shown), "{secret}: {error}");
        assert!(error.to_string().contains("401"), "{secret}: {error}");
    }
}

#[tokio::test]
async fn a_secret_of_one_call_is_not_shown_either() {
    let server = Server::start(vec![answer(
        400,
        &[],
        r#"{"message":"sk-of-a-call and sk-of-a-query"}"#,
    )]);
    let client = Client::builder()
        .base_url(server.url())
        .admin_api_key("k")
        .build();
    let client = client.expect("a client");
    let options = CallOptions::new()
        .header("authorization", "Bearer sk-of-a-call")
        .query("api_key", "sk-of-a-query");
    let error = client.list_invites().options(options).send().await;
    let text = text(&error.expect_err("a refusal"));
    assert!(!text.contains("sk-of-a"), "{text}");
}

#[tokio::test]
async fn credentials_need_tls_or_loopback() {
    let refused = Client::builder()
        .base_url("http://example.com")
        .admin_api_key("sk-secret")
        .build();
    assert_eq!(
        refused.expect_err("plain http").to_string(),
        "credentials do not go to http://example.com over plain http, unless `ClientBuilder::allow_insecure` says so"
    );
    for url in [
        "http://127.0.0.2:1",
        "http://[::1]:1",
        "http://localhost:1",
        "https://example.com",
    ] {
        assert!(
            Client::builder()
                .base_url(url)
                .admin_api_key("k")
                .build()
                .is_ok(),
            "{url}"
        );
    }
    for url in [
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
    ] {
        assert!(
            Client::builder()
                .base_url(url)
                .admin_api_key("k")
                .build()
                .is_err(),
            "{url}"
        );
        assert!(
            Client::builder()
                .base_url(url)
                .admin_api_key("k")
                .allow_insecure()
                .build()
                .is_ok(),
            "{url}"
        );
        assert!(
            Client::builder().base_url(url).build().is_ok(),
            "{url}: there is nothing to protect"
        );
    }
}

#[test]
fn a_server_has_a_plain_url() {
    for url in [
        "",
        "example.com",
        "/v1",
        "ftp://example.com",
        "https://user:pw@example.com",
        "https://e.com/?a=b",
    ] {
        let error = Client::builder().base_url(url).build().expect_err(url);
        assert!(!error.to_string().contains("pw"), "{error}");
    }
}

#[tokio::test]
async fn an_error_says_what_the_body_says() {
    let id = [("x-request-id", "req_7")];
    for (body, message) in [
        (
            r#"{"error":{"message":"No such\n invite","type":"t","param":null,"code":"c"}}"#,
            ": No such invite",
        ),
        (r#"{"message":"m"}"#, ": m"),
        (r#"{"error":"e","error_description":"d"}"#, ": d"),
        (r#"{"title":"t","detail":"d"}"#, ": d"),
        ("<html>no</html>", ""),
        ("", ""),
    ] {
        let server = Server::start(vec![answer(404, &id, body)]);
        let error = server
            .client()
            .list_invites()
            .send()
            .await
            .expect_err("an error");
        let expected = format!("GET /organization/invites: status 404{message} (request req_7)");
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.request_id(), Some("req_7"));
        assert_eq!(error.api().expect("a response").bytes(), body);
    }
    let body = r#"{"error":{"message":"m","type":"t"}}"#;
    let server = Server::start(vec![answer(404, &[], body)]);
    let error = server
        .client()
        .list_invites()
        .send()
        .await
        .expect_err("an error");
    let crate::ErrorBody::ErrorResponse(typed) = error.api().expect("a response").body() else {
        panic!("{error:?}")
    };
    assert_eq!(typed.error.r#type, "t");
}

#[test]
fn the_client_may_go_anywhere() {
    fn check<T: Send + Sync + Clone>() {}
    fn check_send<T: Send>(_: T) {}
    check::<Client>();
    check::<crate::api::invites::ListInvites>();
    let client = Client::builder()
        .base_url("https://example.com")
        .build()
        .expect("a client");
    check_send(client.list_invites().send());
    check_send(client.list_invites().items());
}
