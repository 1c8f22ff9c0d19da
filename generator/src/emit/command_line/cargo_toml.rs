//! `Cargo.toml` of the program.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::super::file::header;
use super::rows::has_flow;
use crate::rust::{CommandFlowKind, CommandLine, Crate};

/// What the feature of the system's keyring needs.
const KEYRING: [&str; 2] = ["dep:keyring", "dep:keyring-core"];

/// The text of `Cargo.toml`.
pub(super) fn file(krate: &Crate, program: &CommandLine) -> String {
    let mut document = DocumentMut::new();
    let mut package = Table::new();
    package["name"] = value(&program.package.name);
    package["version"] = value(&program.package.version);
    package["edition"] = value("2024");
    package["rust-version"] = value("1.88");
    package["description"] = value(format!("The command line of {}", program.program));
    if let Some(license) = &program.package.license {
        package["license"] = value(license);
    }
    document["package"] = Item::Table(package);
    let mut binary = Table::new();
    binary["name"] = value(&program.program);
    binary["path"] = value("src/main.rs");
    // All that there is to test and to read is in the library; its name would meet that of the client too.
    binary["test"] = value(false);
    binary["doc"] = value(false);
    let mut binaries = ArrayOfTables::new();
    binaries.push(binary);
    document["bin"] = Item::ArrayOfTables(binaries);
    document["dependencies"] = Item::Table(dependencies(krate, program));
    let mut features = Table::new();
    features["keyring"] = value(KEYRING.into_iter().collect::<Array>());
    document["features"] = Item::Table(features);
    let mut lints = Table::new();
    lints["unsafe_code"] = value("forbid");
    let mut table = Table::new();
    table.set_implicit(true);
    table["rust"] = Item::Table(lints);
    document["lints"] = Item::Table(table);
    let header = header(&krate.source).replacen("//", "#", 1);
    format!("{header}\n\n{document}")
}

/// The dependencies: the client, and what every program needs.
fn dependencies(krate: &Crate, program: &CommandLine) -> Table {
    let mut client = InlineTable::new();
    client.insert("package", Value::from(&krate.package.name));
    client.insert("path", Value::from(format!("../{}", krate.package.name)));
    client.insert("version", Value::from(&krate.package.version));
    let mut all = packages();
    all.push(("client", value(client)));
    if !has_flow(program, CommandFlowKind::AuthorizationCode) {
        all.retain(|(name, _)| *name != BROWSER);
    }
    all.sort_by_key(|(name, _)| *name);
    table(all)
}

/// What opens a browser for who signs in there.
const BROWSER: &str = "open";

/// What a program may need, by name.
fn packages() -> Vec<(&'static str, Item)> {
    let clap = [
        "std",
        "help",
        "usage",
        "error-context",
        "suggestions",
        "string",
        "wrap_help",
    ];
    let tokio = ["rt", "time", "net", "signal"];
    vec![
        ("clap", with_features("4", &clap, false)),
        ("clap_mangen", value("0.3")),
        ("keyring", optional("4")),
        ("keyring-core", optional("1")),
        (BROWSER, value("5")),
        ("rpassword", value("7")),
        ("serde", value("1")),
        ("serde_json", with_features("1", &["raw_value"], true)),
        ("tokio", with_features("1", &tokio, false)),
    ]
}

fn table(items: Vec<(&'static str, Item)>) -> Table {
    let mut table = Table::new();
    for (name, item) in items {
        table[name] = item;
    }
    table
}

fn optional(version: &str) -> Item {
    let mut table = InlineTable::new();
    table.insert("version", Value::from(version));
    table.insert("optional", Value::from(true));
    value(table)
}

fn with_features(version: &str, features: &[&str], default: bool) -> Item {
    let mut table = InlineTable::new();
    table.insert("version", Value::from(version));
    if !default {
        table.insert("default-features", Value::from(false));
    }
    table.insert(
        "features",
        Value::Array(features.iter().copied().collect::<Array>()),
    );
    value(table)
}

#[cfg(test)]
mod tests {
    use toml_edit::DocumentMut;

    use super::{packages, table};

    #[test]
    fn the_packages_are_those_with_which_the_program_is_tested() {
        let text = include_str!("../../../command_line/Cargo.toml");
        let tested: DocumentMut = text.parse().expect("a manifest");
        let shown = |item: &toml_edit::Item| item.to_string().trim().to_owned();
        for (name, item) in &table(packages()) {
            let known = tested["dependencies"].get(name).map(shown);
            assert_eq!(known, Some(shown(item)), "{name}");
        }
    }
}
