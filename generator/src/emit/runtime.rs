//! `runtime/`: real files, delivered as they are, only the parts that the crate needs.

use std::collections::BTreeSet;

use super::file::header;
use crate::files::Files;
use crate::rust::{Crate, Part};

/// The text of each named file of the runtime.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../runtime/src/runtime/", $name, ".rs")))),*]
    };
}

/// Every file of the runtime that may be delivered.
const FILES: &[(&str, &str)] = files![
    "mod",
    "call/body",
    "call/content",
    "call/form",
    "call/header",
    "call/in_body",
    "call/methods",
    "call/mod",
    "call/multipart",
    "call/options",
    "call/parts",
    "call/query_string",
    "call/reader",
    "call/redirects",
    "call/reply",
    "call/request",
    "call/send",
    "call/target",
    "call/xml",
    "client/builder",
    "client/credentials",
    "client/detached",
    "client/detached_wasm",
    "client/environment",
    "client/exposure",
    "client/hooks",
    "client/mod",
    "client/oauth2/application",
    "client/oauth2/authorization_code",
    "client/oauth2/authorization_request",
    "client/oauth2/client_credentials",
    "client/oauth2/device_authorization",
    "client/oauth2/device_code",
    "client/oauth2/endpoint",
    "client/oauth2/form",
    "client/oauth2/mod",
    "client/oauth2/password",
    "client/oauth2/pkce",
    "client/oauth2/refresh",
    "client/observe",
    "client/path",
    "client/retry",
    "client/sender",
    "client/server_url",
    "client/servers",
    "client/shared",
    "client/token",
    "client/token_source",
    "client/trace",
    "description/mod",
    "description/operation",
    "description/scheme",
    "description/server",
    "error/attempts",
    "error/build",
    "error/mod",
    "error/page",
    "error/response",
    "error/transport",
    "http/credential_names",
    "http/head",
    "http/headers",
    "http/mask",
    "http/media_type",
    "http/mod",
    "http/secret",
    "platform/deadline",
    "platform/limits",
    "platform/mod",
    "platform/native",
    "platform/park",
    "platform/wasm",
    "stream/byte_stream",
    "stream/event_kinds",
    "stream/events",
    "stream/json_lines",
    "stream/link_header",
    "stream/mod",
    "stream/pages",
    "stream/paging",
    "test_util",
    "transport/blocking",
    "transport/chunks",
    "transport/connections",
    "transport/custom",
    "transport/fetch",
    "transport/header_value",
    "transport/http_error",
    "transport/lines",
    "transport/lost",
    "transport/mod",
    "transport/outgoing",
    "transport/payload",
    "transport/route",
    "untyped/attempt",
    "untyped/authorization_code",
    "untyped/device_code",
    "untyped/form",
    "untyped/mod",
    "untyped/pages",
    "untyped/parts",
    "untyped/refresh",
    "untyped/stream",
    "value/base64",
    "value/date",
    "value/date_time",
    "value/derive",
    "value/encode",
    "value/field",
    "value/fields",
    "value/json",
    "value/map",
    "value/maybe",
    "value/member",
    "value/mod",
    "value/names",
    "value/newtype",
    "value/number",
    "value/object",
    "value/presence",
    "value/source",
    "value/string_enum",
    "value/style",
    "value/undeclared",
    "value/union",
    "value/unix_time",
    "value/value_enum",
    "value/xml",
    "value/xml_read",
    "value/xml_write",
    "webhook/header",
    "webhook/mod",
    "webhook/payload",
    "webhook/signature",
];

/// What begins the name of a part in a `mod.rs`, above the block of lines that belongs to it.
const PART: &str = "// ";

/// Adds the files of the runtime.
pub(super) fn add(krate: &Crate, files: &mut Files) {
    for (name, text) in folder("", &krate.parts) {
        let text = match &*name {
            "mod" => format!("{}\n\n{text}", header(&krate.source)),
            _ => text,
        };
        files.insert(format!("src/runtime/{name}.rs"), text);
    }
}

