//! What is sent: paths, styles, headers, options.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::invites::INVITE;
use super::server::{Seen, Server, answer};
use crate::runtime::{Call, Encoding, Method, Operation, Reply, Style};
use crate::{CallOptions, Client, Error};

#[tokio::test]
async fn a_path_parameter_stays_in_its_segment() {
    let server = Server::start(vec![super::server::json(
        r#"{"object":"o","id":"i","deleted":true}"#,
    )]);
    let client = server.client();
    for id in [
        "",
        ".",
        "..",
        "%2e",
        "%2E%2e",
        ".%2e",
        "%252e%252e",
        "%25252e.",
    ] {
        let error = client.delete_invite(id).send().await.expect_err(id);
        assert!(matches!(error, Error::Build(_)), "{id}: {error}");
    }
    assert!(server.seen().is_empty(), "nothing was sent");
    for (id, segment) in [
        ("a/b", "a%2Fb"),
        ("a/../b", "a%2F..%2Fb"),
        ("?x", "%3Fx"),
        ("#x", "%23x"),
        (" ", "%20"),
        ("\n", "%0A"),
        ("\0", "%00"),
        ("\\..", "%5C.."),
        ("...", "..."),
        ("ü", "%C3%BC"),
        ("a%2Fb", "a%252Fb"),
        ("{x}", "%7Bx%7D"),
        ("a;b=c,d:e@f", "a%3Bb%3Dc%2Cd%3Ae%40f"),
    ] {
        client.delete_invite(id).send().await.expect(id);
        let line = server.seen().pop().expect("a request").line;
        assert_eq!(line, format!("DELETE /organization/invites/{segment}"));
    }
}

static PAIR: Operation = Operation {
    path: "/x/{a}{b}/y",
    ..Operation::DEFAULT
};
static FIXED: Operation = Operation {
    path: "/x/{a}.json?fixed=1",
    ..Operation::DEFAULT
};
pub(super) static PLAIN: Operation = Operation {
    method: Method::POST,
    path: "/x",
    ..Operation::DEFAULT
};
static ONE: Operation = Operation {
    path: "/x/{a}",
    ..Operation::DEFAULT
};

pub(super) async fn sent(make: impl FnOnce(&Client) -> Call) -> Result<Seen, Error> {
    let server = Server::start(vec![answer(204, &[], "")]);
    make(&server.client()).send(Reply::empty).await?;
    Ok(server.only())
}

async fn line(make: impl FnOnce(&Client) -> Call) -> String {
    sent(make).await.expect("it is sent").line
}

#[tokio::test]
async fn parameters_beside_each_other_make_no_dots() {
    assert_eq!(
        line(|client| client.call(&PAIR).path("a", "v").path("b", 1)).await,
        "GET /x/v1/y"
    );
    for (a, b) in [(".", "."), ("a", ""), ("%2", "e"), (".", "%2e")] {
        let error = sent(|client| client.call(&PAIR).path("a", a).path("b", b)).await;
        assert!(matches!(error, Err(Error::Build(_))), "{a} {b}");
    }
    let missing = sent(|client| client.call(&PAIR).path("a", "a"))
        .await
        .expect_err("no b");
    assert_eq!(
        missing.to_string(),
        "GET /x/{a}{b}/y: the path parameter `b` is not given"
    );
}

#[tokio::test]
async fn a_path_may_hold_a_fixed_query() {
    let line = line(|client| client.call(&FIXED).path("a", "v").query("q", true)).await;
    assert_eq!(line, "GET /x/v.json?fixed=1&q=true");
}

pub(super) fn style(style: Style, explode: bool) -> Encoding {
    Encoding::Style {
        style,
        explode,
        allow_reserved: false,
    }
}

