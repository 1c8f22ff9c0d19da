//! What turns a stream on.

use super::outline;

/// What is said of the stream of an operation whose body has these properties, and the messages.
fn stream(key: &str, properties: &str, contents: &str) -> Vec<String> {
    let text = format!(
        "
openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /a:
    post:
      operationId: op
      {key}
      parameters: [{{name: watch, in: query, schema: {{type: boolean}}}}, {{name: after, in: query, schema: {{type: string}}}}]
      requestBody: {{content: {{application/json: {{schema: {{type: object, properties: {{{properties}}}}}}}}}}}
      responses: {{'200': {{description: ok, content: {{{contents}}}}}}}
"
    );
    let said = outline(&text);
    let lines = said.lines().map(str::trim);
    let telling = lines.filter(|line| {
        line.starts_with("stream by")
            || line.contains("extension")
            || line.contains(" as events")
            || line.contains(" as json lines")
    });
    telling.map(str::to_owned).collect()
}

const BOTH: &str =
    "application/json: {schema: {type: string}}, text/event-stream: {schema: {type: integer}}";
const EVENTS: &str = "text/event-stream as events int64";

#[test]
fn a_boolean_called_stream_beside_json_and_events() {
    let found = |property: &str| stream("summary: s", property, BOTH);
    for flag in [
        "{type: boolean}",
        "{type: [boolean, 'null'], default: false}",
        "{const: true}",
    ] {
        assert_eq!(
            found(&format!("stream: {flag}")),
            [EVENTS, "stream by /stream"],
            "{flag}"
        );
    }
    for other in ["stream: {type: string}", "flow: {type: boolean}"] {
        assert_eq!(found(other), [EVENTS], "{other}");
    }
    let alone = stream(
        "summary: s",
        "stream: {type: boolean}",
        "text/event-stream: {schema: {type: integer}}",
    );
    assert_eq!(alone, [EVENTS], "nothing else could come");
}

#[test]
fn an_author_says_what_turns_it_on() {
    let inner = stream(
        "x-clientwright-stream: /o/on",
        "o: {type: object, properties: {on: {type: boolean}}}",
        BOTH,
    );
    assert_eq!(inner, [EVENTS, "stream by /o/on"]);
    let watch = stream(
        "x-clientwright-stream: {parameter: watch, lines: {type: integer}}",
        "a: {type: string}",
        "application/json: {schema: {type: string}}",
    );
    assert_eq!(
        watch,
        [
            "application/json as json lines int64",
            "stream by query watch"
        ]
    );
}

#[test]
fn what_an_author_says_wrongly() {
    let json = "application/json: {schema: {type: string}}";
    let flag = "stream: {type: boolean}, s: {type: string}";
    for (key, contents, wanted) in [
        ("stream", BOTH, "a JSON pointer such as `/stream` is needed"),
        ("/s", BOTH, "`/s` does not lead to a boolean of the body"),
        (
            "/stream",
            json,
            "no response of the operation is a stream of events or lines",
        ),
        ("7", BOTH, "it is neither a JSON pointer nor an object"),
        (
            "{parameter: after, lines: {}}",
            json,
            "the parameter `after` is no boolean",
        ),
        (
            "{parameter: wach, lines: {}}",
            json,
            "`parameter` has to name a query parameter",
        ),
        (
            "{parameter: watch}",
            json,
            "`lines` or `events` has to be the schema of what the stream consists of",
        ),
        (
            "{parameter: watch, line: {}}",
            json,
            "`line` is not known here",
        ),
    ] {
        let said = stream(&format!("x-clientwright-stream: {key}"), flag, contents);
        let error = format!("Error extension /paths/~1a/post/x-clientwright-stream: {wanted}");
        assert!(said.contains(&error), "{key}: {said:?}");
    }
}
