//! Values made of schemas, and what schemas keep of values.

use clientwright::{Input, generate};
use serde_json::{Value, json};

use super::{difference, samples};

const PETS: &str = r##"{
    "openapi": "3.0.3",
    "info": {"title": "Pets", "version": "1"},
    "paths": {"/users": {"post": {
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Login"}}}},
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}}}
    }}},
    "components": {"schemas": {
        "Pet": {
            "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
            "discriminator": {"propertyName": "kind", "mapping": {"feline": "#/components/schemas/Cat"}}
        },
        "Named": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "minLength": 3}}},
        "Cat": {"allOf": [{"$ref": "#/components/schemas/Named"}, {
            "required": ["lives", "kind"],
            "properties": {"kind": {"type": "string"}, "lives": {"type": "integer", "minimum": 1, "maximum": 9}}
        }]},
        "Dog": {
            "type": "object",
            "required": ["kind", "born"],
            "properties": {
                "kind": {"type": "string"},
                "born": {"type": "string", "format": "date-time"},
                "parent": {"$ref": "#/components/schemas/Dog"}
            },
            "additionalProperties": {"type": "boolean"},
            "example": {"kind": "Dog", "born": "2024-02-29T12:00:00Z", "good": true}
        },
        "Login": {"required": ["word"], "properties": {"word": {"type": "string", "writeOnly": true}}},
        "User": {"required": ["word"], "properties": {"word": {"type": "string", "writeOnly": true}}},
        "Tail": {"properties": {"length": {"type": "integer"}}, "example": [{"length": 1}]},
        "Base": {"oneOf": [{"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Two"}]},
        "One": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"one": {"type": "integer"}}}]},
        "Two": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"two": {"type": "integer"}}}]},
        "Never": {"type": "object", "required": ["never"], "properties": {"never": {"$ref": "#/components/schemas/Never"}}}
    }}
}"##;

/// What is made of the schema with this name, by kind.
fn made(name: &str, kind: &str) -> Vec<Value> {
    let output = generate(Input::new("pets", "pets.json", PETS));
    let document = output.document.expect("the description is a good one");
    let places = output.krate.expect("there is a crate").places;
    let lines = samples(&document, places.keys(), 20);
    let place = format!("/components/schemas/{name}");
    let of = |line: &&Value| line["place"] == place.as_str() && line["kind"] == kind;
    lines
        .iter()
        .filter(of)
        .map(|line| line["value"].clone())
        .collect()
}

#[test]
fn members_of_a_union_bear_their_tags() {
    let pets = made("Pet", "sample");
    let cats = pets.iter().filter(|pet| pet["kind"] == "feline");
    assert!(
        cats.clone()
            .all(|cat| (1..=9).contains(&cat["lives"].as_i64().unwrap_or(0)))
    );
    let dogs = pets.iter().filter(|pet| pet["kind"] == "Dog");
    assert_eq!((cats.count() + dogs.clone().count(), pets.len()), (20, 20));
    assert!(dogs.clone().count() > 0 && dogs.clone().all(|dog| dog["born"].is_string()));
}

#[test]
fn all_members_of_an_all_of_hold() {
    let cats = made("Cat", "sample");
    let long = |cat: &Value| {
        cat["name"]
            .as_str()
            .is_some_and(|name| name.chars().count() >= 3)
    };
    assert_eq!(cats.iter().filter(|cat| long(cat)).count(), 20);
}

#[test]
fn recursion_ends_where_it_can_and_else_there_is_no_value() {
    assert_eq!(made("Dog", "sample").len(), 20);
    assert_eq!(made("Dog", "example").len(), 1);
    assert_eq!(made("Never", "sample").len(), 0);
    assert_eq!(made("Never", "none").len(), 1);
}

#[test]
fn members_that_lead_back_to_their_union_end() {
    assert!(!made("Base", "sample").is_empty());
    assert!(!made("One", "sample").is_empty());
}

#[test]
fn an_example_that_is_no_object_is_not_of_a_schema_with_properties() {
    assert_eq!(made("Tail", "example").len(), 0);
    assert_eq!(made("Tail", "sample").len(), 20);
}

#[test]
fn what_is_only_for_requests_is_missing_in_answers_only() {
    let has_word = |user: &&Value| user["word"].is_string();
    assert_eq!(made("Login", "sample").iter().filter(has_word).count(), 20);
    assert!(made("User", "sample").iter().filter(has_word).count() < 20);
}

#[test]
fn a_difference_is_told_with_its_place() {
    let value = json!({"a": [1, {"b": "2024-01-01T02:00:00+02:00", "x": 2}], "c": null});
    let kept = json!({"a": [1, {"b": "2024-01-01T02:00:00+02:00"}], "c": null});
    let told = |written: Value| difference(&kept, &value, &written);
    assert_eq!(
        told(json!({"a": [1.0, {"b": "2024-01-01T00:00:00Z"}]})),
        None
    );
    assert_eq!(told(value.clone()), None, "the rest may be there as well");
    let lost = told(json!({"a": [1, {}]}));
    assert_eq!(lost.as_deref(), Some("/a/1/b is lost"));
    let added = told(json!({"a": [1, {"b": "2024-01-01T00:00:00Z", "y": 1}]}));
    assert_eq!(added.as_deref(), Some("/a/1/y is added"));
}