fn values() -> [Value; 4] {
    [
        json!("bl/ue"),
        json!(["a,b", "c"]),
        json!({"R": 100, "G": "x y"}),
        json!(""),
    ]
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "it is one table")]
async fn every_style_of_paths() {
    for (name, explode, expected) in [
        (
            Style::Simple,
            false,
            ["bl%2Fue", "a%2Cb,c", "R,100,G,x%20y"],
        ),
        (Style::Simple, true, ["bl%2Fue", "a%2Cb,c", "R=100,G=x%20y"]),
        (
            Style::Label,
            false,
            [".bl%2Fue", ".a%2Cb,c", ".R,100,G,x%20y"],
        ),
        (
            Style::Label,
            true,
            [".bl%2Fue", ".a%2Cb.c", ".R=100.G=x%20y"],
        ),
        (
            Style::Matrix,
            false,
            [";a=bl%2Fue", ";a=a%2Cb,c", ";a=R,100,G,x%20y"],
        ),
        (
            Style::Matrix,
            true,
            [";a=bl%2Fue", ";a=a%2Cb;a=c", ";R=100;G=x%20y"],
        ),
    ] {
        for (value, expected) in values().into_iter().zip(expected) {
            // The order of an object's members is that of `serde_json`'s map.
            let expected = if expected.contains('R') {
                sorted(expected)
            } else {
                expected.to_owned()
            };
            let line =
                line(|client| client.call(&ONE).path_as("a", value, style(name, explode))).await;
            assert_eq!(line, format!("GET /x/{expected}"), "{name:?} {explode}");
        }
    }
    let refused = sent(|client| {
        client
            .call(&ONE)
            .path_as("a", ".", style(Style::Label, false))
    })
    .await;
    assert!(
        matches!(refused, Err(Error::Build(_))),
        "`.` in the style of labels is `..`"
    );
    let empty = sent(|client| client.call(&ONE).path("a", json!([]))).await;
    assert!(matches!(empty, Err(Error::Build(_))));
    let reserved = Encoding::Style {
        style: Style::Simple,
        explode: false,
        allow_reserved: true,
    };
    let line = line(|client| client.call(&ONE).path_as("a", "f/b c?#%20", reserved)).await;
    assert_eq!(line, "GET /x/f/b%20c%3F%23%20");
    for value in ["a/../b", "..", "a/%2e%2e/b"] {
        let refused = sent(|client| client.call(&ONE).path_as("a", value, reserved)).await;
        assert!(matches!(refused, Err(Error::Build(_))), "{value}");
    }
}

