//! Completion: a short script for each shell, which asks the program itself.

use super::model::{Command, Field, Group, Program, Values};
use super::parser;
use super::problem::Problem;
use super::row::Broken;
use super::words::{self, BUILT_IN, Meant};

/// The word by which a script asks.
pub(crate) const ASK: &str = "__complete";

/// Prints the script of a shell.
pub(crate) fn script(program: &'static Program, words: &[String]) -> Result<(), Problem> {
    let template = match words.first().map(String::as_str) {
        Some("bash") => BASH,
        Some("zsh") => ZSH,
        Some("fish") => FISH,
        Some("powershell") => POWERSHELL,
        _ => {
            return Err(Problem::usage(format!(
                "completions needs a shell: bash, zsh, fish or powershell\n  for example: {0} completions bash > ~/.local/share/bash-completion/completions/{0}",
                program.name
            )));
        }
    };
    let function = program.name.replace('-', "_");
    super::print(
        &template
            .replace("NAME", program.name)
            .replace("FUNCTION", &function)
            .replace("ASK", ASK),
    )
}

const BASH: &str = "\
_FUNCTION() {
    local IFS=$'\\n'
    COMPREPLY=($(NAME ASK \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null))
}
complete -o default -F _FUNCTION NAME
";

const ZSH: &str = "\
#compdef NAME
_FUNCTION() {
    local -a found
    found=(${(f)\"$(NAME ASK \"${(@)words[2,CURRENT]}\" 2>/dev/null)\"})
    if (( $#found )); then compadd -- $found; else _files; fi
}
if [ \"$funcstack[1]\" = _FUNCTION ]; then _FUNCTION; else compdef _FUNCTION NAME; fi
";

const FISH: &str = "\
complete -c NAME -f -a '(NAME ASK (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
";

const POWERSHELL: &str = "\
Register-ArgumentCompleter -Native -CommandName NAME -ScriptBlock {
    param($word, $tree, $at)
    $words = @($tree.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    if (-not $word) { $words += '' }
    NAME ASK @words 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
}
";

/// Prints what may stand for the last word.
pub(crate) fn answer(program: &'static Program, mut words: Vec<String>) -> Result<(), Problem> {
    let last = words.pop().unwrap_or_default();
    let mut found = candidates(program, words, &last)?;
    found.retain(|candidate| candidate.starts_with(&last));
    found.sort();
    found.dedup();
    found.push(String::new());
    super::print(&found.join(
        "
",
    ))
}

fn candidates(
    program: &'static Program,
    words: Vec<String>,
    last: &str,
) -> Result<Vec<String>, Broken> {
    let before = words.last().cloned().unwrap_or_default();
    Ok(match words::find(program, words) {
        Ok(Meant::Operation(command, _)) => of_command(program, command, &before, last)?,
        Ok(Meant::Group(group)) => names_of(group)?,
        Ok(Meant::BuiltIn("completions", _)) => ["bash", "zsh", "fish", "powershell"]
            .map(str::to_owned)
            .to_vec(),
        Ok(Meant::BuiltIn("auth", _)) => ["login", "status", "logout"].map(str::to_owned).to_vec(),
        Ok(Meant::BuiltIn("describe" | "help", rest)) if rest.is_empty() => names(program)?,
        Ok(Meant::BuiltIn(..)) => Vec::new(),
        Ok(Meant::Help | Meant::Version) | Err(_) => {
            let built_in = BUILT_IN.iter().map(|(name, _)| (*name).to_owned());
            names(program)?
                .into_iter()
                .chain(built_in)
                .chain(["--help".to_owned(), "--version".to_owned()])
                .collect()
        }
    })
}

/// What may follow the words of a command, the last of which is `before`.
fn of_command(
    program: &'static Program,
    command: &'static Command,
    before: &str,
    last: &str,
) -> Result<Vec<String>, Broken> {
    let fields: Vec<&Field> = command
        .parameters
        .iter()
        .map(|parameter| &parameter.field)
        .chain(parser::fields(command))
        .collect();
    let parser = parser::parser(program, command, &[])?;
    if let Some(values) = before
        .strip_prefix("--")
        .and_then(|flag| values(&fields, flag))
    {
        return Ok(values);
    }
    if let Some((flag, _)) = last
        .strip_prefix("--")
        .and_then(|word| word.split_once('='))
    {
        let values = values(&fields, flag).unwrap_or_default();
        let values = values.into_iter();
        return Ok(values.map(|value| format!("--{flag}={value}")).collect());
    }
    let option = parser.get_arguments().find(|arg| {
        arg.get_long()
            .is_some_and(|long| before == format!("--{long}"))
            || arg
                .get_short()
                .is_some_and(|short| before == format!("-{short}"))
    });
    if let Some(option) = option.filter(|option| option.get_action().takes_values()) {
        let values = option.get_possible_values();
        let values = values.iter().map(|value| value.get_name().to_owned());
        return Ok(values.collect());
    }
    let options = parser
        .get_arguments()
        .filter_map(|arg| Some(format!("--{}", arg.get_long()?)));
    Ok(options.chain(["--help".to_owned()]).collect())
}

/// What may follow the program's name: its groups, or its commands where there is one group.
fn names(program: &'static Program) -> Result<Vec<String>, Broken> {
    match program.groups {
        [group] => names_of(group),
        groups => Ok(groups.iter().map(|group| group.name.to_owned()).collect()),
    }
}

/// The commands of a group.
fn names_of(group: &Group) -> Result<Vec<String>, Broken> {
    let rows = group.rows()?.into_iter();
    Ok(rows.map(|row| row.name.to_owned()).collect())
}

/// The values of a flag, where they are known.
fn values(fields: &[&Field], flag: &str) -> Option<Vec<String>> {
    let field = fields.iter().find(|field| field.flag == flag)?;
    if let Some(choices) = field.values.choices() {
        return Some(choices.iter().map(|choice| (*choice).to_owned()).collect());
    }
    let is_switch = matches!(field.values, Values::Boolean);
    is_switch.then(|| vec!["true".to_owned(), "false".to_owned()])
}
