//! Columns for people.

use crate::cli::json::Json;

/// How many records are looked at to find how wide the columns are.
const SAMPLE: usize = 50;

/// How wide a column may be.
const WIDEST: usize = 60;

/// A table in the making: the first records wait until the columns are known.
#[derive(Default)]
pub(super) struct Table {
    names: Vec<String>,
    widths: Vec<usize>,
    waiting: Vec<Vec<String>>,
    has_begun: bool,
}

impl Table {
    /// Takes a record, and returns lines to print where there are any.
    pub(super) fn add(&mut self, record: &Json) -> Option<String> {
        if self.names.is_empty() {
            self.names = match record {
                Json::Object(members) => members.iter().map(|(name, _)| name.clone()).collect(),
                _ => vec!["value".to_owned()],
            };
        }
        let row = self.names.iter().map(|name| match record {
            Json::Object(_) => record.get(name).map_or_else(String::new, cell),
            other => cell(other),
        });
        let row: Vec<String> = row.collect();
        if self.has_begun {
            return Some(self.row(&row));
        }
        self.waiting.push(row);
        (self.waiting.len() >= SAMPLE).then(|| self.end())
    }

    /// The lines that wait.
    pub(super) fn end(&mut self) -> String {
        let waiting = std::mem::take(&mut self.waiting);
        let mut text = String::new();
        if !self.has_begun && !self.names.is_empty() {
            self.has_begun = true;
            let names: Vec<String> = self.names.iter().map(|name| name.to_uppercase()).collect();
            self.widths = (0..names.len())
                .map(|at| {
                    let cells = waiting.iter().map(|row: &Vec<String>| width(&row[at]));
                    cells
                        .chain([width(&names[at])])
                        .max()
                        .unwrap_or(0)
                        .min(WIDEST)
                })
                .collect();
            text.push_str(&self.row(&names));
        }
        for row in &waiting {
            text.push_str(&self.row(row));
        }
        text
    }

    fn row(&self, cells: &[String]) -> String {
        let mut line = String::new();
        for (cell, wide) in cells.iter().zip(&self.widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(
                ' ',
                wide.saturating_sub(width(cell)) + 2,
            ));
        }
        format!("{}\n", line.trim_end())
    }
}

fn cell(value: &Json) -> String {
    if value.is_null() {
        return String::new();
    }
    value.plain().replace(['\n', '\t'], " ")
}

fn width(text: &str) -> usize {
    text.chars().count()
}
