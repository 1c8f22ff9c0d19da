//! From text to document: parse, see the version, overlay, bundle, upgrade.

use std::cell::RefCell;

use crate::report::{Code, Report, Severity};
use crate::source::Source;

use super::parse::parse_for_places;
use super::version::{self, Version};
use super::{
    Document, Sources, Tree, budget, bundle, microsoft, openapi31, overlay, parse, swagger2,
    unknown,
};

/// What came of reading a description.
#[derive(Debug)]
pub struct Loaded {
    /// The document, unless the report has an error.
    pub document: Option<Document>,
    /// What there is to say about it.
    pub report: Report,
    /// Where the report's places are in the files.
    pub sources: Sources,
}

/// Reads a description.
///
/// `overlay` is an overlay document that is applied to it first. `read` gives the text of a further file, by its name
/// relative to the entry's folder, or says why it does not; names that lead out of that folder are never asked for.
#[must_use]
pub fn load(
    entry: Source,
    overlay: Option<Source>,
    read: &dyn Fn(&str) -> Result<String, String>,
) -> Loaded {
    let folder = match entry.name().rsplit_once('/') {
        Some((folder, _)) => folder.to_owned(),
        None => String::new(),
    };
    load_within(&folder, entry, overlay, read, Report::default())
}

/// Reads a description whose other files are in `folder`, which is the beginning of the entry's name: the entry's own
/// folder or one further up. `read` gets names relative to it. What there is to say is added to `report`.
#[must_use]
pub fn load_within(
    folder: &str,
    entry: Source,
    overlay: Option<Source>,
    read: &dyn Fn(&str) -> Result<String, String>,
    mut report: Report,
) -> Loaded {
    let mut sources = Sources::new(entry.name());
    let tree = complete(folder, entry, overlay, read, &mut sources, &mut report);
    Loaded {
        document: tree.filter(|_| is_readable(&report)).map(Document::new),
        report,
        sources,
    }
}

/// Whether the later stages can tell what else is wrong: an action of an overlay that does not fit leaves the document
/// as it was, and the others may have faults of their own.
fn is_readable(report: &Report) -> bool {
    let mut errors = report.diagnostics().iter();
    errors.all(|found| found.severity != Severity::Error || found.code == Code::Overlay)
}

fn complete(
    folder: &str,
    mut entry: Source,
    overlay: Option<Source>,
    read: &dyn Fn(&str) -> Result<String, String>,
    sources: &mut Sources,
    report: &mut Report,
) -> Option<Tree> {
    let tree = parse_for_places(&mut entry, report);
    let name = entry.name().to_owned();
    sources.add(entry);
    let mut tree = tree?;
    let version = version::detect(&tree, report)?;
    if let Some(overlay) = overlay {
        apply(&mut tree, overlay, sources, report);
    }
    microsoft::add_paths(&mut tree, &mut sources.origins);
    let texts = RefCell::new(Vec::new());
    let gather = |file: &str| {
        let text = read(file)?;
        let name = match folder.trim_end_matches('/') {
            "" => file.to_owned(),
            folder => format!("{folder}/{file}"),
        };
        texts.borrow_mut().push(Source::new(name, text.as_str()));
        Ok(text)
    };
    bundle::bundle(
        &name,
        folder,
        &mut tree,
        &gather,
        &mut sources.origins,
        report,
    );
    for source in texts.into_inner() {
        sources.add(source);
    }
    budget::check(&mut tree, report);
    if !is_readable(report) {
        return None;
    }
    unknown::check(&mut tree, report);
    if version == Version::Swagger2 {
        tree = swagger2::upgrade(tree, &mut sources.origins, report);
    }
    openapi31::upgrade(&mut tree, &mut sources.origins, report);
    Some(tree)
}

fn apply(tree: &mut Tree, overlay: Source, sources: &mut Sources, report: &mut Report) {
    let parsed = parse(&overlay, report);
    let name = overlay.name().to_owned();
    sources.add(overlay);
    sources.overlay = Some(name.clone());
    if let Some(parsed) = parsed {
        overlay::apply(tree, &parsed, &name, &mut sources.origins, report);
    }
}

