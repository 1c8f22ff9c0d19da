//! What is printed: one document, or records as they come.

mod csv;
mod select;
mod table;
mod terminal;
mod yaml;

use std::io::{IsTerminal, Write};

use select::Select;

use super::json::Json;
use super::parser::Line;
use super::problem::Problem;

/// How a response is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// One JSON document.
    Json,
    /// One JSON text a line.
    Ndjson,
    /// Columns for people.
    Table,
    /// Columns for programs (RFC 4180).
    Csv,
    /// YAML 1.2.
    Yaml,
    /// As it came.
    Raw,
}

impl Format {
    fn of(name: &str) -> Self {
        match name {
            "ndjson" => Self::Ndjson,
            "table" => Self::Table,
            "csv" => Self::Csv,
            "yaml" => Self::Yaml,
            "raw" => Self::Raw,
            _ => Self::Json,
        }
    }

    /// Whether it shows the records of a list, not the response around them.
    fn shows_records(self) -> bool {
        matches!(self, Self::Ndjson | Self::Table | Self::Csv)
    }
}

/// Where a response goes, and how.
pub(crate) struct Output {
    format: Format,
    select: Option<Select>,
    target: Target,
    is_terminal: bool,
    /// Whether the output is seen as it comes: it goes to a terminal.
    is_seen: bool,
    /// The beginning of a character, on a terminal.
    held: Vec<u8>,
    /// Whether nothing stands on the line of the terminal.
    ends_line: bool,
    /// How many records have been printed.
    records: usize,
    columns: Option<csv::Columns>,
    table: table::Table,
}

impl Output {
    /// The output that a line asks for.
    pub(crate) fn new(line: &Line) -> Result<Self, Problem> {
        let (target, is_terminal) = target(line)?;
        let is_stdout = matches!(target, Target::Open(_));
        Ok(Self {
            is_seen: is_stdout && std::io::stdout().is_terminal(),
            format: line.one("=as").map_or(Format::Json, Format::of),
            select: line.one("=select").map(Select::new).transpose()?,
            target,
            is_terminal,
            held: Vec::new(),
            ends_line: true,
            records: 0,
            columns: None,
            table: table::Table::default(),
        })
    }

    /// Whether the output is seen as it comes.
    #[allow(dead_code, reason = "not every API has streams, or lists that go on")]
    pub(crate) fn is_seen(&self) -> bool {
        self.is_seen
    }

    /// Says that records come one after the other without an end that is known: they are printed a line each.
    #[allow(dead_code, reason = "not every API has streams")]
    pub(crate) fn streams(&mut self) {
        if self.format == Format::Json {
            self.format = Format::Ndjson;
        }
    }

    /// Whether a list is printed record by record: where that is asked for, or its members are selected.
    pub(crate) fn wants_records(&self) -> bool {
        self.format.shows_records() || self.select.is_some()
    }

    /// Prints a response as a whole; `items` leads to its list.
    pub(crate) fn document(&mut self, body: &[u8], items: Option<&[&str]>) -> Result<(), Problem> {
        if self.format == Format::Raw && self.select.is_none() {
            return self.bytes(body);
        }
        if body.iter().all(u8::is_ascii_whitespace) {
            return self.target.write(b"");
        }
        let text = String::from_utf8_lossy(body);
        let json = match Json::parse(&text) {
            Ok(json) => json,
            Err(error) if self.select.is_some() => {
                return Err(Problem::local(format!(
                    "--select: the response is not JSON: {error}"
                )));
            }
            // What is no JSON is printed as it came.
            Err(_) => return self.bytes(body),
        };
        let records = items.and_then(|items| json.at(items)).or(match &json {
            Json::List(_) => Some(&json),
            _ => None,
        });
        // All of it is there, so that a name which nothing has is told before anything is printed.
        if let Some(select) = &mut self.select {
            match records {
                Some(Json::List(records)) => select.look(records)?,
                _ => select.look(std::slice::from_ref(&json))?,
            }
        }
        match records {
            Some(Json::List(records)) if self.wants_records() => {
                for record in records {
                    self.record(record)?;
                }
                self.end()
            }
            _ if self.wants_records()
                && self.format != Format::Json
                && self.format != Format::Yaml =>
            {
                self.record(&json)?;
                self.end()
            }
            _ => {
                let json = self.selected(&json);
                let text = match self.format {
                    Format::Yaml => yaml::document(&json),
                    Format::Raw => self.plain(&json),
                    _ => self.json(&json),
                };
                self.line(&text)?;
                self.check_selection()
            }
        }
    }

    /// Prints the next record of a list or of a stream.
    pub(crate) fn record(&mut self, record: &Json) -> Result<(), Problem> {
        let record = self.selected(record);
        self.records += 1;
        match self.format {
            Format::Json => {
                let open = if self.records == 1 { "[" } else { "," };
                let text = format!(
                    "{open}\n{}",
                    if self.is_terminal {
                        record.pretty()
                    } else {
                        record.to_string()
                    }
                );
                self.text(&text)
            }
            Format::Ndjson => self.line(&record.to_string()),
            Format::Yaml => self.line(&yaml::item(&record)),
            Format::Raw => self.line(&self.plain(&record)),
            Format::Csv => {
                let columns = self
                    .columns
                    .get_or_insert_with(|| csv::Columns::of(&record));
                let lines = columns.lines(&record, self.records == 1);
                self.text(&lines)
            }
            Format::Table => match self.table.add(&record) {
                Some(lines) => self.text(&lines),
                None => Ok(()),
            },
        }
    }

