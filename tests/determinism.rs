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
            if path.ends_with("/mod.rs") || path.ends_with("lib.rs") {
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
