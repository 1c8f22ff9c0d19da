//! Lines for a shell: a command with what it needs.

use std::fmt::Write;

use crate::rust::{Command, CommandGroup, CommandLine, CommandLocation, CommandValues, Request};
use crate::text::Text;

/// A longer line goes over several.
const LONGEST: usize = 100;

/// The line that makes the call of a request.
pub(in crate::emit) fn line(program: &CommandLine, request: &Request) -> Option<String> {
    let example = request.reference.example.as_ref();
    let words = example.map_or(&[][..], |example| &example.shell);
    let words: Option<Vec<String>> = words.iter().map(Text::shell_quoted).collect();
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        return Some(wrapped(&words));
    }
    let found = program.groups.iter().find_map(|group| {
        let mut commands = group.commands.iter();
        let command = commands.find(|command| command.id == request.id)?;
        Some((group, command))
    });
    let (group, command) = found?;
    Some(called(program, group, command) + &needs(command))
}

/// The words on a line, or each flag on a line of its own where that is too long.
fn wrapped(words: &[String]) -> String {
    let line = words.join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let mut text = String::new();
    for (at, word) in words.iter().enumerate() {
        let between = match at {
            0 => "",
            _ if word.starts_with("--") => " \\\n    ",
            _ => " ",
        };
        text.extend([between, word]);
    }
    text
}

/// The program with the words that lead to a command.
pub(super) fn called(program: &CommandLine, group: &CommandGroup, command: &Command) -> String {
    let name = &program.program;
    if program.groups.len() > 1 {
        format!("{name} {} {}", group.name, command.name)
    } else {
        format!("{name} {}", command.name)
    }
}

/// What a command cannot do without.
pub(super) fn needs(command: &Command) -> String {
    let mut text = String::new();
    for parameter in &command.parameters {
        let field = &parameter.field;
        if parameter.location == CommandLocation::Path {
            let _ = write!(text, " {}", field.flag.replace('-', "_").to_uppercase());
        } else if field.required && field.constant.is_none() {
            let _ = write!(
                text,
                " --{} {}",
                field.flag,
                sample(&field.values, &field.flag)
            );
        }
    }
    let fields = command
        .bodies
        .first()
        .map(|body| &body.fields)
        .into_iter()
        .flatten();
    for field in fields.filter(|field| field.required && field.constant.is_none()) {
        let _ = write!(
            text,
            " --{} {}",
            field.flag,
            sample(&field.values, &field.flag)
        );
    }
    text
}

fn sample(values: &CommandValues, flag: &str) -> String {
    match values {
        CommandValues::Choice(choices) => choices
            .first()
            .and_then(Text::shell_word)
            .unwrap_or("VALUE")
            .to_owned(),
        CommandValues::Boolean => "true".to_owned(),
        CommandValues::Integer | CommandValues::Number => "1".to_owned(),
        CommandValues::File => "@FILE".to_owned(),
        CommandValues::List(_) => "'[]'".to_owned(),
        CommandValues::Object(_) | CommandValues::Map(_) | CommandValues::Any => "'{}'".to_owned(),
        CommandValues::Text => flag.replace('-', "_").to_uppercase(),
    }
}
