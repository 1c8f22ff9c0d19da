//! `generated/` is what the generator makes of `spec/` today, as `cargo xtask generate --check` says it too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::disk::{Spec, compare};
use clientwright::{Files, print};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What is wrong with a folder below `generated/`, which should hold these files.
fn complaints(name: &str, files: &Files) -> Vec<String> {
    let folder = repository().join("generated").join(name);
    if !folder.is_dir() {
        return vec![format!("generated/{name} is not there")];
    }
    let changes = compare(&folder, files).expect("the folder can be compared");
    let stale = changes.iter().map(|change| {
        format!(
            "generated/{name}/{} {}",
            change.path,
            change.kind.complaint()
        )
    });
    let listed = listed(&folder);
    let strays = sources(&folder, "src")
        .into_iter()
        .filter(|path| !listed.contains(path))
        .map(|path| format!("generated/{name}/{path} is not generated: remove it"));
    stale.chain(strays).collect()
}

/// The files that the crate's list names.
fn listed(folder: &Path) -> BTreeSet<String> {
    let list = fs::read_to_string(folder.join(".clientwright")).unwrap_or_default();
    let entries = list.lines().filter_map(|line| line.split_once("  "));
    entries.map(|(_, path)| path.to_owned()).collect()
}

/// The files below a folder, by their paths from `root`.
fn sources(root: &Path, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(folder)).expect("the folder can be read") {
        let entry = entry.expect("the entry can be read");
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(sources(root, &path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Each description that stands in `spec/`, whichever there are.
#[test]
fn every_crate_is_up_to_date() {
    let specs = Spec::all(&repository(), "spec").expect("the folder can be read");
    assert!(!specs.is_empty(), "there are descriptions");
    let mut wrong = Vec::new();
    for spec in specs {
        let output = spec.generate().expect("the description can be read");
        let Some(files) = &output.files else {
            wrong.push(print::text(&output.report, &output.sources, false));
            continue;
        };
        wrong.extend(complaints(&spec.name, files));
        if let Some(files) = &output.command_line {
            wrong.extend(complaints(&format!("{}-cli", spec.name), files));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}: run `cargo xtask generate`");
}

/// Each crate of `generated/` still has a description.
#[test]
fn no_crate_outlives_its_description() {
    let specs = Spec::all(&repository(), "spec").expect("the folder can be read");
    let known: BTreeSet<String> = specs
        .iter()
        .flat_map(|spec| [spec.name.clone(), format!("{}-cli", spec.name)])
        .collect();
    let folders = fs::read_dir(repository().join("generated")).expect("the folder can be read");
    let names = folders.map(|folder| folder.expect("a folder").file_name());
    let left: Vec<_> = names
        .filter_map(|name| name.into_string().ok())
        .filter(|name| !known.contains(name))
        .collect();
    assert!(
        left.is_empty(),
        "no description in spec/ is called {left:?}"
    );
}
