//! Much of what schemas are made of.

use serde_json::{Value, json};

use super::{Large, Made, described, many, reference, schema};

pub(super) fn all() -> Vec<Large> {
    vec![
        Large::of("schemas", 200, 5_000, schemas),
        Large::of(
            "properties of many schemas",
            1_000,
            50_000,
            spread_properties,
        ),
        Large::of("properties of one schema", 300, 2_000, properties),
        Large::of("inline objects of one schema", 100, 2_000, inline_objects),
        Large::of("required names without a property", 300, 5_000, required),
        Large::of("properties that are alike", 300, 2_000, alike_properties),
        Large::of("schemas that are named alike", 200, 5_000, alike_schemas),
        Large::of("enum values", 1_000, 25_000, values),
        Large::of("enum values that are alike", 1_000, 10_000, alike_values),
        Large::of("enum values of an allOf", 1_000, 10_000, all_of_values),
        Large::of("enum numbers", 1_000, 25_000, numbers),
        Large::of("union of constants", 300, 5_000, union_of_constants),
        Large::of("union of objects", 100, 500, union_of_objects),
        Large::of("union of references", 200, 500, union_of_references),
        Large::of("union with a discriminator", 100, 1_000, union_with_tag),
        Large::of("union with a mapping", 100, 1_000, union_with_mapping),
        Large::of("union of lists", 100, 1_000, union_of_lists),
        Large::of("family", 100, 1_000, family),
        Large::of("chain of references", 200, 1_000, chain_of_references),
        Large::of("chain of properties", 200, 2_000, chain_of_properties),
        Large::of("chain of allOf", 100, 750, chain_of_all_of),
        Large::of(
            "chain of allOf, a property each",
            40,
            750,
            chain_of_inheritance,
        ),
        Large::of(
            "chain of discriminated schemas",
            40,
            750,
            chain_of_discriminated,
        ),
        Large::of(
            "chain of discriminated families",
            40,
            750,
            chain_of_families,
        ),
        Large::of("chain of oneOf", 40, 750, chain_of_one_of),
        Large::of("allOf with many members", 100, 1_000, all_of_members),
        Large::of("allOf and oneOf that double", 10, 10, doubling),
        Large::of("allOf that doubles", 10, 10, doubling_all_of),
        Large::of("oneOf that doubles", 10, 10, doubling_one_of),
        Large::of("lists in lists that double", 10, 10, doubling_items),
        Large::of("unions beside one another", 2, 5, unions_side_by_side),
        Large::of("nested objects", 8, 10, nested_objects),
        Large::of("nested lists", 8, 10, nested_lists),
        Large::of("circle of schemas", 100, 2_000, circle),
    ]
}

fn object() -> Value {
    json!({"type": "object", "properties": {"id": {"type": "string"}}})
}

fn schemas(n: usize) -> Made {
    described((0..n).map(|i| (schema(i), object()))).into()
}

fn spread_properties(n: usize) -> Made {
    const EACH: usize = 20;
    let properties = many(EACH, |i| (format!("p{i}"), json!({"type": "string"})));
    let object = json!({"type": "object", "properties": properties});
    described((0..n.div_ceil(EACH)).map(|i| (schema(i), object.clone()))).into()
}

fn one(value: Value) -> Made {
    described([(schema(0), value)]).into()
}

/// A schema, and `n` that it leads to.
fn with(first: Value, n: usize, other: impl Fn(usize) -> Value) -> Made {
    let others = (1..=n).map(|i| (schema(i), other(i)));
    described([(schema(0), first)].into_iter().chain(others)).into()
}

fn properties(n: usize) -> Made {
    let properties = many(n, |i| (format!("property_{i}"), json!({"type": "string"})));
    one(json!({"type": "object", "properties": properties}))
}

fn inline_objects(n: usize) -> Made {
    let properties = many(n, |i| (format!("p{i}"), object()));
    one(json!({"type": "object", "properties": properties}))
}

