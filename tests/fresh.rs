//! `generated/` is what the generator makes of `spec/` today, as `cargo xtask generate --check` says it too.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::disk::compare;
use clientwright::{Input, Output, print};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Generates from `spec/FILE` with its overlay.
fn generate(file: &str) -> Output {
    let (name, _) = file.rsplit_once('.').expect("a file with an extension");
    let read = |path: &str| {
        fs::read_to_string(repository().join("spec").join(path)).map_err(|error| error.to_string())
    };
    let input = Input::new(
        name,
        format!("spec/{file}"),
        read(file).expect("the description can be read"),
    );
    let overlay = format!("{name}.overlay.yaml");
    let text = read(&overlay).expect("the overlay can be read");
    clientwright::generate(input.overlay(format!("spec/{overlay}"), text).read(&read))
}

fn check(file: &str) {
    let output = generate(file);
    let diagnostics = print::text(&output.report, &output.sources, false);
    assert!(
        diagnostics.is_empty(),
        "a description of the repository has nothing to complain of:\n{diagnostics}"
    );
    let (name, _) = file.rsplit_once('.').expect("a file with an extension");
    let crates = [
        (name.to_owned(), output.files),
        (format!("{name}-cli"), output.command_line),
    ];
    for (name, files) in crates {
        let folder = repository().join("generated").join(&name);
        let changes = compare(&folder, &files.expect("files")).expect("the folder can be compared");
        let stale: Vec<_> = changes
            .iter()
            .map(|change| format!("{} {}", change.path, change.kind.complaint()))
            .collect();
        assert!(
            stale.is_empty(),
            "generated/{name}: {stale:#?}: run `cargo xtask generate`"
        );
        let strays: Vec<_> = sources(&folder, "src")
            .into_iter()
            .filter(|path| !listed(&folder).contains(path))
            .collect();
        assert!(
            strays.is_empty(),
            "generated/{name}: {strays:?} are not generated: remove them"
        );
    }
}

/// The files that the crate's list names.
fn listed(folder: &Path) -> BTreeSet<String> {
    let list = fs::read_to_string(folder.join(".clientwright")).expect("the list can be read");
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

#[test]
fn openai_invites_is_up_to_date() {
    check("openai-invites.yaml");
}

#[test]
fn koyeb_invitations_is_up_to_date() {
    check("koyeb-invitations.json");
}

#[test]
fn every_description_is_checked_here() {
    let mut files: Vec<_> = fs::read_dir(repository().join("spec"))
        .expect("the folder can be read")
        .map(|entry| {
            entry
                .expect("the entry can be read")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| !name.contains(".overlay.") && name != "README.md")
        .collect();
    files.sort();
    assert_eq!(
        files,
        ["koyeb-invitations.json", "openai-invites.yaml"],
        "add a test for the new one"
    );
}
