//! The program of this repository: `cargo xtask VERB`.

mod ci;
mod generate;
mod names;
mod regenerate;
mod repository;
mod show;
mod suggest;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

// A description is a tree of many small texts: with the allocator of the system a quarter of the time goes into them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generates Rust client crates from OpenAPI descriptions.
///
/// Each description `spec/NAME.yaml` or `spec/NAME.json` becomes the crate `generated/NAME/`. What a description gets
/// wrong or leaves out is said in `spec/NAME.overlay.yaml`; `spec/README.md` explains how.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    version,
    arg_required_else_help = true
)]
#[command(after_help = "\
Most often needed:
  cargo xtask generate            generate all crates
  cargo xtask generate --check    say what is stale, write nothing
  cargo xtask show ir NAME        look at what the generator understood
  cargo xtask ci                  everything that has to pass before a change is taken")]
struct Program {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Generate(generate::Generate),
    Regenerate(regenerate::Regenerate),
    Show(show::Show),
    Suggest(suggest::Suggest),
    Ci(ci::Ci),
}

fn main() -> ExitCode {
    let result = match Program::parse().verb {
        Verb::Generate(args) => generate::run(&args),
        Verb::Regenerate(args) => regenerate::run(&args),
        Verb::Show(args) => show::run(&args),
        Verb::Suggest(args) => suggest::run(&args),
        Verb::Ci(args) => ci::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
