//! Help: what stands beside each flag, before and after.

use std::fmt::Write;

use super::json::Json;
use super::model::{Command, Field, Program, Values};
use super::parser;
use super::problem::{EXIT_CODES, Problem};
use super::row::Broken;
use super::switch;
use super::words::{self, BUILT_IN};

/// The help on the whole program.
pub(crate) fn program(program: &'static Program) -> Result<String, Broken> {
    let name = program.name;
    let mut text = format!(
        "{}\n\nUsage: {name} {}\n\n",
        program.about,
        match program.groups {
            [_] => "COMMAND ..",
            _ => "GROUP COMMAND ..",
        }
    );
    match program.groups {
        [group] => rows(
            &mut text,
            "Commands",
            group.rows()?.iter().map(|row| (row.name, row.about)),
        ),
        groups => rows(
            &mut text,
            "Groups",
            groups.iter().map(|group| (group.name, group.about)),
        ),
    }
    rows(&mut text, "Further commands", BUILT_IN.iter().copied());
    rows(&mut text, "Options", OPTIONS.iter().copied());
    let credentials = program
        .credentials
        .iter()
        .map(|credential| (credential.variable, credential.scheme.name));
    rows(
        &mut text,
        "Credentials are read from the environment, else they are those that `auth login` has stored",
        credentials,
    );
    let _ = writeln!(text, "Exit codes:\n  {EXIT_CODES}\n");
    text.push_str(&match program.groups {
        [_] => further(name),
        _ => further(&format!("{name} GROUP")),
    });
    Ok(text)
}

/// The options of the program itself.
const OPTIONS: &[(&str, &str)] = &[
    ("-h, --help", "Prints this help"),
    ("-V, --version", "Prints the version"),
];

/// How the commands are called that every program has and that take words of their own.
const USAGE: &[(&str, &str)] = &[
    ("describe", "[COMMAND]"),
    ("completions", "bash|zsh|fish|powershell"),
    ("man", "FOLDER"),
];

/// The help on a command that every program has.
pub(crate) fn built_in(program: &Program, name: &str) -> String {
    let of = |table: &[(&str, &'static str)]| {
        let found = table.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, text)| text)
    };
    format!(
        "{}\n\nUsage: {} {name} {}\n",
        of(BUILT_IN),
        program.name,
        of(USAGE)
    )
}

/// Where there is more to read.
fn further(called: &str) -> String {
    format!("{called} COMMAND --help says what a command takes and what comes back.\n")
}

/// The help on a group.
pub(crate) fn group(
    program: &'static Program,
    group: &'static super::model::Group,
) -> Result<String, Broken> {
    let mut text = String::new();
    if !group.about.is_empty() {
        let _ = writeln!(text, "{}\n", group.about);
    }
    let _ = writeln!(text, "Usage: {} {} COMMAND ..\n", program.name, group.name);
    rows(
        &mut text,
        "Commands",
        group.rows()?.iter().map(|row| (row.name, row.about)),
    );
    text.push_str(&further(&format!("{} {}", program.name, group.name)));
    Ok(text)
}

fn rows<'a>(
    text: &mut String,
    heading: &str,
    rows: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) {
    let width = rows.clone().map(|(name, _)| name.len()).max().unwrap_or(0);
    if width == 0 {
        return;
    }
    let _ = writeln!(text, "{heading}:");
    for (name, about) in rows {
        let _ = writeln!(text, "{}", format!("  {name:width$}  {about}").trim_end());
    }
    text.push('\n');
}

/// What a command is.
pub(crate) fn about(command: &Command) -> String {
    let mut text = command.about.to_owned();
    if command.deprecated {
        text = format!("Deprecated. {text}");
    }
    if !command.details.is_empty() {
        let _ = write!(text, "\n\n{}", command.details);
    }
    let _ = write!(
        text,
        "\n\n{} {}",
        command.operation.method.as_str(),
        command.operation.path
    );
    text
}

/// What stands behind the flags: credentials and responses.
pub(crate) fn after(program: &Program, command: &Command) -> String {
    let mut text = String::new();
    let needed = command.operation.security;
    if !needed.is_empty() {
        let ways: Vec<String> = needed.iter().map(|all| way(program, all)).collect();
        let _ = write!(text, "Credentials:\n  {}\n\n", ways.join(", or "));
    }
    let width = command
        .responses
        .iter()
        .map(|response| response.status.len())
        .max()
        .unwrap_or(0);
    if !command.responses.is_empty() {
        text.push_str("Responses:\n");
    }
    for response in command.responses {
        let body = if response.body.is_empty() {
            String::new()
        } else {
            format!(" ({})", response.body)
        };
        let _ = writeln!(
            text,
            "  {:width$}  {}{body}",
            response.status, response.about
        );
    }
    if let Some(flag) = switch::flag(command) {
        let _ = writeln!(
            text,
            "\nWith --{flag} the response is a stream, which is printed as it comes: a line for each event or record."
        );
    }
    text.trim_end().to_owned()
}

