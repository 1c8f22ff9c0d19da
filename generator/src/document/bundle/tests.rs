//! Small descriptions in several files.

use crate::document::{Origins, Tree, parse};
use crate::pointer::Pointer;
use crate::report::{Place, Report};
use crate::source::Source;

use super::bundle;

type Messages = Vec<(String, String)>;

fn read(text: &str) -> Tree {
    let mut report = Report::default();
    let text = format!("---\n{text}");
    let tree = parse(&Source::new("api.yaml", text), &mut report);
    assert_eq!(report.diagnostics(), []);
    tree.unwrap_or(Tree::Null)
}

fn at(text: &str) -> Pointer {
    Pointer::parse(text).unwrap_or_default()
}

/// The bundled document, its origins, and each message with the place it is about.
fn bundled(entry: &str, files: &[(&str, &str)]) -> (Tree, Origins, Messages) {
    let mut tree = read(entry);
    let (mut origins, mut report) = (Origins::new("api/api.yaml"), Report::default());
    let source = |name: &str| {
        let file = files.iter().find(|(known, _)| *known == name);
        let text = file.map(|(_, text)| format!("---\n{text}"));
        text.ok_or_else(|| "there is none".to_owned())
    };
    bundle(
        "api/api.yaml",
        "",
        &mut tree,
        &source,
        &mut origins,
        &mut report,
    );
    let said = report.diagnostics().iter().map(|said| {
        let place = match &said.place {
            Place::Value(place) => place.to_string(),
            Place::Text { file, .. } => file.clone(),
        };
        (place, said.message.clone())
    });
    let said = said.collect();
    (tree, origins, said)
}

/// Checks what a document becomes, without a word said.
#[track_caller]
fn becomes(entry: &str, files: &[(&str, &str)], expected: &str) {
    let (tree, _, said) = bundled(entry, files);
    assert_eq!(said, []);
    assert_eq!(tree, read(expected));
}

/// Checks that one thing is said, at a place.
#[track_caller]
fn is_refused(entry: &str, files: &[(&str, &str)], place: &str, message: &str) {
    let (_, _, said) = bundled(entry, files);
    let [(found, text)] = said.as_slice() else {
        panic!("one complaint is expected: {said:?}");
    };
    assert_eq!(found, place);
    assert!(text.contains(message), "{text}");
}

#[test]
fn schemas_of_other_files_are_brought_in_by_their_names() {
    becomes(
        "components: {schemas: {A: {properties: {b: {$ref: b.yaml}, c: {$ref: 'c.yaml#/definitions/C'}, again: {$ref: ./b.yaml}}}}}",
        &[
            ("api/b.yaml", "type: string"),
            (
                "api/c.yaml",
                "definitions: {C: {items: {$ref: '#/definitions/D'}}, D: {type: integer}}",
            ),
        ],
        "components: {schemas: { \
           A: {properties: {b: {$ref: '#/components/schemas/b'}, c: {$ref: '#/components/schemas/C'}, again: {$ref: '#/components/schemas/b'}}}, \
           b: {type: string}, C: {items: {$ref: '#/components/schemas/D'}}, D: {type: integer}}}",
    );
}

#[test]
fn a_shared_object_that_names_a_file_is_its_home() {
    becomes(
        "components: {schemas: {A: {items: {$ref: pet.yaml}}, Pet: {$ref: pet.yaml}}}",
        &[("api/pet.yaml", "type: string")],
        "components: {schemas: {A: {items: {$ref: '#/components/schemas/Pet'}}, Pet: {type: string}}}",
    );
}

#[test]
fn what_the_entry_declares_keeps_its_name() {
    let (tree, _, said) = bundled(
        "components: {schemas: {Pet: {type: string}, A: {items: {$ref: pet.yaml#/Pet}}, B: {items: {$ref: 'v2/pet.yaml#/Pet'}}, C: {items: {$ref: 'v3/pet.yaml#/Pet'}}}}",
        &[
            ("api/pet.yaml", "Pet: {type: integer}"),
            ("api/v2/pet.yaml", "Pet: {type: number}"),
            ("api/v3/pet.yaml", "Pet: {type: boolean}"),
        ],
    );
    assert_eq!(said, []);
    for (name, kind) in [
        ("Pet", "string"),
        ("pet.Pet", "integer"),
        ("pet.Pet2", "number"),
        ("pet.Pet3", "boolean"),
    ] {
        let found = tree.at(&at(&format!("/components/schemas/{name}/type")));
        assert_eq!(found, Some(&Tree::from(kind)), "{name}");
    }
}

