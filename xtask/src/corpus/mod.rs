//! `corpus`: generates from many descriptions and says what became of each.

mod check;
mod list;
mod outcome;
mod roundtrip;
mod table;

use std::fs;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::disk;
use outcome::{Outcome, Verdict};
use table::Totals;

/// Generates from many descriptions and says what became of each.
///
/// Each description is generated in a process of its own, so that nothing that happens to one stops the rest. The
/// crates are written to `target/corpus/`. The exit code is 1 where a description made the generator crash or hang,
/// or where a crate does not compile cleanly; a description that is refused with a located error is no failure.
#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// Descriptions, folders of them, or lists: a TSV file whose column `file` is relative to the list.
    #[arg(required = true, value_name = "FILE|FOLDER|LIST.tsv")]
    files: Vec<PathBuf>,

    /// Only the entries of a list that begin with this.
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,

    /// Compiles the crates and their documentation as well, and counts errors and warnings.
    #[arg(long)]
    check: bool,

    /// Compiles, or tries, only one of several parts of the crates: `3/16` is the third of sixteen.
    #[arg(long, value_name = "PART/PARTS")]
    part: Option<Part>,

    /// Sends this many values of each schema, and each documented example, through the types of the crate.
    #[arg(long, value_name = "NUMBER")]
    roundtrip: Option<usize>,

    /// Writes a table with one line a description.
    #[arg(long, value_name = "FILE.tsv")]
    report: Option<PathBuf>,

    /// How many seconds the generation of one description may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    limit: u64,

    /// How many crates are compiled at a time.
    #[arg(long, value_name = "NUMBER", default_value_t = 8)]
    batch: usize,
}

/// One of several parts of a list, each of which takes every so manieth entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    part: usize,
    parts: usize,
}

impl Part {
    /// Whether the entry at this index, from zero, belongs to the part.
    fn holds(self, index: usize) -> bool {
        index % self.parts == self.part - 1
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (part, parts) = text
            .split_once('/')
            .and_then(|(part, parts)| Some((part.parse().ok()?, parts.parse().ok()?)))
            .ok_or("write it as `3/16`")?;
        if part == 0 || part > parts {
            return Err(format!("the part has to be one of 1 to {parts}"));
        }
        Ok(Self { part, parts })
    }
}

/// Runs the verb.
pub(crate) fn run(args: &Corpus) -> Result<()> {
    let entries = list::entries(&args.files, args.only.as_deref())?;
    if entries.is_empty() {
        bail!("there is no description in the list");
    }
    let scratch = disk::target().join("corpus");
    fs::create_dir_all(&scratch).with_context(|| scratch.display().to_string())?;
    let limit = Duration::from_secs(args.limit);
    let mut outcomes = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let outcome = outcome::generate(entry, &scratch, limit)?;
        println!("[{}/{}] {outcome}", index + 1, entries.len());
        outcomes.push(outcome);
    }
    if args.check {
        check::check(&scratch, &mut outcomes, args.part, args.batch.max(1))?;
    }
    if let Some(count) = args.roundtrip {
        let batch = args.batch.max(1);
        roundtrip::try_all(&scratch, &mut outcomes, args.part, batch, (count, limit))?;
    }
    if let Some(path) = &args.report {
        fs::write(path, table::tsv(&outcomes)).with_context(|| path.display().to_string())?;
    }
    let totals = Totals::of(&outcomes);
    println!("{totals}");
    if outcomes.iter().any(is_failure) {
        bail!("the descriptions above with `crashed`, `timeout`, errors or warnings need a look");
    }
    Ok(())
}

fn is_failure(outcome: &Outcome) -> bool {
    let broken = outcome
        .check
        .is_some_and(|check| check.errors + check.warnings > 0);
    let lossy = outcome
        .roundtrip
        .as_ref()
        .is_some_and(|found| !found.failures.is_empty());
    broken || lossy || matches!(outcome.verdict, Verdict::Crashed | Verdict::Timeout)
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn each_entry_belongs_to_one_part() {
        let parts = ["1/3", "2/3", "3/3"].map(|text| text.parse::<Part>().expect("it is a part"));
        for index in 0..10 {
            assert_eq!(parts.iter().filter(|part| part.holds(index)).count(), 1);
        }
        assert!("0/3".parse::<Part>().is_err());
        assert!("4/3".parse::<Part>().is_err());
        assert!("3".parse::<Part>().is_err());
    }
}
