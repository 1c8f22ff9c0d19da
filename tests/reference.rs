//! The reference of a crate: every operation has its facts, every link leads somewhere, no text breaks a table.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright_tests::{broken_pages, generate, generate_file, lacking};

fn descriptions() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in [tests.join("cases"), tests.join("../spec")] {
        for entry in fs::read_dir(folder).expect("the folder can be listed") {
            let path = entry.expect("the entry can be listed").path();
            let name = path.to_string_lossy().into_owned();
            let described = [".yaml", ".json"].iter().any(|end| name.ends_with(end));
            if described && !name.contains(".overlay.") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn links_lead_somewhere_and_tables_hold() {
    let mut pages = 0;
    for path in descriptions() {
        let files = generate_file(&path).files();
        assert_eq!(
            broken_pages(&files),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
        pages += clientwright_tests::pages(&files).count();
    }
    assert!(pages > 100, "{pages}");
}

#[test]
fn every_operation_has_its_facts() {
    for path in descriptions() {
        let case = generate_file(&path);
        assert_eq!(
            lacking(&case.output),
            Vec::<String>::new(),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_file_of_the_index_is_no_page_of_a_tag() {
    let text = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: a\n      \
                tags: [README]\n      responses: {'200': {description: d}}\n";
    let files = generate("pets.yaml", text).files();
    assert!(
        files
            .get("docs/README.md")
            .is_some_and(|page| page.contains("(readme_api.md#a)"))
    );
    assert!(files.get("docs/readme_api.md").is_some());
}