#[test]
fn other_objects_go_to_sections_of_their_kind() {
    becomes(
        "paths: {/a: {get: {parameters: [{$ref: parts.yaml#/P}], requestBody: {$ref: parts.yaml#/B}, responses: {'200': {$ref: parts.yaml#/R}}}}}",
        &[("api/parts.yaml", "P: {name: p}\nB: {content: {a/b: {schema: {$ref: '#/S'}}}}\nR: {headers: {X: {$ref: '#/H'}}}\nH: {schema: {$ref: '#/S'}}\nS: {type: string}")],
        "
paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/P'}], requestBody: {$ref: '#/components/requestBodies/B'}, responses: {'200': {$ref: '#/components/responses/R'}}}}}
components:
  parameters: {P: {name: p}}
  requestBodies: {B: {content: {a/b: {schema: {$ref: '#/components/schemas/S'}}}}}
  responses: {R: {headers: {X: {$ref: '#/components/headers/H'}}}}
  headers: {H: {schema: {$ref: '#/components/schemas/S'}}}
  schemas: {S: {type: string}}
",
    );
}

#[test]
fn swagger_2_has_sections_of_its_own() {
    becomes(
        "swagger: '2.0'\npaths: {/a: {get: {parameters: [{$ref: parts.json#/P}], responses: {'200': {schema: {$ref: S.json}}, default: {$ref: parts.json#/R}}}}}",
        &[("api/parts.json", "P: {name: p}\nR: {schema: {$ref: S.json}}"), ("api/S.json", "type: string")],
        "
swagger: '2.0'
paths: {/a: {get: {parameters: [{$ref: '#/parameters/P'}], responses: {'200': {schema: {$ref: '#/definitions/S'}}, default: {$ref: '#/responses/R'}}}}}
parameters: {P: {name: p}}
definitions: {S: {type: string}}
responses: {R: {schema: {$ref: '#/definitions/S'}}}
",
    );
}

#[test]
fn path_items_take_the_place_of_their_reference() {
    becomes(
        "paths: {/a: {$ref: 'paths/a.yaml'}, /b: {$ref: 'paths/a.yaml'}}",
        &[
            ("api/paths/a.yaml", "get: {responses: {'200': {$ref: ../ok.yaml}, '400': {$ref: '../api.yaml#/components/responses/E'}}}"),
            ("api/ok.yaml", "description: ok"),
        ],
        "
paths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/ok'}, '400': {$ref: '#/components/responses/E'}}}}, /b: {$ref: '#/paths/~1a'}}
components: {responses: {ok: {description: ok}}}
",
    );
}

#[test]
fn groups_of_objects_take_the_place_of_their_reference() {
    becomes(
        "info: {$ref: about.yaml#/info}\npaths: {$ref: paths.yaml}\ncomponents: {schemas: {$ref: schemas.yaml, Own: {type: string}}}",
        &[
            ("api/about.yaml", "info: {title: t}"),
            ("api/paths.yaml", "/a: {get: {responses: {$ref: 'responses.yaml#/common'}}}\n/b: {get: {responses: {$ref: 'responses.yaml#/common'}}}"),
            ("api/responses.yaml", "common: {'200': {description: ok}}"),
            ("api/schemas.yaml", "A: {items: {$ref: '#/B'}}\nB: {type: string}"),
        ],
        "
info: {title: t}
paths: {/a: {get: {responses: {'200': {description: ok}}}}, /b: {get: {responses: {'200': {description: ok}}}}}
components: {schemas: {A: {items: {$ref: '#/components/schemas/B'}}, B: {type: string}, Own: {type: string}}}
",
    );
}

