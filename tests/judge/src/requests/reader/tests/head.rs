//! The headers, the cookies and the credentials of a request.

use serde_json::{Value, json};

use super::{Case, V30, V31, parameters};

#[test]
fn headers_and_cookies_are_looked_at() {
    let list = json!([
        { "name": "id", "in": "path", "required": true, "schema": {} },
        { "name": "X-List", "in": "header", "schema": { "type": "array" } },
        { "name": "X-Json", "in": "header", "content": { "application/json": {} } },
        { "name": "who", "in": "cookie", "schema": {} },
        { "name": "Authorization", "in": "header", "schema": {} },
    ]);
    let values = [
        json!(1),
        json!(["x", "y z"]),
        json!({ "a": 1 }),
        json!("me you"),
    ];
    let case = Case::new(V30, &parameters(&list), &values, "/a/1");
    let case = case
        .header("x-list", "x,y z")
        .header("x-json", r#"{"a":1}"#)
        .header("cookie", "who=me%20you");
    case.only("x,y z", &["x;y z", "x,y%20z", "x"]);
    case.only(r#"{"a":1}"#, &["a,1", r#"{"a":2}"#]);
    case.only(
        "who=me%20you",
        &["who=me", "other=me%20you", "who=me%20you; more=1", ""],
    );
    assert_eq!(
        case.with(|sent| drop(sent.headers.remove(0))),
        ["the header `X-List`"]
    );
    assert_eq!(
        case.with(|sent| sent.headers.push(("X-List".to_owned(), "x,y z".to_owned()))),
        ["the header `X-List` comes twice"]
    );
    assert_eq!(
        case.with(|sent| sent.headers.push(("X-More".to_owned(), "1".to_owned()))),
        ["the header `X-More` was not given"]
    );
}

#[test]
fn credentials_are_looked_at() {
    let with = |security: Value, url: &str| {
        let operation = json!({ "security": security, "parameters": [{ "name": "id", "in": "path", "schema": {} }] });
        Case::new(V31, &operation, &[json!(1)], url)
    };
    let case = with(
        json!([{ "bearer": [] }, { "head": [], "cookie": [] }]),
        "/a/1",
    )
    .header("authorization", "Bearer secret");
    case.only("Bearer secret", &["Basic secret", "secret"]);
    let other = with(
        json!([{ "bearer": [] }, { "head": [], "cookie": [] }]),
        "/a/1",
    )
    .header("X-Key", "a")
    .header("cookie", "sid=a");
    other.only("sid=a", &["sid=", "other=a"]);
    assert!(!other.with(|sent| drop(sent.headers.remove(0))).is_empty());
    with(json!([{ "key": [] }]), "/a/1?key=a").only("?key=a", &["", "?key=", "?other=a"]);
    let none = with(json!([]), "/a/1");
    none.only("/a/1", &[]);
    assert!(
        !none
            .header("authorization", "Bearer secret")
            .faults()
            .is_empty()
    );
}
