//! `src/cli/`: real files, delivered as they are, only those that the API needs.

use super::super::file::header;
use super::rows::{has_forms, has_pages, has_parts, has_streams};
use crate::files::Files;
use crate::rust::{CommandLine, Crate};

/// The text of each named file.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../command_line/src/cli/", $name, ".rs")))),*]
    };
}

/// Every file that may be delivered.
const FILES: &[(&str, &str)] = files![
    "auth",
    "body",
    "call",
    "complete",
    "config",
    "credentials",
    "curl",
    "describe",
    "form",
    "help",
    "interrupt",
    "json",
    "keyring",
    "man",
    "model",
    "multipart",
    "options",
    "output/csv",
    "output/mod",
    "output/select",
    "output/table",
    "output/terminal",
    "output/yaml",
    "paging",
    "parser",
    "problem",
    "progress",
    "request",
    "row",
    "run",
    "shorthand",
    "stream",
    "switch",
    "value",
    "verbose",
    "words",
];

/// `mod.rs`, in which a block of lines stands for each file that is not always there.
const ROOT: &str = include_str!("../../../command_line/src/cli/mod.rs");

/// Adds the files.
pub(super) fn add(krate: &Crate, program: &CommandLine, files: &mut Files) {
    let optional = [
        ("form", has_forms(program)),
        ("multipart", has_parts(program)),
        ("paging", has_pages(program)),
        ("stream", has_streams(program)),
    ];
    let is_absent = |name: &str| {
        optional
            .iter()
            .any(|(known, there)| *known == name && !there)
    };
    for (name, text) in FILES.iter().filter(|(name, _)| !is_absent(name)) {
        files.insert(format!("src/cli/{name}.rs"), *text);
    }
    let lines = ROOT.lines().filter(|line| {
        let module = line.trim_start_matches("pub(crate) ").strip_prefix("mod ");
        !module
            .and_then(|name| name.strip_suffix(';'))
            .is_some_and(is_absent)
    });
    let root = lines.collect::<Vec<_>>().join("\n");
    files.insert(
        "src/cli/mod.rs",
        format!("{}\n\n{root}\n", header(&krate.source)),
    );
}

#[cfg(test)]
mod tests {
    use super::{FILES, ROOT};

    #[test]
    fn every_file_may_be_delivered() {
        for line in ROOT.lines() {
            let line = line.trim_start_matches("pub(crate) ");
            if let Some(name) = line
                .strip_prefix("mod ")
                .and_then(|name| name.strip_suffix(';'))
            {
                let known =
                    |(file, _): &(&str, &str)| *file == name || *file == format!("{name}/mod");
                assert!(FILES.iter().any(known), "{name}");
            }
        }
    }
}
