//! What every command line does with its table.

mod auth;
mod body;
mod call;
mod complete;
mod config;
mod credentials;
mod curl;
mod describe;
pub(crate) mod form;
mod help;
mod interrupt;
mod json;
#[cfg(feature = "keyring")]
mod keyring;
mod man;
pub(crate) mod model;
pub(crate) mod multipart;
mod options;
mod output;
pub(crate) mod paging;
mod parser;
mod problem;
mod progress;
mod request;
mod row;
mod run;
mod shorthand;
pub(crate) mod sign_in;
pub(crate) mod stream;
mod switch;
mod value;
mod verbose;
mod words;

use std::io::Write;
use std::process::ExitCode;

use model::Program;
use problem::Problem;
use words::Meant;

/// Runs the program on the words that it was called with.
pub(crate) fn main(program: &'static Program) -> ExitCode {
    let words = std::env::args_os()
        .skip(1)
        .map(std::ffi::OsString::into_string);
    let outcome = match words.collect::<Result<Vec<String>, _>>() {
        Ok(words) => run(program, words),
        Err(word) => Err(Problem::usage(format!(
            "{} is no UTF-8 text: @FILE takes what a file holds",
            word.display()
        ))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            tell(&problem);
            problem.into()
        }
    }
}

fn run(program: &'static Program, mut words: Vec<String>) -> Result<(), Problem> {
    if words.first().is_some_and(|word| word == complete::ASK) {
        return complete::answer(program, words.split_off(1));
    }
    match words::find(program, words)? {
        Meant::Help => print(&help::program(program)?),
        Meant::Version => print(&format!("{} {}\n", program.name, program.version)),
        Meant::Group(group) => print(&help::group(program, group)?),
        Meant::Operation(command, words) => run::operation(program, command, words),
        Meant::BuiltIn(name @ ("describe" | "completions" | "man"), words)
            if words.iter().any(|word| word == "-h" || word == "--help") =>
        {
            print(&help::built_in(program, name))
        }
        Meant::BuiltIn(name, words) => match name {
            "auth" => auth::run(program, words),
            "call" => call::run(program, words),
            "completions" => complete::script(program, &words),
            "describe" => describe::run(program, words),
            "man" => man::run(program, &words),
            _ => help_on(program, words),
        },
    }
}

/// `help COMMAND` is what `COMMAND --help` is.
fn help_on(program: &'static Program, mut words: Vec<String>) -> Result<(), Problem> {
    words.push("--help".to_owned());
    run(program, words)
}

/// Prints what the program itself says.
fn print(text: &str) -> Result<(), Problem> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    Ok(stdout.flush()?)
}

/// Says on the standard error what is wrong; the body of a service's error comes behind it.
fn tell(problem: &Problem) {
    let mut stderr = std::io::stderr().lock();
    if let Problem::Closed | Problem::Interrupted = problem {
        return;
    }
    let _ = writeln!(
        stderr,
        "error: {}",
        output::for_people(&problem.to_string())
    );
    if let Problem::Refused { body, .. } = problem
        && !body.is_empty()
    {
        let shown = json::Json::parse(body).map_or_else(|_| body.clone(), |json| json.pretty());
        let _ = writeln!(stderr, "{}", output::for_people(shown.trim_end()));
    }
}
