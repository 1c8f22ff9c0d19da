//! Long texts, long names, deep texts, and overlays.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Large, Made, called, described, many, reference, schema, text};

macro_rules! markdown {
    ($($name:literal: $piece:literal),* $(,)?) => {
        vec![$(Large::of(
            concat!("description of ", $name),
            1_000,
            25_000,
            |n| described_by($piece, n),
        )),*]
    };
}

pub(super) fn all() -> Vec<Large> {
    let mut all = markdown! {
        "words": "word ", "one word": "a", "spaces": " ", "lines": "a\n", "paragraphs": "a\n\n", "breaks": "a  \n",
        ">": ">", "> ": "> ", ">a": ">a\n", "<": "<", "<a": "<a", "<!--": "<!--", "<b>": "<b>", "<https:": "<https:",
        "*": "*", "a*b": "a*b", "**a ": "**a ", "_": "_", "_a ": "_a ", "*_": "*_a ",
        "`": "`", "a` ": "a` ", "~": "~", "fences": "```\n", "indented lines": "    a\n\n",
        "[": "[", "]": "]", "[]": "[]", "[a](": "[a](", "![": "![", "[a]: b": "[a]: b\n", "[a][b] ": "[a][b] ", "(": "(",
        "#": "#", "# a": "# a\n\n", "- ": "- ", "-": "-", "- a": "- a\n", "1. ": "1. ", "1. a": "1. a\n", "=": "a\n=\n",
        "|": "|", "|a|": "|a|\n|-|\n", "&": "&", "&amp;": "&amp;", "\\": "\\", ":": ":", "https://a": "https://a ",
        "!": "!", "$": "$", "^": "^", "{": "{", "@": "@", "'": "'", "\"": "\"",
    };
    all.extend([
        Large::of("long name of a schema", 2_000, 50_000, schema_name),
        Large::of("long name of a property", 2_000, 50_000, property_name),
        Large::of("long name of an operation", 2_000, 50_000, operation_name),
        Large::of("long path", 2_000, 50_000, path),
        Large::of("path of many parameters", 100, 500, path_parameters),
        Large::of("long enum value", 2_000, 50_000, value),
        Large::of("long name of a tag", 2_000, 50_000, tag),
        Large::of("long title", 2_000, 50_000, title),
        Large::of("long example", 20_000, 1_250_000, long_example),
        Large::of("example of many values", 2_000, 100_000, wide_example),
        Large::of("long default", 2_000, 50_000, default),
        Large::of("brackets of YAML", 50, 1_250, brackets),
        Large::of("indented YAML", 50, 500, indented),
        Large::of("lists of YAML on one line", 50, 500, dashes),
        Large::of("aliases of one anchor", 200, 5_000, aliases),
        Large::of("anchors", 200, 5_000, anchors),
        Large::of("merge keys", 50, 1_000, merge_keys),
        Large::of("doubled keys", 200, 5_000, doubled_keys),
        Large::of("overlay that doubles a list", 5, 5, doubling_overlay),
        Large::of("overlay of many actions", 50, 500, actions),
        Large::of("overlay of one wide action", 200, 5_000, wide_action),
        Large::of("overlay that removes a list", 200, 5_000, removal),
        Large::of("overlay with a deep query", 2, 2, deep_query),
    ]);
    all
}

fn described_by(piece: &str, n: usize) -> Made {
    let text = piece.repeat(n.div_ceil(piece.len()));
    described([(
        schema(0),
        json!({"type": "object", "description": text, "properties": {"id": {}}}),
    )])
    .into()
}

fn long(n: usize) -> String {
    let mut words = String::new();
    while words.len() < n {
        let _ = write!(words, "word{} ", words.len());
    }
    words
}

fn schema_name(n: usize) -> Made {
    let object = json!({"type": "object", "properties": {"id": {"type": "object", "properties": {"a": {}}}}});
    described([(long(n).replace(' ', "-"), object)]).into()
}

fn property_name(n: usize) -> Made {
    let object = json!({"type": "object", "properties": {long(n): {"type": "object", "properties": {"a": {}}}}});
    described([(schema(0), object)]).into()
}

fn operation(path: &str, operation: &Value) -> Value {
    let mut operation = operation.clone();
    operation["responses"] = json!({"204": {"description": "done"}});
    called([(path.to_owned(), json!({"get": operation}))])
}

fn operation_name(n: usize) -> Made {
    operation("/thing", &json!({"operationId": long(n)})).into()
}

fn path(n: usize) -> Made {
    operation(&format!("/{}", long(n).replace(' ', "/")), &json!({})).into()
}

