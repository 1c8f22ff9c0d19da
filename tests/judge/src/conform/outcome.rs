//! What became of each scenario, and the table of them.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::compare;

/// What became of the scenarios, by their names: why each of them failed, or `None`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcomes(BTreeMap<String, Option<String>>);

impl Outcomes {
    /// Puts together what the server saw and what the clients read.
    pub(crate) fn of(
        rows: &[Value],
        answers: &[Value],
        coverage: &BTreeMap<String, String>,
    ) -> Self {
        let mut outcomes: BTreeMap<_, Option<String>> =
            coverage.keys().map(|name| (name.clone(), None)).collect();
        for (row, answer) in rows.iter().zip(answers) {
            let name = row["scenario"].as_str().unwrap_or_default();
            let outcome = outcomes.entry(name.to_owned()).or_default();
            if outcome.is_none() {
                let place = || {
                    format!(
                        "{} {} (call {})",
                        row["doc"].as_str().unwrap_or_default(),
                        row["operationId"],
                        row["index"]
                    )
                };
                *outcome = compare::difference(&row["expect"], answer)
                    .map(|why| format!("{}: {why}", place()));
            }
        }
        for (name, status) in coverage {
            let outcome = outcomes.entry(name.clone()).or_default();
            if status != "pass" && outcome.is_none() {
                let called = rows.iter().any(|row| row["scenario"] == name.as_str());
                let why = if called {
                    "the server says: "
                } else {
                    "no call; the server says: "
                };
                *outcome = Some(format!("{why}{status}"));
            }
        }
        Self(outcomes)
    }

    /// How many passed.
    pub(crate) fn passed(&self) -> usize {
        self.0.values().filter(|outcome| outcome.is_none()).count()
    }

    /// Those that failed, and why.
    pub(crate) fn failures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter_map(|(name, outcome)| Some((name.as_str(), outcome.as_deref()?)))
    }
}

impl Outcomes {
    /// What a list of those that fail, with a tab and a reason after each name, is wrong about.
    pub(crate) fn surprises(&self, list: &str) -> Vec<String> {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        let known: Vec<_> = lines.filter_map(|line| line.split('\t').next()).collect();
        let outcomes = self.0.iter();
        let surprises = outcomes.filter_map(|(name, outcome)| {
            match (outcome, known.contains(&name.as_str())) {
                (Some(_), false) => Some(format!("{name} fails")),
                (None, true) => Some(format!("{name} passes")),
                _ => None,
            }
        });
        surprises.collect()
    }
}

impl fmt::Display for Outcomes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut groups: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (name, outcome) in &self.0 {
            let (passed, all) = groups.entry(group(name)).or_default();
            *passed += usize::from(outcome.is_none());
            *all += 1;
        }
        for (group, (passed, all)) in &groups {
            writeln!(f, "{group:<24} {passed:>4} of {all:>4}")?;
        }
        write!(
            f,
            "{:<24} {:>4} of {:>4}",
            "all",
            self.passed(),
            self.0.len()
        )
    }
}

/// The group of a scenario: the first word of its name, and the second where the first says little.
fn group(name: &str) -> String {
    let mut words = name.split('_');
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    match second {
        Some(second) if matches!(first, "Payload" | "Type") => format!("{first} {second}"),
        _ => first.to_owned(),
    }
}

/// What the server saw, from its answer: whether each scenario passed.
pub(crate) fn coverage(reports: &Value) -> BTreeMap<String, String> {
    let results = reports
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|report| report["results"].as_object());
    results
        .flatten()
        .map(|(name, status)| (name.clone(), status.as_str().unwrap_or_default().to_owned()))
        .collect()
}
