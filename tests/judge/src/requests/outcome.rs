//! What came of the requests of a description, and which deviations are known.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use serde_json::Value;

/// What came of a description, or of all.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    /// Whether there is no crate.
    pub(super) refused: bool,
    /// The operations of the description.
    pub(super) operations: usize,
    /// The calls that were made.
    pub(super) calls: usize,
    /// What is wrong, each with the operation.
    pub(super) wrong: Vec<Wrong>,
    /// What diagnostics tell.
    pub(super) told: usize,
    /// What the table of known deviations has.
    pub(super) known: usize,
    /// Operations for which no values were found.
    pub(super) unsampled: Vec<String>,
}

/// Something that is wrong.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    /// The operation.
    pub(super) operation: String,
    /// What is wrong.
    pub(super) what: String,
    /// What was sent, what is allowed, what was given.
    pub(super) about: String,
}

impl Outcome {
    /// Notes something that no call sends; it is wrong where no diagnostic tells of it.
    pub(super) fn silent(&mut self, operation: &str, what: &str, told: bool) {
        if told {
            self.told += 1;
        } else {
            self.wrong.push(Wrong {
                operation: operation.to_owned(),
                what: what.to_owned(),
                about: "no diagnostic tells of it\n".to_owned(),
            });
        }
    }

    /// Notes an operation that has no values.
    pub(super) fn no_sample(&mut self, operation: &str, what: &str) {
        let text = format!("{operation}: no value was found for {what}");
        if !self.unsampled.contains(&text) {
            self.unsampled.push(text);
        }
    }

    /// Notes that the whole description could not be judged.
    pub(super) fn fails(&mut self, what: &str, why: &str) {
        self.wrong.push(Wrong {
            operation: "all operations".to_owned(),
            what: what.to_owned(),
            about: format!("{why}\n"),
        });
    }

    /// Notes a wrong request, the same of an operation once.
    pub(super) fn wrong_call(
        &mut self,
        operation: &str,
        what: &str,
        sent: &str,
        allowed: &str,
        row: &Value,
        seen: &mut BTreeSet<String>,
    ) {
        if !seen.insert(format!("{operation}\t{what}")) {
            return;
        }
        self.wrong.push(Wrong {
            operation: operation.to_owned(),
            what: what.to_owned(),
            about: format!("sent:    {sent}\nallowed: {allowed}\ngiven:   {row}\n"),
        });
    }

    /// The outcome without what is known, as lines.
    pub(super) fn judged_by(&self, known: &Known, description: &str) -> Shown {
        let mut outcome = self.clone();
        let mut lines = String::new();
        outcome.wrong.retain(|wrong| !known.has(description, wrong));
        outcome.known = self.wrong.len() - outcome.wrong.len();
        let _ = writeln!(lines, "{description}: {outcome}");
        for wrong in &outcome.wrong {
            let _ = writeln!(lines, "  {}: {}", wrong.operation, wrong.what);
            for line in wrong.about.lines() {
                let _ = writeln!(lines, "    {line}");
            }
        }
        for text in &outcome.unsampled {
            let _ = writeln!(lines, "  not judged: {text}");
        }
        Shown { lines, outcome }
    }

    /// Adds another outcome.
    pub(super) fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.calls += other.calls;
        self.told += other.told;
        self.known += other.known;
        self.wrong.extend(other.wrong.iter().cloned());
        self.unsampled.extend(other.unsampled.iter().cloned());
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.refused {
            return f.write_str("refused");
        }
        write!(
            f,
            "{} operations, {} requests, {} wrong, {} known, {} left out and told, {} without values",
            self.operations,
            self.calls,
            self.wrong.len(),
            self.known,
            self.told,
            self.unsampled.len()
        )
    }
}

/// An outcome without what is known.
pub(super) struct Shown {
    pub(super) lines: String,
    pub(super) outcome: Outcome,
}

/// The known deviations: lines of the end of a description's path, an operation, what is wrong, and the reason.
#[derive(Debug, Default)]
pub(super) struct Known<'t>(Vec<[&'t str; 3]>);

impl<'t> Known<'t> {
    /// Reads the table; its first line names the columns.
    pub(super) fn of(table: &'t str) -> Self {
        let rows = table.lines().skip(1).filter_map(|line| {
            let mut cells = line.split('\t');
            let row = [cells.next()?, cells.next()?, cells.next()?];
            // Without a reason, nothing is known.
            cells
                .next()
                .filter(|reason| !reason.is_empty())
                .map(|_| row)
        });
        Self(rows.collect())
    }

    fn has(&self, description: &str, wrong: &Wrong) -> bool {
        let is_it = |cell: &str, text: &str| cell == "*" || cell == text;
        self.0.iter().any(|[of, operation, what]| {
            description.ends_with(of)
                && is_it(operation, &wrong.operation)
                && wrong.what.starts_with(what)
        })
    }
}