/// The files of a folder that a crate with these parts needs, with those of the folders in it. There is none where nothing
/// stands in its `mod.rs` but what it is.
fn folder(path: &str, parts: &BTreeSet<Part>) -> Vec<(String, String)> {
    let blocks = blocks(file(&format!("{path}mod")).unwrap_or_default(), parts);
    let declared = blocks.iter().flat_map(|block| modules(block));
    let mut files = Vec::new();
    let mut missing = Vec::new();
    for module in declared {
        let name = format!("{path}{module}");
        if let Some(text) = file(&name) {
            files.push((name, text.to_owned()));
            continue;
        }
        let within = folder(&format!("{name}/"), parts);
        if within.is_empty() {
            missing.push(module);
        }
        files.extend(within);
    }
    let tells = |block: &&str| block.lines().all(|line| line.starts_with("//!"));
    if !blocks.iter().all(tells) {
        let text = blocks.join("\n\n") + "\n";
        files.push((format!("{path}mod"), without(&missing, &text)));
    }
    files
}

/// The text of a file of the runtime.
fn file(name: &str) -> Option<&'static str> {
    let found = FILES.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text)
}

/// A `mod.rs` without these folders, of which nothing is needed: neither declared, nor told of in its table.
fn without(folders: &[&str], text: &str) -> String {
    let tells = |line: &&str| {
        folders.iter().any(|folder| {
            *line == format!("mod {folder};") || line.starts_with(&format!("//! | `{folder}` |"))
        })
    };
    let lines = text.lines().filter(|line| !tells(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The blocks of a `mod.rs` that a crate with these parts needs, without the comments that name their parts. A block without
/// such a comment is for every crate.
fn blocks(text: &'static str, parts: &BTreeSet<Part>) -> Vec<&'static str> {
    let of_part = |block: &'static str| match block.strip_prefix(PART) {
        Some(named) => {
            let (name, lines) = named.split_once('\n')?;
            let is_needed = parts.iter().any(|part| part.name() == name);
            is_needed.then_some(lines)
        }
        None => Some(block),
    };
    text.trim_end().split("\n\n").filter_map(of_part).collect()
}

/// The modules that a block declares.
fn modules(block: &str) -> impl Iterator<Item = &str> {
    block.lines().filter_map(|line| {
        let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("mod ")?.strip_suffix(';')
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FILES, PART, folder, modules};
    use crate::rust::Part;

    #[test]
    fn every_file_of_the_runtime_may_be_delivered() {
        let parts = Part::ALL.iter().copied().collect();
        let delivered = folder("", &parts);
        let delivered: BTreeSet<&str> = delivered.iter().map(|(name, _)| &**name).collect();
        let known: BTreeSet<&str> = FILES.iter().map(|(name, _)| *name).collect();
        assert_eq!(delivered, known);
    }

    #[test]
    fn a_floor_of_which_nothing_is_needed_is_left_out() {
        let root = |parts: &[Part]| {
            let files = folder("", &parts.iter().copied().collect());
            let (_, root) = files
                .into_iter()
                .find(|(name, _)| name == "mod")
                .expect("the root");
            root
        };
        assert!(root(&[Part::Events]).contains("mod stream;"));
        assert!(!root(&[]).contains("stream"));
    }

    #[test]
    fn each_module_that_is_declared_has_a_file() {
        let one = Part::ALL.iter().map(|part| BTreeSet::from([*part]));
        for parts in std::iter::once(BTreeSet::new()).chain(one) {
            let files = folder("", &parts);
            let has = |name: &str| files.iter().any(|(known, _)| known == name);
            for (root, text) in files.iter().filter(|(name, _)| name.ends_with("mod")) {
                let folder = root.trim_end_matches("mod");
                for module in text.split("\n\n").flat_map(modules) {
                    let name = format!("{folder}{module}");
                    let is_there = has(&name) || has(&format!("{name}/mod"));
                    assert!(is_there, "{name} for {parts:?}");
                }
            }
        }
    }

    #[test]
    fn each_block_belongs_to_a_part() {
        let roots = FILES.iter().filter(|(name, _)| name.ends_with("mod"));
        for block in roots.flat_map(|(_, text)| text.split("\n\n")) {
            let Some(named) = block.strip_prefix(PART) else {
                continue;
            };
            let name = named.lines().next().unwrap_or_default();
            let is_part = Part::ALL.iter().any(|part| part.name() == name);
            assert!(is_part || name == "Tests", "{name}");
        }
    }
}