fn required(n: usize) -> Made {
    let names: Vec<_> = (0..n).map(|i| format!("p{i}")).collect();
    one(json!({"type": "object", "required": names}))
}

fn alike_properties(n: usize) -> Made {
    let properties = many(n, |i| {
        (
            format!("a{}", "-".repeat(i % 50) + &"_".repeat(i / 50)),
            json!({}),
        )
    });
    one(json!({"type": "object", "properties": properties}))
}

fn alike_schemas(n: usize) -> Made {
    let name = |i: usize| format!("a{}", "-".repeat(i % 100) + &".".repeat(i / 100));
    described((0..n).map(|i| (name(i), object()))).into()
}

fn values(n: usize) -> Made {
    let values: Vec<_> = (0..n).map(|i| format!("value-{i}")).collect();
    one(json!({"type": "string", "enum": values}))
}

fn alike_values(n: usize) -> Made {
    // The same words in each, and marks between them that no name can tell.
    let mark = |i: usize, bit: usize| if i >> bit & 1 == 1 { "-" } else { "_" };
    let value = |i| (0..17).fold("a".to_owned(), |text, bit| text + mark(i, bit) + "a");
    let values: Vec<String> = (0..n).map(value).collect();
    one(json!({"type": "string", "enum": values}))
}

fn all_of_values(n: usize) -> Made {
    let values: Vec<_> = (0..n).map(|i| format!("value-{i}")).collect();
    let part = json!({"type": "string", "enum": values});
    let mut more = part.clone();
    more["title"] = json!("more");
    one(json!({"allOf": [part, more]}))
}

fn numbers(n: usize) -> Made {
    let values: Vec<_> = (0..n).collect();
    one(json!({"type": "integer", "enum": values}))
}

fn union(members: &[Value]) -> Value {
    json!({"oneOf": members})
}

fn references(n: usize) -> Vec<Value> {
    (1..=n).map(|i| reference(&schema(i))).collect()
}

fn union_of_constants(n: usize) -> Made {
    one(union(
        &(0..n)
            .map(|i| json!({"type": "string", "enum": [format!("v{i}")]}))
            .collect::<Vec<_>>(),
    ))
}

fn apart(i: usize) -> Value {
    let mut properties = many(1, |_| (format!("p{i}"), json!({"type": "string"})));
    properties.insert(
        "kind".to_owned(),
        json!({"type": "string", "enum": [format!("k{i}")]}),
    );
    json!({"type": "object", "required": ["kind"], "properties": properties})
}

fn union_of_objects(n: usize) -> Made {
    one(union(&(0..n).map(apart).collect::<Vec<_>>()))
}

fn union_of_references(n: usize) -> Made {
    with(union(&references(n)), n, apart)
}

fn union_with_tag(n: usize) -> Made {
    let mut first = union(&references(n));
    first["discriminator"] = json!({"propertyName": "kind"});
    with(first, n, apart)
}

fn union_with_mapping(n: usize) -> Made {
    let mapping = many(n, |i| {
        (format!("t{i}"), reference(&schema(i + 1))["$ref"].clone())
    });
    let mut first = union(&references(n));
    first["discriminator"] = json!({"propertyName": "type", "mapping": mapping});
    with(
        first,
        n,
        |_| json!({"type": "object", "properties": {"type": {"type": "string"}}}),
    )
}

fn union_of_lists(n: usize) -> Made {
    one(union(
        &(0..n)
            .map(|i| json!({"type": "array", "items": apart(i)}))
            .collect::<Vec<_>>(),
    ))
}

fn family(n: usize) -> Made {
    let base = json!({
        "type": "object",
        "properties": {"kind": {"type": "string"}},
        "discriminator": {"propertyName": "kind"},
    });
    with(
        base,
        n,
        |i| json!({"allOf": [reference(&schema(0)), {"properties": {format!("p{i}"): {"type": "string"}}}]}),
    )
}

