//! The table of a run: one line a description, which a later run can go on from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

use super::outcome::{Outcome, Verdict};

/// The columns of the table.
pub(crate) const COLUMNS: [&str; 27] = [
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
    "bodies",
    "bodies_by_flags",
    "bodies_by_typed_flags",
    "uses",
    "values",
    "value_reasons",
    "check_errors",
    "check_warnings",
    "check_milliseconds",
    "check_megabytes",
    "samples",
    "examples",
    "lost",
    "lost_places",
    "unsampled",
    "generator",
];

/// A line of the table: a text a column, empty where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row(Vec<String>);

impl Row {
    /// The line of an outcome; `generator` tells one generator from another.
    pub(crate) fn of(outcome: &Outcome, generator: &str) -> Self {
        let counts = &outcome.counts;
        let made = outcome.verdict == Verdict::Ok;
        let count = |number: u64| shown(made.then_some(number));
        let check = |number: fn(&super::outcome::Check) -> Option<u64>| {
            shown(outcome.check.as_ref().and_then(number))
        };
        let roundtrip = |number: fn(&super::outcome::Roundtrip) -> usize| {
            shown(outcome.roundtrip.as_ref().map(number))
        };
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, reason) in &counts.values {
            *reasons.entry(reason).or_default() += 1;
        }
        Self(vec![
            outcome.entry.shown.clone(),
            counts.version.clone(),
            outcome.verdict.name().to_owned(),
            count(counts.operations_in),
            count(counts.operations_out),
            count(counts.schemas_in),
            count(counts.types_out),
            count(counts.lines),
            count(counts.milliseconds),
            outcome.elapsed.as_millis().to_string(),
            counted(
                outcome
                    .diagnostics
                    .iter()
                    .map(|(kind, count)| (kind.as_str(), *count)),
            ),
            count(counts.bodies[0]),
            count(counts.bodies[1]),
            count(counts.bodies[2]),
            count(counts.uses),
            count(counts.values.len() as u64),
            counted(reasons.into_iter()),
            check(|check| Some(check.errors as u64)),
            check(|check| Some(check.warnings as u64)),
            check(|check| Some(check.cost?.milliseconds)),
            check(|check| Some(check.cost?.megabytes)),
            roundtrip(|found| found.samples),
            roundtrip(|found| found.examples),
            roundtrip(|found| found.lost),
            roundtrip(|found| found.failures.len()),
            roundtrip(|found| found.unsampled),
            generator.to_owned(),
        ])
    }

    /// The text of a column.
    pub(crate) fn text(&self, column: &str) -> &str {
        let at = COLUMNS.iter().position(|name| *name == column);
        at.and_then(|at| self.0.get(at)).map_or("", String::as_str)
    }

    /// The number of a column; zero where there is none.
    pub(crate) fn number(&self, column: &str) -> u64 {
        self.text(column).parse().unwrap_or_default()
    }

    /// The counts of a column, `WHAT=COUNT` parted by `; `.
    pub(crate) fn counts(&self, column: &str) -> impl Iterator<Item = (&str, usize)> {
        let counts = self.text(column).split("; ");
        counts.filter_map(|count| {
            let (what, count) = count.rsplit_once('=')?;
            Some((what, count.parse().ok()?))
        })
    }

    /// Whether the line says all that is asked for.
    pub(crate) fn is_complete(&self, check: bool, roundtrip: bool) -> bool {
        self.text("result") != Verdict::Ok.name()
            || !(check && self.text("check_errors").is_empty()
                || roundtrip && self.text("samples").is_empty())
    }
}

fn shown(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn counted<'a>(counts: impl Iterator<Item = (&'a str, usize)>) -> String {
    let counts: Vec<_> = counts
        .map(|(what, count)| format!("{what}={count}"))
        .collect();
    counts.join("; ")
}

/// Writes the table.
pub(crate) fn write(path: &Path, rows: &[Row]) -> Result<()> {
    let mut table = COLUMNS.join("\t") + "\n";
    for row in rows {
        table.push_str(&row.0.join("\t"));
        table.push('\n');
    }
    fs::write(path, table).with_context(|| path.display().to_string())
}

/// Reads the lines of a table that this generator wrote; none where there is no such table.
pub(crate) fn read(path: &Path, generator: &str) -> Vec<Row> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let mut lines = text.lines();
    if lines.next() != Some(&COLUMNS.join("\t")) {
        return Vec::new();
    }
    lines
        .map(|line| Row(line.split('\t').map(str::to_owned).collect()))
        .filter(|row| row.0.len() == COLUMNS.len() && row.text("generator") == generator)
        .collect()
}

/// Writes every use of any JSON with its reason beside the table.
pub(crate) fn write_values(path: &Path, outcomes: &[Outcome]) -> Result<()> {
    let mut table = "file\tplace\treason\n".to_owned();
    for outcome in outcomes {
        for (place, reason) in &outcome.counts.values {
            let file = &outcome.entry.shown;
            table.push_str(&[file, place, reason].map(String::as_str).join("\t"));
            table.push('\n');
        }
    }
    let path = path.with_extension("values.tsv");
    fs::write(&path, table).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{COLUMNS, Row};

    #[test]
    fn a_line_is_complete_where_it_says_what_is_asked_for() {
        let row = |result: &str, samples: &str| {
            let cell = |column: &&str| match *column {
                "result" => result.to_owned(),
                "samples" => samples.to_owned(),
                "diagnostics" => "warning:name=2; error:shape=1".to_owned(),
                _ => String::new(),
            };
            Row(COLUMNS.iter().map(cell).collect())
        };
        assert!(row("ok", "7").is_complete(false, true));
        assert!(!row("ok", "7").is_complete(true, true));
        assert!(!row("ok", "").is_complete(false, true));
        assert!(row("refused", "").is_complete(true, true));
        let counts: Vec<_> = row("ok", "")
            .counts("diagnostics")
            .map(|(what, count)| format!("{what} {count}"))
            .collect();
        assert_eq!(counts, ["warning:name 2", "error:shape 1"]);
    }

    #[test]
    fn no_table_has_no_lines() {
        assert_eq!(super::read(Path::new("there-is-no-such-table.tsv"), ""), []);
    }
}
