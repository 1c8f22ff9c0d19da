//! Whole queries, and cookies that are written as they are.

use serde_json::json;

use super::requests::{PLAIN, sent, style};
use crate::runtime::{Encoding, Style};

#[tokio::test]
async fn a_query_may_be_one_value() {
    let form = json!({"q": "a b", "tags": ["x", "y"], "geo": {"lat": 1.5}});
    let styles = [
        ("tags", style(Style::PipeDelimited, false)),
        ("geo", style(Style::DeepObject, true)),
    ];
    let seen = sent(|client| client.call(&PLAIN).query_form(form, &styles)).await;
    let line = seen.expect("it is sent").line;
    assert!(line.ends_with("?geo[lat]=1.5&q=a%20b&tags=x%7Cy"), "{line}");
    let selector = json!({"a": [1, "&"]});
    let seen = sent(|client| client.call(&PLAIN).query_json(selector)).await;
    let line = seen.expect("it is sent").line;
    assert!(
        line.ends_with("?%7B%22a%22%3A%5B1%2C%22%26%22%5D%7D"),
        "{line}"
    );
    let seen = sent(|client| client.call(&PLAIN).query_text("a=b&c")).await;
    let line = seen.expect("it is sent").line;
    assert!(line.ends_with("?a%3Db%26c"), "{line}");
    let seen = sent(|client| client.call(&PLAIN).query_text("")).await;
    assert!(!seen.expect("it is sent").line.contains('?'));
    let error = sent(|client| client.call(&PLAIN).query_form([1], &[])).await;
    let error = error.expect_err("a list is no form").to_string();
    assert!(error.contains("the query is no object"), "{error}");
}

#[tokio::test]
async fn a_cookie_may_be_written_as_it_is() {
    let raw = |explode| style(Style::Cookie, explode);
    for (value, encoding, expected) in [
        (json!("Hello, world!"), raw(true), "c=Hello, world!"),
        (
            json!("Hello, world!"),
            Encoding::FORM,
            "c=Hello%2C%20world%21",
        ),
        (json!(["a", "b"]), raw(false), "c=a,b"),
        (json!(["a", "b"]), raw(true), "c=a; c=b"),
        (json!({"k": "v", "n": 1}), raw(true), "k=v; n=1"),
    ] {
        let seen = sent(|client| client.call(&PLAIN).cookie_as("c", value, encoding)).await;
        assert_eq!(seen.expect("it is sent").header("cookie"), Some(expected));
    }
    for evil in ["a; admin=1", "a\r\nX: y"] {
        let sent = sent(|client| client.call(&PLAIN).cookie_as("c", evil, raw(true))).await;
        assert!(matches!(sent, Err(crate::Error::Build(_))), "{evil:?}");
    }
}
