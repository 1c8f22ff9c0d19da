//! That each check sees a wrong request, and takes the right one.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::check::{Sent, faults};
use super::files::Files;
use super::sample::{Extent, Given};
use super::{given, operations};

/// A request of the only operation of a description, and what it is given.
struct Case {
    files: Files,
    given: Given,
    sent: Sent,
}

impl Case {
    /// A `POST /a` with these parameters and this body, each with its value, and with the request that is right.
    fn new(version: &str, operation: &Value, values: &[Value], url: &str) -> Self {
        let description = json!({
            version.split(' ').next().unwrap_or_default(): version.split(' ').nth(1),
            "servers": [{ "url": "https://{who}.example/v1/", "variables": { "who": { "default": "api" } } }],
            "host": "api.example", "basePath": "/v1", "schemes": ["https"],
            "components": { "securitySchemes": schemes() },
            "securityDefinitions": schemes(),
            "paths": { "/a/{id}": { "post": operation } },
        });
        let files = Files::of(PathBuf::from("a.json"), description);
        let given = Given {
            parameters: values.iter().cloned().enumerate().collect(),
            ..Given::default()
        };
        let sent = Sent {
            method: "POST".to_owned(),
            url: format!("https://api.example/v1{url}"),
            ..Sent::default()
        };
        Self { files, given, sent }
    }

    fn body(mut self, value: Value, media_type: &str, bytes: &str) -> Self {
        self.given.body = Some((0, value));
        self.sent.body = bytes.as_bytes().to_vec();
        self.header("Content-Type", media_type)
    }

