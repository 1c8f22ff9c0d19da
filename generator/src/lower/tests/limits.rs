//! Descriptions that nest as deep, or whose references lead as far, as a document can: no stack overflows.

use crate::{Input, generate};

const HEAD: &str =
    "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: ";

/// Creates a crate of these schemas in a thread with the stack that tests and servers usually give one, and returns how
/// many types were found.
fn types(schemas: &str) -> usize {
    let text = format!("{HEAD}{schemas}}}\n");
    let name = schemas.chars().take(70).collect();
    let run = move || {
        let output = generate(Input::new("deep", "deep.yaml", text));
        output.api.map_or(0, |api| api.types.len())
    };
    let thread = std::thread::Builder::new()
        .name(name)
        .stack_size(2 << 20)
        .spawn(run);
    let thread = thread.expect("a thread can be started");
    thread.join().expect("the stack is large enough")
}

/// `levels` schemas, one inside the other at the `@` of `keyword`.
fn nested(keyword: &str, levels: usize) -> String {
    let (before, after) = keyword.split_once('@').unwrap_or((keyword, ""));
    let inner = "type: string";
    let (before, after) = (before.repeat(levels), after.repeat(levels));
    format!("{{A: {{{before}{inner}{after}}}}}")
}

#[test]
fn schemas_nest_as_deep_as_a_document_may() {
    for (keyword, steps) in [
        ("items: {@}", 1),
        ("additionalProperties: {@}", 1),
        ("properties: {p: {@}}", 2),
        ("type: object, allOf: [{@}, {properties: {x: {}}}]", 2),
        ("oneOf: [{@}, {type: boolean}]", 2),
        ("required: [a], anyOf: [{@}, {not: {}}]", 2),
    ] {
        let levels = 114 / steps;
        assert!(types(&nested(keyword, levels)) > 0, "{keyword}");
        assert_eq!(types(&nested(keyword, 500)), 0, "{keyword}");
    }
}

/// `links` schemas, each of which refers to the next one at the `@` of `schema`.
fn chain(schema: &str, links: usize) -> String {
    let link = |index: usize| {
        let next = format!("{{$ref: '#/components/schemas/A{}'}}", index + 1);
        format!("A{index}: {}", schema.replace('@', &next))
    };
    let links: Vec<String> = (0..links).map(link).collect();
    format!("{{{}}}", links.join(", "))
}

#[test]
fn references_form_chains_of_any_length() {
    for (schema, links) in [
        ("@", 5_000),
        ("{allOf: [@], nullable: true}", 300),
        ("{properties: {next: @}}", 300),
        ("{items: @}", 300),
        ("{oneOf: [@, {type: boolean}]}", 300),
        ("{properties: {x: {}}, allOf: [@]}", 80),
        ("{properties: {x: {}}, anyOf: [@, {not: {}}]}", 80),
    ] {
        assert!(types(&chain(schema, links)) >= links, "{schema}");
    }
}
