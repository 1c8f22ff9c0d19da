//! What becomes of one schema.

use super::{at, read, upgraded};

fn indented(text: &str) -> String {
    text.trim_matches('\n').replace('\n', "\n      ")
}

/// Checks what one schema becomes, without a word said.
#[track_caller]
fn schema_becomes(schema: &str, expected: &str) {
    let (tree, _, messages) = upgraded(&format!(
        "components:\n  schemas:\n    It:\n      {}",
        indented(schema)
    ));
    assert_eq!(
        tree.at(&at("/components/schemas/It")),
        Some(&read(expected))
    );
    assert_eq!(messages, Vec::<String>::new());
}

/// Checks what one schema becomes, and that a word is said about it.
#[track_caller]
fn schema_is_read_as(schema: &str, expected: &str, said: &str) {
    let (tree, _, messages) = upgraded(&format!(
        "components:\n  schemas:\n    It:\n      {}",
        indented(schema)
    ));
    assert_eq!(
        tree.at(&at("/components/schemas/It")),
        Some(&read(expected))
    );
    assert!(
        messages.iter().any(|message| message.contains(said)),
        "{messages:?}"
    );
}

#[test]
fn null_in_a_list_of_types_is_nullable() {
    schema_becomes("type: [string, 'null']", "{type: string, nullable: true}");
    schema_becomes("type: [string]", "{type: string}");
    schema_becomes("type: 'null'", "{enum: [null], nullable: true}");
    schema_becomes("type: ['null']", "{enum: [null], nullable: true}");
    schema_becomes("type: null", "{enum: [null], nullable: true}");
}

#[test]
fn several_types_are_a_union_with_the_keywords_dealt_out() {
    schema_becomes(
        "{type: [string, object, 'null'], title: It, minLength: 1, properties: {a: {type: [integer, 'null']}}}",
        "{title: It, nullable: true, anyOf: [{type: string, minLength: 1}, \
          {type: object, properties: {a: {type: integer, nullable: true}}}]}",
    );
    schema_becomes(
        "{type: [string, integer], enum: [a, 1, b], format: int64}",
        "{anyOf: [{type: string, enum: [a, b]}, {type: integer, format: int64, enum: [1]}]}",
    );
    schema_becomes("type: [integer, number]", "{type: number}");
    schema_becomes(
        "type: [string, number, integer, boolean, object, array, 'null']",
        "{nullable: true}",
    );
}

#[test]
fn several_types_beside_a_union_hold_as_well() {
    schema_becomes(
        "{type: [string, array], anyOf: [{$ref: '#/a'}, {$ref: '#/b'}]}",
        "{anyOf: [{$ref: '#/a'}, {$ref: '#/b'}], allOf: [{anyOf: [{type: string}, {type: array}]}]}",
    );
}

#[test]
fn a_null_member_of_a_union_is_nullable() {
    schema_becomes(
        "anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]",
        "{allOf: [{$ref: '#/components/schemas/A'}], nullable: true}",
    );
    schema_becomes(
        "oneOf: [{type: 'null'}, {$ref: '#/a'}, {$ref: '#/b'}]",
        "{oneOf: [{$ref: '#/a'}, {$ref: '#/b'}], nullable: true}",
    );
    schema_becomes(
        "anyOf: [{enum: [null]}, {type: null}]",
        "{enum: [null], nullable: true}",
    );
    schema_becomes(
        "oneOf: [{const: null}, {anyOf: [{$ref: '#/a'}, {type: ['null']}]}]",
        "{allOf: [{allOf: [{$ref: '#/a'}], nullable: true}], nullable: true}",
    );
}

#[test]
fn a_union_of_one_holds_and_one_of_none_is_absent() {
    schema_becomes("oneOf: [{$ref: '#/a'}]", "{allOf: [{$ref: '#/a'}]}");
    schema_becomes(
        "{oneOf: [{$ref: '#/a'}], discriminator: {propertyName: t}}",
        "{oneOf: [{$ref: '#/a'}], discriminator: {propertyName: t}}",
    );
    schema_is_read_as("oneOf: []", "{}", "no member");
}

