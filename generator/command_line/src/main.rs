//! The command line of the API: its table, and what every such program does with one.

mod cli;
mod table;

fn main() -> std::process::ExitCode {
    cli::main(&table::PROGRAM)
}
