//! The method, the server, the path and the query of a request.

use serde_json::{Value, json};

use super::{Case, V20, V30, V31, V32, parameters};

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
fn what_no_specification_writes_takes_only_what_no_other_parameter_is() {
    let q = json!([
        { "name": "f", "in": "query", "style": "deepObject", "schema": {} },
        { "name": "f[group]", "in": "query", "schema": {} },
    ]);
    let values = [json!({ "tags": ["x"] }), json!("y")];
    let case = Case::new(
        V31,
        &parameters(&q),
        &values,
        "/a/{id}?f[tags][]=x&f%5Bgroup%5D=y",
    );
    case.only(
        "f%5Bgroup%5D=y",
        &[
            "f%5Bgroup%5D=z",
            "f%5Bother%5D=y",
            "group=y",
            "f%5Bgroup%5D=y&g=1",
        ],
    );
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
