//! The generated programs, each under its own name, and under any other name the program of the description that
//! `DESCRIPTION` names: its table is made when it starts, so that no description has to be compiled to be tried.

#[path = "../../../generator/command_line/src/cli/mod.rs"]
mod cli;
mod table;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow};
use clientwright::{Input, print};

fn main() -> ExitCode {
    let name = std::env::args_os().next().unwrap_or_default();
    match Path::new(&name).file_stem().and_then(|name| name.to_str()) {
        Some("koyeb-invitations") => koyeb_invitations_cli::main(),
        Some("openai-invites") => openai_invites_cli::main(),
        _ => match of_description() {
            Ok(program) => cli::main(program),
            Err(error) => {
                eprintln!("error: {error:#}");
                ExitCode::FAILURE
            }
        },
    }
}

fn of_description() -> Result<&'static cli::model::Program> {
    let file = std::env::var("DESCRIPTION").context("DESCRIPTION names no file")?;
    let text = std::fs::read(&file).with_context(|| file.clone())?;
    let output = clientwright::generate(Input::new("program", file, text));
    let planned = output.krate.as_ref().filter(|_| output.files.is_some());
    let krate =
        planned.ok_or_else(|| anyhow!(print::text(&output.report, &output.sources, false)))?;
    let program = krate
        .command_line
        .as_ref()
        .zip(output.command_line.as_ref());
    let (program, files) = program.context("the description wants no command line")?;
    Ok(table::of(krate, program, files))
}