fn path_parameters(n: usize) -> Made {
    let path = text(n, |i| format!("/{{p{i}}}"));
    let parameter = |i| json!({"name": format!("p{i}"), "in": "path", "required": true, "schema": {"type": "string"}});
    let parameters: Vec<_> = (0..n).map(parameter).collect();
    operation(
        &path,
        &json!({"operationId": "one", "parameters": parameters}),
    )
    .into()
}

fn with(key: &str, value: Value) -> Made {
    let mut object = json!({"type": "object", "properties": {"id": {"type": "string"}}});
    object[key] = value;
    described([(schema(0), object)]).into()
}

fn value(n: usize) -> Made {
    described([(schema(0), json!({"type": "string", "enum": ["a", long(n)]}))]).into()
}

fn tag(n: usize) -> Made {
    operation("/thing", &json!({"operationId": "one", "tags": [long(n)]})).into()
}

fn title(n: usize) -> Made {
    with("title", json!(long(n)))
}

fn long_example(n: usize) -> Made {
    with("example", json!({"id": long(n)}))
}

fn wide_example(n: usize) -> Made {
    let values: Vec<_> = (0..n).map(|i| json!({"id": i})).collect();
    with("example", values.into())
}

fn default(n: usize) -> Made {
    described([(
        schema(0),
        json!({"type": "object", "properties": {"id": {"type": "string", "default": long(n)}}}),
    )])
    .into()
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: Large, version: '1'}\npaths: {}\n";

fn brackets(n: usize) -> Made {
    format!("{HEAD}x-a: {}{}\n", "[".repeat(n), "]".repeat(n)).into()
}

fn indented(n: usize) -> Made {
    let lines = (0..n).fold(String::new(), |mut text, i| {
        let _ = writeln!(text, "{}a:", " ".repeat(i + 1));
        text
    });
    format!("{HEAD}x-a:\n{lines}").into()
}

fn dashes(n: usize) -> Made {
    format!("{HEAD}x-a:\n  {}a\n", "- ".repeat(n)).into()
}

fn aliases(n: usize) -> Made {
    let items = "- *a\n".repeat(n);
    format!("{HEAD}x-a: &a {{a: [1, 2, 3]}}\nx-b:\n{items}").into()
}

fn anchors(n: usize) -> Made {
    let items = text(n, |i| format!("- &a{i} {{a: 1}}\n- *a{i}\n"));
    format!("{HEAD}x-b:\n{items}").into()
}

fn merge_keys(n: usize) -> Made {
    let items = text(n, |i| format!("- {{<<: *a, b{i}: 1}}\n"));
    format!("{HEAD}x-a: &a {{a: 1, c: 2}}\nx-b:\n{items}").into()
}

fn doubled_keys(n: usize) -> Made {
    let lines = (0..n).fold(String::new(), |mut text, i| {
        let _ = writeln!(text, "  a{i}: 1\n  a{i}: 2");
        text
    });
    format!("{HEAD}x-b:\n{lines}").into()
}

fn overlaid(document: Value, actions: &[Value]) -> Made {
    let overlay =
        json!({"overlay": "1.0.0", "info": {"title": "More", "version": "1"}, "actions": actions});
    Made {
        overlay: Some(overlay.to_string()),
        ..document.into()
    }
}

fn doubling_overlay(n: usize) -> Made {
    let mut document = operation("/thing", &json!({"operationId": "one"}));
    document["x-list"] = json!([[1, 2, 3]]);
    let twice = json!({"target": "$['x-list']", "copy": "$['x-list']"});
    overlaid(document, &vec![twice; n])
}

fn actions(n: usize) -> Made {
    let schemas = (0..n).map(|i| {
        (
            schema(i),
            json!({"type": "object", "properties": {"id": {}}}),
        )
    });
    let action = |i| json!({"target": format!("$.components.schemas.{}", schema(i)), "update": {"description": "It is."}});
    overlaid(described(schemas), &(0..n).map(action).collect::<Vec<_>>())
}

fn wide_action(n: usize) -> Made {
    let schemas = (0..n).map(|i| {
        (
            schema(i),
            json!({"type": "object", "properties": {"id": {}}}),
        )
    });
    let action = json!({"target": "$.components.schemas.*", "update": {"description": "It is."}});
    overlaid(described(schemas), &[action])
}

fn removal(n: usize) -> Made {
    let mut document = operation("/thing", &json!({"operationId": "one"}));
    document["x-list"] = (0..n).collect();
    overlaid(
        document,
        &[json!({"target": "$['x-list'][*]", "remove": true})],
    )
}

fn deep_query(n: usize) -> Made {
    let properties = many(20, |i| (format!("p{i}"), reference(&schema(0))));
    let schemas = (0..20).map(|i| {
        (
            schema(i),
            json!({"type": "object", "properties": properties}),
        )
    });
    let query = format!("${}", "..*".repeat(n));
    overlaid(
        described(schemas),
        &[json!({"target": query, "update": {"x-a": 1}})],
    )
}
