//! The sums of a run.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::table::Row;

/// The sums of a run.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    rows: usize,
    verdicts: BTreeMap<String, usize>,
    sums: BTreeMap<&'static str, u64>,
    diagnostics: BTreeMap<String, usize>,
    reasons: BTreeMap<String, usize>,
    checked: usize,
    clean: usize,
    sent: usize,
    lossless: usize,
    megabytes: u64,
}

/// The columns that are summed up.
const SUMMED: [&str; 13] = [
    "bodies",
    "bodies_by_flags",
    "bodies_by_typed_flags",
    "operations_in",
    "operations_out",
    "lines",
    "milliseconds",
    "uses",
    "values",
    "check_milliseconds",
    "samples",
    "examples",
    "lost",
];

impl Totals {
    /// Sums up.
    pub(crate) fn of(rows: &[Row]) -> Self {
        let mut totals = Self {
            rows: rows.len(),
            ..Self::default()
        };
        for row in rows {
            *totals
                .verdicts
                .entry(row.text("result").to_owned())
                .or_default() += 1;
            for column in SUMMED {
                *totals.sums.entry(column).or_default() += row.number(column);
            }
            for (kind, count) in row.counts("diagnostics") {
                *totals.diagnostics.entry(kind.to_owned()).or_default() += count;
            }
            for (reason, count) in row.counts("value_reasons") {
                *totals.reasons.entry(reason.to_owned()).or_default() += count;
            }
            if !row.text("check_errors").is_empty() {
                totals.checked += 1;
                let wrong = row.number("check_errors") + row.number("check_warnings");
                totals.clean += usize::from(wrong == 0);
            }
            if !row.text("samples").is_empty() {
                totals.sent += 1;
                totals.lossless += usize::from(row.number("lost_places") == 0);
            }
            totals.megabytes = totals.megabytes.max(row.number("check_megabytes"));
        }
        totals
    }

    fn sum(&self, column: &str) -> u64 {
        self.sums.get(column).copied().unwrap_or_default()
    }
}

fn listed(counts: &BTreeMap<String, usize>) -> String {
    let counts: Vec<_> = counts
        .iter()
        .map(|(what, count)| format!("{count} {what}"))
        .collect();
    counts.join(", ")
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = |column| self.sum(column);
        let mut line = format!(
            "total: {} descriptions, {}; {} of {} operations, {} lines, {} ms; {} of {} uses of types are any JSON",
            self.rows,
            listed(&self.verdicts),
            sum("operations_out"),
            sum("operations_in"),
            sum("lines"),
            sum("milliseconds"),
            sum("values"),
            sum("uses"),
        );
        if !self.reasons.is_empty() {
            write!(line, " ({})", listed(&self.reasons))?;
        }
        if sum("bodies") > 0 {
            write!(
                line,
                "; of {} object bodies {} are given by flags alone, {} without any JSON",
                sum("bodies"),
                sum("bodies_by_flags"),
                sum("bodies_by_typed_flags")
            )?;
        }
        if self.checked > 0 {
            write!(
                line,
                "; {} of {} compile cleanly, in {} ms of processor time, the largest in {} MB",
                self.clean,
                self.checked,
                sum("check_milliseconds"),
                self.megabytes
            )?;
        }
        if self.sent > 0 {
            write!(
                line,
                "; {} of {} lose nothing, of {} samples and {} examples {} are lost",
                self.lossless,
                self.sent,
                sum("samples"),
                sum("examples"),
                sum("lost")
            )?;
        }
        if !self.diagnostics.is_empty() {
            write!(line, "; {}", listed(&self.diagnostics))?;
        }
        f.write_str(&line)
    }
}