#[test]
fn compositions_beside_each_other_stay() {
    let both = "{oneOf: [{$ref: '#/a'}, {$ref: '#/b'}], properties: {c: {type: string}}, allOf: [{$ref: '#/d'}]}";
    schema_becomes(both, both);
}

#[test]
fn const_is_an_enum_of_one() {
    schema_becomes(
        "const: a",
        "{enum: [a], x-clientwright-const: true, type: string}",
    );
    schema_becomes(
        "{type: integer, const: 1}",
        "{type: integer, enum: [1], x-clientwright-const: true}",
    );
    schema_becomes(
        "const: null",
        "{enum: [null], x-clientwright-const: true, nullable: true}",
    );
}

#[test]
fn null_in_an_enum_stays_and_is_nullable() {
    schema_becomes(
        "{type: string, enum: [a, null]}",
        "{type: string, enum: [a, null], nullable: true}",
    );
    schema_becomes(
        "{type: [string, 'null'], enum: [a, null]}",
        "{type: string, enum: [a, null], nullable: true}",
    );
}

#[test]
fn an_enum_tells_the_type_that_is_left_out() {
    schema_becomes("enum: [1, 2]", "{enum: [1, 2], type: integer}");
    schema_becomes("enum: [1, 2.5]", "{enum: [1, 2.5], type: number}");
    schema_becomes("enum: [1, a]", "{enum: [1, a]}");
}

#[test]
fn values_of_another_type_are_read_as_the_named_one() {
    schema_is_read_as(
        "{type: string, enum: [true, 1, a]}",
        "{type: string, enum: ['true', '1', a]}",
        "read as `string`",
    );
    schema_is_read_as(
        "{type: integer, enum: ['1', 2]}",
        "{type: integer, enum: [1, 2]}",
        "read as `integer`",
    );
}

#[test]
fn siblings_of_a_reference_count() {
    schema_becomes("$ref: '#/a'", "{$ref: '#/a'}");
    schema_becomes(
        "{$ref: '#/a', description: text, nullable: true}",
        "{description: text, nullable: true, allOf: [{$ref: '#/a'}]}",
    );
    schema_becomes(
        "{$ref: '#/a', allOf: [{$ref: '#/b'}], const: x}",
        "{allOf: [{$ref: '#/a'}, {$ref: '#/b'}], enum: [x], x-clientwright-const: true, type: string}",
    );
}

#[test]
fn positions_and_names_of_members_travel() {
    schema_becomes(
        "{type: array, prefixItems: [{type: [string, 'null']}, true], items: false}",
        "{type: array, x-clientwright-prefix-items: [{type: string, nullable: true}, {}], items: {not: {}}}",
    );
    schema_becomes(
        "{items: [{const: 1}], additionalItems: true}",
        "{x-clientwright-prefix-items: [{enum: [1], x-clientwright-const: true, type: integer}], items: {}}",
    );
    schema_becomes(
        "{patternProperties: {'^x-': {type: ['null', string]}}, additionalProperties: false}",
        "{additionalProperties: {type: string, nullable: true}}",
    );
    schema_becomes(
        "{patternProperties: {a: {type: string}, b: true}, additionalProperties: {type: integer}}",
        "{additionalProperties: {anyOf: [{type: string}, {}, {type: integer}]}}",
    );
    schema_becomes(
        "{properties: {a: {type: string}}, patternProperties: {'^x-': {type: integer}}}",
        "{properties: {a: {type: string}}, additionalProperties: true}",
    );
    schema_becomes(
        "{unevaluatedProperties: false}",
        "{additionalProperties: false}",
    );
}

#[test]
fn listed_items_of_what_is_no_array_are_alternatives() {
    let (tree, _, messages) = upgraded(
        "{openapi: 3.0.3, components: {schemas: {A: {items: [{type: string}, {type: 'null'}]}}}}",
    );
    let schema = tree
        .get("components")
        .and_then(|all| all.get("schemas")?.get("A"));
    assert_eq!(
        schema,
        Some(&read("{nullable: true, allOf: [{type: string}]}"))
    );
    let told = "`items` lists schemas of what is no array; they are taken for `anyOf`";
    assert_eq!(messages, [told]);
}

