//! Why a text could not be read, and where.

use crate::report::{Code, Diagnostic, Place, Severity};
use crate::source::{Position, Source};

use super::read::{Limit, MAX_DEPTH, MAX_NODES, Reading};

/// Why a text could not be read.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) code: Code,
    pub(super) message: String,
    position: Position,
    help: Option<String>,
}

impl Failure {
    fn new(code: Code, message: impl Into<String>, position: Position) -> Self {
        Self {
            code,
            message: message.into(),
            position,
            help: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn empty() -> Self {
        Self::new(Code::Syntax, "the file is empty", Position::START)
            .help("an OpenAPI description begins with `openapi: 3.1.0` or `swagger: \"2.0\"`")
    }

    /// `valid` is the text before the first byte that is not UTF-8.
    pub(super) fn not_utf8(valid: &str, utf16: bool) -> Self {
        let last = valid.rsplit('\n').next().unwrap_or_default();
        let position = Position {
            line: valid.split('\n').count(),
            column: last.chars().count() + 1,
        };
        let message = if utf16 {
            "the text is UTF-16, not UTF-8"
        } else {
            "the text is not UTF-8 from here on"
        };
        Self::new(Code::Syntax, message, position).help("save the file as UTF-8")
    }

    pub(super) fn too_large(limit: usize) -> Self {
        let message = format!("the file is larger than {} MiB", limit >> 20);
        Self::new(Code::Limit, message, Position::START)
    }

    pub(super) fn too_deep() -> Self {
        Self::limit(Limit::Depth, Position::START)
    }

    fn limit(limit: Limit, position: Position) -> Self {
        match limit {
            Limit::Depth => {
                let message = format!("values nest deeper than {MAX_DEPTH} levels");
                Self::new(Code::Limit, message, position)
                    .help("move the inner parts to `components` and refer to them with `$ref`")
            }
            Limit::Nodes => {
                let message = format!("the document has more than {MAX_NODES} values");
                Self::new(Code::Limit, message, position)
                    .help("aliases (`*name`) count each time; refer with `$ref` instead")
            }
        }
    }

    pub(super) fn many_documents(text: &str) -> Self {
        let separators = text.lines().enumerate().filter(|(_, line)| {
            line.strip_prefix("---")
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
        });
        // A separator before the first value begins the first document, not a second one.
        let begins = |line: &str| !line.trim().is_empty() && !line.starts_with(['#', '%']);
        let first = text.lines().position(begins).unwrap_or_default();
        let second = separators.map(|(line, _)| line).find(|line| *line > first);
        let position = Position {
            line: second.unwrap_or_default() + 1,
            column: 1,
        };
        Self::new(
            Code::Syntax,
            "the file has more than one YAML document",
            position,
        )
        .help("keep one description a file; `---` begins the next document")
    }

    pub(super) fn json(error: &serde_json::Error, reading: &Reading, source: &Source) -> Self {
        let position = Position {
            line: error.line().max(1),
            // The parser counts bytes.
            column: source.column(error.line(), error.column()),
        };
        if let Some(limit) = reading.limit {
            return Self::limit(limit, position);
        }
        let text = error.to_string();
        let message = text.split(" at line ").next().unwrap_or_default();
        if message == "recursion limit exceeded" {
            return Self::limit(Limit::Depth, position);
        }
        Self::new(Code::Syntax, message, position)
    }

    pub(super) fn yaml(error: &serde_yaml::Error, reading: &Reading, text: &str) -> Self {
        let position = error.location().map_or(Position::START, |at| Position {
            line: at.line().max(1),
            column: at.column().max(1),
        });
        if let Some(limit) = reading.limit {
            return Self::limit(limit, position);
        }
        let full = error.to_string();
        let message = full.split(" at line ").next().unwrap_or_default();
        match message {
            "recursion limit exceeded" => return Self::limit(Limit::Depth, position),
            "repetition limit exceeded" => return Self::limit(Limit::Nodes, position),
            _ => {}
        }
        let failure = Self::new(Code::Syntax, message, position);
        let line = text.lines().nth(position.line - 1).unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        if line[..indent].contains('\t') {
            return failure.help("indent with spaces: YAML does not allow tabs here");
        }
        failure
    }

    pub(super) fn diagnostic(&self, source: &Source) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            code: self.code,
            place: Place::Text {
                file: source.name().to_owned(),
                line: self.position.line,
                column: self.position.column,
            },
            message: self.message.clone(),
            help: self.help.clone(),
        }
    }
}
