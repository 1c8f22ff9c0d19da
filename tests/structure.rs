//! The shape of the code: who may import whom, who may use which package, how long a file may be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// For each module of the generator, the modules that it may name.
const IMPORTS: [(&str, &[&str]); 16] = [
    ("pointer", &[]),
    ("files", &[]),
    ("nearest", &[]),
    ("text", &[]),
    ("source", &["pointer"]),
    ("report", &["pointer", "source"]),
    ("document", &["nearest", "pointer", "source", "report"]),
    (
        "print",
        &["pointer", "source", "report", "document", "text"],
    ),
    ("ir", &["pointer"]),
    ("rust", &["pointer", "text"]),
    ("lower", &["document", "ir", "nearest", "report", "pointer"]),
    ("plan", &["ir", "rust", "report", "pointer", "text"]),
    ("emit", &["rust", "files", "text"]),
    (
        "generate",
        &[
            "source", "report", "document", "ir", "lower", "rust", "plan", "emit", "files",
        ],
    ),
    ("disk", &["files", "generate", "report"]),
    (
        "lib",
        &[
            "disk", "document", "emit", "generate", "ir", "lower", "plan", "print", "report",
            "rust", "source", "text",
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

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files below a folder of the repository with one of these extensions, each with its path and text.
fn files(folder: &str, extensions: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(repository().join(&folder)).expect("the folder can be read");
        for entry in entries {
            let entry = entry.expect("the entry can be read");
            let name = entry.file_name().into_string().expect("the name is text");
            let path = format!("{folder}/{name}");
            if entry.path().is_dir() {
                // What the fuzz targets read with is generated.
                if name != "target" && !path.starts_with("tests/fuzz/readers") {
                    folders.push(path);
                }
            } else if extensions.iter().any(|extension| name.ends_with(extension)) {
                let text = fs::read_to_string(entry.path()).expect("the file is text");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

fn generator() -> Vec<(String, String)> {
    let mut files = files("generator/src", &[".rs"]);
    for (path, _) in &mut files {
        *path = path.trim_start_matches("generator/src/").to_owned();
    }
    files
}

/// The lines that are neither comments nor tests.
fn code(path: &str, text: &str) -> Vec<String> {
    if path.ends_with("tests.rs") || path.contains("/tests/") {
        return Vec::new();
    }
    let mut code = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            // What is for tests alone ends with its own line, or with the brace that closes it.
            let ends = |line: &&str| line.ends_with(';') && !line.starts_with(' ') || *line == "}";
            lines.find(ends);
        } else if !line.trim_start().starts_with("//") {
            code.push(line.to_owned());
        }
    }
    code
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

/// The floors of the runtime, the lowest first: each imports only those before it.
const FLOORS: [&str; 11] = [
    "value",
    "platform",
    "description",
    "http",
    "error",
    "transport",
    "client",
    "call",
    "stream",
    "untyped",
    "test_util",
];

#[test]
fn the_runtime_stands_in_floors() {
    let runtime = runtime();
    let floor = |file: &str| {
        let name = file.split('/').next().unwrap_or_default();
        FLOORS.iter().position(|floor| *floor == name)
    };
    let mut wrong = Vec::new();
    for (file, imports) in &runtime {
        if floor(file).is_none() {
            wrong.push(format!("`{file}` stands on no floor"));
        }
        let above = imports.iter().filter(|import| floor(import) > floor(file));
        wrong.extend(above.map(|import| format!("`{file}` stands below `{import}`")));
    }
    let circle = circle(&runtime);
    if !circle.is_empty() {
        wrong.push(format!("a circle of {}: {circle:?}", circle.len()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_runtime_says_what_its_floors_are() {
    let path = repository().join("generator/runtime/src/runtime/mod.rs");
    let text = fs::read_to_string(path).expect("the root can be read");
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | `"));
    let rows: Vec<&str> = rows.filter_map(|row| row.split('`').next()).collect();
    assert_eq!(rows, FLOORS);
}

/// What the runtime names, it names by the file in which it stands, and of the crate around it only the error body.
#[test]
fn the_runtime_knows_little_of_its_crate() {
    let mut wrong = Vec::new();
    for (path, text) in runtime_files() {
        for line in code(&path, &text) {
            let past_its_file = line
                .split_once("use crate::runtime::")
                .is_some_and(|(_, rest)| !FLOORS.contains(&first_word(rest)));
            // What a macro names is the business of where it is used.
            let outside = line.split("crate::").skip(1).map(first_word);
            let foreign = |word: &str| !matches!(word, "runtime" | "error_body");
            if past_its_file || outside.into_iter().any(foreign) {
                wrong.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_circle_is_found() {
    let file = |name: &str, imports: &[&str]| {
        let imports = imports.iter().map(ToString::to_string).collect();
        (name.to_owned(), imports)
    };
    let mut files = Imports::from([
        file("a", &["b"]),
        file("b", &["c", "d"]),
        file("c", &[]),
        file("d", &["c"]),
    ]);
    assert_eq!(circle(&files), Vec::<String>::new());
    files.extend([file("c", &["e"]), file("e", &["b"])]);
    assert_eq!(circle(&files), ["b", "c", "d", "e"]);
}

/// For each file, those that it imports.
type Imports = BTreeMap<String, BTreeSet<String>>;

/// The files of the runtime but its root and the doors for its tests, each by its path without `.rs`. The root of a floor is
/// named as the floor.
fn runtime_files() -> Vec<(String, String)> {
    let folder = "generator/runtime/src/runtime";
    let mut files = files(folder, &[".rs"]);
    for (path, _) in &mut files {
        let name = path[folder.len() + 1..].trim_end_matches(".rs");
        *path = name.trim_end_matches("/mod").to_owned();
    }
    files.retain(|(name, _)| !matches!(&**name, "mod" | "testing"));
    files
}

fn runtime() -> Imports {
    let texts: BTreeMap<String, String> = runtime_files().into_iter().collect();
    let imports = |(file, text): (&String, &String)| {
        let is_root = !file.contains('/');
        let floor = file.split('/').next().unwrap_or_default();
        let beside = if is_root { "" } else { floor };
        let starts = [
            ("super::", beside),
            ("self::", file),
            ("crate::runtime::", ""),
        ];
        let mut named = BTreeSet::new();
        let text = code(file, text).join("\n");
        for (start, folder) in starts {
            for (at, _) in text.match_indices(start) {
                // A macro names what stands at the root for those who use it.
                if text[..at].ends_with('$') {
                    continue;
                }
                let path = &text[at + start.len()..];
                let list = path
                    .strip_prefix('{')
                    .and_then(|list| list.split('}').next());
                let paths = list.map_or_else(|| vec![path], |list| list.split(',').collect());
                named.extend(
                    paths
                        .iter()
                        .filter_map(|path| imported(folder, path, &texts)),
                );
            }
        }
        named.remove(file);
        (file.clone(), named)
    };
    texts.iter().map(imports).collect()
}

/// The file in which an item stands that is named by a path from a folder.
fn imported(folder: &str, path: &str, texts: &BTreeMap<String, String>) -> Option<String> {
    let mut file = folder.to_owned();
    for step in path.trim_start().split("::").map(first_word) {
        let next = format!("{file}/{step}");
        let next = next.trim_start_matches('/');
        if !texts.contains_key(next) {
            break;
        }
        next.clone_into(&mut file);
    }
    (!file.is_empty()).then_some(file)
}

/// The word with which a text begins.
fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// The largest set of files each of which leads to every other.
fn circle(files: &Imports) -> Vec<String> {
    let reached = |from: &String| {
        let mut reached = BTreeSet::new();
        let mut next = vec![from];
        while let Some(file) = next.pop() {
            for import in files.get(file).into_iter().flatten() {
                if reached.insert(import) {
                    next.push(import);
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&String, BTreeSet<&String>> =
        files.keys().map(|file| (file, reached(file))).collect();
    let circles = files.keys().map(|file| {
        let back = |other: &&String| reached.get(other).is_some_and(|all| all.contains(file));
        let others = reached[file].iter().copied().filter(back);
        others.cloned().collect::<Vec<String>>()
    });
    circles.max_by_key(Vec::len).unwrap_or_default()
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
