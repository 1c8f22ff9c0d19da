//! The body of a request, and the values in it.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Case, V30, V31};
use crate::requests::reader::files::Files;
use crate::requests::reader::sample::Extent;
use crate::requests::reader::{given, operations};

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
            "mode": { "type": "string", "enum": [true, "on", "off"] },
            "nowhere": { "$ref": "#/components/schemas/Nowhere" },
            "links": { "type": "array", "items": { "type": "object", "$ref": "#/components/schemas/Nowhere" } },
            "part": { "type": "number", "format": "double" },
            "count": { "type": "number", "format": "int64" },
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
    let expected = json!({ "kind": "b", "size": 12, "list": [false, true, false], "name": "pla", "one": 7, "day": "2024-05-06", "mode": "off", "links": [], "part": 1.5, "count": 7 });
    assert_eq!(all, expected);
}

#[test]
fn what_refers_to_nothing_has_no_value() {
    let body = json!({ "content": { "application/json": { "schema": {
        "required": ["a"], "properties": { "a": { "$ref": "#/definitions/Nowhere" } },
    } } } });
    let description =
        json!({ "openapi": "3.0.3", "paths": { "/a": { "put": { "requestBody": body } } } });
    let files = Files::of(PathBuf::from("a.json"), description);
    let given = given(&operations(&files)[0], Some(0), Extent::Needed);
    assert!(given.is_err(), "{given:?}");
}

#[test]
fn parts_that_no_specification_writes_take_those_of_their_names_alone() {
    let media = json!({
        "schema": { "properties": { "a": {}, "a[b]": { "type": "string" }, "c": { "type": "string" } } },
        "encoding": { "a": { "style": "deepObject", "explode": true } },
    });
    let value = json!({ "a": [{ "x": 1 }], "a[b]": "d", "c": "e" });
    let part = |name: &str, text: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
    };
    let text = [part("a[0][x]", "1"), part("a[b]", "d"), part("c", "e")].concat() + "--x--\r\n";
    let case = Case::new(
        V31,
        &body("multipart/form-data", &media),
        &[json!(1)],
        "/a/1",
    )
    .body(value, "multipart/form-data; boundary=x", &text);
    case.only(
        "a[b]\"\r\n\r\nd",
        &["a[b]\"\r\n\r\nother", "a[z]\"\r\n\r\nd"],
    );
    case.only("a[0]", &["x", "b[0]"]);
}

#[test]
fn a_json_patch_is_a_list_unless_an_object_is_described() {
    let patch = json!([{ "op": "remove", "path": "/a" }]);
    let of = |schema: Value| {
        let body = json!({ "content": { "application/json-patch+json": { "schema": schema } } });
        let description =
            json!({ "openapi": "3.0.3", "paths": { "/a": { "patch": { "requestBody": body } } } });
        let files = Files::of(PathBuf::from("a.json"), description);
        let operations = operations(&files);
        let given = given(&operations[0], Some(0), Extent::All(1)).ok();
        given.and_then(|given| given.body).map(|(_, value)| value)
    };
    for (schema, expected) in [
        (json!({ "type": "object" }), patch.clone()),
        (
            json!({ "type": "object", "additionalProperties": true }),
            patch,
        ),
        (
            json!({ "type": "object", "properties": { "a": { "type": "integer" } } }),
            json!({ "a": 7 }),
        ),
        (
            json!({ "allOf": [{ "additionalProperties": { "type": "integer" } }] }),
            json!({ "another-1": 7 }),
        ),
    ] {
        assert_eq!(of(schema), Some(expected));
    }
}
