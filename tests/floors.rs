//! The floors of the runtime: which file may import which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use clientwright_tests::{code, files, repository};

/// The floors of the runtime, the lowest first: each imports only those before it.
const FLOORS: [&str; 12] = [
    "value",
    "platform",
    "description",
    "http",
    "error",
    "transport",
    "client",
    "call",
    "stream",
    "webhook",
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
