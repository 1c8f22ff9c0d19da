//! Tests of the harness without a suite: comparisons, rows, the text of a driver, and one call to a server on loopback.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::thread;

use clientwright::{Input, generate};
use serde_json::{Value, json};

use super::compare::difference;
use super::outcome::{self, Outcomes};
use super::support::{self, Row};
use super::workspace::Member;
use super::{driver, http};

fn expect(raw: &str) -> Value {
    json!({ "status": 200, "body": { "contentType": "application/json", "raw": raw } })
}

fn answer(body: &Value) -> Value {
    json!({ "status": 200, "headers": { "etag": { "text": "a", "typed": [] } }, "body": { "json": body } })
}

#[test]
fn numbers_are_equal_by_value_and_instants_by_their_moment() {
    let equal = [
        (r#"{"a": 1.0}"#, json!({ "a": 1 })),
        (
            r#"["2022-08-26T18:38:00.000Z"]"#,
            json!(["2022-08-26T18:38:00Z"]),
        ),
        (
            r#""Fri, 26 Aug 2022 14:38:00 GMT""#,
            json!("2022-08-26T14:38:00Z"),
        ),
    ];
    for (expected, found) in equal {
        assert_eq!(
            difference(&expect(expected), &answer(&found)),
            None,
            "{expected}"
        );
    }
    let unequal = [
        (r#"{"a": null}"#, json!({})),
        (r#"{"a": 1}"#, json!({ "a": "1" })),
        ("[1, 2]", json!([1])),
        (r#""2022-08-26T18:38:00Z""#, json!("2022-08-26T18:38:01Z")),
    ];
    for (expected, found) in unequal {
        assert!(
            difference(&expect(expected), &answer(&found)).is_some(),
            "{expected}"
        );
    }
}

#[test]
fn statuses_and_headers_and_streams_are_compared() {
    let expected = json!({ "status": 200, "headers": { "ETag": "b" } });
    let why = difference(&expected, &answer(&Value::Null));
    assert_eq!(
        why.as_deref(),
        Some("the header `ETag` is {\"text\":\"a\",\"typed\":[]} instead of \"b\"")
    );
    let typed = |typed: Value| {
        let headers = json!({ "since": { "text": "10", "typed": [typed] } });
        json!({ "status": 200, "headers": headers, "body": null })
    };
    let expected = json!({ "status": 200, "headers": { "since": "10" } });
    assert_eq!(difference(&expected, &typed(json!(10))), None);
    assert!(difference(&expected, &typed(json!(11))).is_some());
    let expected = json!({ "status": 204 });
    assert!(difference(&expected, &answer(&Value::Null)).is_some());

    let raw = "event: e\ndata: {\"a\":1}\n\ndata: [DONE]\n\n";
    let expected =
        json!({ "status": 200, "body": { "contentType": "text/event-stream", "raw": raw } });
    let events = json!([{ "kind": "e", "id": "1", "data": { "a": 1 } }]);
    let texts = json!([{ "kind": "e", "id": "", "data": "{\"a\": 1}" }]);
    let found = |body: Value| json!({ "status": 200, "headers": {}, "body": body });
    assert_eq!(
        difference(&expected, &found(json!({ "events": events }))),
        None
    );
    assert_eq!(
        difference(&expected, &found(json!({ "events": texts }))),
        None
    );
    assert_eq!(difference(&expected, &found(json!({ "text": raw }))), None);
    let file = json!({ "status": 200, "body": { "contentType": "text/plain", "raw": { "$base64": "YQ==" } } });
    assert_eq!(difference(&file, &found(json!({ "text": "a" }))), None);
    assert_eq!(difference(&file, &found(json!({ "base64": "YQ==" }))), None);
    assert!(difference(&file, &found(json!({ "text": "b" }))).is_some());
    assert!(difference(&expected, &found(json!({ "events": [] }))).is_some());
}

#[test]
fn a_scenario_passes_where_the_server_and_every_call_say_so() {
    let rows = ["A_one", "A_two", "B_three"]
        .map(|name| json!({ "scenario": name, "doc": "a.yaml", "expect": { "status": 200 } }));
    let answers = [
        answer(&Value::Null),
        answer(&Value::Null),
        json!({ "error": "refused" }),
    ];
    let coverage = outcome::coverage(&json!([{ "results": {
        "A_one": "pass", "A_two": "fail", "B_three": "pass", "C_four": "not-implemented"
    } }]));
    let outcomes = Outcomes::of(&rows, &answers, &coverage);
    assert_eq!(outcomes.passed(), 1);
    let failed: Vec<_> = outcomes.failures().map(|(name, _)| name).collect();
    assert_eq!(failed, ["A_two", "B_three", "C_four"]);
    assert!(outcomes.to_string().ends_with("1 of    4"));
}

#[test]
fn a_list_of_what_fails_is_held_against_what_does() {
    let coverage = outcome::coverage(&json!([{ "results": {
        "A_one": "pass", "A_two": "fail", "B_three": "pass", "C_four": "fail"
    } }]));
    let outcomes = Outcomes::of(&[], &[], &coverage);
    let list = "# Why.\nA_two\tIt cannot.\nB_three\tIt cannot.\nD_five\tIt was not tried.\n";
    assert_eq!(outcomes.surprises(list), ["B_three passes", "C_four fails"]);
}

#[test]
fn a_row_gives_values_of_the_type_that_is_asked_for() {
    let row = json!({
        "query": { "limit": 3, "ids": [1, 2], "one": 1 },
        "header": { "If-Match": "x" },
        "server_vars": { "version": "v2" },
        "auth": { "key": "Bearer secret" },
        "bodyText": "{\"a\":1}\n{\"a\":2}\n",
        "accept": "image/png"
    });
    let files = BTreeMap::new();
    let row = Row::new(&row, &files);
    assert_eq!(row.value::<i64>("query", "limit"), Ok(3));
    assert!(row.value::<bool>("query", "limit").is_err());
    assert_eq!(row.list::<i64>("query", "ids"), Ok(vec![1, 2]));
    assert_eq!(row.list::<i64>("query", "one"), Ok(vec![1]));
    assert!(row.gives("header", "if-match") && !row.gives("part", "file"));
    assert_eq!(row.lines::<Value>().map(|lines| lines.len()), Ok(2));
    assert_eq!(row.credential("key", "Bearer "), Some("secret"));
    assert_eq!(
        row.negotiated("application/json", ""),
        [("accept", "image/png")]
    );
    assert!(row.takes(&[("query", "limit")]).is_err());
    assert_eq!(
        row.server("http://h", "{endpoint}/a:{version}"),
        "http://h/a:v2"
    );
    assert_eq!(row.server("http://h", "https://other/a/"), "http://h/a");
}

#[test]
fn files_of_a_multipart_body_are_found_by_their_length() {
    let file = json!({ "fieldname": "f", "originalname": "a.bin", "mimetype": "image/png", "buffer": { "$base64len": 3 } });
    let rows =
        json!([{ "bodyBase64": "AAEC" }, { "multipart": { "parts": null, "files": [file] } }]);
    let files = support::files(&rows);
    let row = Row::new(&rows[1], &files);
    assert!(row.gives("part", "f"));
    let upload = row.upload("f").expect("the file is there");
    assert_eq!(
        (upload.name.as_str(), upload.bytes),
        ("a.bin", vec![0, 1, 2])
    );
    assert!(row.upload("g").is_err());
}

const PETS: &str = r#"
openapi: 3.0.0
info: {title: Pets, version: 1.0.0}
servers: [{url: "https://pets.example/v1"}]
components:
  securitySchemes: {key: {type: http, scheme: bearer}}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [Pets]
      security: [{key: []}]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200": {description: d, content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
  /pets:
    post:
      operationId: addPicture
      tags: [Pets]
      requestBody: {required: true, content: {image/png: {schema: {type: string, format: binary}}}}
      responses: {"204": {description: d}}
"#;

#[test]
fn a_driver_calls_methods_and_leaves_types_to_the_compiler() {
    let output = generate(Input::new("pets", "pets.yaml", PETS));
    let krate = output.krate.expect("the description is a good one");
    let source = driver::source(&krate, &[]);
    for needed in [
        "\"getPet\" => call_0(&client, row).await,",
        "row.credential(\"key\", \"Bearer \")",
        "client.get_pet(row.value::<String>(\"path\", \"id\")?)",
        "request = request.limit(row.value(\"query\", \"limit\")?);",
        "let body = typed(&response.into_body());",
        "client.add_picture(row.bytes(\"body\", \"\")?)",
        "let body = Value::Null;",
    ] {
        assert!(source.contains(needed), "{needed} is missing in\n{source}");
    }
}

#[test]
fn the_coverage_is_read_from_a_path_of_the_server_or_from_a_url() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    let server = thread::spawn(move || {
        let answer = |()| {
            let (mut stream, _) = listener.accept().expect("a connection");
            let head: Vec<_> = BufReader::new(&stream)
                .lines()
                .map_while(|line| line.ok().filter(|line| !line.is_empty()))
                .collect();
            stream
                .write_all(b"HTTP/1.1 200 OK\r\n\r\n[1]")
                .expect("the client reads");
            head[0].clone()
        };
        [(), ()].map(answer)
    });
    let elsewhere = format!("{url}/seen?as=json");
    let found = [
        http::get(&url, "/.coverage"),
        http::get("http://127.0.0.1:1", &elsewhere),
    ];
    for found in found {
        assert_eq!(found.expect("an answer"), json!([1]));
    }
    let heads = server.join().expect("the server ends");
    assert_eq!(
        heads,
        ["GET /.coverage HTTP/1.0", "GET /seen?as=json HTTP/1.0"]
    );
}

#[test]
fn a_crate_that_cargo_does_not_take_is_found_by_what_cargo_says() {
    let member = |package: &str| Member {
        doc: format!("{package}.yaml"),
        package: package.to_owned(),
        features: "",
        driver: Ok(String::new()),
    };
    let members = [member("pet"), member("pets")];
    let said = "error: failed to load manifest for workspace member `/x/crates/pets`\n";
    let found = members.iter().position(|member| member.is_named(said));
    assert_eq!(found, Some(1));
    let said = "error: failed to parse manifest at `/x/crates/pet/Cargo.toml`\n";
    assert!(members[0].is_named(said) && !members[1].is_named(said));
}
