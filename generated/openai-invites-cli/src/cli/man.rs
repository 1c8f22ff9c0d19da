//! `man DIR`: a manual page for the program, and one for each command.

use std::fs;
use std::path::Path;

use super::help;
use super::model::Program;
use super::parser;
use super::problem::Problem;
use super::words;

/// Writes the pages.
pub(crate) fn run(program: &'static Program, words: &[String]) -> Result<(), Problem> {
    let [folder] = words else {
        return Err(Problem::usage(format!(
            "man needs a folder\n  for example: {} man ~/.local/share/man/man1",
            program.name
        )));
    };
    let folder = Path::new(folder);
    let failed = |error: std::io::Error| {
        Problem::local(format!("`{}` cannot be written: {error}", folder.display()))
    };
    fs::create_dir_all(folder).map_err(failed)?;
    let whole = clap::Command::new(program.name)
        .version(program.version)
        .about(program.about)
        .long_about(help::program(program)?);
    let mut count = 0;
    let mut page = |name: &str, command: clap::Command| -> Result<(), std::io::Error> {
        let mut text = Vec::new();
        clap_mangen::Man::new(command)
            .title(name.to_uppercase())
            .render(&mut text)?;
        count += 1;
        fs::write(folder.join(format!("{name}.1")), text)
    };
    page(program.name, whole).map_err(failed)?;
    for (group, row) in words::all(program)? {
        let command = row.command(program, group)?;
        let called = words::name_of(program, command);
        let name = format!("{}-{}", program.name, called.replace(' ', "-"));
        let parser = parser::parser(program, command, &[])?
            .name(name.clone())
            .version(program.version);
        page(&name, parser).map_err(failed)?;
    }
    super::print(&format!("{count} pages are in {}\n", folder.display()))
}
