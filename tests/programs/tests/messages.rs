//! What the compiler says of a wrong argument: it shows the argument, and where it is declared what is taken.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// For a call in `messages/wrong.rs`, what has to stand in its message: what is wrong, and the line of the signature.
const MESSAGES: [(&str, &[&str]); 11] = [
    (
        "new(5, \"gpt-4o\")",
        &[
            "`{integer}` is not an iterator",
            "messages: impl IntoIterator<Item = impl Into<ChatCompletionRequestMessage>>,",
        ],
    ),
    (
        "new([user.clone()], 5)",
        &[
            "`From<{integer}>` is not implemented for",
            "model: impl Into<ModelId>,",
        ],
    ),
    (
        "new([user])",
        &[
            "argument #2 is missing",
            "provide the argument",
            "/* model */",
        ],
    ),
    (
        "labels([0.5])",
        &[
            "IssuesCreateBodyLabel: From<{float}>` is not satisfied",
            "`IssuesCreateBodyLabel` implements `From<&str>`",
            "impl IntoIterator<Item = impl Into<",
            "pub labels: Option<Vec<IssuesCreateBodyLabel>>,",
        ],
    ),
    (
        "assignees(\"ada\")",
        &[
            "`&str` is not an iterator",
            "impl IntoIterator<Item = impl Into<",
            "pub assignees: Option<Vec<String>>,",
        ],
    ),
    (
        "port_bindings(5)",
        &["{integer}", "port_bindings: Option<PortMap>,"],
    ),
    (
        ".state(5)",
        &[
            "IssuesListForRepoState: From<{integer}>` is not satisfied",
            "pub fn state(mut self, state: impl Into<IssuesListForRepoState>) -> Self {",
        ],
    ),
    (
        "per_page(\"two\")",
        &[
            "expected `i64`, found `&str`",
            "pub fn per_page(mut self, per_page: i64) -> Self {",
        ],
    ),
    (
        "issues_create(5,",
        &["From<{integer}>` is not", "owner: impl Into<String>,"],
    ),
    (
        "issues_create(\"acme\", \"tools\", 0.5)",
        &[
            "for `IssuesCreateBody` to implement `From<{float}>`",
            "body: impl Into<IssuesCreateBody>,",
        ],
    ),
    (
        "container_create(\"nginx\")",
        &[
            "expected `ContainerCreateBody`, found `&str`",
            "pub fn container_create(",
        ],
    ),
];

/// The library of this package, as it was compiled last, beside this test.
fn library(folder: &Path) -> PathBuf {
    let files = fs::read_dir(folder).expect("the folder of what is compiled");
    let files = files.filter_map(|file| Some(file.ok()?.path()));
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libclientwright_program_tests-") && name.ends_with(".rlib")
    };
    let written = |path: &PathBuf| path.metadata().and_then(|of| of.modified()).ok();
    let found = files.filter(is_library).max_by_key(written);
    found.expect("the library is compiled")
}

/// What the compiler says of `messages/wrong.rs`, each error by itself.
fn errors() -> Vec<String> {
    let test = std::env::current_exe().expect("the path of this test");
    let folder = test.parent().expect("the folder of this test");
    let library = format!("clientwright_program_tests={}", library(folder).display());
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("rustc")
        .args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--emit",
            "metadata",
        ])
        .args(["--color", "never", "--extern", &library, "--out-dir"])
        .arg(env!("CARGO_TARGET_TMPDIR"))
        .arg(format!("-Ldependency={}", folder.display()))
        .arg(package.join("messages/wrong.rs"))
        .output()
        .expect("the compiler runs");
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).expect("text");
    said.split("\n\n").map(str::to_owned).collect()
}

#[test]
fn a_wrong_argument_is_shown_with_the_signature() {
    let errors = errors();
    let told: Vec<&String> = errors
        .iter()
        .filter(|error| error.starts_with("error["))
        .collect();
    assert_eq!(told.len(), MESSAGES.len(), "{}", errors.join("\n\n"));
    for (call, parts) in MESSAGES {
        let mut own = told.iter().filter(|error| error.contains(call));
        let error = own
            .next()
            .unwrap_or_else(|| panic!("`{call}` is not told of"));
        for part in parts {
            assert!(
                error.contains(part),
                "`{part}` is not told of `{call}`:\n{error}"
            );
        }
    }
}
