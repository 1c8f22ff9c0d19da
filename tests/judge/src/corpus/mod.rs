//! `corpus`: generates from many descriptions and says what became of each.

pub(crate) mod check;
pub(crate) mod list;
mod measure;
mod outcome;
mod roundtrip;
mod table;
mod totals;

use std::fs;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;

use crate::place::Scratch;
use list::Entry;
pub(crate) use measure::stand_in;
use outcome::{Outcome, Verdict};
use table::Row;
use totals::Totals;

/// Generates from many descriptions and says what became of each.
///
/// Each description is generated in a process of its own, so that nothing that happens to one stops the rest. The
/// crates are written to `target/corpus/`. The exit code is 1 where a description made the generator crash or hang,
/// or where a crate does not compile cleanly or loses a value; a description that is refused with a located error is no
/// failure unless `--strict` is given.
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

    /// Takes every refusal, warning, and operation that is left out for a failure.
    #[arg(long)]
    strict: bool,

    /// Writes a table with one line a description, and `FILE.values.tsv` with every use of any JSON and its reason.
    #[arg(long, value_name = "FILE.tsv")]
    report: Option<PathBuf>,

    /// Goes on from the report of an earlier run of the same generator: what it has the results of is not done again.
    #[arg(long, requires = "report")]
    resume: bool,

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
    pub(crate) fn holds(self, index: usize) -> bool {
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
    let scratch = Scratch::new("corpus")?;
    let limit = Duration::from_secs(args.limit);
    let generator = fingerprint()?;
    let known = known(args, &generator);
    let is_known = |entry: &Entry| known.iter().any(|row| row.text("file") == entry.shown);
    let mut outcomes = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        if !is_known(entry) {
            let outcome = outcome::generate(entry, &scratch, limit)?;
            println!("[{}/{}] {outcome}", index + 1, entries.len());
            outcomes.push(outcome);
        }
    }
    let rows = |outcomes: &[Outcome]| {
        let new: Vec<Row> = outcomes
            .iter()
            .map(|new| Row::of(new, &generator))
            .collect();
        let row_of = |entry: &Entry| {
            let mut all = known.iter().chain(&new);
            all.find(|row| row.text("file") == entry.shown).cloned()
        };
        entries.iter().filter_map(row_of).collect::<Vec<_>>()
    };
    let save = |outcomes: &[Outcome]| match &args.report {
        Some(path) => table::write(path, &rows(outcomes)),
        None => Ok(()),
    };
    save(&outcomes)?;
    if let Some(path) = &args.report {
        table::write_values(path, &outcomes)?;
    }
    let batch = args.batch.max(1);
    if args.check {
        check::check(&scratch, &mut outcomes, args.part, batch, &save)?;
    }
    if let Some(count) = args.roundtrip {
        let wanted = (count, limit);
        roundtrip::try_all(&scratch, &mut outcomes, args.part, batch, wanted, &save)?;
    }
    let rows = rows(&outcomes);
    println!("{}", Totals::of(&rows));
    let failures = rows.iter().filter(|row| is_failure(row, args.strict));
    let failures: Vec<_> = failures.map(|row| row.text("file")).collect();
    if !failures.is_empty() {
        bail!("these need a look: {}", failures.join(", "));
    }
    Ok(())
}

/// The lines of an earlier report that need not be found out again.
fn known(args: &Corpus, generator: &str) -> Vec<Row> {
    let path = args.report.as_ref().filter(|_| args.resume);
    let mut rows = path.map_or_else(Vec::new, |path| table::read(path, generator));
    rows.retain(|row| row.is_complete(args.check, args.roundtrip.is_some()));
    rows
}

/// What tells this program from every other one: its own bytes.
fn fingerprint() -> Result<String> {
    let bytes = fs::read(std::env::current_exe()?)?;
    // FNV-1a
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Ok(format!("{hash:016x}"))
}

fn is_failure(row: &Row, strict: bool) -> bool {
    let counts = ["check_errors", "check_warnings", "lost_places"];
    let result = row.text("result");
    let broken = counts.iter().any(|column| row.number(column) > 0)
        || result == Verdict::Crashed.name()
        || result == Verdict::Timeout.name();
    let imperfect = result != Verdict::Ok.name()
        || !row.text("diagnostics").is_empty()
        || row.number("operations_out") < row.number("operations_in");
    broken || (strict && imperfect)
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
