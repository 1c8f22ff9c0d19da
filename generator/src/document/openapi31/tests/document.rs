//! What becomes of a document and of its references.

use crate::document::Tree;
use crate::report::Report;

use super::super::upgrade;
use super::{at, read, upgraded};

#[test]
fn schemas_are_found_wherever_they_stand() {
    let (tree, _, messages) = upgraded(
        r"
webhooks:
  made:
    post:
      requestBody: {content: {application/json: {schema: {const: 1}}}}
paths:
  /a:
    query: {responses: {}}
    additionalOperations:
      LINK:
        parameters: [{name: a, in: query, schema: {const: 2}}]
        responses:
          '200':
            headers: {X-A: {schema: {const: 3}}}
            content: {application/jsonl: {itemSchema: {const: 4}}}
        callbacks:
          done: {'{$request.body#/url}': {post: {requestBody: {content: {a/b: {schema: {const: 5}}}}}}}
components:
  pathItems:
    It: {get: {parameters: [{name: b, in: query, content: {application/json: {schema: {const: 6}}}}]}}
",
    );
    assert_eq!(messages, Vec::<String>::new());
    for (place, value) in [
        (
            "/x-clientwright-webhooks/made/post/requestBody/content/application~1json/schema",
            1,
        ),
        (
            "/paths/~1a/x-clientwright-operations/LINK/parameters/0/schema",
            2,
        ),
        (
            "/paths/~1a/x-clientwright-operations/LINK/responses/200/headers/X-A/schema",
            3,
        ),
        (
            "/paths/~1a/x-clientwright-operations/LINK/responses/200/content/application~1jsonl/x-clientwright-item-schema",
            4,
        ),
        (
            "/paths/~1a/x-clientwright-operations/LINK/callbacks/done/{$request.body#~1url}/post/requestBody/content/a~1b/schema",
            5,
        ),
        (
            "/components/pathItems/It/get/parameters/0/content/application~1json/schema",
            6,
        ),
    ] {
        let found = tree.at(&at(&format!("{place}/enum/0")));
        assert_eq!(found, Some(&Tree::from(value)), "{place}");
    }
    assert!(
        tree.at(&at("/paths/~1a/x-clientwright-operations/QUERY"))
            .is_some()
    );
}

#[test]
fn references_follow_what_moved() {
    let (tree, origins, _) = upgraded(
        r"
webhooks: {a: {post: {requestBody: {content: {a/b: {schema: {type: string}}}}}}}
components:
  schemas:
    A: {anyOf: [{type: 'null'}, {properties: {b: {type: string}}}, {type: integer}]}
    B: {$ref: '#/components/schemas/A/anyOf/1/properties/b'}
    C: {$ref: '#/webhooks/a/post/requestBody/content/a~1b/schema'}
    D: {type: [string, array], items: {type: string}}
    E: {$ref: '#/components/schemas/D/items'}
    F: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/x'}], discriminator: {propertyName: t, mapping: {a: '#/components/schemas/A/anyOf/2'}}}
",
    );
    let reference = |place: &str| tree.at(&at(place)).and_then(Tree::as_text);
    let schemas = "/components/schemas";
    assert_eq!(
        reference(&format!("{schemas}/B/$ref")),
        Some("#/components/schemas/A/anyOf/0/properties/b")
    );
    assert_eq!(
        reference(&format!("{schemas}/C/$ref")),
        Some("#/x-clientwright-webhooks/a/post/requestBody/content/a~1b/schema")
    );
    assert_eq!(
        reference(&format!("{schemas}/E/$ref")),
        Some("#/components/schemas/D/anyOf/1/items")
    );
    assert_eq!(
        reference(&format!("{schemas}/F/discriminator/mapping/a")),
        Some("#/components/schemas/A/anyOf/1")
    );
    let origin = |place: &str| origins.origin(&at(place)).place.to_string();
    assert_eq!(
        origin("/components/schemas/A/anyOf/0/properties/b"),
        "/components/schemas/A/anyOf/1/properties/b"
    );
    assert_eq!(
        origin("/components/schemas/D/anyOf/1/items/type"),
        "/components/schemas/D/items/type"
    );
    assert_eq!(
        origin("/components/schemas/D/anyOf/0/type"),
        "/components/schemas/D/type"
    );
}

#[test]
fn schemas_are_found_by_the_names_they_give_themselves() {
    let (tree, _, messages) = upgraded(
        r"
components:
  schemas:
    A: {$anchor: first, type: string}
    B: {$ref: '#first'}
    Tree: {$id: tree, $dynamicAnchor: node, properties: {kids: {items: {$dynamicRef: '#node'}}}, $defs: {own: {type: integer}}}
    C: {$ref: tree}
    D: {$ref: 'tree#/$defs/own'}
    E: {$id: 'https://host/schemas/e', properties: {f: {$ref: f}}}
    F: {$id: 'https://host/schemas/f', properties: {e: {$ref: '#/components/schemas/E'}}}
",
    );
    assert_eq!(messages, Vec::<String>::new());
    for (place, target) in [
        ("B", "A"),
        ("Tree/properties/kids/items", "Tree"),
        ("C", "Tree"),
        ("D", "Tree/$defs/own"),
        ("E/properties/f", "F"),
        ("F/properties/e", "E"),
    ] {
        let found = tree.at(&at(&format!("/components/schemas/{place}/$ref")));
        let expected = format!("#/components/schemas/{target}");
        assert_eq!(
            found.and_then(Tree::as_text),
            Some(expected.as_str()),
            "{place}"
        );
    }
}

