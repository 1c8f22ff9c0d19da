//! `table/`: the program, its commands by group, and the properties of objects.

use std::fmt::Write;

use super::super::file::header;
use super::super::uses::declaration;
use super::json::line;
use super::row;
use crate::rust::{Command, CommandBodyKind, CommandFlowKind, CommandGroup, CommandLine, Crate};
use crate::text::Literal;

/// `table/mod.rs`.
pub(super) fn root(krate: &Crate, program: &CommandLine) -> String {
    let mut text = format!(
        "{}\n\n//! The commands: what the description says of each operation, a line for each.\n\n",
        header(&krate.source)
    );
    text.push_str(&uses(program));
    let _ = write!(
        text,
        "\n#[rustfmt::skip]\npub(crate) static PROGRAM: Program = Program {{\n    name: {},\n    version: env!(\"CARGO_PKG_VERSION\"),\n    about: {},\n",
        Literal::text(&program.program),
        program.about.literal()
    );
    let credentials = program.credentials.iter().map(|credential| {
        format!(
            "Credential {{ scheme: &{}, variable: {} }}",
            credential.scheme,
            credential.variable.literal()
        )
    });
    list(&mut text, "credentials", credentials);
    let schemes: Vec<String> = program
        .schemes()
        .iter()
        .map(|name| format!("&{name}"))
        .collect();
    let _ = writeln!(text, "    schemes: &[{}],", schemes.join(", "));
    let groups = program.groups.iter().map(|group| {
        format!(
            "Group {{ name: {}, about: {}, commands: include_str!(\"commands/{}.txt\") }}",
            Literal::text(&group.name),
            group.about.literal(),
            group.module.bare()
        )
    });
    list(&mut text, "groups", groups);
    text.push_str("    objects: include_str!(\"objects.txt\"),\n    optional: Optional {\n");
    for (name, function, is_there) in optional(program) {
        let value = if is_there {
            format!("Some({name}::{function})")
        } else {
            "None".to_owned()
        };
        let _ = writeln!(text, "        {name}: {value},");
    }
    text.push_str(&sign_in(program));
    text.push_str("    },\n};\n");
    text
}

fn uses(program: &CommandLine) -> String {
    let mut schemes: Vec<String> = program.schemes().iter().map(ToString::to_string).collect();
    if !program.flows.is_empty() {
        schemes.push("FlowUrls".to_owned());
    }
    let mut model = vec!["Optional".to_owned(), "Program".to_owned()];
    if !program.groups.is_empty() {
        model.push("Group".to_owned());
    }
    if !program.credentials.is_empty() {
        model.push("Credential".to_owned());
    }
    let functions = optional(program).into_iter();
    let functions: Vec<String> = functions
        .filter(|(.., is_there)| *is_there)
        .map(|(name, ..)| name.to_owned())
        .collect();
    let mut text = String::new();
    if !schemes.is_empty() {
        text.push_str(&declaration("use", "client::untyped", &schemes));
        text.push('\n');
    }
    let mut own = vec![declaration("use", "crate::cli::model", &model)];
    if !functions.is_empty() {
        own.push(declaration("use", "crate::cli", &functions));
    }
    if !program.flows.is_empty() {
        own.push(declaration(
            "use",
            "crate::cli::sign_in",
            &["Flows".to_owned()],
        ));
    }
    let kinds = [
        CommandFlowKind::AuthorizationCode,
        CommandFlowKind::DeviceCode,
    ];
    for kind in kinds.into_iter().filter(|kind| has_flow(program, *kind)) {
        let (file, name) = flow_type(kind);
        let path = format!("crate::cli::sign_in::{file}");
        own.push(declaration("use", &path, &[name.to_owned()]));
    }
    // As rustfmt sorts them.
    own.sort();
    text + &own.concat()
}

/// The flows in which a person signs in.
fn sign_in(program: &CommandLine) -> String {
    if program.flows.is_empty() {
        return "        sign_in: None,\n".to_owned();
    }
    let mut text = String::from("        sign_in: Some(&Flows(&[\n");
    for flow in &program.flows {
        let refresh = match &flow.refresh_url {
            Some(url) => format!("Some({})", url.literal()),
            None => "None".to_owned(),
        };
        let _ = writeln!(
            text,
            "            (&{}, &{}(FlowUrls {{ begin: {}, token: {}, refresh: {refresh} }})),",
            flow.scheme,
            flow_type(flow.kind).1,
            flow.begin_url.literal(),
            flow.token_url.literal()
        );
    }
    text + "        ])),\n"
}

/// The file of a flow, and its type.
fn flow_type(kind: CommandFlowKind) -> (&'static str, &'static str) {
    match kind {
        CommandFlowKind::AuthorizationCode => ("authorization_code", "AuthorizationCode"),
        CommandFlowKind::DeviceCode => ("device_code", "DeviceCode"),
    }
}

/// Whether the program knows a flow.
pub(super) fn has_flow(program: &CommandLine, kind: CommandFlowKind) -> bool {
    program.flows.iter().any(|flow| flow.kind == kind)
}

/// What not every API needs: the file, its function, and whether this one does.
fn optional(program: &CommandLine) -> [(&'static str, &'static str, bool); 4] {
    [
        ("form", "send", has_forms(program)),
        ("multipart", "send", has_parts(program)),
        ("paging", "read", has_pages(program)),
        ("stream", "send", has_streams(program)),
    ]
}

/// The comment with which a table begins.
fn table(krate: &Crate, about: &str) -> String {
    let header = header(&krate.source).replacen("//", "#", 1);
    format!("{header}\n# {about}\n")
}

/// `table/objects.txt`.
pub(super) fn objects(krate: &Crate, program: &CommandLine) -> String {
    let about = "An object inside requests a line: its name, and its properties as JSON.";
    let mut text = table(krate, about);
    for object in &program.objects {
        let fields = row::fields(&object.fields);
        let _ = writeln!(text, "{} {}", object.constant, line(&fields.into()));
    }
    text
}

/// The table of a group.
pub(super) fn group(krate: &Crate, group: &CommandGroup) -> String {
    let about = "A command a line: its name, what it does, and what more the description says of it, as JSON.";
    let mut text = table(krate, about);
    for command in &group.commands {
        let facts = row::command(command, &krate.api.schemes);
        let about = line(&command.about.line().into());
        let _ = writeln!(text, "{} {about} {}", command.name, line(&facts));
    }
    text
}

/// A list of the program, a line for each item.
fn list(text: &mut String, name: &str, rows: impl Iterator<Item = String>) {
    let rows: Vec<String> = rows.collect();
    if rows.is_empty() {
        let _ = writeln!(text, "    {name}: &[],");
        return;
    }
    let _ = writeln!(text, "    {name}: &[");
    for row in rows {
        let _ = writeln!(text, "        {row},");
    }
    text.push_str("    ],\n");
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