#[test]
fn boolean_schemas_become_objects_but_not_additional_properties() {
    schema_becomes(
        "{properties: {a: true, b: false}, additionalProperties: true}",
        "{properties: {a: {}, b: {not: {}}}, additionalProperties: true}",
    );
}

#[test]
fn contents_of_texts_are_formats() {
    schema_becomes(
        "{type: string, contentEncoding: base64, contentMediaType: image/png}",
        "{type: string, format: byte}",
    );
    schema_becomes(
        "{contentMediaType: application/octet-stream}",
        "{type: string, format: binary}",
    );
    schema_becomes(
        "{type: string, contentMediaType: application/json, contentSchema: {}}",
        "{type: string}",
    );
}

#[test]
fn examples_travel_and_validation_goes() {
    schema_becomes(
        "{type: integer, exclusiveMinimum: 0, examples: [1], example: 2, $comment: x}",
        "{type: integer, x-clientwright-examples: [1], example: 2, minimum: 0, exclusiveMinimum: true}",
    );
    schema_becomes(
        "{type: integer, minimum: 0, exclusiveMinimum: true}",
        "{type: integer, minimum: 0, exclusiveMinimum: true}",
    );
    schema_is_read_as(
        "{if: {}, then: {oneOf: []}, type: string}",
        "{type: string}",
        "`oneOf` of a condition",
    );
}

#[test]
fn names_of_properties_are_no_keywords() {
    schema_becomes(
        "{properties: {const: {type: string}, type: {type: [string, 'null']}, $ref: {type: string}, \
          nullable: {const: 1}, properties: {type: object, properties: {enum: true}}}}",
        "{properties: {const: {type: string}, type: {type: string, nullable: true}, $ref: {type: string}, \
          nullable: {enum: [1], x-clientwright-const: true, type: integer}, \
          properties: {type: object, properties: {enum: {}}}}}",
    );
}

#[test]
fn data_is_left_alone() {
    let data = "{type: object, example: {type: [a, 'null'], const: 1}, default: {$ref: '#/x', a: 1}, \
                 x-mine: {anyOf: [{type: 'null'}]}, enum: [{const: 1}]}";
    schema_becomes(data, data);
}

#[test]
fn names_of_types_from_elsewhere_are_understood() {
    schema_is_read_as("type: file", "{type: string, format: binary}", "`file`");
    schema_is_read_as("type: String", "{type: string}", "`String`");
    schema_is_read_as("type: any", "{}", "any value");
    schema_is_read_as(
        "{nullable: 'true', type: string}",
        "{nullable: true, type: string}",
        "text",
    );
    schema_becomes(
        "{x-nullable: true, type: string}",
        "{x-nullable: true, type: string, nullable: true}",
    );
}

#[test]
fn required_on_a_property_counts_for_the_object() {
    schema_is_read_as(
        "{type: object, properties: {a: {type: string, required: true}, b: {type: string, required: false}}}",
        "{type: object, properties: {a: {type: string}, b: {type: string}}, required: [a]}",
        "list of names",
    );
}

#[test]
fn properties_of_conditions_are_optional_ones() {
    schema_becomes(
        "{properties: {kind: {type: string}}, if: {properties: {kind: {const: a}}}, \
          then: {required: [av], properties: {kind: {const: a}, av: {type: integer}, b: {type: string}}}, \
          else: {properties: {b: {type: integer}}}}",
        "{properties: {kind: {type: string}, av: {type: integer}, b: {anyOf: [{type: string}, {type: integer}]}}}",
    );
    schema_becomes(
        "{type: object, dependentSchemas: {card: {required: [cvc], properties: {cvc: {type: string}}}}}",
        "{type: object, properties: {cvc: {type: string}}}",
    );
    schema_becomes(
        "{type: array, prefixItems: [{type: string}], unevaluatedItems: {type: integer}}",
        "{type: array, x-clientwright-prefix-items: [{type: string}], items: {type: integer}}",
    );
}