#[test]
fn what_is_included_keeps_its_names_and_its_file() {
    becomes(
        "paths: {/a: {get: {responses: {'200': {content: {a/b: {schema: {$ref: sub/A.yaml}}}}}}}}\ncomponents: {schemas: {$ref: sub/index.yaml}}",
        &[
            (
                "api/sub/index.yaml",
                "A: {$ref: A.yaml}\nC: {type: integer}",
            ),
            ("api/sub/A.yaml", "items: {$ref: C.yaml}"),
            ("api/sub/C.yaml", "items: {$ref: A.yaml}"),
        ],
        "paths: {/a: {get: {responses: {'200': {content: {a/b: {schema: {$ref: '#/components/schemas/A'}}}}}}}}\n\
         components: {schemas: {A: {items: {$ref: '#/components/schemas/C.C'}}, C: {type: integer}, C.C: {items: {$ref: '#/components/schemas/A'}}}}",
    );
}

#[test]
fn files_may_lead_to_each_other_and_back() {
    becomes(
        "components: {schemas: {A: {$ref: a.yaml}, Own: {type: string}}}",
        &[
            (
                "api/a.yaml",
                "properties: {b: {$ref: b.yaml}, self: {$ref: '#'}, own: {$ref: 'api.yaml#/components/schemas/Own'}}",
            ),
            (
                "api/b.yaml",
                "properties: {a: {$ref: a.yaml}, b: {$ref: '#/properties/a'}}",
            ),
        ],
        "components: {schemas: { \
           A: {properties: {b: {$ref: '#/components/schemas/b'}, self: {$ref: '#/components/schemas/A'}, own: {$ref: '#/components/schemas/Own'}}}, \
           Own: {type: string}, \
           b: {properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/b/properties/a'}}}}}",
    );
}

#[test]
fn references_on_the_way_to_a_value_are_followed() {
    becomes(
        "components: {schemas: {A: {items: {$ref: a.yaml#/X/properties/y}}}}",
        &[
            ("api/a.yaml", "X: {$ref: 'sub/b.yaml#/Z'}"),
            ("api/sub/b.yaml", "Z: {properties: {y: {type: string}}}"),
        ],
        "components: {schemas: {A: {items: {$ref: '#/components/schemas/Z.y'}}, Z.y: {type: string}}}",
    );
}

#[test]
fn a_discriminator_may_name_files() {
    becomes(
        "components: {schemas: {A: {discriminator: {propertyName: t, mapping: {cat: cat.yaml, dog: 'pets.yaml#/Dog', cow: Cow}}}, Cow: {}}}",
        &[
            ("api/cat.yaml", "type: object"),
            ("api/pets.yaml", "Dog: {type: object}"),
        ],
        "components: {schemas: {A: {discriminator: {propertyName: t, mapping: {cat: '#/components/schemas/cat', dog: '#/components/schemas/Dog', cow: Cow}}}, \
           Cow: {}, cat: {type: object}, Dog: {type: object}}}",
    );
}

#[test]
fn data_is_not_followed() {
    let data = "
x-code: {$ref: ./code.ts}
paths: {/a: {get: {responses: {'200': {content: {a/b: {example: {$ref: none.yaml}, examples: {a: {$ref: none.json}, b: {value: {$ref: none}}}}}}}}}}
components: {schemas: {A: {default: {$ref: none}, enum: [{$ref: none}], example: {$ref: none}, x-a: {$ref: none}, properties: {$ref: {type: string}}}}}
";
    becomes(data, &[], data);
}

#[test]
fn names_that_schemas_give_themselves_are_no_files() {
    let named = "components: {schemas: {A: {$id: 'https://host/a'}, B: {$ref: a}, C: {$ref: 'https://host/a'}}}";
    becomes(named, &[], named);
}

#[test]
fn a_bare_name_is_read_as_that_of_a_shared_schema() {
    let (tree, _, said) = bundled(
        "swagger: '2.0'\ndefinitions: {A: {items: {$ref: B}}, B: {}}",
        &[],
    );
    let found = tree.at(&at("/definitions/A/items/$ref"));
    assert_eq!(found, Some(&Tree::from("#/definitions/B")));
    assert_eq!(said.len(), 1);
}

