//! The shape of the code: who may import whom, who may use which package, how long a file may be.

use std::fs;

use clientwright_tests::{code, files, repository};

/// For each module of the generator, the modules that it may name.
const IMPORTS: [(&str, &[&str]); 18] = [
    ("pointer", &[]),
    ("files", &[]),
    ("nearest", &[]),
    ("text", &[]),
    ("method", &["text"]),
    ("source", &["pointer"]),
    ("report", &["pointer", "source"]),
    ("document", &["nearest", "pointer", "source", "report"]),
    (
        "print",
        &["pointer", "source", "report", "document", "text"],
    ),
    ("ir", &["method", "pointer"]),
    ("rust", &["method", "pointer", "text"]),
    ("lower", &["document", "ir", "nearest", "report", "pointer"]),
    ("plan", &["ir", "rust", "report", "pointer", "text"]),
    ("emit", &["rust", "files", "text"]),
    (
        "generate",
        &[
            "source", "report", "document", "ir", "lower", "rust", "plan", "emit", "files",
        ],
    ),
    ("suggest", &["document", "ir", "pointer", "report", "text"]),
    ("disk", &["emit", "files", "generate", "print", "report"]),
    (
        "lib",
        &[
            "disk", "document", "emit", "generate", "ir", "lower", "plan", "print", "report",
            "rust", "source", "suggest", "text",
        ],
    ),
];

/// Packages, and the only places that may name them.
const PACKAGES: [(&str, &[&str]); 10] = [
    ("annotate_snippets", &["print"]),
    ("heck", &["plan/names"]),
    ("quote", &["emit/"]),
    ("proc_macro2", &["emit/"]),
    ("syn", &["emit/"]),
    ("prettyplease", &["emit/"]),
    ("openapiv3", &["document/", "lower/"]),
    ("serde_yaml", &["document/"]),
    ("saphyr_parser", &["source"]),
    ("std::fs", &["disk/"]),
];

/// Calls by which a text of the description gets out of its type, and the only places that may make them: what is made
/// elsewhere takes the forms that they give.
const WAYS: [(&str, &[&str]); 3] = [
    (".raw()", &["plan/", "rust/outline/", "text."]),
    ("Doc::new(", &["plan/docs/"]),
    (
        "Ident::new(",
        &["plan/names/", "plan/types/structs.", "emit/ty."],
    ),
];

const MOST_LINES: usize = 450;
const MOST_LINES_OF_TESTS: usize = 600;

fn generator() -> Vec<(String, String)> {
    let mut files = files("generator/src", &[".rs"]);
    for (path, _) in &mut files {
        *path = path.trim_start_matches("generator/src/").to_owned();
    }
    files
}

#[test]
fn code_behind_tests_is_looked_at() {
    let text = "use a;\n#[cfg(test)]\nmod tests;\nuse b;\n#[cfg(test)]\nmod tests {\n    use c;\n}\n// d\nuse e;\n";
    assert_eq!(code("x.rs", text), ["use a;", "use b;", "use e;"]);
}