/// Without the feature that keeps their order, members come sorted by name.
fn sorted(expected: &str) -> String {
    let kept = serde_json::to_string(&json!({"b": 1, "a": 2}))
        .expect("JSON")
        .starts_with("{\"b");
    if kept {
        return expected.to_owned();
    }
    expected
        .replace("R,100,G,x%20y", "G,x%20y,R,100")
        .replace("R=100,G=x%20y", "G=x%20y,R=100")
        .replace("R=100.G=x%20y", "G=x%20y.R=100")
        .replace("R=100;G=x%20y", "G=x%20y;R=100")
        .replace("R=100&p=G", "p=G")
        .replace("R=100&G=x%20y", "G=x%20y&R=100")
        .replace("R%20100%20G%20x%20y", "G%20x%20y%20R%20100")
        .replace("R%7C100%7CG%7Cx%20y", "G%7Cx%20y%7CR%7C100")
        .replace("p[R]=100&p[G]=x%20y", "p[G]=x%20y&p[R]=100")
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "it is one table")]
async fn every_style_of_queries() {
    for (name, explode, expected) in [
        (
            Style::Form,
            true,
            ["p=bl%2Fue", "p=a%2Cb&p=c", "R=100&G=x%20y", "p="],
        ),
        (
            Style::Form,
            false,
            ["p=bl%2Fue", "p=a%2Cb,c", "p=R,100,G,x%20y", "p="],
        ),
        (
            Style::SpaceDelimited,
            false,
            ["p=bl%2Fue", "p=a%2Cb%20c", "p=R%20100%20G%20x%20y", "p="],
        ),
        (
            Style::PipeDelimited,
            false,
            ["p=bl%2Fue", "p=a%2Cb%7Cc", "p=R%7C100%7CG%7Cx%20y", "p="],
        ),
        (
            Style::PipeDelimited,
            true,
            ["p=bl%2Fue", "p=a%2Cb&p=c", "R=100&G=x%20y", "p="],
        ),
        (
            Style::DeepObject,
            true,
            [
                "p=bl%2Fue",
                "p[0]=a%2Cb&p[1]=c",
                "p[R]=100&p[G]=x%20y",
                "p=",
            ],
        ),
    ] {
        for (value, expected) in values().into_iter().zip(expected) {
            let line = line(|client| {
                client
                    .call(&PLAIN)
                    .query_as("p", value, style(name, explode))
            })
            .await;
            assert_eq!(
                line,
                format!("POST /x?{}", sorted(expected)),
                "{name:?} {explode}"
            );
        }
    }
    let reserved = Encoding::Style {
        style: Style::Form,
        explode: true,
        allow_reserved: true,
    };
    let query = line(|client| {
        client
            .call(&PLAIN)
            .query_as("p", "a/b?c=d&e#f+g h%20", reserved)
    })
    .await;
    assert_eq!(query, "POST /x?p=a/b?c=d%26e%23f%2Bg%20h%20");
    let query = line(|client| {
        client
            .call(&PLAIN)
            .query_as("p", json!({"a": [1]}), Encoding::Json)
    })
    .await;
    assert_eq!(query, "POST /x?p=%7B%22a%22%3A%5B1%5D%7D");
    for nothing in [Value::Null, json!([]), json!({}), json!([null])] {
        assert_eq!(
            line(|client| client.call(&PLAIN).query("p", nothing)).await,
            "POST /x"
        );
    }
    let deep = BTreeMap::from([("a", json!({"b": {"c": [1, {"d": true}]}}))]);
    let query = line(|client| {
        client
            .call(&PLAIN)
            .query_as("p", deep, style(Style::DeepObject, true))
    })
    .await;
    assert_eq!(query, "POST /x?p[a][b][c][0]=1&p[a][b][c][1][d]=true");
}

#[tokio::test]
async fn headers_and_cookies() {
    let seen = sent(|client| {
        client
            .call(&PLAIN)
            .header("x-list", ["a", "b"])
            .header_as("x-object", json!({"a": 1}), style(Style::Simple, true))
            .header("x-none", Value::Null)
            .cookie("session", "a;b")
            .cookie("more", 7)
    })
    .await
    .expect("it is sent");
    assert_eq!(
        (seen.header("x-list"), seen.header("x-object")),
        (Some("a,b"), Some("a=1"))
    );
    assert_eq!(
        (seen.header("x-none"), seen.header("cookie")),
        (None, Some("session=a%3Bb; more=7"))
    );
    for value in ["a\r\nx-evil: 1", "a\nb", "\0", "ü"] {
        let error = sent(|client| client.call(&PLAIN).header("x", value))
            .await
            .expect_err(value);
        assert!(matches!(error, Error::Build(_)), "{error}");
    }
}

#[tokio::test]
async fn a_parameter_replaces_what_the_path_says_of_the_same_name() {
    let call = |client: &Client| client.call(&FIXED).path("a", "b");
    assert_eq!(line(call).await, "GET /x/b.json?fixed=1");
    assert_eq!(
        line(|client| call(client).query("fixed", 2).query("other", 3)).await,
        "GET /x/b.json?fixed=2&other=3"
    );
}

#[tokio::test]
async fn options_of_a_call() {
    let server = Server::start(vec![super::server::json(INVITE)]);
    let client = server
        .builder()
        .default_header("x-all", "1")
        .default_header("x-both", "1")
        .build()
        .expect("a client");
    let options = CallOptions::new().header("X-Both", "2").query("q", "a b");
    client
        .retrieve_invite("i")
        .options(options)
        .send()
        .await
        .expect("an invite");
    let seen = server.only();
    assert_eq!(seen.line, "GET /organization/invites/i?q=a%20b");
    assert_eq!(
        (seen.header("x-all"), seen.header("x-both")),
        (Some("1"), Some("2"))
    );
}
