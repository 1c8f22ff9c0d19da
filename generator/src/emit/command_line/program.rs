//! `src/cli/`: real files, delivered as they are, only those that the API needs.

use super::super::file::header;
use super::rows::{has_flow, has_forms, has_pages, has_parts, has_streams};
use crate::files::Files;
use crate::rust::{CommandFlowKind, CommandLine, Crate};

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
    "sign_in/authorization_code",
    "sign_in/device_code",
    "sign_in/mod",
    "sign_in/redirect",
    "sign_in/session",
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
    let in_browser = has_flow(program, CommandFlowKind::AuthorizationCode);
    let on_device = has_flow(program, CommandFlowKind::DeviceCode);
    let signs_in = in_browser || on_device;
    let optional = [
        ("form", has_forms(program)),
        ("multipart", has_parts(program)),
        ("paging", has_pages(program)),
        ("stream", has_streams(program)),
        ("sign_in/mod", signs_in),
        ("sign_in/session", signs_in),
        ("sign_in/authorization_code", in_browser),
        ("sign_in/redirect", in_browser),
        ("sign_in/device_code", on_device),
    ];
    let is_absent = |name: &str| {
        let is_it = |known: &str| known == name || known.strip_suffix("/mod") == Some(name);
        let mut optional = optional.iter();
        optional.any(|(known, there)| is_it(known) && !there)
    };
    for (name, text) in FILES.iter().filter(|(name, _)| !is_absent(name)) {
        let text = match name.strip_suffix("mod") {
            Some(folder) => declaring(text, |module| !is_absent(&format!("{folder}{module}"))),
            None => (*text).to_owned(),
        };
        files.insert(format!("src/cli/{name}.rs"), text);
    }
    let root = declaring(ROOT, |module| !is_absent(module));
    files.insert(
        "src/cli/mod.rs",
        format!("{}\n\n{root}", header(&krate.source)),
    );
}

/// A `mod.rs` that declares these modules alone.
fn declaring(text: &str, is_there: impl Fn(&str) -> bool) -> String {
    let is_kept = |line: &&str| {
        let module = line.trim_start_matches("pub(crate) ").strip_prefix("mod ");
        let module = module.and_then(|name| name.strip_suffix(';'));
        module.is_none_or(&is_there)
    };
    let lines = text.lines().filter(is_kept);
    lines.flat_map(|line| [line, "\n"]).collect()
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