    /// Ends the records: what is printed as JSON is a document whatever has happened.
    pub(crate) fn end(&mut self) -> Result<(), Problem> {
        match self.format {
            Format::Json if self.records == 0 => self.line("[]")?,
            Format::Json => self.line("\n]")?,
            Format::Table => {
                let lines = self.table.end();
                self.text(&lines)?;
            }
            _ => {}
        }
        self.check_selection()
    }

    /// Ends records that have no end, if there are any.
    pub(crate) fn cut(&mut self) -> Result<(), Problem> {
        if self.records == 0 {
            return Ok(());
        }
        self.end()
    }

    /// Prints bytes as they came.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.piece(bytes)?;
        self.end_pieces()
    }

    /// Prints a piece of bytes as it came. A terminal gets text alone, without what would steer it.
    pub(crate) fn piece(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        if !self.is_terminal {
            return self.target.write(bytes);
        }
        self.held.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.held) {
            Ok(text) => text.len(),
            // The character goes on in the next piece.
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Err(no_text()),
        };
        let rest = self.held.split_off(whole);
        let text = String::from_utf8_lossy(&std::mem::replace(&mut self.held, rest)).into_owned();
        self.ends_line = text.ends_with('\n') || (text.is_empty() && self.ends_line);
        self.text(&text)
    }

    /// Ends the pieces: on a terminal the line ends too.
    pub(crate) fn end_pieces(&mut self) -> Result<(), Problem> {
        match (self.is_terminal, self.held.is_empty(), self.ends_line) {
            (true, false, _) => Err(no_text()),
            (true, true, false) => self.text("\n"),
            _ => Ok(()),
        }
    }

    fn selected(&mut self, json: &Json) -> Json {
        match &mut self.select {
            Some(select) => select.of(json),
            None => json.clone(),
        }
    }

    /// A value without quotes; of one selected member, without its name too.
    fn plain(&self, json: &Json) -> String {
        match json {
            Json::Object(members) if self.select.is_some() && members.len() == 1 => {
                members[0].1.plain()
            }
            other => other.plain(),
        }
    }

    fn check_selection(&self) -> Result<(), Problem> {
        self.select.as_ref().map_or(Ok(()), Select::check)
    }

    fn json(&self, json: &Json) -> String {
        if self.is_terminal {
            json.pretty()
        } else {
            json.to_string()
        }
    }

    fn line(&mut self, text: &str) -> Result<(), Problem> {
        self.text(&format!("{text}\n"))
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        if self.is_terminal {
            self.target.write(terminal::harmless(text).as_bytes())
        } else {
            self.target.write(text.as_bytes())
        }
    }
}

/// Where a response goes.
enum Target {
    Open(Box<dyn Write>),
    /// A file that is made when there is something to write, so that a request that fails leaves what was there.
    Named {
        file: String,
        clobber: bool,
    },
}

impl Target {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        if let Self::Named { file, clobber } = self {
            *self = Self::Open(Box::new(created(file, *clobber)?));
        }
        if let Self::Open(target) = self {
            target.write_all(bytes)?;
            target.flush()?;
        }
        Ok(())
    }
}

/// The file that a line names, or the standard output; and whether that is a terminal, whose reader is a person.
fn target(line: &Line) -> Result<(Target, bool), Problem> {
    let stdout = std::io::stdout();
    match line.one("=out") {
        None => {
            let is_terminal = stdout.is_terminal();
            Ok((Target::Open(Box::new(stdout)), is_terminal))
        }
        Some("-") => Ok((Target::Open(Box::new(stdout)), false)),
        Some(file) => {
            let clobber = line.is_set("=clobber");
            if !clobber && std::fs::symlink_metadata(file).is_ok() {
                return Err(is_there(file));
            }
            let file = file.to_owned();
            Ok((Target::Named { file, clobber }, false))
        }
    }
}

fn no_text() -> Problem {
    Problem::local(
        "the response is no text: --out FILE writes it into a file, and --out - onto the terminal",
    )
}

fn created(file: &str, clobber: bool) -> Result<std::fs::File, Problem> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true);
    if clobber {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    options.open(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => is_there(file),
        _ => Problem::local(format!("`{file}` cannot be written: {error}")),
    })
}

fn is_there(file: &str) -> Problem {
    Problem::local(format!(
        "`{file}` is there already: --clobber writes over it"
    ))
}

/// A text for a terminal: nothing in it steers the terminal.
pub(crate) fn for_people(text: &str) -> String {
    if std::io::stderr().is_terminal() {
        terminal::harmless(text)
    } else {
        text.to_owned()
    }
}

/// Says something beside the output. Nobody may be listening, which is no fault.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "note: {}", for_people(text));
}
