//! Links to further pages: what goes along to them.

use super::server::{Server, answer};
use crate::runtime::{Call, Operation, Reply, Scheme, SchemeKind};
use crate::{CallOptions, Client, Error, PageError, Pages};

static KEY: Scheme = Scheme {
    name: "key",
    method: "key",
    kind: SchemeKind::Query("api_key"),
    prefix: "",
    env: None,
};
static LIST: Operation = Operation {
    path: "/list",
    security: &[&[&KEY]],
    ..Operation::DEFAULT
};

fn call(url: &str, options: CallOptions) -> Call {
    let builder = Client::builder()
        .base_url(url)
        .credential(&KEY, "sk-secret");
    let client = builder.build().expect("a client");
    client.call(&LIST).query("q", "x").options(options)
}

async fn all(call: Call) -> Result<usize, Error> {
    let mut pages = Pages::<serde_json::Value>::by_link_header(call, Reply::json);
    let mut count = 0;
    while pages.try_next().await?.is_some() {
        count += 1;
    }
    Ok(count)
}

fn lines(server: &Server) -> Vec<String> {
    server.seen().into_iter().map(|seen| seen.line).collect()
}

#[tokio::test]
async fn the_query_of_a_call_goes_along() {
    let next = |link: &'static str| answer(200, &[("link", link)], "{}");
    let server = Server::start(vec![
        next("</list?q=x&page=2>; rel=next"),
        next("</list?page=3&trace+id=theirs&api_key=sk-secret>; rel=next"),
        answer(200, &[], "{}"),
    ]);
    let options = CallOptions::new()
        .query("trace id", "mine")
        .query("tag", "a&b")
        .query("tag", "c");
    assert_eq!(all(call(&server.url(), options)).await.expect("pages"), 3);
    assert_eq!(
        lines(&server),
        [
            "GET /list?q=x&trace%20id=mine&tag=a%26b&tag=c&api_key=sk-secret",
            "GET /list?q=x&page=2&trace%20id=mine&tag=a%26b&tag=c&api_key=sk-secret",
            "GET /list?page=3&trace+id=theirs&api_key=sk-secret&tag=a%26b&tag=c",
        ]
    );
}

#[tokio::test]
async fn a_link_to_another_name_or_port_of_this_machine_is_foreign() {
    let other = Server::start(vec![answer(200, &[], "{}")]);
    let port = other.url().rsplit(':').next().map(str::to_owned);
    let named = format!("//localhost:{}/list", port.expect("a port"));
    for link in [other.url() + "/list", format!("http:{named}"), named] {
        let header = format!("<{link}>; rel=next");
        let server = Server::start(vec![answer(200, &[("link", &header)], "{}")]);
        let error = all(call(&server.url(), CallOptions::new())).await;
        let error = error.expect_err(&link);
        assert!(
            matches!(&error, Error::Page(error) if **error == PageError::ForeignLink),
            "{error}"
        );
        assert_eq!(server.seen().len(), 1);
    }
    assert!(other.seen().is_empty());
}

#[test]
fn the_next_page_is_the_first_link_of_that_relation() {
    let next = crate::runtime::testing::next_link;
    for (header, target) in [
        ("</2>; rel=next", Some("/2")),
        ("</2> ; REL = \"Next\"", Some("/2")),
        ("</9>; rel=\"last\", </2>; rel=\"next\"", Some("/2")),
        ("</2>; rel=\"nofollow next\"", Some("/2")),
        (
            "</a,b;c>; title=\"x, y; \\\"z\\\" <w>\"; rel=next",
            Some("/a,b;c"),
        ),
        (
            "</9>; title=\"see; rel=next\"; rel=prev, </2>; rel=next",
            Some("/2"),
        ),
        ("</9>; title=\"</8>; rel=next\"; rel=prev", None),
        ("</2>; rel=prev; rel=next", None),
        ("</2>; rel=next; anchor=\"/other\"", None),
        ("</2>; rel=nextpage", None),
        ("</2>; rel", None),
        ("</2; rel=next", None),
        ("</2>; rel=\"next", Some("/2")),
        ("", None),
    ] {
        assert_eq!(next(header).as_deref(), target, "{header}");
    }
}
