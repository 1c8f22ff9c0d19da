//! `table/`: a row for each command, parameter, property and response.

use std::fmt::Write;

use super::super::file::header;
use super::row::{field, list, literal, word, write_command};
use crate::rust::{Command, CommandBodyKind, CommandGroup, CommandLine, Crate};

/// `table/mod.rs`.
pub(super) fn root(krate: &Crate, program: &CommandLine) -> String {
    let mut text = format!(
        "{}\n\n//! The commands: what the description says of each operation, as data.\n\nmod fields;\n",
        header(&krate.source)
    );
    for group in &program.groups {
        let _ = writeln!(text, "mod {};", group.module);
    }
    let schemes: Vec<&str> = program
        .credentials
        .iter()
        .map(|credential| credential.scheme.as_str())
        .collect();
    text.push('\n');
    for scheme in &schemes {
        let _ = writeln!(text, "use client::untyped::{scheme};");
    }
    if !schemes.is_empty() {
        text.push('\n');
    }
    text.push_str("use crate::cli::model::{");
    text.push_str(if schemes.is_empty() {
        "Group, Program};\n\n"
    } else {
        "Credential, Group, Program};\n\n"
    });
    let _ = write!(
        text,
        "#[rustfmt::skip]\npub(crate) static PROGRAM: Program = Program {{\n    name: {},\n    version: env!(\"CARGO_PKG_VERSION\"),\n    about: {},\n",
        word(&program.program),
        literal(&program.about)
    );
    list(
        &mut text,
        1,
        "credentials",
        program.credentials.iter().map(|credential| {
            format!(
                "Credential {{ scheme: &{}, variable: {} }}",
                credential.scheme,
                literal(&credential.variable)
            )
        }),
    );
    list(
        &mut text,
        1,
        "groups",
        program.groups.iter().map(|group| {
            format!(
                "Group {{ name: {}, about: {}, commands: {}::COMMANDS }}",
                word(&group.name),
                literal(&group.about),
                group.module
            )
        }),
    );
    text.push_str("};\n");
    text
}

/// `table/fields.rs`.
pub(super) fn fields(krate: &Crate, program: &CommandLine) -> String {
    let mut text = format!(
        "{}\n\n//! The properties of objects inside requests.\n",
        header(&krate.source)
    );
    if program.objects.is_empty() {
        return text;
    }
    text.push_str("\nuse crate::cli::model::{Field, Values};\n");
    for object in &program.objects {
        let rows = object.fields.iter().map(field);
        let _ = write!(
            text,
            "\n#[rustfmt::skip]\npub(super) static {}: &[Field] = &[\n",
            object.constant
        );
        for row in rows {
            let _ = writeln!(text, "    {},", row.replace("fields::", ""));
        }
        text.push_str("];\n");
    }
    // Not every kind of value is there in every API.
    if !text.contains("Values::") {
        text = text.replace("{Field, Values}", "Field");
    }
    text
}

/// The file of a group.
pub(super) fn group(krate: &Crate, program: &CommandLine, group: &CommandGroup) -> String {
    let mut rows = String::new();
    for command in &group.commands {
        write_command(&mut rows, command);
    }
    let mut text = format!(
        "{}\n\n//! The commands of {}.\n\n",
        header(&krate.source),
        group.name.replace(|c: char| c.is_control(), " ")
    );
    let used = |names: &[&str]| -> Vec<String> {
        names
            .iter()
            .filter(|name| is_used(&rows, name))
            .map(ToString::to_string)
            .collect()
    };
    let mut client = used(&[
        "Encoding",
        "Method",
        "NextPage",
        "Operation",
        "Paging",
        "Server",
        "Style",
        "Variable",
    ]);
    client.extend(
        program
            .credentials
            .iter()
            .map(|credential| credential.scheme.to_string())
            .filter(|scheme| is_used(&rows, scheme)),
    );
    client.sort();
    text.push_str(&super::super::uses::declaration(
        "use",
        "client::untyped",
        &client,
    ));
    text.push('\n');
    if rows.contains("fields::") {
        text.push_str("use super::fields;\n");
    }
    let functions: Vec<String> = ["form", "multipart", "stream"]
        .iter()
        .filter(|name| rows.contains(&format!("{name}::send")))
        .map(ToString::to_string)
        .collect();
    if !functions.is_empty() {
        text.push_str(&super::super::uses::declaration(
            "use",
            "crate::cli",
            &functions,
        ));
    }
    let model = used(&[
        "Body",
        "BodyKind",
        "Command",
        "Field",
        "Location",
        "Parameter",
        "Response",
        "Values",
    ]);
    text.push_str(&super::super::uses::declaration(
        "use",
        "crate::cli::model",
        &model,
    ));
    let _ = write!(
        text,
        "\n#[rustfmt::skip]\npub(super) static COMMANDS: &[Command] = &[\n{rows}];\n"
    );
    text
}

/// Whether a name stands in a text as a word of its own.
fn is_used(text: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
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