fn way(program: &Program, schemes: &[&'static client::untyped::Scheme]) -> String {
    if schemes.is_empty() {
        return "none".to_owned();
    }
    let variables: Vec<String> = schemes
        .iter()
        .map(|scheme| match variable(program, scheme) {
            Some(variable) => format!("{} (in {variable})", scheme.name),
            None => scheme.name.to_owned(),
        })
        .collect();
    variables.join(" and ")
}

/// The variable that holds the credential of a scheme.
pub(crate) fn variable(
    program: &Program,
    scheme: &client::untyped::Scheme,
) -> Option<&'static str> {
    program
        .credentials
        .iter()
        .find(|credential| credential.scheme.name == scheme.name)
        .map(|credential| credential.variable)
}

/// What stands beside a flag.
pub(crate) fn field(field: &Field) -> Result<String, Broken> {
    let mut text = String::new();
    if field.deprecated {
        text.push_str("Deprecated. ");
    }
    text.push_str(field.help);
    let mut facts: Vec<String> = Vec::new();
    if field.is_needed() {
        facts.push("required".to_owned());
    } else if let Ok(constant) = Json::parse(field.constant) {
        facts.push(format!("always {}", constant.plain()));
    }
    if let Values::Object(object) = field.values {
        let fields = object.fields()?;
        facts.push(format!("members: {}", names(fields)));
        if let [first, ..] = fields {
            facts.push(format!("--{}.{} sets one of them", field.flag, first.flag));
        }
    }
    if let Values::List(Values::Object(object)) = field.values {
        facts.push(format!(
            "repeatable; members of each: {}",
            names(object.fields()?)
        ));
    } else if let Values::List(_) = field.values {
        facts.push("repeatable".to_owned());
    }
    if field.nullable {
        facts.push("may be null".to_owned());
    }
    if !field.facts.is_empty() {
        let _ = write!(text, " {}", field.facts);
    }
    if !facts.is_empty() {
        let _ = write!(text, " [{}]", facts.join("; "));
    }
    Ok(text.trim_start().to_owned())
}

fn names(fields: &[Field]) -> String {
    let names: Vec<String> = fields
        .iter()
        .map(|field| format!("{}{}", field.name, if field.required { "" } else { "?" }))
        .collect();
    names.join(", ")
}

/// What stands for the value of a parameter that is named by its position.
pub(crate) fn position_name(field: &Field) -> String {
    field.flag.replace('-', "_").to_uppercase()
}

/// The words by which a command is called, with what stands at a position.
pub(crate) fn with_positions(command: &Command, called: &str) -> String {
    let positions = command
        .parameters
        .iter()
        .filter(|parameter| parser::is_position(parameter))
        .map(|parameter| position_name(&parameter.field));
    let words: Vec<String> = [called.to_owned()].into_iter().chain(positions).collect();
    words.join(" ")
}

/// What stands for a value.
pub(crate) fn value_name(field: &Field) -> String {
    of(field.values)
}

fn of(values: Values) -> String {
    match values {
        Values::Text => "TEXT".to_owned(),
        Values::Integer => "INTEGER".to_owned(),
        Values::Number => "NUMBER".to_owned(),
        Values::Boolean => "true|false".to_owned(),
        Values::Choice(choices) => {
            let shown = choices.join("|");
            if shown.len() > 60 {
                "VALUE".to_owned()
            } else {
                shown
            }
        }
        Values::Any => "JSON".to_owned(),
        Values::File => "@FILE".to_owned(),
        Values::List(items) => of(*items),
        Values::Object(_) | Values::Map(_) => "NAME=VALUE,..".to_owned(),
    }
}

/// What is missing, what each of it is, and an example with all that is required.
pub(crate) fn missing(
    command: &Command,
    called: &str,
    required: &[&Field],
    missing: &[&Field],
) -> Problem {
    let flags: Vec<String> = missing
        .iter()
        .map(|field| format!("--{}", field.flag))
        .collect();
    let mut text = format!(
        "{} needs {}",
        words::after_program(called),
        flags.join(" and ")
    );
    for lacking in missing {
        let line = format!(
            "  --{} <{}>   {}",
            lacking.flag,
            of(lacking.values),
            lacking.help
        );
        let _ = write!(text, "\n{}", line.trim_end());
    }
    let example: Vec<String> = required
        .iter()
        .map(|field| format!("--{} {}", field.flag, sample(field)))
        .collect();
    let called = with_positions(command, called);
    let _ = write!(text, "\n  for example: {called} {}", example.join(" "));
    Problem::usage(text)
}

fn sample(field: &Field) -> String {
    match field.values {
        Values::Choice([first, ..]) => (*first).to_owned(),
        Values::Boolean => "true".to_owned(),
        Values::Integer | Values::Number => "1".to_owned(),
        Values::File => "@FILE".to_owned(),
        Values::List(_) => "'[]'".to_owned(),
        Values::Object(_) | Values::Map(_) | Values::Any => "'{}'".to_owned(),
        Values::Text | Values::Choice([]) => position_name(field),
    }
}