#[test]
fn a_file_may_name_what_only_the_description_has() {
    let entry = "{definitions: {A: {$ref: b.yaml}, C: {}}}";
    let (tree, _, said) = bundled(entry, &[("api/b.yaml", "{$ref: '#/definitions/C'}")]);
    assert_eq!(said.len(), 1);
    assert_eq!(
        tree,
        read("{definitions: {A: {$ref: '#/definitions/C'}, C: {}}}")
    );
}

#[test]
fn files_are_asked_for_by_their_names_from_the_folder() {
    let mut tree = read("components: {schemas: {A: {$ref: ../a.yaml}}}");
    let (mut origins, mut report) = (Origins::new("spec/v1/api.yaml"), Report::default());
    let source = |name: &str| {
        assert_eq!(name, "a.yaml");
        Ok("type: string".to_owned())
    };
    bundle(
        "spec/v1/api.yaml",
        "spec",
        &mut tree,
        &source,
        &mut origins,
        &mut report,
    );
    assert_eq!(report.diagnostics(), []);
    assert_eq!(
        origins.origin(&at("/components/schemas/A")).file,
        "spec/a.yaml"
    );
}

#[test]
fn what_may_not_be_read_is_refused_at_the_reference() {
    for reference in [
        "/etc/passwd",
        "../../x.yaml",
        "file:///x",
        "https://h/x.yaml",
        "//h/x",
        "C:/x.yaml",
    ] {
        is_refused(
            &format!("components: {{schemas: {{A: {{$ref: '{reference}'}}}}}}"),
            &[],
            "/components/schemas/A/$ref",
            reference,
        );
    }
}

#[test]
fn a_missing_file_or_value_is_one_error() {
    is_refused(
        "components: {schemas: {A: {$ref: none.yaml}, B: {$ref: none.yaml}}}",
        &[],
        "/components/schemas/A/$ref",
        "`api/none.yaml` could not be read",
    );
    is_refused(
        "components: {schemas: {A: {$ref: a.yaml#/B}}}",
        &[("api/a.yaml", "A: 1")],
        "/components/schemas/A/$ref",
        "has no value at `/B`",
    );
    is_refused(
        "components: {schemas: {A: {$ref: a.yaml}}}",
        &[("api/a.yaml", "{")],
        "api/a.yaml",
        "",
    );
}

#[test]
fn files_that_include_each_other_without_end_are_refused() {
    let (_, _, said) = bundled(
        "paths: {$ref: a.yaml}",
        &[
            ("api/a.yaml", "$ref: b.yaml"),
            ("api/b.yaml", "$ref: a.yaml"),
        ],
    );
    assert!(
        said.iter().any(|(_, text)| text.contains("without end")),
        "{said:?}"
    );
    is_refused(
        "paths: {$ref: '#/paths'}",
        &[],
        "/paths/$ref",
        "itself a part of",
    );
}

#[test]
fn values_know_which_file_they_stand_in() {
    let (_, origins, _) = bundled(
        "paths: {/a: {$ref: paths.yaml#/a}}\ncomponents: {schemas: {$ref: schemas.yaml}}",
        &[
            (
                "api/paths.yaml",
                "a: {get: {responses: {default: {$ref: sub/e.yaml}}}}",
            ),
            ("api/sub/e.yaml", "description: e"),
            ("api/schemas.yaml", "A: {type: string}"),
        ],
    );
    for (place, file, old) in [
        (
            "/paths/~1a/get/responses",
            "api/paths.yaml",
            "/a/get/responses",
        ),
        (
            "/components/responses/e/description",
            "api/sub/e.yaml",
            "/description",
        ),
        ("/components/schemas/A/type", "api/schemas.yaml", "/A/type"),
    ] {
        let origin = origins.origin(&at(place));
        assert_eq!(
            (origin.file.as_str(), origin.place.to_string().as_str()),
            (file, old),
            "{place}"
        );
    }
}
