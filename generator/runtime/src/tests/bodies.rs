//! What is sent in bodies: forms, texts, JSON, parts and lines.

use serde_json::json;

use super::requests::{PLAIN, sent, style};
use crate::Error;
use crate::runtime::{Encoding, FilePart, Style};

#[tokio::test]
async fn bodies() {
    let seen = sent(|client| client.call(&PLAIN))
        .await
        .expect("it is sent");
    assert_eq!(
        (seen.header("content-type"), seen.body.as_str()),
        (None, "")
    );
    let form = json!({"a": "x y&z", "b": [1, 2], "c": {"d": 1}, "e": null, "f": [3, 4], "g": {"h": 1, "i": 2}});
    let encodings = [("f", style(Style::Form, false)), ("g", Encoding::FORM)];
    let seen = sent(|client| client.call(&PLAIN).form(form, &encodings))
        .await
        .expect("it is sent");
    assert_eq!(
        seen.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        seen.body,
        "a=x%20y%26z&b=1&b=2&c=%7B%22d%22%3A1%7D&f=3,4&h=1&i=2"
    );
    let seen = sent(|client| client.call(&PLAIN).text("ü", "text/plain; charset=utf-8"))
        .await
        .expect("it is sent");
    assert_eq!(
        (seen.body.as_str(), seen.header("content-length")),
        ("ü", Some("2"))
    );
}

#[tokio::test]
async fn json_of_which_little_is_known_is_what_its_media_type_wants() {
    const MERGE: &str = "application/merge-patch+json";
    const PATCH: &str = "application/json-patch+json";
    let map = std::collections::BTreeMap::from([("a", 1)]);
    let seen = sent(|client| client.call(&PLAIN).json_object(map, MERGE)).await;
    let seen = seen.expect("it is sent");
    assert_eq!(seen.header("content-type"), Some(MERGE));
    assert_eq!(seen.body, r#"{"a":1}"#);
    let steps = json!([{"op": "remove", "path": "/a"}]);
    let seen = sent(|client| client.call(&PLAIN).json_list(steps, PATCH)).await;
    let seen = seen.expect("it is sent");
    assert_eq!(seen.header("content-type"), Some(PATCH));
    assert_eq!(seen.body, r#"[{"op":"remove","path":"/a"}]"#);

    let error = sent(|client| client.call(&PLAIN).json_list(json!({"a": 1}), PATCH)).await;
    let error = error.expect_err("an object is no list");
    let expected = "a body of application/json-patch+json has to be a list";
    assert!(error.to_string().contains(expected), "{error}");
    let error = sent(|client| client.call(&PLAIN).json_object(json!([]), MERGE)).await;
    let error = error.expect_err("a list is no object");
    assert!(error.to_string().contains("has to be an object"), "{error}");
}

#[tokio::test]
async fn parts_that_the_caller_names() {
    let parts = vec![
        ("t".to_owned(), FilePart::text("some")),
        ("f".to_owned(), FilePart::new("a.txt", "content")),
    ];
    let seen = sent(|client| client.call(&PLAIN).parts(parts))
        .await
        .expect("it is sent");
    let text = "Content-Disposition: form-data; name=\"t\"\r\n\r\nsome\r\n--";
    let file = "name=\"f\"; filename=\"a.txt\"\r\n\
        Content-Type: application/octet-stream\r\n\r\ncontent\r\n--";
    assert!(
        seen.body.contains(text) && seen.body.contains(file),
        "{}",
        seen.body
    );
}

#[tokio::test]
async fn multipart_bodies() {
    let file = FilePart::new("a\"\r\nb.txt", "content").media_type("text/plain");
    let seen = sent(|client| {
        client
            .call(&PLAIN)
            .part_text("n", [1, 2], None)
            .part_json("j", json!({"a": 1}), None)
            .part_file("f", file, None)
            .part_files("g", [b"x".to_vec().into()], Some("a/b"))
    })
    .await
    .expect("it is sent");
    let media_type = seen.header("content-type").expect("a media type");
    let boundary = media_type
        .strip_prefix("multipart/form-data; boundary=")
        .expect("a boundary");
    let expected = "--B\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n1\r\n\
        --B\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n2\r\n\
        --B\r\nContent-Disposition: form-data; name=\"j\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n\
        --B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a%22%0D%0Ab.txt\"\r\n\
        Content-Type: text/plain\r\n\r\ncontent\r\n\
        --B\r\nContent-Disposition: form-data; name=\"g\"; filename=\"file\"\r\n\
        Content-Type: a/b\r\n\r\nx\r\n--B--\r\n";
    assert_eq!(seen.body.replace(boundary, "B"), expected);
    let evil = FilePart::new("f", "").media_type("a\r\nb");
    assert!(matches!(
        sent(|client| client.call(&PLAIN).part_file("f", evil, None)).await,
        Err(Error::Build(_))
    ));
}

#[tokio::test]
async fn bodies_of_json_lines() {
    let lines = [json!({"a": 1}), json!("x\ny")];
    let seen = sent(|client| client.call(&PLAIN).json_lines(lines, "application/jsonl"))
        .await
        .expect("it is sent");
    assert_eq!(seen.body, "{\"a\":1}\n\"x\\ny\"\n");
}
