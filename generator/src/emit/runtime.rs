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
    "attempts",
    "auth",
    "base64",
    "blocking",
    "body",
    "build_error",
    "builder",
    "byte_stream",
    "call",
    "chunks",
    "client",
    "connections",
    "content",
    "credential_names",
    "custom_transport",
    "date",
    "date_time",
    "deadline",
    "derive",
    "encode",
    "environment",
    "error",
    "event_kinds",
    "events",
    "exposure",
    "fetch",
    "field",
    "fields",
    "form",
    "head",
    "header",
    "header_value",
    "headers",
    "hooks",
    "http_error",
    "json",
    "json_lines",
    "limits",
    "lines",
    "link_header",
    "lost",
    "map",
    "mask",
    "maybe",
    "media_type",
    "message",
    "multipart",
    "names",
    "native",
    "newtype",
    "number",
    "oauth2",
    "object",
    "observe",
    "operation",
    "options",
    "outgoing",
    "page_error",
    "pages",
    "paging",
    "park",
    "parts",
    "path",
    "payload",
    "presence",
    "reader",
    "redirects",
    "reply",
    "request",
    "response_error",
    "retry",
    "route",
    "scheme",
    "secret",
    "send",
    "sender",
    "server",
    "server_url",
    "servers",
    "shared",
    "source",
    "string_enum",
    "style",
    "target",
    "test_util",
    "trace",
    "transport",
    "transport_error",
    "undeclared",
    "union",
    "unix_time",
    "untyped",
    "untyped_form",
    "untyped_pages",
    "untyped_parts",
    "untyped_stream",
    "value_enum",
    "wasm",
    "xml",
    "xml_body",
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
            "EventKinds",
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
