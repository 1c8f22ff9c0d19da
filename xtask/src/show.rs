//! `show`: prints what a stage has made of a description.

use std::io::{self, IsTerminal as _, Write as _};

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use clientwright::emit::code_samples;
use clientwright::print;

use crate::{names, repository};

/// Prints what a stage has made of a description.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The stage.
    #[arg(value_enum)]
    stage: Stage,

    /// A description: its name below `spec/`, or its path.
    #[arg(value_name = "NAME|FILE")]
    description: String,
}

/// The output that can be looked at.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Stage {
    /// What the file says, in the shape of OpenAPI 3.0.
    Document,
    /// What the API is.
    Ir,
    /// What the crate will be.
    Plan,
    /// The calls as an overlay with `x-codeSamples`, for portals that show the description.
    Samples,
    /// Every name of the crate, with what of the description it names: kind, name and origin, tabs between them.
    Names,
}

/// Runs the verb.
pub(crate) fn run(args: &Show) -> Result<()> {
    let spec = repository::spec(&args.description)?;
    let output = spec.generate()?;
    eprint!(
        "{}",
        print::text(&output.report, &output.sources, io::stderr().is_terminal())
    );
    let text = match args.stage {
        Stage::Document => match &output.document {
            Some(document) => Some(serde_json::to_string_pretty(
                &document.root().tree().to_json(),
            )?),
            None => None,
        },
        Stage::Ir => output.api.as_ref().map(ToString::to_string),
        Stage::Samples => output.krate.as_ref().map(code_samples),
        Stage::Plan => output.krate.as_ref().map(ToString::to_string),
        Stage::Names => output.krate.as_ref().map(names::text),
    };
    let Some(text) = text else {
        bail!("{} does not get that far", spec.shown);
    };
    // Whoever reads this may have seen enough before the end.
    let _ = writeln!(io::stdout(), "{}", text.trim_end());
    Ok(())
}
