//! `regenerate`, tried on a repository and its remote in plain git.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A remote repository, and a checkout of its branch `change` in which a description has been added.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        place.git(".", &["init", "--quiet", "--bare", "origin"]);
        place.git(".", &["init", "--quiet", "checkout"]);
        place.git("checkout", &["remote", "add", "origin", "../origin"]);
        for folder in ["checkout/spec", "checkout/generated", "checkout/xtask"] {
            fs::create_dir_all(place.path(folder)).expect("a folder");
        }
        place.describe("cats");
        place.write("checkout/generated/README.md", "Crates.\n");
        place.commit_and_push();
        place
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn write(&self, below: &str, text: &str) {
        fs::write(self.path(below), text).expect("it is written");
    }

    /// Writes a description whose one operation reads these pets.
    fn describe(&self, pets: &str) {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\nservers: [{{url: https://pets.example}}]\npaths:\n  \
             /{pets}: {{get: {{operationId: list-{pets}, tags: [{pets}], responses: {{'204': {{description: None.}}}}}}}}\n"
        );
        self.write("checkout/spec/pets.yaml", &text);
    }

    fn commit_and_push(&self) {
        self.git("checkout", &["add", "--all"]);
        self.git("checkout", &["commit", "--quiet", "--message", "by hand"]);
        let push = ["push", "--quiet", "origin", "HEAD:refs/heads/change"];
        self.git("checkout", &push);
    }

    /// What git prints, which has to succeed.
    fn git(&self, below: &str, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(arguments).current_dir(self.path(below));
        let output = plain(&mut git).output().expect("git starts");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// The files that the last commit of the remote's branch changed.
    fn pushed(&self) -> Vec<String> {
        let show = [
            "show",
            "--format=",
            "--no-renames",
            "--name-only",
            "refs/heads/change",
        ];
        let text = self.git("origin", &show);
        text.lines().map(str::to_owned).collect()
    }

    fn head(&self) -> String {
        self.git("origin", &["rev-parse", "refs/heads/change"])
    }

    fn regenerate(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_xtask"));
        program.arg("regenerate").args(arguments);
        program.env("CARGO_MANIFEST_DIR", self.path("checkout/xtask"));
        plain(&mut program).output().expect("the program starts")
    }
}

/// A command that sees no configuration of this machine's.
fn plain(command: &mut Command) -> &mut Command {
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "Pat");
        command.env(format!("GIT_{role}_EMAIL"), "pat@pets.example");
    }
    let nowhere = Path::new("/dev/null");
    command
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", nowhere)
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
}

fn text(output: &Output) -> String {
    let both = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8(both).expect("text")
}

const MODULE: &str = "generated/pets/src/api/cats.rs";

#[test]
fn what_is_generated_is_committed_to_the_branch() {
    let place = Place::new();
    place.write("checkout/notes.txt", "neither generated nor committed\n");
    let output = place.regenerate(&["--branch", "change"]);
    assert!(output.status.success(), "{}", text(&output));
    let pushed = place.pushed();
    assert!(pushed.iter().any(|path| path == MODULE), "{pushed:?}");
    assert!(pushed.iter().all(|path| path.starts_with("generated/")));

    // What goes away with a change of the description goes away on the branch.
    place.describe("dogs");
    place.git(
        "checkout",
        &["commit", "--quiet", "--message", "dogs", "spec"],
    );
    let output = place.regenerate(&["--branch", "change"]);
    assert!(output.status.success(), "{}", text(&output));
    assert!(place.pushed().contains(&MODULE.to_owned()), "it is removed");
    let tree = ["ls-tree", "-r", "--name-only", "refs/heads/change"];
    let tree = place.git("origin", &tree);
    assert!(tree.contains("dogs.rs") && !tree.contains("cats.rs") && !tree.contains("notes"));

    let before = place.head();
    let output = place.regenerate(&["--branch", "change"]);
    assert!(output.status.success(), "{}", text(&output));
    assert_eq!(place.head(), before, "there is nothing to commit");
}

#[test]
fn without_a_branch_the_stale_files_are_named_and_nothing_is_written() {
    let place = Place::new();
    let before = place.head();
    let output = place.regenerate(&[]);
    assert!(!output.status.success());
    assert!(text(&output).contains(MODULE), "{}", text(&output));
    assert!(!place.path("checkout/generated/pets").exists());
    assert_eq!(place.git("checkout", &["rev-parse", "HEAD"]), before);
}

#[cfg(unix)]
#[test]
fn a_push_that_is_refused_fails_with_the_names_of_what_is_stale() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = Place::new();
    let before = place.head();
    let hook = "origin/hooks/pre-receive";
    fs::create_dir_all(place.path("origin/hooks")).expect("a folder");
    place.write(hook, "#!/bin/sh\necho 'you may not push' >&2\nexit 1\n");
    let permissions = fs::Permissions::from_mode(0o755);
    fs::set_permissions(place.path(hook), permissions).expect("it is made executable");
    let output = place.regenerate(&["--branch", "change"]);
    let text = text(&output);
    assert!(!output.status.success(), "{text}");
    assert!(
        text.contains(MODULE) && text.contains("you may not push"),
        "{text}"
    );
    assert_eq!(place.head(), before);
}

#[test]
fn a_branch_that_has_moved_on_is_left_as_it_is() {
    let place = Place::new();
    place.git(
        ".",
        &["clone", "--quiet", "--branch", "change", "origin", "other"],
    );
    let commit = [
        "commit",
        "--quiet",
        "--allow-empty",
        "--message",
        "meanwhile",
    ];
    place.git("other", &commit);
    place.git(
        "other",
        &["push", "--quiet", "origin", "HEAD:refs/heads/change"],
    );
    let moved = place.head();
    let output = place.regenerate(&["--branch", "change"]);
    assert!(!output.status.success());
    assert!(
        text(&output).contains("stale on `change`"),
        "{}",
        text(&output)
    );
    assert_eq!(place.head(), moved);
}

#[test]
fn a_file_that_was_edited_by_hand_is_named_and_not_committed() {
    let place = Place::new();
    let output = place.regenerate(&["--branch", "change"]);
    assert!(output.status.success(), "{}", text(&output));
    place.write(&format!("checkout/{MODULE}"), "//! By hand.\n");
    place.describe("dogs");
    place.commit_and_push();
    let before = place.head();
    let output = place.regenerate(&["--branch", "change"]);
    assert!(!output.status.success());
    assert!(
        text(&output).contains("src/api/cats.rs"),
        "{}",
        text(&output)
    );
    assert_eq!(place.head(), before);
}
