//! The files of the repository, for tests that look at its shape.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the repository.
#[must_use]
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files below a folder of the repository with one of these extensions, each with its path and text.
///
/// # Panics
///
/// Where a file cannot be read.
#[must_use]
pub fn files(folder: &str, extensions: &[&str]) -> Vec<(String, String)> {
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

/// The lines that are neither comments nor tests.
#[must_use]
pub fn code(path: &str, text: &str) -> Vec<String> {
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
