//! The command line: a table, and the files that every such program has.

mod cargo_toml;
mod program;
mod readme;
mod row;
mod rows;
pub(super) mod shell;
mod used;

use super::file::header;
use crate::files::Files;
use crate::rust::{CommandLine, Crate};

/// Writes out the program's package; it is made for the folder beside that of the crate.
#[must_use]
pub fn command_line(krate: &Crate, program: &CommandLine) -> Files {
    let source = &krate.source;
    let mut files = Files::default();
    files.insert("Cargo.toml", cargo_toml::file(krate, program));
    files.insert("README.md", readme::file(krate, program));
    files.insert("src/lib.rs", format!("{}\n\n{LIB}", header(source)));
    let library = program.package.name.replace('-', "_");
    let main = MAIN.replace("LIBRARY", &library);
    files.insert("src/main.rs", format!("{}\n\n{main}", header(source)));
    files.insert("src/table/mod.rs", rows::root(krate, program));
    files.insert("src/table/fields.rs", rows::fields(krate, program));
    files.insert("src/table/commands/mod.rs", rows::groups(krate, program));
    for group in &program.groups {
        let path = format!("src/table/commands/{}.rs", group.module.bare());
        files.insert(path, rows::group(krate, group));
    }
    program::add(krate, program, &mut files);
    files
}

/// The program is a library too, so that another one, or a test, can run it.
const LIB: &str = "\
//! The command line of the API: its table, and what every such program does with one.

mod cli;
mod table;

/// Runs the program on the words that the process was started with.
#[must_use]
pub fn main() -> std::process::ExitCode {
    cli::main(&table::PROGRAM)
}
";

const MAIN: &str = "\
//! The program.

fn main() -> std::process::ExitCode {
    LIBRARY::main()
}
";