/// Schemas of which each is made of the name of the next one; the last is an object.
fn chain(n: usize, link: impl Fn(usize, Value) -> Value) -> Made {
    let links = (0..n).map(|i| (schema(i), link(i, reference(&schema(i + 1)))));
    described(links.chain([(schema(n), object())])).into()
}

fn chain_of_references(n: usize) -> Made {
    chain(n, |_, next| next)
}

fn chain_of_properties(n: usize) -> Made {
    chain(
        n,
        |_, next| json!({"type": "object", "properties": {"next": next}}),
    )
}

fn chain_of_all_of(n: usize) -> Made {
    chain(
        n,
        |i, next| json!({"allOf": [next], "description": format!("It is number {i}.")}),
    )
}

fn chain_of_inheritance(n: usize) -> Made {
    chain(
        n,
        |i, next| json!({"allOf": [next, {"type": "object", "properties": {format!("p{i}"): {"type": "string"}}}]}),
    )
}

fn chain_of_discriminated(n: usize) -> Made {
    chain(n, |i, next| {
        let leaf = json!({"type": "object", "properties": {"kind": {"enum": [format!("k{i}")]}}});
        json!({"oneOf": [next, leaf], "discriminator": {"propertyName": "kind"}})
    })
}

fn chain_of_families(n: usize) -> Made {
    chain(n, |i, next| {
        json!({
            "allOf": [next, {"type": "object", "properties": {format!("p{i}"): {"type": "string"}}}],
            "discriminator": {"propertyName": "id"},
        })
    })
}

fn chain_of_one_of(n: usize) -> Made {
    chain(n, |_, next| json!({"oneOf": [next, {"type": "string"}]}))
}

fn all_of_members(n: usize) -> Made {
    with(
        json!({"allOf": references(n)}),
        n,
        |i| json!({"type": "object", "properties": {format!("p{i}"): {"type": "string"}}}),
    )
}

fn doubling(n: usize) -> Made {
    chain(n, |_, next| {
        let mut other = object();
        other["oneOf"] = json!([next, next]);
        json!({"allOf": [next, {"oneOf": [next, next.clone()]}, other]})
    })
}

fn doubling_all_of(n: usize) -> Made {
    chain(
        n,
        |i, next| json!({"allOf": [next, {"allOf": [next], "title": format!("T{i}")}, {"title": "b", "allOf": [next]}]}),
    )
}

fn doubling_one_of(n: usize) -> Made {
    chain(n, |_, next| {
        json!({"oneOf": [{"title": "a", "oneOf": [next, {"type": "integer"}]},
                         {"title": "b", "oneOf": [next, {"type": "boolean"}]}]})
    })
}

fn doubling_items(n: usize) -> Made {
    chain(n, |_, next| {
        json!({"type": "array", "items": {"allOf": [
            {"title": "a", "type": "array", "items": next}, {"title": "b", "type": "array", "items": next}]}})
    })
}

fn unions_side_by_side(n: usize) -> Made {
    let members = |i: usize| vec![apart(2 * i), apart(2 * i + 1)];
    let unions: Vec<_> = (0..n).map(|i| union(&members(i))).collect();
    one(json!({"allOf": unions}))
}

fn nested_objects(n: usize) -> Made {
    one((0..n).fold(
        object(),
        |inner, _| json!({"type": "object", "properties": {"inner": inner}}),
    ))
}

fn nested_lists(n: usize) -> Made {
    one((0..n).fold(
        object(),
        |inner, _| json!({"type": "array", "items": inner}),
    ))
}

fn circle(n: usize) -> Made {
    described((0..n).map(|i| {
        let next = reference(&schema((i + 1) % n));
        (
            schema(i),
            json!({"type": "object", "required": ["next"], "properties": {"next": next}}),
        )
    }))
    .into()
}
