//! The parser of one command, made of its row of the table when it is called.

use std::fmt::Write;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches};

use super::help;
use super::model::{Command, Field, Location, Parameter, Program, Values};
use super::problem::Problem;
use super::row::Broken;
use super::shorthand;

/// The words of a command, taken apart.
pub(crate) struct Line {
    matches: ArgMatches,
    /// The flags of properties inside objects that were given, with the members that lead to each.
    pub(crate) nested: Vec<Nested>,
}

/// A flag of a property inside an object: `--address.city`.
pub(crate) struct Nested {
    /// The flag, which is the ID of its argument.
    pub(crate) flag: String,
    /// The members that lead to the property.
    pub(crate) path: Vec<&'static str>,
    /// The property.
    pub(crate) field: &'static Field,
}

impl Line {
    /// The line of a command that has no flags of objects.
    pub(crate) fn new(matches: ArgMatches) -> Self {
        Self {
            matches,
            nested: Vec::new(),
        }
    }

    /// The values of a flag or of a position, if it was given.
    pub(crate) fn all(&self, id: &str) -> Option<Vec<&str>> {
        let values = self.matches.try_get_many::<String>(id).ok()??;
        Some(values.map(String::as_str).collect())
    }

    /// The value of an option.
    pub(crate) fn one(&self, id: &str) -> Option<&str> {
        self.matches
            .try_get_one::<String>(id)
            .ok()?
            .map(String::as_str)
    }

    /// Whether a switch was given.
    pub(crate) fn is_set(&self, id: &str) -> bool {
        self.matches
            .try_get_one::<bool>(id)
            .ok()
            .flatten()
            .copied()
            .unwrap_or(false)
    }
}

/// What parsing came to.
pub(crate) enum Parsed {
    Line(Line),
    /// The help that was asked for.
    Help(String),
}

/// Takes the words of a command apart.
pub(crate) fn parse(
    program: &'static Program,
    command: &'static Command,
    words: Vec<String>,
) -> Result<Parsed, Problem> {
    let nested = nested(command, &words)?;
    let parser = parser(program, command, &nested)?;
    let words = with_values(command, &nested, words);
    let mut parsed = parser.clone().try_get_matches_from(&words);
    if let Err(error) = &parsed
        && error.kind() == ErrorKind::MissingRequiredArgument
    {
        // What is missing is told with an example, once all else is known to be right.
        let lenient = parser.mut_args(|arg| arg.required(false));
        parsed = lenient.try_get_matches_from(words);
    }
    match parsed {
        Ok(matches) => Ok(Parsed::Line(Line { matches, nested })),
        Err(error) if error.use_stderr() => {
            let text = error.to_string();
            let text = text.strip_prefix("error: ").unwrap_or(&text);
            Err(Problem::usage(text.trim_end()))
        }
        Err(error) => Ok(Parsed::Help(error.to_string())),
    }
}

