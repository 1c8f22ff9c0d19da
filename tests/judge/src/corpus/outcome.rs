//! What becomes of one description.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::list::Entry;
use super::measure::Cost;

/// What became of a description.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    /// The description.
    pub(crate) entry: Entry,
    /// Whether there is a crate.
    pub(crate) verdict: Verdict,
    /// Errors, replacements and warnings: how many of each severity and code.
    pub(crate) diagnostics: BTreeMap<String, usize>,
    /// What was counted, where there is a crate.
    pub(crate) counts: Counts,
    /// How long it took, with the start of the process.
    pub(crate) elapsed: Duration,
    /// What the compiler said, where it was asked.
    pub(crate) check: Option<Check>,
    /// What became of values that were sent through the types, where they were.
    pub(crate) roundtrip: Option<Roundtrip>,
}

/// The ways in which the generation of a crate ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// There is a crate.
    Ok,
    /// The description is wrong, and it was said where.
    Refused,
    /// The process ended in another way than it should.
    Crashed,
    /// The process was stopped.
    Timeout,
}

impl Verdict {
    /// The word for it in output.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Refused => "refused",
            Self::Crashed => "crashed",
            Self::Timeout => "timeout",
        }
    }
}

/// What is in a description and in the crate that was made of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    /// The version that the description claims.
    pub(crate) version: String,
    /// Operations of the description.
    pub(crate) operations_in: u64,
    /// Operations of the crate.
    pub(crate) operations_out: u64,
    /// Named schemas of the description.
    pub(crate) schemas_in: u64,
    /// Types of the crate.
    pub(crate) types_out: u64,
    /// Lines of the crate, without the runtime.
    pub(crate) lines: u64,
    /// Milliseconds from text to text.
    pub(crate) milliseconds: u64,
    /// Bodies that are objects, those that the command line takes by flags, and those that it takes without any JSON.
    pub(crate) bodies: [u64; 3],
    /// Uses of types.
    pub(crate) uses: u64,
    /// Uses of any JSON, each with its place and the reason.
    pub(crate) values: Vec<(String, String)>,
}

/// What the compiler said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Check {
    /// Errors.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
    /// What compiling the crate alone cost, where that is known.
    pub(crate) cost: Option<Cost>,
}

/// What became of values that were sent through the types of a crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Roundtrip {
    /// How many values were made from the schemas and sent.
    pub(crate) samples: usize,
    /// How many documented examples were sent.
    pub(crate) examples: usize,
    /// Documented examples that are not of their schema, so that nothing can be asked of them.
    pub(crate) misfits: usize,
    /// Schemas of which no value was found.
    pub(crate) unsampled: usize,
    /// Values that were refused, or came out as something else.
    pub(crate) lost: usize,
    /// What went wrong, by place.
    pub(crate) failures: Vec<String>,
}

impl fmt::Display for Roundtrip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            samples,
            examples,
            misfits,
            unsampled,
            lost,
            failures,
        } = self;
        write!(
            f,
            "{samples} samples, {examples} examples, {lost} lost in {} places ({unsampled} schemas without a value, \
             {misfits} examples that are not of their schema)",
            failures.len()
        )
    }
}

/// Generates the crate of one description into `scratch/crates/NAME`, in a process of its own.
pub(crate) fn generate(entry: &Entry, scratch: &Path, limit: Duration) -> Result<Outcome> {
    let logs = scratch.join("logs");
    fs::create_dir_all(&logs).with_context(|| logs.display().to_string())?;
    let output = logs.join(format!("{}.jsonl", entry.name));
    let errors = logs.join(format!("{}.txt", entry.name));
    let started = Instant::now();
    let mut child = Command::new(std::env::current_exe()?)
        .args(["one", "--name", &entry.name, "--spec"])
        .arg(&entry.path)
        .arg("--root")
        .arg(&entry.root)
        .arg("--out")
        .arg(scratch.join("crates").join(&entry.name))
        .stdout(File::create(&output)?)
        .stderr(File::create(&errors)?)
        .spawn()?;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let elapsed = started.elapsed();
    let text = fs::read_to_string(&output)?;
    Ok(read(entry, status, &text, elapsed))
}

/// Makes an outcome of how the process ended and of its messages, one JSON text a line.
fn read(entry: &Entry, status: Option<ExitStatus>, messages: &str, elapsed: Duration) -> Outcome {
    let mut diagnostics = BTreeMap::new();
    let mut counts = Counts::default();
    for message in messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
    {
        if let (Some(severity), Some(code)) =
            (message["severity"].as_str(), message["code"].as_str())
        {
            *diagnostics.entry(format!("{severity}:{code}")).or_default() += 1;
        }
        if message["generated"].is_object() {
            counts = read_counts(&message["generated"]);
        }
    }
    let refused = diagnostics
        .keys()
        .any(|key: &String| key.starts_with("error:"));
    let verdict = match status {
        None => Verdict::Timeout,
        Some(status) if status.success() => Verdict::Ok,
        Some(status) if status.code() == Some(1) && refused => Verdict::Refused,
        Some(_) => Verdict::Crashed,
    };
    Outcome {
        entry: entry.clone(),
        verdict,
        diagnostics,
        counts,
        elapsed,
        check: None,
        roundtrip: None,
    }
}

fn read_counts(message: &Value) -> Counts {
    let number = |key: &str| message[key].as_u64().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let values = message["values"].as_array().into_iter().flatten();
    Counts {
        version: message["version"].as_str().unwrap_or_default().to_owned(),
        operations_in: number("operations_in"),
        operations_out: number("operations_out"),
        schemas_in: number("schemas_in"),
        types_out: number("types_out"),
        lines: number("lines"),
        milliseconds: number("milliseconds"),
        bodies: ["bodies", "bodies_by_flags", "bodies_by_typed_flags"].map(number),
        uses: number("uses"),
        values: values
            .map(|value| (text(&value["place"]), text(&value["reason"])))
            .collect(),
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.entry.shown, self.verdict.name())?;
        if self.verdict == Verdict::Ok {
            let Counts {
                operations_in,
                operations_out,
                schemas_in,
                types_out,
                lines,
                milliseconds,
                ..
            } = &self.counts;
            write!(
                f,
                ", {operations_out} of {operations_in} operations, {types_out} types of {schemas_in} schemas, {lines} \
                 lines, {milliseconds} ms"
            )?;
        }
        for (kind, count) in &self.diagnostics {
            write!(f, ", {count} {kind}")?;
        }
        Ok(())
    }
}
