//! `table/`: the program, its commands by group, and the properties of objects.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::super::file::header;
use super::super::uses::declaration;
use super::row::{field, list, literal, word, write_command};
use super::used::Used;
use crate::rust::{Command, CommandBodyKind, CommandGroup, CommandLine, Crate};

/// `table/mod.rs`.
pub(super) fn root(krate: &Crate, program: &CommandLine) -> String {
    let mut text = format!(
        "{}\n\n//! The commands: what the description says of each operation, as data.\n\nmod commands;\nmod fields;\n\n",
        header(&krate.source)
    );
    let schemes: Vec<String> = program
        .credentials
        .iter()
        .map(|credential| credential.scheme.to_string())
        .collect();
    let mut model = vec!["Program".to_owned()];
    if !program.groups.is_empty() {
        model.push("Group".to_owned());
    }
    if !schemes.is_empty() {
        text.push_str(&declaration("use", "client::untyped", &schemes));
        text.push('\n');
        model.push("Credential".to_owned());
    }
    text.push_str(&declaration("use", "crate::cli::model", &model));
    let _ = write!(
        text,
        "\n#[rustfmt::skip]\npub(crate) static PROGRAM: Program = Program {{\n    name: {},\n    version: env!(\"CARGO_PKG_VERSION\"),\n    about: {},\n",
        word(&program.program),
        literal(&program.about)
    );
    let credentials = program.credentials.iter().map(|credential| {
        format!(
            "Credential {{ scheme: &{}, variable: {} }}",
            credential.scheme,
            literal(&credential.variable)
        )
    });
    list(&mut text, 1, "credentials", credentials);
    let groups = program.groups.iter().map(|group| {
        format!(
            "Group {{ name: {}, about: {}, commands: commands::{}::COMMANDS }}",
            word(&group.name),
            literal(&group.about),
            group.module
        )
    });
    list(&mut text, 1, "groups", groups);
    text.push_str("};\n");
    text
}

/// `table/commands/mod.rs`: the groups have a folder of their own, so that no tag is called like another file.
pub(super) fn groups(krate: &Crate, program: &CommandLine) -> String {
    let mut text = format!(
        "{}\n\n//! The commands by group.\n\n",
        header(&krate.source)
    );
    for group in &program.groups {
        let _ = writeln!(text, "pub(super) mod {};", group.module);
    }
    text
}

/// `table/fields.rs`.
pub(super) fn fields(krate: &Crate, program: &CommandLine) -> String {
    let mut text = format!(
        "{}\n\n//! The properties of objects inside requests.\n",
        header(&krate.source)
    );
    let mut used = Used::default();
    for row in program.objects.iter().flat_map(|object| &object.fields) {
        used.field(row);
    }
    if !used.model.is_empty() {
        text.push('\n');
        text.push_str(&declaration(
            "use",
            "crate::cli::model",
            &names(&used.model),
        ));
    }
    for object in &program.objects {
        let _ = write!(
            text,
            "\n#[rustfmt::skip]\npub(super) static {}: &[Field] = &[\n",
            object.constant
        );
        for row in &object.fields {
            let _ = writeln!(text, "    {},", field(row, ""));
        }
        text.push_str("];\n");
    }
    text
}

/// The file of a group.
pub(super) fn group(krate: &Crate, group: &CommandGroup) -> String {
    let mut rows = String::new();
    let mut used = Used::default();
    for command in &group.commands {
        used.command(command);
        write_command(&mut rows, command);
    }
    let mut text = format!(
        "{}\n\n//! The commands of {}.\n\n",
        header(&krate.source),
        group.name
    );
    text.push_str(&declaration("use", "client::untyped", &names(&used.client)));
    text.push('\n');
    for (path, used) in [
        ("crate::cli", &used.functions),
        ("crate::cli::model", &used.model),
        ("crate::table", &used.table),
    ] {
        if !used.is_empty() {
            text.push_str(&declaration("use", path, &names(used)));
        }
    }
    let _ = write!(
        text,
        "\n#[rustfmt::skip]\npub(in crate::table) static COMMANDS: &[Command] = &[\n{rows}];\n"
    );
    text
}

fn names(used: &BTreeSet<String>) -> Vec<String> {
    used.iter().cloned().collect()
}

pub(super) fn has_forms(program: &CommandLine) -> bool {
    has_body(program, CommandBodyKind::Form)
}

pub(super) fn has_parts(program: &CommandLine) -> bool {
    has_body(program, CommandBodyKind::Multipart)
}

fn has_body(program: &CommandLine, kind: CommandBodyKind) -> bool {
    commands(program).any(|command| command.bodies.iter().any(|body| body.kind == kind))
}

pub(super) fn has_pages(program: &CommandLine) -> bool {
    commands(program).any(|command| command.paging.is_some())
}

pub(super) fn has_streams(program: &CommandLine) -> bool {
    commands(program).any(|command| command.streamed)
}

fn commands(program: &CommandLine) -> impl Iterator<Item = &Command> {
    program.groups.iter().flat_map(|group| &group.commands)
}
