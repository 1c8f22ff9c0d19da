//! The files of a description as plain JSON values.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::node::Node;
use super::yaml;

/// The specification that a description follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// Swagger 2.0.
    V20,
    /// OpenAPI 3.0.
    V30,
    /// OpenAPI 3.1.
    V31,
    /// OpenAPI 3.2.
    V32,
}

/// A description, and the files that it refers to.
#[derive(Debug)]
pub(crate) struct Files {
    main: PathBuf,
    values: BTreeMap<PathBuf, Value>,
    version: Version,
}

impl Files {
    /// Reads a description. A file that it refers to and that cannot be read is as good as not there.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let main = plain(path);
        let value = read(&main)?;
        Ok(Self::of(main, value))
    }

    /// Takes a description that is at hand.
    pub(crate) fn of(main: PathBuf, value: Value) -> Self {
        let version = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let version = match (version("swagger").as_str(), version("openapi").as_str()) {
            (_, open) if open.starts_with("3.0") => Version::V30,
            (_, open) if open.starts_with("3.1") => Version::V31,
            (_, open) if open.starts_with("3.") => Version::V32,
            _ => Version::V20,
        };
        let mut wanted = Vec::new();
        references(&main, &value, &mut wanted);
        let mut values = BTreeMap::from([(main.clone(), value)]);
        while let Some(path) = wanted.pop() {
            if values.contains_key(&path) {
                continue;
            }
            let value = read(&path).unwrap_or_default();
            references(&path, &value, &mut wanted);
            values.insert(path, value);
        }
        Self {
            main,
            values,
            version,
        }
    }

    /// The specification that it follows.
    pub(crate) fn version(&self) -> Version {
        self.version
    }

    /// The whole description.
    pub(crate) fn root(&self) -> Node<'_> {
        self.at(&self.main, "").unwrap_or_else(|| self.nothing())
    }

    /// The value behind a reference that stands in a file.
    pub(crate) fn follow(&self, from: &Path, reference: &str) -> Option<Node<'_>> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if file.is_empty() {
            from.to_owned()
        } else {
            beside(from, file)
        };
        self.at(&file, &decoded(fragment))
    }

    /// A value that says nothing.
    pub(crate) fn nothing(&self) -> Node<'_> {
        Node::new(self, &self.main, &Value::Null)
    }

    fn at(&self, file: &Path, pointer: &str) -> Option<Node<'_>> {
        let (file, value) = self.values.get_key_value(file)?;
        let node = Node::new(self, file, value);
        if pointer.is_empty() {
            return Some(node);
        }
        let Some(steps) = pointer.strip_prefix('/') else {
            return Some(Node::new(self, file, anchored(value, pointer)?));
        };
        let mut steps = steps.split('/');
        steps.try_fold(node, |node, step| {
            let step = step.replace("~1", "/").replace("~0", "~");
            // A step may lead through a reference.
            node.step(&step).or_else(|| node.resolve().step(&step))
        })
    }
}

/// The schema that has a name of its own (JSON Schema 2020-12, section 8.2.2).
fn anchored<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) if value["$anchor"] == name => {
            Some(value).filter(|_| !members.is_empty())
        }
        Value::Object(members) => members.values().find_map(|value| anchored(value, name)),
        Value::Array(items) => items.iter().find_map(|value| anchored(value, name)),
        _ => None,
    }
}

fn beside(file: &Path, name: &str) -> PathBuf {
    let name = decoded(name);
    plain(&file.parent().unwrap_or(Path::new("")).join(name))
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if plain.file_name().is_some() => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain
}

/// The files that references of a value lead to.
fn references(from: &Path, value: &Value, found: &mut Vec<PathBuf>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| references(from, item, found)),
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_str().filter(|_| key == "$ref") {
                    Some(reference) => {
                        let file = reference.split('#').next().unwrap_or_default();
                        if !file.is_empty() && !file.contains("://") {
                            found.push(beside(from, file));
                        }
                    }
                    None => references(from, value, found),
                }
            }
        }
        _ => {}
    }
}

fn read(path: &Path) -> Result<Value, String> {
    let told = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = fs::read_to_string(path).map_err(|error| told(&error))?;
    if let Ok(value) = serde_json::from_str(&text) {
        return Ok(value);
    }
    yaml::read(&text).map_err(|error| told(&error))
}

/// A text without percent-encoding.
pub(crate) fn decoded(text: &str) -> String {
    String::from_utf8_lossy(&super::styles::decoded_bytes(text)).into_owned()
}
