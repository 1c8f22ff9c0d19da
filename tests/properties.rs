//! What holds for any description: the cases of the other tests, with something wrong in them.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::report::Report;
use clientwright_tests::{flaws, generate, mutate};
use fastrand::Rng;
use serde_json::Value;

/// How many descriptions are made of each case.
const VARIANTS: u64 = 3;

fn cases() -> Vec<(PathBuf, Value)> {
    let mut cases = Vec::new();
    for folder in ["cases", "ui"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(folder).expect("the cases can be listed") {
            let path = entry.expect("the case can be listed").path();
            let text = fs::read(&path).expect("the case can be read");
            let source = clientwright::document::source_of("case.yaml", &text).expect("text");
            if let Some(tree) = clientwright::document::parse(&source, &mut Report::default()) {
                cases.push((path, tree.to_json()));
            }
        }
    }
    cases.sort_by(|one, other| one.0.cmp(&other.0));
    cases
}

#[test]
fn whatever_is_described_ends_in_a_crate_that_parses_or_in_an_error() {
    let mut wrong = Vec::new();
    let (mut made, mut refused) = (0, 0);
    for (path, case) in cases() {
        for seed in 0..VARIANTS {
            let mut document = case.clone();
            mutate(&mut document, &mut Rng::with_seed(seed));
            let output = generate("case.json", &document.to_string()).output;
            made += usize::from(output.files.is_some());
            refused += usize::from(output.files.is_none());
            for flaw in flaws(&output) {
                wrong.push(format!("{} {seed}: {flaw}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(made > 20 && refused > 5, "{made} made, {refused} refused");
}

#[test]
fn a_text_that_ends_early_is_told() {
    for (path, case) in cases().into_iter().step_by(6) {
        let text = case.to_string();
        let mut end = text.len() / 2;
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let output = generate("case.json", &text[..end]).output;
        assert!(
            output.report.has_errors() && flaws(&output).is_empty(),
            "{}",
            path.display()
        );
    }
}
