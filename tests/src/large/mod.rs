//! Descriptions of any size: one shape each, `n` times over, to see how time and memory grow.

mod operations;
mod schemas;
mod texts;

use clientwright::{Input, Output};
use serde_json::{Map, Value, json};

/// A kind of description that can be made as large as one likes.
#[derive(Clone, Copy)]
pub struct Large {
    /// What there is much of.
    pub name: &'static str,
    /// How much of it a fast test takes.
    pub small: usize,
    /// How much of it a table begins with; it is doubled three times.
    pub large: usize,
    make: fn(usize) -> Made,
}

impl std::fmt::Debug for Large {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// What a description consists of.
#[derive(Debug, Default)]
pub struct Made {
    /// The description, in YAML or JSON.
    pub text: String,
    /// Its overlay, where it has one.
    pub overlay: Option<String>,
    /// Whether any further file is there, each with one schema in it.
    pub files: bool,
}

impl From<String> for Made {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

impl From<Value> for Made {
    fn from(value: Value) -> Self {
        value.to_string().into()
    }
}

impl Large {
    const fn of(name: &'static str, small: usize, large: usize, make: fn(usize) -> Made) -> Self {
        Self {
            name,
            small,
            large,
            make,
        }
    }

    /// The description with `n` of what there is much of.
    #[must_use]
    pub fn make(&self, n: usize) -> Made {
        (self.make)(n)
    }
}

impl Made {
    /// Brings it through the generator.
    #[must_use]
    pub fn generate(&self) -> Output {
        let read = |name: &str| {
            let schema = || {
                format!(
                    "{{type: object, description: '{name}', properties: {{id: {{type: string}}}}}}"
                )
            };
            let missing = || format!("there is no file `{name}`");
            self.files.then(schema).ok_or_else(missing)
        };
        let mut input = Input::new("large", "large.yaml", self.text.as_str()).read(&read);
        if let Some(overlay) = &self.overlay {
            input = input.overlay("large.overlay.yaml", overlay.as_str());
        }
        clientwright::generate(input)
    }
}

/// All kinds.
#[must_use]
pub fn all() -> Vec<Large> {
    [schemas::all(), operations::all(), texts::all()].concat()
}

/// A description with these schemas, and one operation that responses with the first of them.
fn described(schemas: impl IntoIterator<Item = (String, Value)>) -> Value {
    let mut first = None;
    let schemas: Map<String, Value> = schemas
        .into_iter()
        .inspect(|(name, _)| {
            first.get_or_insert_with(|| name.clone());
        })
        .collect();
    let answer = reference(&first.unwrap_or_default());
    let content = json!({"application/json": {"schema": answer}});
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Large", "version": "1"},
        "paths": {"/first": {"get": {
            "operationId": "first",
            "responses": {"200": {"description": "ok", "content": content}},
        }}},
        "components": {"schemas": schemas},
    })
}

/// A description with these paths.
fn called(paths: impl IntoIterator<Item = (String, Value)>) -> Value {
    let paths: Map<String, Value> = paths.into_iter().collect();
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Large", "version": "1"},
        "paths": paths,
    })
}

/// A reference to a schema.
fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// The name of a schema of many; all are equally long, so that they are sorted as they count.
fn schema(index: usize) -> String {
    format!("S{index:07}")
}

/// An object, under `key`, of `n` entries.
fn many(n: usize, entry: impl Fn(usize) -> (String, Value)) -> Map<String, Value> {
    (0..n).map(entry).collect()
}

/// The texts of `n` pieces, one behind the other.
fn text(n: usize, piece: impl Fn(usize) -> String) -> String {
    (0..n).map(piece).collect::<Vec<_>>().concat()
}
