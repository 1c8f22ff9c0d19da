//! The fault run of one crate. Only `requests` differs between crates.

mod calls;
mod declare;
mod own;
mod pieces;
mod requests;

use clap::Parser as _;
use clientwright_faults::Options;

fn main() -> anyhow::Result<()> {
    clientwright_faults::main(&Options::parse(), calls::make)
}