    fn header(mut self, name: &str, value: &str) -> Self {
        self.sent.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What is wrong.
    fn faults(&self) -> Vec<String> {
        let operations = operations(&self.files);
        let found = faults(&operations[0], &self.given, None, &self.sent);
        found.into_iter().map(|fault| fault.what).collect()
    }

    /// The same with another request.
    fn with(&self, change: impl FnOnce(&mut Sent)) -> Vec<String> {
        let mut sent = self.sent.clone();
        change(&mut sent);
        let operations = operations(&self.files);
        let found = faults(&operations[0], &self.given, None, &sent);
        found.into_iter().map(|fault| fault.what).collect()
    }

    /// Checks that the request is right, and that it is wrong with each of these in the place of a text in its URL,
    /// its headers or its body.
    #[track_caller]
    fn only(&self, right: &str, wrong: &[&str]) {
        assert_eq!(self.faults(), Vec::<String>::new(), "{:?}", self.sent);
        for wrong in wrong {
            let found = self.with(|sent| {
                let body = String::from_utf8_lossy(&sent.body).replacen(right, wrong, 1);
                let other = sent.url.replacen(right, wrong, 1);
                let headers = sent.headers.iter_mut();
                headers.for_each(|(_, value)| *value = value.replacen(right, wrong, 1));
                (sent.url, sent.body) = (other, body.into_bytes());
            });
            assert!(
                !found.is_empty(),
                "{wrong:?} in the place of {right:?} is taken"
            );
        }
    }
}

fn schemes() -> Value {
    json!({
        "bearer": { "type": "http", "scheme": "bearer" },
        "key": { "type": "apiKey", "in": "query", "name": "key" },
        "head": { "type": "apiKey", "in": "header", "name": "X-Key" },
        "cookie": { "type": "apiKey", "in": "cookie", "name": "sid" },
    })
}

fn parameters(list: &Value) -> Value {
    json!({ "parameters": list })
}

const V30: &str = "openapi 3.0.3";
const V31: &str = "openapi 3.1.0";
const V32: &str = "openapi 3.2.0";
const V20: &str = "swagger 2.0";

#[test]
fn the_method_the_server_and_the_path_are_looked_at() {
    let id =
        json!([{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }]);
    let case = Case::new(V30, &parameters(&id), &[json!("a b/c")], "/a/a%20b%2Fc");
    case.only("a%20b%2Fc", &["a b/c", "a%20b/c", "a+b%2Fc", "other", ""]);
    case.only(
        "https://api.example/v1",
        &[
            "https://other.example/v1",
            "http://api.example/v1",
            "https://api.example",
        ],
    );
    case.only("/a/", &["/b/", "/a//", "/A/"]);
    assert_eq!(
        case.with(|sent| sent.method = "PUT".to_owned()),
        ["the method"]
    );
    assert!(!case.with(|sent| sent.url.push_str("?more=1")).is_empty());
    assert!(
        case.with(|sent| sent.url = sent.url.replace("%2F", "%2f"))
            .is_empty()
    );
}

#[test]
fn styles_of_paths_are_looked_at() {
    let of = |style: &str, explode: bool, value: Value, url: &str| {
        let id = json!([{ "name": "id", "in": "path", "required": true, "style": style, "explode": explode, "schema": {} }]);
        Case::new(V30, &parameters(&id), &[value], &format!("/a/{url}"))
    };
    let (list, object) = (json!(["x", "y,z"]), json!({ "r": 1, "g": 2 }));
    of("simple", false, list.clone(), "x,y%2Cz")
        .only("x,y%2Cz", &["x,y,z", "x%2Cy%2Cz", "x;y%2Cz", "y%2Cz,x"]);
    of("label", false, list.clone(), ".x,y%2Cz").only(".x,", &["x,", ".x.", ".x"]);
    of("label", true, list.clone(), ".x.y%2Cz").only(".x.", &[".x,", "x."]);
    of("matrix", false, list.clone(), ";id=x,y%2Cz").only(";id=x,", &[";id=x;id=", ";x,", "id=x,"]);
    of("matrix", true, list, ";id=x;id=y%2Cz").only(";id=x;id=", &[";id=x,", ";id=x;"]);
    of("simple", true, object.clone(), "g=2,r=1").only("g=2,r=1", &["g,2,r,1", "g=2&r=1"]);
    of("matrix", true, object, ";g=2;r=1").only(";g=2;r=1", &[";id=g,2,r,1", ";g=2,r=1"]);
}

/// A query parameter `q` with more of its own. The path parameter is not declared, so the path stands as it is.
fn query(more: &Value, value: Value, query: &str) -> Case {
    let mut q = json!({ "name": "q", "in": "query", "schema": {} });
    for (key, value) in more.as_object().into_iter().flatten() {
        q[key] = value.clone();
    }
    Case::new(
        V31,
        &parameters(&json!([q])),
        &[value],
        &format!("/a/{{id}}?{query}"),
    )
}

#[test]
fn lists_in_queries_are_looked_at() {
    let list = json!(["x y", "z&"]);
    let wrong = [
        "q=x%20y,z%26",
        "q=x+y&q=z%26",
        "q=z%26&q=x",
        "q=x%20y&q=z&",
        "q[]=x%20y&q[]=z%26",
        "",
    ];
    query(&json!({}), list.clone(), "q=x%20y&q=z%26").only("q=x%20y&q=z%26", &wrong);
    let wrong = ["x%20y%2Cz%26", "x%20y|z%26", "x%20y&q=z%26"];
    query(&json!({ "explode": false }), list, "q=x%20y,z%26").only("x%20y,z%26", &wrong);
    let of = |style: &str, sent: &str| {
        let more = json!({ "style": style, "explode": false });
        query(&more, json!(["x", "y"]), sent)
    };
    of("spaceDelimited", "q=x%20y").only("x%20y", &["x,y", "x+y", "x&q=y"]);
    of("pipeDelimited", "q=x%7Cy").only("x%7Cy", &["x,y", "x%20y"]);
}

#[test]
fn other_values_in_queries_are_looked_at() {
    let object = json!({ "a": 1, "b": "c" });
    let deep = query(
        &json!({ "style": "deepObject" }),
        object.clone(),
        "q[a]=1&q[b]=c",
    );
    deep.only("q[a]=1", &["a=1", "q.a=1", "q=1", ""]);
    let plain = query(&json!({}), object, "a=1&b=c");
    plain.only("a=1&b=c", &["q=a,1,b,c", "a=1", "q[a]=1&q[b]=c"]);
    let flat = query(&json!({ "explode": false }), json!({ "a": 1 }), "q=a,1");
    flat.only("a,1", &["a=1", "a%2C1"]);
    let free = query(&json!({ "allowReserved": true }), json!("a/b?c"), "q=a/b?c");
    free.only("a/b?c", &["a%2Fb%3Fc", "a/b#c"]);
    let content = json!({ "content": { "application/json": {} } });
    let content = query(&content, json!({ "a": [1] }), "q=%7B%22a%22%3A[1]%7D");
    content.only(
        "q=%7B%22a%22%3A[1]%7D",
        &["a=1", "q=%7B%22a%22%3A[2]%7D", "q=a"],
    );
    query(&json!({}), json!(7), "q=7").only("q=7", &["q=8", "Q=7", "q=7&q=7", "q="]);
}

#[test]
fn collections_of_swagger_are_looked_at() {
    let of = |format: &str, query: &str| {
        let q = json!([
            { "name": "id", "in": "path", "required": true, "type": "integer" },
            { "name": "q", "in": "query", "type": "array", "items": { "type": "string" }, "collectionFormat": format },
        ]);
        Case::new(
            V20,
            &parameters(&q),
            &[json!(1), json!(["x", "y"])],
            &format!("/a/1?q={query}"),
        )
    };
    of("csv", "x,y").only("x,y", &["x&q=y", "x|y", "x%20y"]);
    of("ssv", "x%20y").only("x%20y", &["x,y", "x&q=y"]);
    of("tsv", "x%09y").only("x%09y", &["x,y", "x%20y"]);
    of("pipes", "x%7Cy").only("x%7Cy", &["x,y"]);
    of("multi", "x&q=y").only("x&q=y", &["x,y", "x"]);
}

#[test]
fn a_querystring_is_the_whole_query() {
    let q = json!([
        { "name": "id", "in": "path", "required": true, "schema": {} },
        { "name": "all", "in": "querystring", "content": { "application/x-www-form-urlencoded": { "schema": { "properties": { "a": {}, "b": {} } } } } },
    ]);
    let case = Case::new(
        V32,
        &parameters(&q),
        &[json!(1), json!({ "a": "x y", "b": [1, 2] })],
        "/a/1?a=x%20y&b=1&b=2",
    );
    case.only(
        "a=x%20y&b=1&b=2",
        &["all=a", "a=x%20y&b=1,2", "a=x%20y", "a=x%20y&b=1&b=2&all=1"],
    );
}

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

fn body(media_type: &str, media: &Value) -> Value {
    json!({
        "parameters": [{ "name": "id", "in": "path", "schema": {} }],
        "requestBody": { "content": { media_type: media } },
    })
}

#[test]
fn bodies_of_json_and_their_media_types_are_looked_at() {
    let of = |media_type: &str, sent: &str, value: Value, text: &str| {
        Case::new(
            V31,
            &body(media_type, &json!({ "schema": {} })),
            &[json!(1)],
            "/a/1",
        )
        .body(value, sent, text)
    };
    let case = of(
        "application/json",
        "application/json",
        json!({ "a": [1, null] }),
        r#"{"a":[1.0,null]}"#,
    );
    case.only(
        r#"{"a":[1.0,null]}"#,
        &[
            r#"{"a":[1]}"#,
            r#"{"a":["1",null]}"#,
            "a=1",
            "",
            r#"{"a":[1,null],"b":2}"#,
        ],
    );
    case.only("application/json", &["text/plain", "application/xml", ""]);
    of(
        "application/json; version=2",
        "application/json; version=2",
        json!(1),
        "1",
    )
    .only("; version=2", &["", "; version=3"]);
    of(
        "application/merge-patch+json",
        "application/merge-patch+json",
        json!({}),
        "{}",
    )
    .only("merge-patch", &["json-patch"]);
    of("image/*", "image/png", json!("bytes"), "bytes")
        .only("image/png", &["text/png", "application/octet-stream"]);
    of("text/plain", "text/plain", json!("a\nb"), "a\nb").only("a\nb", &["\"a\\nb\"", "a b"]);
    of(
        "application/x-ndjson",
        "application/x-ndjson",
        json!([1, { "a": 2 }]),
        "1\n{\"a\":2}\n",
    )
    .only("1\n", &["", "2\n", "1\n1\n"]);
    let none = Case::new(
        V31,
        &body("application/json", &json!({})),
        &[json!(1)],
        "/a/1",
    );
    none.only("/a/1", &[]);
    assert_eq!(
        none.with(|sent| sent.body = b"{}".to_vec()),
        ["the body was not given"]
    );
}

#[test]
fn forms_are_looked_at() {
    let media = json!({
        "schema": { "properties": { "list": {}, "flat": {}, "thing": {}, "deep": {}, "free": {} } },
        "encoding": {
            "flat": { "style": "form", "explode": false },
            "deep": { "style": "deepObject", "explode": true },
            "free": { "allowReserved": true },
        },
    });
    let value = json!({ "list": ["a b", "c"], "flat": [1, 2], "thing": { "x": 1 }, "deep": { "y": "z" }, "free": "a/b" });
    let text = "list=a+b&list=c&flat=1,2&thing=%7B%22x%22%3A1%7D&deep%5By%5D=z&free=a/b";
    let form = "application/x-www-form-urlencoded";
    let case = Case::new(V31, &body(form, &media), &[json!(1)], "/a/1").body(value, form, text);
    case.only(
        "list=a+b&list=c",
        &[
            "list=a+b,c",
            "list=a b&list=c",
            "list=c",
            "list[]=a+b&list[]=c",
        ],
    );
    case.only("flat=1,2", &["flat=1&flat=2", "flat=1%2C2", ""]);
    case.only(
        "thing=%7B%22x%22%3A1%7D",
        &["x=1", "thing[x]=1", "thing=x,1"],
    );
    case.only("deep%5By%5D=z", &["y=z", "deep.y=z"]);
    case.only("free=a/b", &["free=a%2Fb", "free=a/b&more=1"]);
    case.only(form, &["multipart/form-data", "text/plain"]);
}

const PARTS: &str = "--x\r\nContent-Disposition: form-data; name=\"word\"\r\n\r\na b\r\n--x\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n1\r\n--x\r\nContent-Disposition: form-data; name=\"list\"\r\n\r\n2\r\n--x\r\nContent-Disposition: form-data; name=\"thing\"\r\nContent-Type: application/json\r\nX-Sum: 7\r\n\r\n{\"a\":1}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nContent-Type: image/png\r\n\r\nbytes\r\n--x--\r\n";

#[test]
fn parts_are_looked_at() {
    let media = json!({
        "schema": { "properties": { "word": {}, "list": {}, "thing": {}, "file": { "type": "string", "format": "binary" } } },
        "encoding": { "thing": { "headers": { "X-Sum": { "schema": {} } } }, "file": { "contentType": "image/png, image/jpeg" } },
    });
    let value = json!({ "word": "a b", "list": [1, 2], "thing": { "a": 1 }, "file": "bytes" });
    let case = Case::new(
        V30,
        &body("multipart/form-data", &media),
        &[json!(1)],
        "/a/1",
    );
    let mut case = case.body(value, "multipart/form-data; boundary=x", PARTS);
    case.given
        .part_headers
        .push(("thing".to_owned(), "X-Sum".to_owned(), json!(7)));
    case.only("a b", &["a%20b", "\"a b\"", "c"]);
    case.only("name=\"word\"", &["name=\"other\"", "name=word"]);
    case.only("\r\n\r\n1\r\n", &["\r\n\r\n1,2\r\n", "\r\n\r\n3\r\n"]);
    case.only(
        "application/json",
        &["text/plain", "application/octet-stream"],
    );
    case.only("X-Sum: 7", &["X-Sum: 8", "X-Other: 7"]);
    case.only("image/png", &["image/gif"]);
    case.only("bytes", &["Ynl0ZXM=", ""]);
    case.only("boundary=x", &["boundary=y", ""]);
    case.only(
        "--x--\r\n",
        &[
            "--x\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\n1\r\n--x--\r\n",
            "",
        ],
    );
    case.only(
        "multipart/form-data",
        &["multipart/mixed", "application/x-www-form-urlencoded"],
    );
}

#[test]
fn xml_is_looked_at() {
    let schema = json!({
        "xml": { "name": "thing" },
        "properties": {
            "id": { "type": "integer", "xml": { "attribute": true } },
            "name": { "xml": { "name": "Name", "prefix": "t" } },
            "tags": { "xml": { "wrapped": true }, "items": { "xml": { "name": "tag" } } },
            "sizes": { "items": { "xml": { "name": "size" } } },
        },
    });
    let value = json!({ "id": 7, "name": "a <b>", "tags": ["x", "y"], "sizes": [1] });
    let text = r#"<thing id="7"><t:Name>a &lt;b&gt;</t:Name><tags><tag>x</tag><tag>y</tag></tags><size>1</size></thing>"#;
    let media = json!({ "schema": schema });
    let case = Case::new(V30, &body("application/xml", &media), &[json!(1)], "/a/1");
    let case = case.body(value, "application/xml", text);
    case.only(
        "<thing id=\"7\">",
        &["<thing>", "<thing id=\"8\">", "<thing><id>7</id>"],
    );
    case.only("a &lt;b&gt;", &["a <b>", "a"]);
    case.only(
        "<tag>x</tag><tag>y</tag>",
        &[
            "<tag>y</tag><tag>x</tag>",
            "<tag>x</tag>",
            "<tags>x</tags><tags>y</tags>",
        ],
    );
    case.only(
        "<size>1</size>",
        &["", "<sizes>1</sizes>", "<sizes><size>1</size></sizes>"],
    );
    case.only("</thing>", &["", "</other>"]);
}

#[test]
fn values_are_of_their_schemas() {
    let schema = json!({
        "type": "object",
        "required": ["kind", "id"],
        "properties": {
            "id": { "type": "string", "readOnly": true },
            "kind": { "enum": [null, "a", "b"] },
            "size": { "type": "integer", "minimum": 10, "multipleOf": 4 },
            "list": { "type": "array", "minItems": 3, "items": { "type": "boolean" } },
            "name": { "type": "string", "maxLength": 3 },
            "one": { "oneOf": [{ "type": "integer" }, { "type": "null" }] },
            "day": { "type": "string", "format": "date" },
        },
    });
    let description = json!({ "openapi": "3.1.0", "paths": { "/a": { "post": {
        "requestBody": { "content": { "application/json": { "schema": schema } } } } } } });
    let files = Files::of(PathBuf::from("a.json"), description);
    let operations = operations(&files);
    let body = |extent| {
        given(&operations[0], Some(0), extent).map(|given| given.body.map(|(_, value)| value))
    };
    let needed = body(Extent::Needed);
    assert_eq!(needed, Ok(Some(json!({ "kind": "a" }))));
    let all = body(Extent::All(1)).ok().flatten().unwrap_or_default();
    let expected = json!({ "kind": "b", "size": 12, "list": [false, true, false], "name": "pla", "one": 7, "day": "2024-05-06" });
    assert_eq!(all, expected);
}
