//! What judges the generator: `cargo judge VERB`. Nobody who generates a crate needs it.

mod conform;
mod corpus;
mod cost;
mod count;
mod fallbacks;
mod faults;
mod flags;
mod one;
mod place;
mod programs;
mod reference;
mod requests;
mod roundtrip;
mod suggest;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

// A description is a tree of many small texts: with the allocator of the system a quarter of the time goes into them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Judges the generator: by many descriptions, by servers that check requests and by servers that do everything wrong, and by what a call
/// costs.
#[derive(Debug, Parser)]
#[command(
    name = "cargo judge",
    bin_name = "cargo judge",
    version,
    arg_required_else_help = true
)]
struct Program {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Corpus(corpus::Corpus),
    Conform(conform::Conform),
    Cost(cost::Cost),
    Faults(faults::Faults),
    Programs(programs::Programs),
    Reference(reference::Reference),
    Suggest(suggest::Suggest),
    Requests(requests::Requests),
    #[command(hide = true)]
    One(one::One),
    #[command(hide = true)]
    Sample(roundtrip::Sample),
}

fn main() -> ExitCode {
    if let Some(code) = corpus::stand_in() {
        return code;
    }
    let result = match Program::parse().verb {
        Verb::Corpus(args) => corpus::run(&args),
        Verb::Conform(args) => conform::run(&args),
        Verb::Cost(args) => cost::run(&args),
        Verb::Faults(args) => faults::run(&args),
        Verb::Programs(args) => programs::run(&args),
        Verb::Reference(args) => reference::run(&args),
        Verb::Suggest(args) => suggest::run(&args),
        Verb::Requests(args) => requests::run(&args),
        Verb::One(args) => one::run(&args),
        Verb::Sample(args) => roundtrip::run(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
