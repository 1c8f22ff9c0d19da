//! Equal types inside of others are one, and every place keeps its name, whatever is added.

use clientwright_tests::generate;
use serde_json::{Value, json};

/// The text of the types that schemas become; `Order` is the body of a request.
fn text(schemas: &Value) -> String {
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}});
    let paths = json!({"/a": {"post": {"operationId": "order", "requestBody": {"content": content},
        "responses": {"204": {"description": "d"}}}}});
    let mut description = json!({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "components": {"schemas": schemas}});
    if schemas.get("Order").is_some() {
        description["paths"] = paths;
    } else {
        description["paths"] = json!({});
    }
    let files = generate("equal.json", &description.to_string()).files();
    let files = files
        .iter()
        .filter(|(path, _)| path.starts_with("src/types/"));
    files.map(|(_, text)| text).collect()
}

fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "`{line}` is not there: {text}");
    }
}

fn any(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn object(property: &str, schema: &Value) -> Value {
    json!({"type": "object", "properties": {property: schema}})
}

#[test]
fn equal_types_inside_of_others_are_one_under_the_names_of_their_places() {
    let address = |docs: &str| {
        let inner = json!({"type": "object", "properties": {"code": {"type": "string", "description": docs}}});
        json!({"type": "object", "properties": {"address": {"type": "object", "properties": {
            "city": {"type": "string"}, "country": inner
        }}}})
    };
    let schemas = json!({
        "Card": address("Two letters."),
        "Bank": address("Two letters."),
        "Till": address("Three letters."),
        "Order": address("Two letters.")
    });
    has(
        &text(&schemas),
        &[
            "pub struct BankAddress {",
            "pub struct BankAddressCountry {",
            "pub type CardAddress = BankAddress;",
            "pub type CardAddressCountry = BankAddressCountry;",
            "pub address: Option<CardAddress>,",
            // What is said in it is another thing.
            "pub struct TillAddress {",
            // It is only sent.
            "pub struct OrderAddress {",
        ],
    );
}

#[test]
fn a_member_of_a_union_goes_by_the_name_of_its_own_place() {
    let rows = json!({"anyOf": [
        {"type": "string"},
        {"type": "array", "items": object("city", &json!({"type": "string"}))}
    ]});
    let mut schemas = json!({"Table": object("rows", &rows)});
    let alone = text(&schemas);
    has(
        &alone,
        &[
            "CityItemList(Vec<TableRowsCityItem>)",
            "pub struct TableRowsCityItem {",
        ],
    );
    schemas["Key"] = object("x", &object("city", &json!({"type": "string"})));
    let with = text(&schemas);
    has(
        &with,
        &[
            "CityItemList(Vec<TableRowsCityItem>)",
            "pub type TableRowsCityItem = KeyX;",
            "pub struct KeyX {",
        ],
    );
}

#[test]
fn unions_whose_members_go_by_other_names_are_two() {
    let animal = json!({"oneOf": [any("BigAnimalCat"), any("Dog")]});
    let schemas = json!({
        "Big": object("animal", &animal),
        "Sea": object("animal", &animal),
        "Zoo": object("animal", &animal),
        "BigAnimalCat": object("claws", &json!({"type": "integer"})),
        "Dog": object("tail", &json!({"type": "integer"}))
    });
    has(
        &text(&schemas),
        &[
            "enum BigAnimal {",
            " Cat(",
            "enum SeaAnimal {",
            " BigAnimalCat(",
            "pub type ZooAnimal = SeaAnimal;",
        ],
    );
}

#[test]
fn what_leads_back_to_itself_is_no_other_type() {
    let inner = object("node", &any("Node"));
    let schemas = json!({"Node": object("left", &inner), "Tree": object("root", &inner)});
    let text = text(&schemas);
    has(&text, &["pub struct NodeLeft {", "pub struct TreeRoot {"]);
    assert!(!text.contains("pub type"), "{text}");
}