/// Whether a line names this path's first step, as in `crate::ir::Api` or `use heck::ToSnakeCase`.
fn names(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

fn module_of(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or(path)
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in generator() {
        let module = module_of(&path);
        let Some((_, allowed)) = IMPORTS.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!(
                "{path}: the module `{module}` is not in the list of this test"
            ));
            continue;
        };
        for line in code(&path, &text) {
            if line.contains("use crate::{") {
                wrong.push(format!(
                    "{path}: give each module a `use` of its own: {}",
                    line.trim()
                ));
            }
            let imported = IMPORTS
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| *name != module && names(&line, &format!("crate::{name}")));
            for name in imported.filter(|name| !allowed.contains(name)) {
                wrong.push(format!(
                    "{path}: `{module}` may not know `{name}`: {}",
                    line.trim()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn packages_are_used_in_their_places() {
    let mut wrong = Vec::new();
    for (path, text) in generator() {
        for line in code(&path, &text) {
            for (package, places) in PACKAGES {
                let used = names(&line, &format!("{package}::"))
                    || names(&line, &format!("use {package};"));
                if used && !places.iter().any(|place| path.starts_with(place)) {
                    wrong.push(format!(
                        "{path}: `{package}` belongs to {places:?}: {}",
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn texts_get_into_files_by_the_forms_of_their_types() {
    let mut wrong = Vec::new();
    for (path, text) in generator() {
        for line in code(&path, &text) {
            for (call, places) in WAYS {
                // Between backticks it is a word of a text of ours.
                let line = line.replace(&format!("`{call}`"), "");
                if line.contains(call) && !places.iter().any(|place| path.starts_with(place)) {
                    wrong.push(format!(
                        "{path}: `{call}` belongs to {places:?}: {}",
                        line.trim()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut wrong = Vec::new();
    for folder in [
        "generator/src",
        "generator/command_line",
        "generator/runtime",
        "xtask/src",
        "tests",
    ] {
        if !repository().join(folder).is_dir() {
            continue;
        }
        for (path, text) in files(folder, &[".rs"]) {
            let lines = text.lines().count();
            let judges = path.starts_with("tests/judge/src/");
            let most = if path.contains("tests") && (!judges || path.ends_with("tests.rs")) {
                MOST_LINES_OF_TESTS
            } else {
                MOST_LINES
            };
            if lines > most {
                wrong.push(format!(
                    "{path}: {lines} lines are more than {most}: make it two things"
                ));
            }
            if !text.starts_with("//! ") {
                wrong.push(format!(
                    "{path}: its first line does not say what it is (`//! ..`)"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_unfinished_or_bound_to_one_machine() {
    // Written in two halves, so that this file is not its own finding.
    let unfit = [
        ["todo", "!("],
        ["unimplemented", "!("],
        ["dbg", "!("],
        ["#[ig", "nore"],
        ["/ho", "me/"],
        ["/Us", "ers/"],
        ["/ro", "ot/"],
        ["/wo", "rk/"],
    ]
    .map(|halves| halves.concat());
    let mut wrong = Vec::new();
    for folder in ["generator", "xtask", "tests", "spec", "generated"] {
        for (path, text) in files(folder, &[".rs", ".md", ".toml", ".yaml", ".json"]) {
            for found in unfit.iter().filter(|unfit| text.contains(unfit.as_str())) {
                wrong.push(format!("{path}: `{found}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What judges the generator stays out of the program that everyone runs.
#[test]
fn the_program_does_not_know_its_judges() {
    let text = fs::read_to_string(repository().join("xtask/Cargo.toml")).expect("the manifest");
    let manifest: toml_edit::DocumentMut = text.parse().expect("it is TOML");
    let dependencies = manifest["dependencies"].as_table().expect("a table");
    let names: Vec<_> = dependencies.iter().map(|(name, _)| name).collect();
    let known = ["anyhow", "clap", "clientwright", "mimalloc", "serde_json"];
    assert_eq!(names, known, "a judge's package belongs to tests/judge");
}

/// What reads a description a second time has nothing of what the generator understands of it.
#[test]
fn the_reader_of_requests_does_not_know_the_generator() {
    let folder = "tests/judge/src/requests/reader";
    let known = ["std", "serde", "serde_json", "serde_yaml", "quick_xml"];
    let mut wrong = Vec::new();
    for (path, text) in files(folder, &[".rs"]) {
        for line in text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            let outside = line.contains("crate::") && !line.contains("crate::requests::reader::");
            let package = line
                .strip_prefix("use ")
                .and_then(|path| path.split("::").next());
            let is_other = package.is_some_and(|package| {
                let own = ["crate", "super"].contains(&package) || !line.contains("::");
                // A module of the folder's own may be named without `self`.
                let module = text.contains(&format!("mod {package};"));
                !own && !module && !known.contains(&package)
            });
            if outside || is_other || line.contains("clientwright") {
                wrong.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(files(folder, &[".rs"]).len() > 10, "{folder} has moved");
}

#[test]
fn the_top_level_is_fixed() {
    const KNOWN: [&str; 22] = [
        ".cargo",
        ".ci",
        ".git",
        ".gitattributes",
        ".github",
        ".gitignore",
        "Cargo.lock",
        "Cargo.toml",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "SECURITY.md",
        "clippy.toml",
        "deny.toml",
        "generated",
        "generator",
        "rustfmt.toml",
        "spec",
        "tests",
    ];
    let entries = fs::read_dir(repository()).expect("the repository can be read");
    let names = entries.map(|entry| {
        entry
            .expect("the entry can be read")
            .file_name()
            .into_string()
            .expect("text")
    });
    let unknown: Vec<_> = names
        .filter(|name| !KNOWN.contains(&name.as_str()) && name != "xtask" && name != "target")
        .collect();
    assert!(
        unknown.is_empty(),
        "neither a part of the project nor a tool's file: {unknown:?}"
    );
}

/// The pages for those who change the generator name files and items that there are.
#[test]
fn pages_name_what_there_is() {
    let generator = generator();
    let mut wrong = Vec::new();
    for page in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(repository().join(page)).expect("the page can be read");
        for line in text.lines() {
            let quoted = line.split('`').skip(1).step_by(2);
            let missing = quoted.filter(|word| !is_there(word, &generator));
            wrong.extend(missing.map(|word| format!("{page}: `{word}`")));
        }
    }
    assert!(wrong.is_empty(), "there is no {wrong:#?}");
}

/// Whether a path leads to a file or folder, and `module::item` to an item of the generator. Anything else is a word.
fn is_there(word: &str, generator: &[(String, String)]) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "_:/.-".contains(c);
    if !word.chars().all(is_plain) {
        return true;
    }
    if let Some((module, item)) = word.split_once("::").filter(|(_, item)| !item.is_empty()) {
        let declares = |text: &str| {
            ["fn", "struct", "enum", "type"].iter().any(|kind| {
                text.contains(&format!("{kind} {item}")) || text.contains(&format!(" {item},"))
            })
        };
        let is_in = |path: &str| path.split(['/', '.']).any(|step| step == module);
        return generator
            .iter()
            .any(|(path, text)| is_in(path) && declares(text));
    }
    let is_path = [".rs", ".md"].iter().any(|end| word.ends_with(end))
        || word.contains('/') && !word.contains("NAME");
    !is_path
        || word.starts_with("application/")
        || ["", "generator/src"]
            .iter()
            .any(|root| repository().join(root).join(word).exists())
}
