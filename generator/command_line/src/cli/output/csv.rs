//! Comma-separated values (RFC 4180).

use crate::cli::json::Json;

/// The columns: the members of the first record.
pub(super) struct Columns {
    names: Vec<String>,
    has_told: bool,
}

impl Columns {
    pub(super) fn of(record: &Json) -> Self {
        let names = match record {
            Json::Object(members) => members.iter().map(|(name, _)| name.clone()).collect(),
            _ => vec!["value".to_owned()],
        };
        Self {
            names,
            has_told: false,
        }
    }

    /// The line of a record, with the names before it where it is the first.
    pub(super) fn lines(&mut self, record: &Json, is_first: bool) -> String {
        let mut text = String::new();
        if is_first {
            text.push_str(&line(self.names.iter().map(|name| quoted(name))));
        }
        match record {
            Json::Object(members) => {
                if !self.has_told && members.iter().any(|(name, _)| !self.names.contains(name)) {
                    self.has_told = true;
                    super::note(
                        "later records have further members; --select names the columns to print",
                    );
                }
                text.push_str(&line(
                    self.names
                        .iter()
                        .map(|name| record.get(name).map_or_else(String::new, cell)),
                ));
            }
            other => text.push_str(&line([cell(other)].into_iter())),
        }
        text
    }
}

/// Null is nothing; what is no scalar is written as JSON.
fn cell(value: &Json) -> String {
    if value.is_null() {
        String::new()
    } else {
        quoted(&value.plain())
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("{}\r\n", cells.join(","))
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