#[test]
fn a_name_that_no_schema_has_is_an_error() {
    let (_, _, messages) = upgraded("components: {schemas: {A: {$anchor: a}, B: {$ref: '#b'}}}");
    assert_eq!(messages, ["no schema has the name that `#b` leads to"]);
}

#[test]
fn an_upgraded_document_stays_as_it_is() {
    let (mut tree, mut origins, _) = upgraded(
        "components: {schemas: {A: {type: [string, array, 'null'], items: {const: 1}, description: a, \
         anyOf: [{type: 'null'}, {$ref: '#/b', title: x}]}}}",
    );
    let once = tree.clone();
    upgrade(&mut tree, &mut origins, &mut Report::default());
    assert_eq!(tree, once);
}

#[test]
fn the_schema_of_an_event_gives_way_to_that_of_its_data() {
    let (tree, origins, messages) = upgraded(
        r"
paths:
  /a:
    get:
      responses:
        '200':
          content:
            text/event-stream:
              itemSchema:
                type: object
                properties: {event: {type: string}, data: {type: string}}
                oneOf:
                  - properties: {data: {contentMediaType: application/json, contentSchema: {const: 1}}, event: {const: a}}
                  - properties: {data: {contentMediaType: application/json, contentSchema: {const: 1}}, event: {const: b}}
                  - properties: {data: {type: integer}}
                  - properties: {data: {const: '[DONE]'}}
        '201': {content: {text/event-stream: {itemSchema: {properties: {data: {type: boolean}, id: {type: string}}}}}}
        '202': {content: {text/event-stream: {itemSchema: {properties: {data: {type: boolean}, more: {type: string}}}}}}
",
    );
    assert_eq!(messages, Vec::<String>::new());
    let item = |status: &str, rest: &str| {
        let place = format!("/paths/~1a/get/responses/{status}/content/text~1event-stream");
        at(&format!("{place}/x-clientwright-item-schema{rest}"))
    };
    assert_eq!(
        tree.at(&item("200", "/oneOf/0/enum/0")),
        Some(&Tree::from(1))
    );
    assert_eq!(
        tree.at(&item("200", "/oneOf/1/type")),
        Some(&Tree::from("integer"))
    );
    assert_eq!(tree.at(&item("200", "/oneOf/2")), None);
    assert_eq!(tree.at(&item("201", "/type")), Some(&Tree::from("boolean")));
    assert!(tree.at(&item("202", "/properties/more")).is_some());
    let place = origins.origin(&item("200", "/oneOf/1")).place;
    assert!(
        place
            .to_string()
            .ends_with("itemSchema/oneOf/2/properties/data")
    );
}

#[test]
fn events_of_several_kinds_give_way_to_the_schemas_of_their_data() {
    let (tree, _, messages) = upgraded(
        r"
paths:
  /a:
    get:
      responses:
        '200':
          content:
            text/event-stream:
              itemSchema:
                oneOf:
                  - properties: {event: {const: add}, data: {type: string, contentMediaType: application/json, contentSchema: {type: object}}}
                  - properties: {event: {const: del}, data: {type: string}}
",
    );
    assert_eq!(messages, Vec::<String>::new());
    let item = "/paths/~1a/get/responses/200/content/text~1event-stream/x-clientwright-item-schema";
    assert_eq!(
        tree.at(&at(item)),
        Some(&read(
            "{oneOf: [{type: object}, {type: string}], x-clientwright-event-kinds: [[add], [del]]}"
        ))
    );
}

#[test]
fn extensions_of_microsoft_name_things() {
    let (tree, _, messages) = upgraded(
        r"
components:
  parameters: {V: {name: api-version, in: query, x-ms-client-name: version, schema: {type: string}}}
  schemas:
    A:
      properties: {s: {type: string, enum: ['1', '2'], x-ms-enum: {name: State, values: [{value: '1', name: Alive, description: It lives.}]}}}
    Base: {discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    Middle: {allOf: [{$ref: '#/components/schemas/Base'}]}
    Leaf: {x-ms-discriminator-value: leaf.v1, allOf: [{$ref: '#/components/schemas/Middle'}]}
",
    );
    assert_eq!(messages, Vec::<String>::new());
    let found = |place: &str| tree.at(&at(place)).cloned();
    assert_eq!(
        found("/components/parameters/V/x-clientwright-name"),
        Some(Tree::from("version"))
    );
    let state = "/components/schemas/A/properties/s";
    assert_eq!(found(&format!("{state}/title")), Some(Tree::from("State")));
    assert_eq!(
        found(&format!("{state}/x-enum-varnames")),
        Some(read("{'1': Alive}"))
    );
    assert_eq!(
        found("/components/schemas/Base/discriminator/mapping"),
        Some(read("{leaf.v1: '#/components/schemas/Leaf'}"))
    );
}
