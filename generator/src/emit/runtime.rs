//! `runtime/`: real files, delivered as they are, only the parts that the crate needs.

use std::collections::BTreeSet;

use super::file::header;
use crate::files::Files;
use crate::rust::Crate;

/// The text of each named file of the runtime.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../runtime/src/runtime/", $name, ".rs")))),*]
    };
}

/// Every file of the runtime that may be delivered.
const FILES: &[(&str, &str)] = files![
    "answer_error",
    "auth",
    "base64",
    "blocking",
    "body",
    "builder",
    "byte_stream",
    "call",
    "chunks",
    "client",
    "content",
    "date",
    "date_time",
    "derive",
    "encode",
    "environment",
    "error",
    "events",
    "exposure",
    "field",
    "fields",
    "form",
    "given",
    "header",
    "headers",
    "hooks",
    "json",
    "json_lines",
    "limits",
    "link_header",
    "lines",
    "map",
    "mask",
    "multipart",
    "names",
    "native",
    "newtype",
    "number",
    "oauth2",
    "object",
    "operation",
    "options",
    "outgoing",
    "pages",
    "paging",
    "parts",
    "path",
    "presence",
    "reader",
    "redirects",
    "reply",
    "request",
    "retry",
    "send",
    "server",
    "servers",
    "string_enum",
    "style",
    "target",
    "test_util",
    "three_state",
    "trace",
    "transport",
    "undeclared",
    "untyped",
    "untyped_form",
    "untyped_pages",
    "untyped_parts",
    "untyped_stream",
    "union",
    "unix_time",
    "value_enum",
    "wasm",
    "xml",
    "xml_read",
    "xml_write",
];

/// `mod.rs`: blocks of declarations, the first for every crate, each other for the part in the comment above it.
const ROOT: &str = include_str!("../../runtime/src/runtime/mod.rs");

/// Adds the files of the runtime.
pub(super) fn add(krate: &Crate, files: &mut Files) {
    let blocks: Vec<&str> = blocks(krate);
    let modules: BTreeSet<&str> = blocks.iter().flat_map(|block| modules(block)).collect();
    for (name, text) in FILES.iter().filter(|(name, _)| modules.contains(name)) {
        files.insert(format!("src/runtime/{name}.rs"), *text);
    }
    let root = blocks.join("\n\n");
    files.insert(
        "src/runtime/mod.rs",
        format!("{}\n\n{root}\n", header(&krate.source)),
    );
}

/// The blocks of `mod.rs` that a crate needs, without the comments that name their parts.
fn blocks(krate: &Crate) -> Vec<&'static str> {
    let parts: BTreeSet<String> = krate.parts.iter().map(|part| format!("{part:?}")).collect();
    ROOT.trim_end()
        .split("\n\n")
        .filter_map(|block| match block.strip_prefix("// ") {
            Some(named) => {
                let (part, lines) = named.split_once('\n')?;
                parts.contains(part).then_some(lines)
            }
            None => Some(block),
        })
        .collect()
}

/// The modules that a block declares.
fn modules(block: &str) -> impl Iterator<Item = &str> {
    block
        .lines()
        .map(|line| line.strip_prefix("pub ").unwrap_or(line))
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FILES, ROOT, modules};

    #[test]
    fn every_file_of_the_runtime_may_be_delivered() {
        let declared: BTreeSet<&str> = modules(ROOT).collect();
        let known: BTreeSet<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(declared, known);
    }

    #[test]
    fn each_block_belongs_to_a_part() {
        let parts = [
            "Object",
            "Map",
            "Rest",
            "StringEnum",
            "ValueEnum",
            "Union",
            "Newtype",
            "Maybe",
            "DateTime",
            "Date",
            "UnixTime",
            "Base64",
            "Number",
            "Uuid",
            "Paging",
            "Form",
            "Multipart",
            "Events",
            "JsonLines",
            "Body",
            "ByteStream",
            "Header",
            "Environment",
            "OAuth2",
            "Servers",
            "Xml",
            "Tests",
        ];
        for block in ROOT.split("\n\n") {
            if let Some(named) = block.strip_prefix("// ") {
                let part = named.lines().next().unwrap_or_default();
                assert!(parts.contains(&part), "{part}");
            }
        }
    }
}
