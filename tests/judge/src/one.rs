//! `one`: generates from one description and says what was counted, in a process that `corpus` can stop.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use clientwright::disk::{self, Edited, Spec};
use clientwright::print;
use clientwright::report::Code;
use serde_json::json;

use crate::{count, place};

/// Generates from one description, and prints diagnostics and counts, one JSON text a line.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// The description.
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,

    /// The folder that its `$ref`s stay in.
    #[arg(long, value_name = "DIR")]
    root: PathBuf,

    /// The package's name.
    #[arg(long, value_name = "NAME")]
    name: String,

    /// The folder of the crate.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Runs the verb.
pub(crate) fn run(args: &One) -> Result<()> {
    let started = Instant::now();
    // What leads nowhere is counted, and costs no more than what it stands for.
    let mut spec = Spec::at(&args.spec, Some(&args.root), Some(&args.name))?;
    spec.allowed = Code::ALLOWABLE.to_vec();
    let output = spec.generate()?;
    let elapsed = started.elapsed().as_millis();
    print!("{}", print::json(&output.report, &output.sources));
    let Some(files) = &output.files else {
        bail!("not generated: {}", spec.name);
    };
    disk::write(&args.out, files, Edited::Overwrite)?;
    if let Some(program) = &output.command_line {
        disk::write(&place::command_line(&args.out), program, Edited::Overwrite)?;
    }
    let counts = count::counts(&spec, &output, files, elapsed);
    println!("{}", json!({ "generated": counts }));
    Ok(())
}
