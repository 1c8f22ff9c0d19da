//! Which specification a description follows.

use crate::pointer::Pointer;
use crate::report::{Code, Report};

use super::Tree;

/// The specification that a description follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// Swagger 2.0.
    Swagger2,
    /// OpenAPI 3.0, 3.1 or 3.2.
    OpenApi3,
}

const SUPPORTED: &str = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read";

/// Sees the version, or says what is wrong with it.
pub(super) fn detect(tree: &Tree, report: &mut Report) -> Option<Version> {
    let root = Pointer::root();
    if tree.as_map().is_none() {
        let message = format!("the document is {}, not a mapping", tree.kind());
        report.error(
            Code::Shape,
            &root,
            message,
            "begin it with `openapi: 3.1.0`",
        );
        return None;
    }
    if let Some(written) = tree.get("openapi") {
        let place = root.join("openapi");
        return match words(written).as_deref().map(str::trim) {
            Some(text) if ["3.0", "3.1", "3.2"].iter().any(|line| is_of(text, line)) => {
                warn_of_number(written, &place, report);
                Some(Version::OpenApi3)
            }
            text => {
                unknown("openapi", text, &place, report);
                None
            }
        };
    }
    if let Some(written) = tree.get("swagger") {
        let place = root.join("swagger");
        return match words(written).as_deref().map(str::trim) {
            Some(text) if text == "2" || is_of(text, "2.0") => {
                warn_of_number(written, &place, report);
                Some(Version::Swagger2)
            }
            text => {
                unknown("swagger", text, &place, report);
                None
            }
        };
    }
    missing(tree, report);
    None
}

fn missing(tree: &Tree, report: &mut Report) {
    let other = [
        ("swaggerVersion", "this is Swagger 1, which is not read"),
        ("overlay", "this is an overlay, not a description"),
        (
            "asyncapi",
            "this is an AsyncAPI document, not an OpenAPI description",
        ),
        (
            "arazzo",
            "this is an Arazzo document, not an OpenAPI description",
        ),
    ];
    let found = other.iter().find(|(key, _)| tree.has(key));
    let message = found.map_or(
        "neither `openapi` nor `swagger` says which version this is",
        |(_, m)| m,
    );
    report.error(
        Code::Version,
        &Pointer::root(),
        message,
        format!("{SUPPORTED}; begin with `openapi: 3.1.0`, for example"),
    );
}

fn unknown(key: &str, text: Option<&str>, place: &Pointer, report: &mut Report) {
    let message = match text {
        Some(text) => format!("`{key}: {text}` is a version that is not read"),
        None => format!("`{key}` is no version"),
    };
    report.error(Code::Version, place, message, SUPPORTED);
}

/// A version without quotes is a number, and 3.10 would be the same as 3.1.
fn warn_of_number(written: &Tree, place: &Pointer, report: &mut Report) {
    if written.as_number().is_some() {
        report.warning(
            Code::Version,
            place,
            "the version is a number, not text",
            "put it in quotes",
        );
    }
}

fn words(tree: &Tree) -> Option<String> {
    match tree {
        Tree::Text(text) => Some(text.clone()),
        Tree::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether a version is of a line: `3.1`, `3.1.0` and `3.1.0-rc0` are of `3.1`.
fn is_of(text: &str, line: &str) -> bool {
    text.strip_prefix(line)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}

#[cfg(test)]
mod tests {
    use super::{Version, detect};
    use crate::document::parse;
    use crate::report::{Code, Report};
    use crate::source::Source;

    fn version(text: &str) -> Result<Version, String> {
        let mut report = Report::default();
        let tree = parse(&Source::new("api", text), &mut report).expect("the text is YAML");
        detect(&tree, &mut report).ok_or_else(|| {
            let only = &report.diagnostics()[0];
            assert!(matches!(only.code, Code::Version | Code::Shape), "{only:?}");
            only.message.clone()
        })
    }

    #[test]
    fn known_versions_are_seen() {
        for text in [
            "swagger: '2.0'",
            "swagger: 2.0",
            "swagger: 2",
            "swagger: 2.0.0",
        ] {
            assert_eq!(version(text), Ok(Version::Swagger2), "{text}");
        }
        for text in [
            "openapi: 3.0.3",
            "openapi: 3.1",
            "openapi: '3.2.0'",
            "openapi: 3.1.0-rc0",
        ] {
            assert_eq!(version(text), Ok(Version::OpenApi3), "{text}");
        }
    }

    #[test]
    fn other_documents_are_refused_with_a_reason() {
        for (text, reason) in [
            ("swagger: '1.2'", "not read"),
            ("swaggerVersion: '1.2'", "Swagger 1"),
            ("openapi: 4.0.0", "4.0.0"),
            ("openapi: 3.10.0", "3.10.0"),
            ("openapi: [3]", "no version"),
            ("overlay: 1.0.0", "overlay"),
            ("paths: {}", "neither"),
            ("[]", "a list"),
            ("hello", "text"),
        ] {
            let message = version(text).expect_err(text);
            assert!(message.contains(reason), "{text}: {message}");
        }
    }
}
