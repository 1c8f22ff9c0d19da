//! Keys that nobody knows but that look like known ones: a slip of the pen that would be dropped in silence.

use crate::nearest::nearest;
use crate::report::{Code, Report};

use super::Tree;
use super::grammar::{Kind, walk};
use super::path::Path;

/// Tells of each key that is no key of its object in any version of `OpenAPI`, and was likely meant as one.
///
/// Other unknown keys are none of the generator's business: services put what they like beside the known ones.
pub(super) fn check(tree: &mut Tree, report: &mut Report) {
    walk(
        tree,
        Kind::Document,
        &Path::Root,
        &mut |tree, kind, path| {
            let (Some(known), Some(map)) = (keys(kind), tree.as_map()) else {
                return;
            };
            for key in map.keys() {
                if known.contains(&key.as_str()) || key.starts_with("x-") || key.starts_with('$') {
                    continue;
                }
                if let Some(meant) = meant(key, known, |known| map.contains_key(known)) {
                    let message = format!("`{key}` is not known here, and is not read");
                    let help = format!("did you mean `{meant}`?");
                    let place = path.key(key).pointer();
                    report.warning(Code::Shape, &place, message, help);
                }
            }
        },
    );
}

/// The known key that was likely meant, unless it stands beside this one.
fn meant<'k>(key: &str, known: &[&'k str], stands: impl Fn(&str) -> bool) -> Option<&'k str> {
    let meant = nearest(key, known.iter().copied())?;
    (!stands(meant)).then_some(meant)
}

/// The keys of an object of this kind in Swagger 2.0 and `OpenAPI` 3.0 to 3.2; `None` where they are not looked at.
fn keys(kind: Kind) -> Option<&'static [&'static str]> {
    Some(match kind {
        Kind::Operation => &OPERATION,
        Kind::Parameter => &PARAMETER,
        Kind::Header => &HEADER,
        Kind::RequestBody => &["description", "content", "required", "summary"],
        Kind::Response => &[
            "description",
            "headers",
            "content",
            "links",
            "schema",
            "examples",
            "summary",
        ],
        Kind::MediaType => &[
            "schema",
            "itemSchema",
            "example",
            "examples",
            "encoding",
            "prefixEncoding",
            "itemEncoding",
        ],
        Kind::Encoding => &[
            "contentType",
            "headers",
            "style",
            "explode",
            "allowReserved",
            "encoding",
            "prefixEncoding",
            "itemEncoding",
        ],
        Kind::Schema => &SCHEMA,
        _ => return None,
    })
}

/// Swagger 2.0 and `OpenAPI` 3, Operation Object.
const OPERATION: [&str; 15] = [
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
    "consumes",
    "produces",
    "schemes",
];

/// Swagger 2.0 and `OpenAPI` 3, Parameter Object; the former has the keys of a schema as well.
const PARAMETER: [&str; 33] = [
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "schema",
    "content",
    "example",
    "examples",
    "type",
    "format",
    "items",
    "collectionFormat",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "nullable",
    "summary",
    "title",
];

/// Swagger 2.0 and `OpenAPI` 3, Header Object.
const HEADER: [&str; 31] = [
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "schema",
    "content",
    "example",
    "examples",
    "type",
    "format",
    "items",
    "collectionFormat",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "nullable",
    "summary",
    "title",
];

/// Swagger 2.0 and `OpenAPI` 3, Schema Object, and the vocabularies of JSON Schema from draft 4 to 2020-12.
const SCHEMA: [&str; 57] = [
    "title",
    "description",
    "type",
    "format",
    "enum",
    "const",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "discriminator",
    "xml",
    "externalDocs",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxContains",
    "minContains",
    "maxProperties",
    "minProperties",
    "required",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "unevaluatedProperties",
    "items",
    "additionalItems",
    "prefixItems",
    "contains",
    "unevaluatedItems",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "definitions",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "id",
];

#[cfg(test)]
mod tests {
    use super::check;
    use crate::document::parse;
    use crate::report::Report;
    use crate::source::Source;

    /// The keys that are told, with what was meant.
    fn told(text: &str) -> Vec<String> {
        let mut report = Report::default();
        let tree = parse(&Source::new("api.yaml", text), &mut report);
        check(&mut tree.expect("the text is YAML"), &mut report);
        let told = report.diagnostics().iter();
        told.map(|d| format!("{} {}", d.message, d.help.as_deref().unwrap_or_default()))
            .collect()
    }

    #[test]
    fn slips_of_the_pen_are_told_in_every_object_and_version() {
        for (text, wrong, meant) in [
            (
                "{components: {schemas: {A: {propertis: {a: {}}}}}}",
                "propertis",
                "properties",
            ),
            (
                "{definitions: {A: {additionalProperty: false}}}",
                "additionalProperty",
                "additionalProperties",
            ),
            (
                "{components: {schemas: {A: {type: object, requried: [a]}}}}",
                "requried",
                "required",
            ),
            (
                "{components: {schemas: {A: {items: {nulable: true}}}}}",
                "nulable",
                "nullable",
            ),
            (
                "{paths: {/a: {get: {operationid: a}}}}",
                "operationid",
                "operationId",
            ),
            (
                "{paths: {/a: {get: {parameters: [{name: a, schemas: {}}]}}}}",
                "schemas",
                "schema",
            ),
            (
                "{paths: {/a: {get: {responses: {200: {contents: {}}}}}}}",
                "contents",
                "content",
            ),
        ] {
            let message =
                format!("`{wrong}` is not known here, and is not read did you mean `{meant}`?");
            assert_eq!(told(text), [message], "{text}");
        }
    }

    #[test]
    fn what_looks_like_no_key_is_the_authors_own() {
        for text in [
            "{components: {schemas: {A: {properties: {propertis: {}, requried: {}}}}}}",
            "{components: {schemas: {A: {x-propertis: 1, owner: me, $comment: c, $id: i}}}}",
            "{components: {schemas: {A: {example: {propertis: 1}, default: {titel: 1}}}}}",
            "{paths: {/a: {get: {operationId: a, operationid: b}}}}",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
    }
}
