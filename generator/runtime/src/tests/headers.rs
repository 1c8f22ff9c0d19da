//! Headers of responses with the types that the description gives them.

use super::server::{Server, answer};
use crate::runtime::{Error, Header};
use crate::{DateTime, Response};

const LIMIT: Header<i64> = Header::new("x-limit");
const NAME: Header<String> = Header::new("x-name");
const NAMES: Header<Vec<String>> = Header::new("x-names");
const NUMBERS: Header<Vec<i64>> = Header::new("x-numbers");
const WHEN: Header<DateTime> = Header::new("x-when");
const KNOWN: Header<bool> = Header::new("x-known");

async fn answered(headers: &[(&str, &str)]) -> Response<crate::types::InviteListResponse> {
    let server = Server::start(vec![answer(200, headers, r#"{"object":"list"}"#)]);
    let answer = server.client().list_invites().response().await;
    answer.expect("a response")
}

#[tokio::test]
async fn headers_have_the_described_types() {
    let answer = answered(&[
        ("X-Limit", "100"),
        ("x-name", "12"),
        ("x-names", "a, b"),
        ("x-names", "3"),
        ("x-numbers", "1,2"),
        ("x-when", "2024-02-29T12:00:00Z"),
        ("x-known", "true"),
    ])
    .await;
    assert_eq!(answer.header(LIMIT).expect("a number"), Some(100));
    assert_eq!(answer.header(NAME).expect("a text").as_deref(), Some("12"));
    let names = answer.header(NAMES).expect("texts").expect("some");
    assert_eq!(names, ["a", "b", "3"]);
    assert_eq!(answer.header(NUMBERS).expect("numbers"), Some(vec![1, 2]));
    let when = answer.header(WHEN).expect("an instant").expect("some");
    assert_eq!(when.unix_seconds(), 1_709_208_000);
    assert_eq!(answer.header(KNOWN).expect("a truth"), Some(true));
}

#[tokio::test]
async fn a_header_is_absent_or_wrong() {
    let answer = answered(&[("x-limit", "many")]).await;
    assert_eq!(answer.header(NAME).expect("nothing"), None);
    let error = answer.header(LIMIT).expect_err("no number");
    assert_eq!(
        error.to_string(),
        "GET /organization/invites: status 200: the header `x-limit` does not decode: invalid type: string \"many\", expected i64"
    );
    let Error::Decode(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.path(), "header x-limit");
    assert_eq!(error.bytes(), "many");
}

#[tokio::test]
async fn errors_have_headers_as_well() {
    let server = Server::start(vec![answer(400, &[("x-limit", "0"), ("x-known", "?")], "")]);
    let error = server.client().list_invites().send().await;
    let error = error.expect_err("an error");
    let error = error.api().expect("a response");
    assert_eq!(error.header(LIMIT), Some(0));
    assert_eq!(error.header(KNOWN), None);
}
