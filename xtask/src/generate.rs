//! `generate`: writes the crates.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use clientwright::disk::{self, Change, ChangeKind, Edited, Spec};
use clientwright::report::{Code, Diagnostic, Severity};
use clientwright::{Files, Output, print};
use serde_json::json;

use crate::repository::{self, Target};

/// Generates crates from descriptions.
///
/// Only files that have changed are written, and files that are not generated any more are removed. Each crate holds a
/// list of them, `.clientwright`: what does not stand there as it is, is yours, and is neither overwritten nor removed.
// Each is a switch of the command line by itself.
#[allow(clippy::struct_excessive_bools)]
#[derive(Debug, Default, Args)]
pub(crate) struct Generate {
    /// The descriptions, by their names below `spec/`; all of them where none is named.
    names: Vec<String>,

    /// Generates from this description instead.
    #[arg(long, value_name = "FILE", requires = "out", conflicts_with = "names")]
    spec: Option<PathBuf>,

    /// The folder that the `$ref`s of `--spec` stay in: its own or one further up.
    #[arg(long, value_name = "DIR", requires = "spec")]
    root: Option<PathBuf>,

    /// The folder for the crate of `--spec`: empty, or one that was generated before.
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,

    /// The folder for the command line of `--spec`, beside that of the crate; else there is none.
    #[arg(long, value_name = "DIR", requires = "spec")]
    command_line: Option<PathBuf>,

    /// The package's name for the crate of `--spec`; else it is that of the file.
    #[arg(long, value_name = "NAME", requires = "spec")]
    name: Option<String>,

    /// Writes nothing, names the files that are stale, and fails if there are any.
    #[arg(long)]
    check: bool,

    /// Overwrites and removes generated files that were edited, and files of your own where generated ones belong.
    #[arg(long, conflicts_with = "check")]
    force: bool,

    /// Takes whatever cannot be expressed for an error.
    #[arg(long)]
    strict: bool,

    /// Goes on where a reference leads nowhere (`reference`) or to a file that is not there (`file`): what it stands for
    /// is any JSON, or is left out, and is told as a warning. With `limit`, there may be any number of operations and schemas
    #[arg(long, value_name = "CODE", value_parser = Code::allowable)]
    allow: Vec<Code>,

    /// Prints every diagnostic, also those that differ from another one in the names that they quote alone.
    #[arg(long)]
    all_diagnostics: bool,

    /// For people, or one JSON text a line.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    message_format: MessageFormat,
}

impl Generate {
    /// The arguments that generate every crate, or check them, and take no replacement for what cannot be expressed.
    pub(crate) fn all(check: bool) -> Self {
        Self {
            check,
            strict: true,
            ..Self::default()
        }
    }
}

/// How results and diagnostics are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people: diagnostics with the lines that they are about.
    #[default]
    Human,
    /// For programs: one JSON text a line.
    Json,
}

/// Runs the verb.
pub(crate) fn run(args: &Generate) -> Result<()> {
    let mut targets = targets(args)?;
    for target in &mut targets {
        target.spec.allowed.clone_from(&args.allow);
    }
    let started = Instant::now();
    let mut failed = Vec::new();
    for target in &targets {
        if !generate(args, target)? {
            failed.push(target.spec.name.as_str());
        }
    }
    if args.message_format == MessageFormat::Human && targets.len() > 1 {
        println!(
            "{} crates in {} ms",
            targets.len(),
            started.elapsed().as_millis()
        );
    }
    match (failed.is_empty(), args.check) {
        (true, _) => Ok(()),
        (false, true) => bail!(
            "not as generated: {}; run `{}`",
            failed.join(", "),
            command(args)
        ),
        (false, false) => bail!("not generated: {}", failed.join(", ")),
    }
}

fn targets(args: &Generate) -> Result<Vec<Target>> {
    if let (Some(path), Some(out)) = (&args.spec, &args.out) {
        let spec = Spec::at(path, args.root.as_deref(), args.name.as_deref())?;
        let out = out.clone();
        return Ok(vec![Target { spec, out }]);
    }
    let names = args.names.iter().map(|name| repository::target(name));
    Ok(if args.names.is_empty() {
        repository::targets()?
    } else {
        names.collect::<Result<_, _>>()?
    })
}

/// The command that brings up to date what a check found to be stale.
fn command(args: &Generate) -> String {
    let mut words = vec!["cargo xtask generate".to_owned()];
    words.extend(args.names.iter().cloned());
    if let (Some(spec), Some(out)) = (&args.spec, &args.out) {
        words.push(format!("--spec {} --out {}", spec.display(), out.display()));
    }
    words.join(" ")
}

