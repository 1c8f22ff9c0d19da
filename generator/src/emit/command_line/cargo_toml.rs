//! `Cargo.toml` of the program.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::super::file::header;
use crate::rust::{CommandLine, Crate};

/// The text of `Cargo.toml`.
pub(super) fn file(krate: &Crate, program: &CommandLine) -> String {
    let mut document = DocumentMut::new();
    let mut package = Table::new();
    package["name"] = value(&program.package.name);
    package["version"] = value(&program.package.version);
    package["edition"] = value("2024");
    package["rust-version"] = value("1.88");
    package["description"] = value(program.package.description.line());
    if let Some(license) = &program.package.license {
        package["license"] = value(license);
    }
    document["package"] = Item::Table(package);
    let mut binary = Table::new();
    binary["name"] = value(&program.program);
    binary["path"] = value("src/main.rs");
    let mut binaries = ArrayOfTables::new();
    binaries.push(binary);
    document["bin"] = Item::ArrayOfTables(binaries);
    document["dependencies"] = Item::Table(dependencies(krate));
    let mut lints = Table::new();
    lints["unsafe_code"] = value("forbid");
    let mut table = Table::new();
    table.set_implicit(true);
    table["rust"] = Item::Table(lints);
    document["lints"] = Item::Table(table);
    let header = header(&krate.source).replacen("//", "#", 1);
    format!("{header}\n\n{document}")
}

fn dependencies(krate: &Crate) -> Table {
    let mut table = Table::new();
    let clap = [
        "std",
        "help",
        "usage",
        "error-context",
        "suggestions",
        "string",
        "wrap_help",
    ];
    table["clap"] = with_features("4", &clap, false);
    table["clap_mangen"] = value("0.3");
    let mut client = InlineTable::new();
    client.insert("package", Value::from(&krate.package.name));
    client.insert("path", Value::from(format!("../{}", krate.package.name)));
    client.insert("version", Value::from(&krate.package.version));
    table["client"] = value(client);
    table["rpassword"] = value("7");
    table["serde"] = value("1");
    table["serde_json"] = with_features("1", &["raw_value"], true);
    table["tokio"] = with_features("1", &["rt", "net", "time"], false);
    table
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
