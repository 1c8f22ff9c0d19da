//! The same description gives the same bytes, and the order of unrelated schemas changes none but lists.

use clientwright_tests::generate;

const HEAD: &str = "\
openapi: 3.0.3
info: { title: Order, version: 1.0.0 }
paths:
  /a:
    get:
      operationId: getA
      responses:
        '200':
          description: All of them.
          content:
            application/json:
              schema:
                type: object
                properties:
                  cat: { $ref: '#/components/schemas/Cat' }
                  dog: { $ref: '#/components/schemas/Dog' }
                  color: { $ref: '#/components/schemas/Color' }
                  owner: { $ref: '#/components/schemas/Owner' }
components:
  schemas:
";

const SCHEMAS: [&str; 4] = [
    "    Cat: { type: object, required: [lives], properties: { lives: { type: integer }, toy: { type: object } } }\n",
    "    Dog: { type: object, properties: { owner: { $ref: '#/components/schemas/Owner' } } }\n",
    "    Color: { type: string, enum: [red, green] }\n",
    "    Owner: { oneOf: [{ type: string }, { type: object, properties: { name: { type: string } } }] }\n",
];

fn description(order: [usize; 4]) -> String {
    HEAD.to_owned() + &order.map(|at| SCHEMAS[at]).concat()
}

#[test]
fn the_same_description_gives_the_same_bytes() {
    let text = description([0, 1, 2, 3]);
    assert_eq!(
        generate("order.yaml", &text).files(),
        generate("order.yaml", &text).files()
    );
}

#[test]
fn the_order_of_schemas_changes_lists_only() {
    let first = generate("order.yaml", &description([0, 1, 2, 3])).files();
    for order in [[3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]] {
        let second = generate("order.yaml", &description(order)).files();
        let paths = |files: &clientwright::Files| {
            files
                .iter()
                .map(|(path, _)| path.to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(paths(&first), paths(&second));
        for (path, text) in first.iter() {
            let other = second.get(path).unwrap_or_default();
            if path.ends_with("/mod.rs") || path.ends_with("lib.rs") || path == "api.md" {
                assert_eq!(sorted(text), sorted(other), "{path} has other lines");
            } else {
                assert_eq!(text, other, "{path} has changed");
            }
        }
    }
}

/// The words of a text in their alphabetical order: what is left of a list when its order is taken away.
fn sorted(text: &str) -> Vec<&str> {
    let mut words: Vec<_> = text.split_whitespace().collect();
    words.sort_unstable();
    words
}

/// What a description has more than the one before, at the beginning and at the end of its lists.
const ADDED_SCHEMAS: [&str; 4] = [
    "    Bird: { type: object, properties: { owner: { type: object, properties: { name: { type: string } } } } }\n",
    "    cat: { type: string, enum: [a, b] }\n",
    "    DOG: { type: object, properties: { lives: { type: integer } } }\n",
    "    color_2: { type: array, items: { $ref: '#/components/schemas/color_2' } }\n",
];

const ADDED_OPERATIONS: [&str; 2] = [
    "  /b:\n    get: { operationId: getB, responses: { '204': { description: Nothing. } } }\n",
    "  /a/b:\n    get: { operationId: get_a, responses: { '204': { description: Nothing. } } }\n",
];

#[test]
fn what_is_added_renames_nothing_that_stood_before() {
    let first = generate("order.yaml", &description([0, 1, 2, 3])).files();
    let [before, behind] = ADDED_OPERATIONS;
    let head = HEAD
        .replace("paths:\n", &format!("paths:\n{before}"))
        .replace("components:\n", &format!("{behind}components:\n"));
    for added in ADDED_SCHEMAS {
        for schemas in [
            added.to_owned() + &SCHEMAS.concat(),
            SCHEMAS.concat() + added,
        ] {
            let second = generate("order.yaml", &(head.clone() + &schemas)).files();
            let stood: Vec<(&str, &str)> = first
                .iter()
                .flat_map(|(path, text)| names(text).map(move |name| (path, name)))
                .collect();
            for known in ["Cat", "Owner", "GetA", "get_a"] {
                assert!(stood.iter().any(|(_, name)| *name == known), "{known}");
            }
            for (path, name) in stood {
                let mut then = names(second.get(path).unwrap_or_default());
                assert!(then.any(|other| other == name), "{path}: {name}, {added}");
            }
        }
    }
}

/// The names that a file declares for everybody.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.trim_start();
        let declared = ["pub struct ", "pub enum ", "pub type ", "pub fn "]
            .iter()
            .find_map(|words| line.strip_prefix(words))?;
        declared
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
    })
}
