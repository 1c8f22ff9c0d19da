//! What there is in a description and in its crate, for results and tables.

use clientwright::disk::Spec;
use clientwright::document::{Document, Node};
use clientwright::{Files, Output};
use serde_json::{Value, json};

use crate::fallbacks::Fallbacks;
use crate::flags::Bodies;

/// Everything that is counted, as JSON.
pub(crate) fn counts(spec: &Spec, output: &Output, files: &Files, milliseconds: u128) -> Value {
    let text = output
        .sources
        .file(&spec.shown)
        .map_or("", |source| source.text());
    let described = output.document.as_ref().map(described).unwrap_or_default();
    let fallbacks = output.api.as_ref().map(Fallbacks::of).unwrap_or_default();
    let values: Vec<_> = fallbacks
        .found
        .iter()
        .map(|(place, reason)| json!({"place": place.to_string(), "reason": reason}))
        .collect();
    let program = output
        .krate
        .as_ref()
        .and_then(|krate| krate.command_line.as_ref());
    let bodies = program.map(Bodies::of).unwrap_or_default();
    json!({
        "bodies": bodies.objects,
        "bodies_by_flags": bodies.flags,
        "bodies_by_typed_flags": bodies.typed,
        "name": spec.name,
        "version": version(text),
        "operations_in": described.operations,
        "operations_out": output.krate.as_ref().map_or(0, |krate| krate.operations().count()),
        "schemas_in": described.schemas,
        "types_out": output.api.as_ref().map_or(0, |api| api.types.len()),
        "files": files.iter().count(),
        "lines": files.own_lines(),
        "uses": fallbacks.uses,
        "values": values,
        "milliseconds": u64::try_from(milliseconds).unwrap_or(u64::MAX),
    })
}

/// What stands behind the first `openapi:` or `swagger:`, for tables; the generator itself looks more closely.
fn version(text: &str) -> String {
    let value = ["openapi", "swagger"].iter().find_map(|key| {
        let rest = text
            .split(key)
            .nth(1)?
            .trim_start_matches(['"', '\''])
            .trim_start();
        rest.strip_prefix(':')?.split([',', '\n', '}', '#']).next()
    });
    value
        .unwrap_or_default()
        .trim()
        .trim_matches(['"', '\''])
        .to_owned()
}

/// What is in a description.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Described {
    /// Operations.
    operations: usize,
    /// Schemas with a name.
    schemas: usize,
}

/// Counts what is in a description.
fn described(document: &Document) -> Described {
    const METHODS: [&str; 8] = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let root = document.root();
    let paths = root.get("paths");
    // The specification lets nothing but paths and extensions stand there.
    let items = paths
        .iter()
        .flat_map(Node::entries)
        .filter(|(path, _)| !path.starts_with("x-"));
    let operations = items.map(|(_, item)| {
        let item = item.resolve().unwrap_or(item);
        let others = item
            .get("x-clientwright-operations")
            .map_or(0, |others| others.entries().count());
        METHODS
            .iter()
            .filter(|method| item.get(method).is_some())
            .count()
            + others
    });
    let operations = operations.sum();
    let schemas = root
        .get("components")
        .and_then(|components| components.get("schemas"));
    let schemas = schemas.map_or(0, |schemas| schemas.entries().count());
    Described {
        operations,
        schemas,
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn a_version_is_found_in_yaml_and_json() {
        assert_eq!(version("openapi: 3.1.0 # new\n"), "3.1.0");
        assert_eq!(version("{\"swagger\": \"2.0\", \"info\": {}}"), "2.0");
        assert_eq!(version("nothing"), "");
    }
}
