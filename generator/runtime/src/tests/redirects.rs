//! Redirects: errors, unless they are described or the caller wants them followed, and then nobody else gets the credentials.

#![expect(
    dead_code,
    unreachable_pub,
    reason = "the macro makes more methods than the tests call"
)]

use super::invites::request;
use super::server::{Script, Seen, Server, answer, json};
use crate::client::ADMIN_API_KEY_AUTH;
use crate::runtime::{Call, Method, Operation, Reply, Status, any_response};
use crate::{CallOptions, Client, Error};

const STATUSES: [u16; 7] = [300, 301, 302, 303, 304, 307, 308];

/// Asks a server that redirects, by `GET` and by `POST`; both are errors that name the place.
async fn redirected(status: u16, location: &str) {
    let server = Server::start(vec![answer(status, &[("location", location)], "")]);
    let client = server.client();
    let list = client.list_invites().send().await.map(drop);
    let invite = client.invite_user(request()).send().await.map(drop);
    for error in [list, invite] {
        let error: Error = error.expect_err("a redirect");
        assert_eq!(error.status(), Some(status));
        let named = error
            .api()
            .and_then(|error| error.headers().get("location"));
        assert_eq!(named, Some(location));
    }
    assert_eq!(server.seen().len(), 2, "{status}: nothing is tried again");
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_an_error() {
    let other = Server::start(vec![answer(200, &[], "{}")]);
    for status in STATUSES {
        redirected(status, &other.url()).await;
    }
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_redirect_to_the_same_origin_or_in_a_circle_is_an_error() {
    for status in STATUSES {
        for location in [
            "/organization/invites",
            "/elsewhere",
            "",
            "http://[",
            "//localhost/x",
        ] {
            redirected(status, location).await;
        }
    }
}

static LOOK_UP: Operation = Operation {
    path: "/r",
    responses: &[Status::Code(302)],
    redirects: true,
    ..Operation::DEFAULT
};

#[tokio::test]
async fn a_described_redirect_is_a_response() {
    let server = Server::start(vec![
        answer(302, &[("location", "/x")], ""),
        answer(307, &[], ""),
    ]);
    let call = server.client().call(&LOOK_UP);
    let found = call.clone().response(Reply::empty).await.expect("302");
    assert_eq!(
        (found.status(), found.headers().get("location")),
        (302, Some("/x"))
    );
    let error = call.send(Reply::empty).await.expect_err("another one");
    assert_eq!(error.status(), Some(307));
}

static GET: Operation = Operation {
    path: "/d",
    responses: &[Status::Code(200), Status::Code(302), Status::Code(304)],
    ..Operation::DEFAULT
};

struct Get {
    call: Call,
}

#[derive(Debug, PartialEq)]
enum GetResponse {
    Ok(i64),
    Found,
    NotModified,
}

impl GetResponse {
    fn read(reply: Reply) -> Result<Self, Error> {
        match reply.status() {
            200 => Reply::json(reply).map(Self::Ok),
            302 => Reply::empty(reply).map(|()| Self::Found),
            304 => Reply::empty(reply).map(|()| Self::NotModified),
            _ => Err(reply.undescribed()),
        }
    }
}

any_response!(Get, any_response, any_response_blocking -> GetResponse);

#[tokio::test]
async fn beside_another_response_the_caller_asks_for_redirects() {
    let answers = [(200, "1"), (302, ""), (304, ""), (201, "1")];
    let mut answers: Vec<Script> = answers
        .map(|(status, body)| answer(status, &[], body))
        .into();
    answers.push(answer(302, &[], ""));
    let server = Server::start(answers);
    let call = server.client().call(&GET);
    let get = async || Get { call: call.clone() }.any_response().await;
    let bodies = [
        GetResponse::Ok(1),
        GetResponse::Found,
        GetResponse::NotModified,
    ];
    for body in bodies {
        assert_eq!(get().await.expect("it is described").into_body(), body);
    }
    assert_eq!(get().await.expect_err("201").status(), Some(201));
    let error = call.send(Reply::json::<i64>).await.expect_err("302");
    assert!(error.api().is_some(), "{error:?}");
}

static GET_A: Operation = Operation {
    path: "/a",
    security: &[&[&ADMIN_API_KEY_AUTH]],
    ..Operation::DEFAULT
};

static POST_A: Operation = Operation {
    method: Method::POST,
    ..GET_A
};

/// What comes to the server that redirects and to the one that it leads to, when a client makes the call.
async fn followed(
    status: u16,
    location: impl Fn(&Server) -> String,
    method: Method,
    options: CallOptions,
) -> (Vec<Seen>, Vec<Seen>, Result<i64, Error>) {
    let other = Server::start(vec![json("2")]);
    let location = location(&other);
    let server = Server::start(vec![
        answer(status, &[("location", &location)], ""),
        json("1"),
    ]);
    let operation = if method == Method::GET {
        &GET_A
    } else {
        &POST_A
    };
    let client: Client = server
        .builder()
        .follow_redirects(3)
        .build()
        .expect("a client");
    let mut call = client
        .call(operation)
        .header("x-note", "n")
        .options(options);
    if method == Method::POST {
        call = call.json("body");
    }
    let result = call.send(Reply::json).await;
    (server.seen(), other.seen(), result)
}

#[tokio::test]
async fn redirects_are_followed_where_the_caller_wants_it() {
    for (status, method) in [
        (301, "GET"),
        (302, "GET"),
        (303, "GET"),
        (307, "POST"),
        (308, "POST"),
    ] {
        let there = |_: &Server| "/b?c=1".to_owned();
        let (seen, _, result) = followed(status, there, Method::POST, CallOptions::new()).await;
        assert_eq!(result.expect("the end"), 1, "{status}");
        assert_eq!(seen[1].line, format!("{method} /b?c=1"));
        assert_eq!(seen[1].header("authorization"), Some("Bearer sk-secret"));
        assert_eq!(seen[1].body.is_empty(), method == "GET", "{status}");
        assert_eq!(seen[1].header("content-type").is_none(), method == "GET");
    }
    let there = |_: &Server| "/b".to_owned();
    let not = CallOptions::new().follow_redirects(0);
    let (seen, _, result) = followed(302, there, Method::GET, not).await;
    assert_eq!(result.expect_err("not this call").status(), Some(302));
    assert_eq!(seen.len(), 1);
}

#[tokio::test]
async fn another_origin_gets_no_credential_and_no_body() {
    let options = || CallOptions::new().header("x-own", "secret");
    let (_, other, result) = followed(302, Server::url, Method::GET, options()).await;
    assert_eq!(result.expect("the end"), 2);
    assert_eq!(other[0].header("authorization"), None);
    assert_eq!(other[0].header("x-own"), None);
    assert_eq!(other[0].header("x-note"), Some("n"));
    for (status, method) in [(307, Method::POST), (308, Method::POST)] {
        let (_, other, result) = followed(status, Server::url, method, options()).await;
        assert_eq!(result.expect_err("a body stays").status(), Some(status));
        assert!(other.is_empty());
    }
}

#[tokio::test]
async fn a_circle_of_redirects_ends() {
    let server = Server::start(vec![answer(302, &[("location", "/a")], "")]);
    let client = server
        .builder()
        .follow_redirects(3)
        .build()
        .expect("a client");
    let error = client.list_invites().send().await.expect_err("no end");
    assert_eq!((error.status(), server.seen().len()), (Some(302), 4));
}
