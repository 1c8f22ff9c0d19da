//! `--select`: some members alone.

use crate::cli::json::Json;
use crate::cli::problem::Problem;

/// The members that are asked for.
pub(super) struct Select {
    wanted: Vec<Wanted>,
    /// The names that there are, of the first record.
    known: Vec<String>,
    records: usize,
}

struct Wanted {
    name: String,
    path: Vec<String>,
    is_found: bool,
}

impl Select {
    /// Members by their names, with commas between them; a dot leads into an object, or into each object of a list.
    pub(super) fn new(text: &str) -> Result<Self, Problem> {
        let wanted: Vec<Wanted> = text
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| Wanted {
                name: name.to_owned(),
                path: name.split('.').map(str::to_owned).collect(),
                is_found: false,
            })
            .collect();
        if wanted.is_empty() {
            return Err(Problem::usage("--select: no name is given"));
        }
        Ok(Self {
            wanted,
            known: Vec::new(),
            records: 0,
        })
    }

    /// The members of a record; the value itself where one is asked for, and `null` where it is not there.
    pub(super) fn of(&mut self, record: &Json) -> Json {
        self.records += 1;
        if self.known.is_empty() {
            self.known = names(record);
        }
        let mut members = Vec::new();
        for wanted in &mut self.wanted {
            let found = at(record, &wanted.path);
            wanted.is_found |= found.is_some();
            members.push((wanted.name.clone(), found.unwrap_or_else(Json::null)));
        }
        Json::Object(members)
    }

    /// Looks through records that are all there are: a name that none of them has is a mistake.
    pub(super) fn look(&mut self, records: &[Json]) -> Result<(), Problem> {
        for record in records {
            self.of(record);
        }
        self.check()
    }

    /// A name that no record has is a mistake.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let missing = self.wanted.iter().find(|wanted| !wanted.is_found);
        match missing.filter(|_| self.records > 0) {
            Some(wanted) => Err(Problem::local(format!(
                "--select {}: no such member; there are {}",
                wanted.name,
                self.known.join(", ")
            ))),
            None => Ok(()),
        }
    }
}

fn at(value: &Json, path: &[String]) -> Option<Json> {
    let Some((name, rest)) = path.split_first() else {
        return Some(value.clone());
    };
    match value {
        Json::List(items) => {
            let found: Vec<Json> = items.iter().filter_map(|item| at(item, path)).collect();
            (items.is_empty() || !found.is_empty()).then_some(Json::List(found))
        }
        other => at(other.get(name)?, rest),
    }
}

fn names(record: &Json) -> Vec<String> {
    match record {
        Json::Object(members) => members.iter().map(|(name, _)| name.clone()).collect(),
        Json::List(items) => items.first().map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}
