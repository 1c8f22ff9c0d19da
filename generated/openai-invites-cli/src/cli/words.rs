//! Which command is meant: the words before it, its group and its name, and the words behind it.

use super::model::{Command, Group, Program};
use super::problem::Problem;
use super::row::{Broken, Row};

/// The commands that every program has beside those of its API.
pub(crate) const BUILT_IN: &[(&str, &str)] = &[
    ("call", "Sends any request: call METHOD PATH"),
    (
        "describe",
        "Prints what a command takes and returns, for programs",
    ),
    (
        "auth",
        "Stores credentials: auth login, auth status, auth logout",
    ),
    ("completions", "Prints the completion script of a shell"),
    ("man", "Writes manual pages into a folder"),
    ("help", "Prints help, of a command too"),
];

/// Options that take a value and may stand before the command.
const WITH_VALUE: &[&str] = &[
    "-S",
    "--server",
    "--profile",
    "--timeout",
    "--retries",
    "-H",
    "-o",
    "--as",
    "--select",
    "--out",
    "--max-items",
];

/// What is meant.
pub(crate) enum Meant {
    /// Help on the whole program, or its version.
    Help,
    Version,
    /// Help on a group.
    Group(&'static Group),
    /// A command that every program has, with the words behind its name.
    BuiltIn(&'static str, Vec<String>),
    /// An operation, with all other words.
    Operation(&'static Command, Vec<String>),
}

/// Finds the command.
pub(crate) fn find(program: &'static Program, words: Vec<String>) -> Result<Meant, Problem> {
    let Some(at) = first_name(&words) else {
        return match words
            .iter()
            .find(|word| matches!(word.as_str(), "-V" | "--version"))
        {
            Some(_) => Ok(Meant::Version),
            None if words.is_empty()
                || words
                    .iter()
                    .any(|word| matches!(word.as_str(), "-h" | "--help")) =>
            {
                Ok(Meant::Help)
            }
            None => Err(Problem::usage(format!(
                "no command is named\n  {} --help lists them",
                program.name
            ))),
        };
    };
    let mut rest = words;
    let name = rest.remove(at);
    if let Some((built_in, _)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
        return Ok(Meant::BuiltIn(built_in, rest));
    }
    if let [group] = program.groups {
        return match command(program, group, &name)? {
            Some(command) => Ok(Meant::Operation(command, rest)),
            None => Err(unknown(program, &name)?),
        };
    }
    let Some(group) = program.groups.iter().find(|group| group.name == name) else {
        return Err(unknown(program, &name)?);
    };
    let Some(second) = rest.get(at).filter(|word| !word.starts_with('-')).cloned() else {
        return Ok(Meant::Group(group));
    };
    rest.remove(at);
    match command(program, group, &second)? {
        Some(command) => Ok(Meant::Operation(command, rest)),
        None => Err(unknown_in(program, group, &second)?),
    }
}

/// The command of a group, by its name.
pub(crate) fn command(
    program: &'static Program,
    group: &'static Group,
    name: &str,
) -> Result<Option<&'static Command>, Broken> {
    let row = group.row(name)?;
    row.map(|row| row.command(program, group)).transpose()
}

/// Each command, of which no more is read than its line begins with.
pub(crate) fn all(program: &'static Program) -> Result<Vec<(&'static Group, Row)>, Broken> {
    let mut all = Vec::new();
    for group in program.groups {
        all.extend(group.rows()?.into_iter().map(|row| (group, row)));
    }
    Ok(all)
}

/// The words by which a command of a group is called.
pub(crate) fn called(program: &Program, group: &str, name: &str) -> String {
    match program.groups {
        [_] => name.to_owned(),
        _ => format!("{group} {name}"),
    }
}

/// The words by which this command is called.
pub(crate) fn name_of(program: &Program, command: &Command) -> String {
    called(program, command.group, command.name)
}

/// Where the first word stands that is no option and no option's value.
fn first_name(words: &[String]) -> Option<usize> {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if WITH_VALUE.contains(&word.as_str()) {
            at += 2;
        } else if word.starts_with('-') && word.len() > 1 {
            at += 1;
        } else {
            return Some(at);
        }
    }
    None
}

fn unknown(program: &'static Program, name: &str) -> Result<Problem, Broken> {
    let groups = program.groups.iter().map(|group| group.name.to_owned());
    let names = all(program)?.into_iter();
    let names = names.map(|(group, row)| called(program, group.name, row.name));
    let names = names.chain(groups);
    Ok(not_found(
        name,
        names.chain(BUILT_IN.iter().map(|(name, _)| (*name).to_owned())),
        program.name,
    ))
}

fn unknown_in(
    program: &'static Program,
    group: &'static Group,
    name: &str,
) -> Result<Problem, Broken> {
    let names = group.rows()?.into_iter().map(|row| row.name.to_owned());
    let called = format!("{} {}", program.name, group.name);
    Ok(not_found(name, names, &called))
}

fn not_found(name: &str, known: impl Iterator<Item = String>, called: &str) -> Problem {
    let mut near: Vec<(usize, String)> = known
        .map(|known| (distance(name, last_word(&known)), known))
        .collect();
    near.sort();
    let near: Vec<String> = near
        .into_iter()
        .take(3)
        .filter(|(far, _)| *far <= 3.max(name.len() / 3))
        .map(|(_, name)| name)
        .collect();
    let hint = if near.is_empty() {
        String::new()
    } else {
        format!("\n  did you mean: {}", near.join(", "))
    };
    Problem::usage(format!(
        "there is no command `{name}`{hint}\n  {called} --help lists them"
    ))
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// How many letters differ (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (at, other) in b.iter().enumerate() {
            let cost = diagonal + usize::from(letter != *other);
            diagonal = row[at + 1];
            row[at + 1] = cost.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// The words of a command without the program's own name.
pub(crate) fn after_program(called: &str) -> &str {
    called.split_once(' ').map_or(called, |(_, rest)| rest)
}
