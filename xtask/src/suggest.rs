//! `suggest`: writes a first overlay.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use clientwright::{print, suggest};

use crate::repository;

/// Suggests an overlay: pages, streams, headers and credentials that the description shows and does not say, each with its
/// evidence, to be read and kept or thrown away.
#[derive(Debug, Args)]
pub(crate) struct Suggest {
    /// A description: its name below `spec/`, or its path.
    #[arg(value_name = "NAME|FILE")]
    description: String,

    /// Writes it to `NAME.overlay.yaml` beside the description, where there is none yet, instead of printing it.
    #[arg(long)]
    write: bool,
}

/// Runs the verb.
pub(crate) fn run(args: &Suggest) -> Result<()> {
    let spec = repository::spec(&args.description)?;
    let output = spec.understand()?;
    let (Some(api), Some(document)) = (&output.api, &output.document) else {
        eprint!("{}", print::text(&output.report, &output.sources, false));
        bail!("{} cannot be read", spec.shown);
    };
    let found = suggest::suggest(api, document, &output.sources);
    let Some(text) = suggest::overlay(&api.title, &spec.name, &found, &output.sources) else {
        eprintln!("{} shows nothing that it does not say", spec.shown);
        return Ok(());
    };
    if !args.write {
        // Whoever reads this may have seen enough before the end.
        let _ = io::stdout().write_all(text.as_bytes());
        return Ok(());
    }
    let path: PathBuf = spec.path.with_extension("overlay.yaml");
    if let Some(there) = &spec.overlay {
        bail!(
            "{} is there already; without `--write` the rest is printed",
            there.display()
        );
    }
    let shown = path.display().to_string();
    let mut file = File::create_new(&path).with_context(|| shown.clone())?;
    file.write_all(text.as_bytes())
        .with_context(|| shown.clone())?;
    println!("{shown}: {} suggestions; read each", found.len());
    Ok(())
}
