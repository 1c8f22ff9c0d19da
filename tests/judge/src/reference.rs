//! `reference`: whether the reference of many crates has every fact, leads nowhere wrong, and shows calls that work.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use clap::Args;
use clientwright::Output;
use clientwright::disk::{self, Edited, Spec};
use clientwright::report::Code;
use clientwright_tests::{broken_pages, fillers, lacking, pages};

use crate::corpus::check::write_workspace;
use crate::corpus::list::{self, Entry};
use crate::place::Scratch;

/// Looks at the reference of many crates.
///
/// It counts operations without a page or without one of their facts, links that lead nowhere, broken tables and
/// sentences that say nothing. The exit code is 1 where there is any. A description that is refused is passed over.
#[derive(Debug, Args)]
pub(crate) struct Reference {
    /// Descriptions, folders of them, or lists: a TSV file whose column `file` is relative to the list.
    #[arg(required = true, value_name = "FILE|FOLDER|LIST.tsv")]
    files: Vec<PathBuf>,

    /// Only the entries of a list that begin with this.
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,

    /// Compiles the examples as well, sends each, and compares the requests.
    #[arg(long)]
    send: bool,
}

/// What was found.
#[derive(Debug, Default)]
struct Found {
    crates: usize,
    operations: usize,
    pages: usize,
    wrong: Vec<String>,
    /// Examples of the description that break their own schemas.
    told: usize,
    sent: usize,
    matching: usize,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} crates, {} operations, {} pages, {} faults, {} examples of descriptions told",
            self.crates,
            self.operations,
            self.pages,
            self.wrong.len(),
            self.told
        )?;
        if self.sent > 0 {
            write!(
                f,
                ", {} of {} examples sent match",
                self.matching, self.sent
            )?;
        }
        Ok(())
    }
}

/// Runs the verb.
pub(crate) fn run(args: &Reference) -> Result<()> {
    let scratch = Scratch::new("reference")?;
    let mut total = Found::default();
    for entry in list::entries(&args.files, args.only.as_deref())? {
        let Some(output) = generate(&entry)? else {
            println!("{}: refused", entry.shown);
            continue;
        };
        let mut found = look(&output);
        if args.send && found.operations > 0 {
            send(&scratch, &entry, &output, &mut found)?;
        }
        println!("{}: {found}", entry.shown);
        for wrong in found.wrong.iter().take(20) {
            println!("  {wrong}");
        }
        total.crates += 1;
        total.operations += found.operations;
        total.pages += found.pages;
        total.told += found.told;
        total.sent += found.sent;
        total.matching += found.matching;
        total.wrong.extend(found.wrong);
    }
    println!("total: {total}");
    if !total.wrong.is_empty() {
        bail!("the reference has {} faults", total.wrong.len());
    }
    Ok(())
}

fn generate(entry: &Entry) -> Result<Option<Output>> {
    let mut spec = Spec::at(&entry.path, Some(&entry.root), Some(&entry.name))?;
    spec.allowed = Code::ALLOWABLE.to_vec();
    let output = spec.generate()?;
    Ok(output.files.is_some().then_some(output))
}

fn look(output: &Output) -> Found {
    let Some(files) = &output.files else {
        return Found::default();
    };
    let krate = output.krate.as_ref();
    let operations = krate.map_or(0, |krate| krate.operations().count());
    let mut wrong = lacking(output);
    wrong.extend(broken_pages(files));
    wrong.extend(fillers(files));
    let diagnostics = output.report.diagnostics().iter();
    Found {
        crates: 1,
        operations,
        pages: pages(files).count(),
        wrong,
        told: diagnostics
            .filter(|told| told.code == Code::Example)
            .count(),
        ..Found::default()
    }
}

/// Compiles the examples of a crate and sends them.
fn send(scratch: &Path, entry: &Entry, output: &Output, found: &mut Found) -> Result<()> {
    let Some(files) = &output.files else {
        return Ok(());
    };
    let folder = scratch.join("crates").join(&entry.name);
    disk::write(&folder, files, Edited::Overwrite)?;
    write_workspace(scratch, "crates", [entry.name.as_str()].into_iter(), "")?;
    let output = Command::new("cargo")
        .args([
            "test",
            "--offline",
            "--quiet",
            "--features",
            "test-util",
            "--test",
            "examples",
        ])
        .args(["--package", &entry.name])
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let count = |word: &str| {
        let before = text
            .split(word)
            .next()
            .filter(|before| before.len() < text.len());
        let number = before.and_then(|before| before.trim_end().rsplit(' ').next());
        number
            .and_then(|number| number.parse().ok())
            .unwrap_or(0_usize)
    };
    let (passed, failed) = (count(" passed;"), count(" failed;"));
    found.sent = passed + failed;
    found.matching = passed;
    // An operation may have several examples: each of them counts.
    if failed > 0 || passed < found.operations {
        let lines = text
            .lines()
            .filter(|line| line.contains("panicked") || line.contains("FAILED"));
        let lines: Vec<String> = lines.take(10).map(str::to_owned).collect();
        let errors = String::from_utf8_lossy(&output.stderr);
        let errors = errors.lines().filter(|line| line.starts_with("error"));
        found
            .wrong
            .extend(lines.into_iter().chain(errors.take(10).map(str::to_owned)));
        let left = failed.max(found.operations.saturating_sub(passed));
        found.wrong.push(format!("{left} examples do not pass"));
    }
    Ok(())
}