/// The words with `--flag true` and `--flag false` as one, since a switch alone takes no value.
fn with_values(command: &'static Command, nested: &[Nested], words: Vec<String>) -> Vec<String> {
    let is_switch = |word: &str| {
        let Some(name) = word.strip_prefix("--") else {
            return false;
        };
        let parameters = command.parameters.iter().map(|parameter| &parameter.field);
        let own = parameters
            .chain(fields(command))
            .map(|field| (field.flag, field));
        let inner = nested
            .iter()
            .map(|nested| (nested.flag.as_str(), nested.field));
        own.chain(inner)
            .any(|(flag, field)| flag == name && matches!(field.values, Values::Boolean))
    };
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut is_over = false;
    for word in words {
        is_over |= word == "--";
        match joined.last_mut() {
            Some(last) if !is_over && matches!(&*word, "true" | "false") && is_switch(last) => {
                last.push('=');
                last.push_str(&word);
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// The parser of a command.
pub(crate) fn parser(
    program: &'static Program,
    command: &'static Command,
    nested: &[Nested],
) -> Result<clap::Command, Broken> {
    let name = super::words::name_of(program, command);
    let mut parser = clap::Command::new(command.name)
        .bin_name(format!("{} {name}", program.name))
        .no_binary_name(true)
        .disable_version_flag(true)
        .disable_help_flag(true)
        .about(command.about)
        .long_about(help::about(command))
        .override_usage(usage(program, command))
        .after_long_help(help::after(program, command));
    for parameter in command.parameters {
        parser = parser.arg(if is_position(parameter) {
            position(&parameter.field)?
        } else {
            flag(
                &parameter.field,
                parameter.field.flag.to_owned(),
                "Parameters",
            )?
        });
    }
    for field in fields(command) {
        parser = parser.arg(flag(field, field.flag.to_owned(), "Body")?);
    }
    for nested in nested {
        parser = parser.arg(flag(nested.field, nested.flag.clone(), "Body")?);
    }
    Ok(parser
        .args(super::options::of_body(command))
        .args(super::options::output(command))
        .args(super::options::connection())
        .arg(super::options::help()))
}

/// How a command is called. What stands at a position cannot be left out.
fn usage(program: &'static Program, command: &'static Command) -> String {
    let name = super::words::name_of(program, command);
    let mut usage = format!("{} {name}", program.name);
    for parameter in command.parameters {
        let field = &parameter.field;
        if is_position(parameter) {
            let _ = write!(usage, " <{}>", help::position_name(field));
        } else if field.is_needed() {
            let _ = write!(usage, " --{} <{}>", field.flag, help::value_name(field));
        }
    }
    usage + " [OPTIONS]"
}

/// Whether a parameter is named by its position: those without which there is no path.
pub(crate) fn is_position(parameter: &Parameter) -> bool {
    parameter.location == Location::Path
}

/// The properties of all bodies, each once.
pub(crate) fn fields(command: &'static Command) -> impl Iterator<Item = &'static Field> {
    let all = command.bodies.iter().flat_map(|body| body.fields);
    let mut seen: Vec<&str> = Vec::new();
    all.filter(move |field| {
        let new = !seen.contains(&field.flag);
        seen.push(field.flag);
        new
    })
}

fn position(field: &'static Field) -> Result<Arg, Broken> {
    let arg = Arg::new(field.flag).value_name(help::position_name(field));
    with_help(arg.required(true).allow_negative_numbers(true), field)
}

/// An argument with what there is to say of it; where that is nothing there is no line for it.
fn with_help(arg: Arg, field: &Field) -> Result<Arg, Broken> {
    Ok(match help::field(field)? {
        text if text.is_empty() => arg,
        text => arg.help(text),
    })
}

fn flag(field: &'static Field, name: String, heading: &'static str) -> Result<Arg, Broken> {
    let arg = Arg::new(name.clone())
        .long(name)
        .help_heading(heading)
        .value_name(help::value_name(field));
    let arg = with_help(arg, field)?;
    Ok(match field.values {
        Values::Boolean => arg
            .action(ArgAction::Set)
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true"),
        Values::List(_) | Values::Map(_) | Values::Object(_) => {
            arg.action(ArgAction::Append).allow_negative_numbers(true)
        }
        _ => arg.action(ArgAction::Set).allow_negative_numbers(true),
    })
}

/// The flags with a dot in their names.
fn nested(command: &'static Command, words: &[String]) -> Result<Vec<Nested>, Problem> {
    let mut found: Vec<Nested> = Vec::new();
    for word in words.iter().take_while(|word| *word != "--") {
        let Some(name) = word.strip_prefix("--") else {
            continue;
        };
        let name = name.split('=').next().unwrap_or(name);
        let top = name.split('.').next().unwrap_or(name);
        if !name.contains('.') || found.iter().any(|nested| nested.flag == name) {
            continue;
        }
        if fields(command).any(|field| field.flag == name) {
            continue;
        }
        let mut error = None;
        for body in command.bodies {
            match shorthand::find(body.fields, name) {
                Ok((path, field)) => {
                    found.push(Nested {
                        flag: name.to_owned(),
                        path,
                        field,
                    });
                    error = None;
                    break;
                }
                Err(message) => error = Some(message),
            }
        }
        if let Some(message) = error.filter(|_| fields(command).any(|field| field.flag == top)) {
            return Err(Problem::usage(format!("--{name}: {message}")));
        }
    }
    Ok(found)
}
