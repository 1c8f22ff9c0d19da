//! `suggest`: what is suggested for many descriptions, and whether it can be applied.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::Args;
use clientwright::disk::Spec;
use clientwright::suggest::{self, Kind};
use clientwright::{Input, Output, understand};

use crate::corpus::list;

/// Suggests an overlay for each description, applies it, and says how many actions of each kind there are. An overlay that
/// adds a diagnostic is a failure.
#[derive(Debug, Args)]
pub(crate) struct Suggest {
    /// Descriptions, folders with descriptions, or tables with a column `file`.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// Of a table only the entries that begin with this.
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,

    /// Leaves out descriptions of more bytes than this.
    #[arg(long, value_name = "BYTES")]
    most: Option<u64>,

    /// Writes the overlays into this folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs the verb.
pub(crate) fn run(args: &Suggest) -> Result<()> {
    let mut kinds: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
    let (mut number, mut failed) = (0, 0);
    for entry in list::entries(&args.files, args.only.as_deref())? {
        let size = fs::metadata(&entry.path).map_or(0, |data| data.len());
        if args.most.is_some_and(|most| size > most) {
            println!("{}: left out, {size} bytes", entry.shown);
            continue;
        }
        let spec = Spec::at(&entry.path, Some(&entry.root), Some(&entry.name))?;
        let output = spec.understand()?;
        let Some((found, text)) = suggested(&spec, &output) else {
            continue;
        };
        number += 1;
        let mut of_entry: BTreeMap<Kind, usize> = BTreeMap::new();
        for suggestion in &found {
            *of_entry.entry(suggestion.kind).or_default() += 1;
        }
        for (kind, many) in &of_entry {
            let (descriptions, all) = kinds.entry(*kind).or_default();
            *descriptions += 1;
            *all += many;
        }
        let added = added(&spec, &output, &text)?;
        failed += usize::from(!added.is_empty());
        let counts: Vec<_> = of_entry
            .iter()
            .map(|(kind, many)| format!("{} {many}", kind.name()))
            .collect();
        println!("{}: {}{}", entry.shown, counts.join(", "), added);
        if let Some(folder) = &args.out {
            fs::create_dir_all(folder)?;
            fs::write(folder.join(format!("{}.overlay.yaml", entry.name)), text)?;
        }
    }
    println!("\n{:14} {:>12} {:>8}", "kind", "descriptions", "actions");
    for (kind, (descriptions, actions)) in kinds {
        println!("{:14} {descriptions:>12} {actions:>8}", kind.name());
    }
    if failed > 0 {
        bail!("{failed} of {number} overlays cannot be applied as they are");
    }
    Ok(())
}

/// What is suggested for a description, where there is anything.
fn suggested(spec: &Spec, output: &Output) -> Option<(Vec<suggest::Suggestion>, String)> {
    let (api, document) = (output.api.as_ref()?, output.document.as_ref()?);
    let found = suggest::suggest(api, document, &output.sources);
    let text = suggest::overlay(&api.title, &spec.name, &found, &output.sources)?;
    Some((found, text))
}

/// The diagnostics that an overlay adds, as text.
fn added(spec: &Spec, output: &Output, overlay: &str) -> Result<String> {
    let folder = spec.path.parent().unwrap_or(Path::new("."));
    let read =
        |path: &str| fs::read_to_string(folder.join(path)).map_err(|error| error.to_string());
    let input = Input::new(
        spec.name.as_str(),
        spec.shown.as_str(),
        fs::read(&spec.path)?,
    );
    let with = understand(input.read(&read).overlay("suggested.overlay.yaml", overlay));
    let known = output.report.diagnostics();
    let mut text = String::new();
    for diagnostic in with.report.diagnostics() {
        if !known
            .iter()
            .any(|known| known.message == diagnostic.message)
        {
            text += "\n  adds: ";
            text += &diagnostic.message;
        }
    }
    Ok(text)
}
