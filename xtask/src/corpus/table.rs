//! The table and the totals of a run.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::outcome::{Outcome, Verdict};

const COLUMNS: [&str; 13] = [
    "file",
    "version",
    "result",
    "operations_in",
    "operations_out",
    "schemas_in",
    "types_out",
    "lines",
    "milliseconds",
    "process_milliseconds",
    "diagnostics",
    "check_errors",
    "check_warnings",
];

/// The table: one line a description, empty cells where nothing is known.
pub(crate) fn tsv(outcomes: &[Outcome]) -> String {
    let mut table = COLUMNS.join("\t") + "\n";
    for outcome in outcomes {
        let counts = &outcome.counts;
        let diagnostics: Vec<_> = outcome
            .diagnostics
            .iter()
            .map(|(kind, count)| format!("{kind}={count}"))
            .collect();
        let counted = |number: u64| {
            if outcome.verdict == Verdict::Ok {
                number.to_string()
            } else {
                String::new()
            }
        };
        let checked =
            |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let row = [
            outcome.entry.shown.clone(),
            counts.version.clone(),
            outcome.verdict.name().to_owned(),
            counted(counts.operations_in),
            counted(counts.operations_out),
            counted(counts.schemas_in),
            counted(counts.types_out),
            counted(counts.lines),
            counted(counts.milliseconds),
            outcome.elapsed.as_millis().to_string(),
            diagnostics.join(" "),
            checked(outcome.check.map(|check| check.errors)),
            checked(outcome.check.map(|check| check.warnings)),
        ];
        table.push_str(&row.join("\t"));
        table.push('\n');
    }
    table
}

/// The sums of a run.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    verdicts: BTreeMap<&'static str, usize>,
    operations: (u64, u64),
    lines: u64,
    milliseconds: u64,
    left_out: BTreeMap<String, usize>,
    checked: usize,
    clean: usize,
}

impl Totals {
    /// Sums up.
    pub(crate) fn of(outcomes: &[Outcome]) -> Self {
        let mut totals = Self::default();
        for outcome in outcomes {
            *totals.verdicts.entry(outcome.verdict.name()).or_default() += 1;
            totals.operations.0 += outcome.counts.operations_out;
            totals.operations.1 += outcome.counts.operations_in;
            totals.lines += outcome.counts.lines;
            totals.milliseconds += outcome.counts.milliseconds;
            for (kind, count) in &outcome.diagnostics {
                *totals.left_out.entry(kind.clone()).or_default() += count;
            }
            if let Some(check) = outcome.check {
                totals.checked += 1;
                totals.clean += usize::from(check.errors + check.warnings == 0);
            }
        }
        totals
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = format!(
            "total: {} descriptions",
            self.verdicts.values().sum::<usize>()
        );
        for (verdict, count) in &self.verdicts {
            write!(line, ", {count} {verdict}")?;
        }
        let (out, all) = self.operations;
        write!(
            line,
            "; {out} of {all} operations, {} lines, {} ms",
            self.lines, self.milliseconds
        )?;
        if self.checked > 0 {
            write!(line, "; {} of {} compile cleanly", self.clean, self.checked)?;
        }
        let left_out: Vec<_> = self
            .left_out
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        if !left_out.is_empty() {
            write!(line, "; {}", left_out.join(", "))?;
        }
        f.write_str(&line)
    }
}
