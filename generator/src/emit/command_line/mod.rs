//! The command line: a table, and the files that every such program has.

mod cargo_toml;
mod json;
mod program;
mod readme;
mod row;
mod rows;
pub(super) mod shell;

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
    let comment = header(source).replacen("//", "#", 1);
    files.insert(".cargo/config.toml", format!("{comment}\n\n{PROFILE}"));
    files.insert("src/lib.rs", format!("{}\n\n{LIB}", header(source)));
    let library = program.package.name.replace('-', "_");
    let main = MAIN.replace("LIBRARY", &library);
    files.insert("src/main.rs", format!("{}\n\n{main}", header(source)));
    files.insert("src/table/mod.rs", rows::root(krate, program));
    files.insert("src/table/objects.txt", rows::objects(krate, program));
    for group in &program.groups {
        let path = format!("src/table/commands/{}.txt", group.module.bare());
        files.insert(path, rows::group(krate, group));
    }
    program::add(krate, program, &mut files);
    files
}

/// What makes the program a third as large. Cargo takes a profile from the manifest of a workspace alone, which that of the
/// program may not be, but reads this wherever the program is what is built.
const PROFILE: &str = "\
# `cargo install --path` and Cargo in this folder make a small program of it. A workspace that builds it from its own folder
# has its own profile.
[profile.release]
codegen-units = 1
lto = true
opt-level = \"z\"
panic = \"abort\"
strip = true
";

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