#[cfg(test)]
mod tests {
    use super::{Loaded, load};
    use crate::pointer::Pointer;
    use crate::report::{Code, Place};
    use crate::source::{Position, Source};

    fn loaded(text: &str) -> Loaded {
        load(Source::new("api.yaml", text), None, &|name| {
            Err(format!("no {name}"))
        })
    }

    #[test]
    fn a_description_of_each_version_becomes_a_document() {
        for text in [
            "swagger: '2.0'\npaths: {}",
            "openapi: 3.0.0\npaths: {}",
            "openapi: 3.1.0\npaths: {}",
        ] {
            let loaded = loaded(text);
            assert_eq!(loaded.report.diagnostics(), [], "{text}");
            assert!(loaded.document.is_some(), "{text}");
        }
    }

    #[test]
    fn paths_of_microsoft_are_paths() {
        let text = "swagger: '2.0'\npaths: {}\nx-ms-paths:\n  '/op?x=1': {get: {responses: {}}}\n";
        let loaded = loaded(text);
        let place = Pointer::parse("/paths/~1op?x=1/get").map(Place::Value);
        let spots = loaded.sources.spots(&place);
        assert_eq!(
            spots[0].position,
            Position {
                line: 4,
                column: 15
            }
        );
    }

    #[test]
    fn what_is_no_description_becomes_a_report() {
        for (text, code) in [
            ("{", Code::Syntax),
            ("paths: {}", Code::Version),
            ("[1]", Code::Shape),
        ] {
            let loaded = loaded(text);
            assert!(loaded.document.is_none(), "{text}");
            assert_eq!(loaded.report.diagnostics()[0].code, code, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_in_an_overlay_hides_nothing_else() {
        let overlay = "overlay: 1.0.0\ninfo: {title: o, version: v}\nactions:\n\
                       - {target: $.gone, remove: true}\n";
        let loaded = load(
            Source::new("api.yaml", "openapi: 3.0.0\npaths: {}\n"),
            Some(Source::new("api.overlay.yaml", overlay)),
            &|_| Err(String::new()),
        );
        assert_eq!(loaded.report.diagnostics()[0].code, Code::Overlay);
        assert!(loaded.report.has_errors() && loaded.document.is_some());
    }

    #[test]
    fn moved_values_are_found_in_the_text() {
        let text = "swagger: '2.0'\npaths: {}\ndefinitions:\n  Pet:\n    type: object\n    x-nullable: true\n";
        let loaded = loaded(text);
        let place = Pointer::parse("/components/schemas/Pet/type").map(Place::Value);
        let spots = loaded.sources.spots(&place);
        assert_eq!(spots[0].file, "api.yaml");
        assert_eq!(spots[0].position, Position { line: 5, column: 5 });
        let pointer = spots[0].pointer.as_ref().map(ToString::to_string);
        assert_eq!(pointer.as_deref(), Some("/definitions/Pet/type"));
    }

    #[test]
    fn overlays_and_other_files_are_found_in_their_texts() {
        let entry = "openapi: 3.0.0\ninfo: {title: t, version: v}\npaths: {}\n\
                     components: {schemas: {Pet: {$ref: pet.yaml}}}\n";
        let overlay = "overlay: 1.0.0\ninfo: {title: o, version: v}\nactions:\n\
                       - target: $.info\n  update:\n    x-mine: 1\n";
        let loaded = load(
            Source::new("spec/api.yaml", entry),
            Some(Source::new("spec/api.overlay.yaml", overlay)),
            &|name| match name {
                "pet.yaml" => Ok("\ntype: object\n".to_owned()),
                _ => Err(format!("no {name}")),
            },
        );
        assert_eq!(loaded.report.diagnostics(), []);
        for (pointer, file, line) in [
            ("/components/schemas/Pet/type", "spec/pet.yaml", 2),
            ("/info/x-mine", "spec/api.overlay.yaml", 6),
        ] {
            let place = Pointer::parse(pointer).map(Place::Value);
            let spot = loaded.sources.spots(&place).remove(0);
            assert_eq!((spot.file.as_str(), spot.position.line), (file, line));
        }
    }
}