/// Generates one crate, or checks it; returns whether all is well.
fn generate(args: &Generate, target: &Target) -> Result<bool> {
    let started = Instant::now();
    let output = target.spec.generate()?;
    let elapsed = started.elapsed().as_millis();
    print_report(args, &output);
    let unsupported = |d: &Diagnostic| d.severity >= Severity::Unsupported;
    let refused = args.strict && output.report.diagnostics().iter().any(unsupported);
    let Some(files) = output.files.as_ref().filter(|_| !refused || args.check) else {
        return Ok(false);
    };
    let changes = bring_up(args, &target.out, files)?;
    let program = program(args, target, &output)?;
    if let Some((folder, files, changes)) = &program
        && args.message_format == MessageFormat::Human
    {
        print_program(args, folder, files, changes);
    }
    let fresh = changes.is_empty() && program.is_none_or(|(_, _, changes)| changes.is_empty());
    match args.message_format {
        MessageFormat::Json => {
            let paths = changes.iter().map(|change| change.path.as_str());
            let result = json!({
                "name": target.spec.name,
                "operations": operations(&output),
                "files": files.iter().count(),
                "lines": files.own_lines(),
                "changed": paths.collect::<Vec<_>>(),
                "milliseconds": u64::try_from(elapsed).unwrap_or(u64::MAX),
            });
            println!("{}", json!({ "generated": result }));
        }
        MessageFormat::Human => print_result(args, &target.out, &output, files, &changes, elapsed),
    }
    Ok(!refused && (!args.check || fresh))
}

/// Brings a folder up to date, or finds out what would have to happen for it.
fn bring_up(args: &Generate, folder: &Path, files: &Files) -> disk::Result<Vec<Change>> {
    match (args.check, args.force) {
        (true, _) => disk::compare(folder, files),
        (false, false) => disk::write(folder, files, Edited::Refuse),
        (false, true) => disk::write(folder, files, Edited::Overwrite),
    }
}

/// Brings the command line beside a crate up to date: its folder, its files and what had to happen to them.
fn program<'o>(
    args: &Generate,
    target: &Target,
    output: &'o Output,
) -> Result<Option<(PathBuf, &'o Files, Vec<Change>)>> {
    let Some(files) = &output.command_line else {
        return Ok(None);
    };
    let folder = match (&args.spec, &args.command_line) {
        (None, _) => target
            .out
            .with_file_name(format!("{}-cli", target.spec.name)),
        (Some(_), Some(folder)) => folder.clone(),
        (Some(_), None) => return Ok(None),
    };
    let changes = bring_up(args, &folder, files)?;
    Ok(Some((folder, files, changes)))
}

fn print_program(args: &Generate, folder: &Path, files: &Files, changes: &[Change]) {
    let folder = shown(folder);
    if args.check {
        for change in changes {
            println!("{folder}/{} {}", change.path, change.kind.complaint());
        }
    }
    let verb = if args.check { "checked" } else { "generated" };
    println!(
        "{verb} {folder}: the command line, {} files, {} lines ({} changed)",
        files.iter().count(),
        files.own_lines(),
        changes.len()
    );
}

fn print_report(args: &Generate, output: &Output) {
    match args.message_format {
        MessageFormat::Json => print!("{}", print::json(&output.report, &output.sources)),
        MessageFormat::Human => {
            let color = std::io::stderr().is_terminal();
            let print = if args.all_diagnostics {
                print::every
            } else {
                print::text
            };
            eprint!("{}", print(&output.report, &output.sources, color));
            let hidden = print::hidden(&output.report, &output.sources);
            if hidden > 0 && !args.all_diagnostics {
                let summary = print::summary(&output.report);
                eprintln!("{summary}, {hidden} of them not shown: `--all-diagnostics` prints each");
            }
        }
    }
}

/// The number of operations of a crate.
fn operations(output: &Output) -> usize {
    let krate = output.krate.as_ref();
    krate.map_or(0, |krate| krate.operations().count())
}

fn print_result(
    args: &Generate,
    folder: &Path,
    output: &Output,
    files: &Files,
    changes: &[Change],
    milliseconds: u128,
) {
    let folder = shown(folder);
    if args.check {
        for change in changes {
            println!("{folder}/{} {}", change.path, change.kind.complaint());
        }
    }
    let verb = if args.check { "checked" } else { "generated" };
    let operations = operations(output);
    let number = |kind| changes.iter().filter(|change| change.kind == kind).count();
    let (added, updated, removed) = (
        number(ChangeKind::Add),
        number(ChangeKind::Update),
        number(ChangeKind::Remove),
    );
    println!(
        "{verb} {folder}: {operations} operations, {} files, {} lines, {milliseconds} ms ({added} new, {updated} changed, \
         {removed} removed)",
        files.iter().count(),
        files.own_lines(),
    );
}

/// A folder as it is shown: relative to the repository where it is inside.
fn shown(folder: &Path) -> String {
    folder
        .strip_prefix(repository::path())
        .unwrap_or(folder)
        .display()
        .to_string()
}
