//! What the generator has to say about a description: diagnostics with a code and a place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::pointer::Pointer;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was read in a sensible way although the specification forbids it.
    Warning,
    /// Something that Rust or this generator cannot express was replaced or left out.
    Unsupported,
    /// The description is wrong; what it touches is not generated.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The kinds of diagnostic, stable names for people and tools to search for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The text is not YAML or JSON.
    Syntax,
    /// The document is too large, too deep or has too many aliases.
    Limit,
    /// No `openapi` or `swagger` field that names a supported version.
    Version,
    /// A value has not the shape that the specification gives it.
    Shape,
    /// A `$ref` that leads nowhere, to another kind of thing, or back to itself.
    Reference,
    /// A `$ref` to another file that may not be or could not be read.
    File,
    /// An overlay action that is wrong or matches nothing.
    Overlay,
    /// Schemas that contradict each other, such as members of an `allOf`.
    Conflict,
    /// A parameter, or a path template, that is declared wrongly or not at all.
    Parameter,
    /// A name that had to be made up or changed, such as a missing or doubled `operationId`.
    Name,
    /// A security scheme that is missing or unknown.
    Security,
    /// A part of the specification that is left out or weakened.
    Unsupported,
    /// An example that breaks its own schema.
    Example,
    /// An `x-clientwright-` key that is misspelt or has a wrong value.
    Extension,
}

impl Code {
    /// The codes of errors that a caller can allow, because something sensible can stand in the place of what is wrong.
    pub const ALLOWABLE: [Self; 3] = [Self::Reference, Self::File, Self::Limit];

    /// The code that can be allowed and has this name.
    ///
    /// # Errors
    ///
    /// Where there is none, with the names that there are.
    pub fn allowable(name: &str) -> Result<Self, String> {
        let known = Self::ALLOWABLE;
        let named = known.into_iter().find(|code| code.name() == name);
        named.ok_or_else(|| format!("can be allowed: {}", known.map(Self::name).join(", ")))
    }
}

impl Severity {
    /// The severity's name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Unsupported => "unsupported",
            Self::Error => "error",
        }
    }
}

impl Code {
    /// The code's name in messages, in kebab case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Limit => "limit",
            Self::Version => "version",
            Self::Shape => "shape",
            Self::Reference => "reference",
            Self::File => "file",
            Self::Overlay => "overlay",
            Self::Conflict => "conflict",
            Self::Parameter => "parameter",
            Self::Name => "name",
            Self::Security => "security",
            Self::Unsupported => "unsupported",
            Self::Example => "example",
            Self::Extension => "extension",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where a diagnostic points: a value of one file, or a line and column of a text that could not be parsed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A value, in the terms of the document as the stages see it (bundled, overlaid and upgraded).
    Value(Pointer),
    /// A position in the text of a file; `line` and `column` count from one.
    Text {
        /// The file's name, as the caller gave it.
        file: String,
        /// The line, from one.
        line: usize,
        /// The column in characters, from one.
        column: usize,
    },
}

/// One thing to tell the person whose description it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The kind.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What is wrong, and what happens because of it.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error in the value at `place`.
    pub fn error(
        code: Code,
        place: Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let help = help.into();
        Self {
            severity: Severity::Error,
            code,
            place: Place::Value(place),
            message: message.into(),
            help: (!help.is_empty()).then_some(help),
        }
    }
}

/// The diagnostics of one run, in the order in which they were met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    /// The same ones, to be found fast.
    known: BTreeSet<Diagnostic>,
    /// The codes of the errors that the caller allows.
    allowed: BTreeSet<Code>,
    /// The places of errors for which there is a way out: each is told by the first stage that meets it.
    refused: BTreeSet<Place>,
    /// What was likely meant at a place, where that was looked for.
    proposals: BTreeMap<Pointer, Option<String>>,
}

/// At how many places it is looked for what was likely meant. Each time all names there are are compared, and nobody
/// reads thousands of proposals.
const MAX_PROPOSALS: usize = 50;

impl Report {
    /// A report in which errors of these codes stop nothing, where something can stand in the place of what is wrong.
    #[must_use]
    pub fn allowing(codes: impl IntoIterator<Item = Code>) -> Self {
        Self {
            allowed: codes.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Returns whether errors of this code are allowed.
    #[must_use]
    pub fn allows(&self, code: Code) -> bool {
        self.allowed.contains(&code)
    }

    /// Adds an error for which there is a way out: `instead` tells what is generated where its code is allowed.
    pub fn refuse(&mut self, mut error: Diagnostic, instead: &str) {
        if !self.refused.insert(error.place.clone()) {
            return;
        }
        let code = error.code;
        if self.allowed.contains(&code) {
            error.severity = Severity::Unsupported;
            error.message = format!("{}; {instead}", error.message);
        } else {
            let way_out = format!("`--allow {code}`: {instead}");
            error.help = Some(match error.help {
                Some(help) if help.ends_with('?') => format!("{help} Or {way_out}"),
                Some(help) => format!("{help}; or {way_out}"),
                None => way_out,
            });
        }
        self.push(error);
    }

    /// Adds a diagnostic, unless the very same one is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.known.insert(diagnostic.clone()) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Says that the value at `place` is wrong.
    pub fn error(
        &mut self,
        code: Code,
        place: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Severity::Error, code, place, message, help);
    }

    /// Says that the value at `place` is left out or weakened, and what happens instead.
    pub fn unsupported(
        &mut self,
        place: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(
            Severity::Unsupported,
            Code::Unsupported,
            place,
            message,
            help,
        );
    }

    /// Says that the value at `place` is read in a way that the specification does not promise.
    pub fn warning(
        &mut self,
        code: Code,
        place: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(Severity::Warning, code, place, message, help);
    }

    /// What was likely meant at a place: looked for once, and not at more than the first so many places.
    pub(crate) fn proposal(
        &mut self,
        place: &Pointer,
        look: impl FnOnce() -> Option<String>,
    ) -> Option<String> {
        if let Some(known) = self.proposals.get(place) {
            return known.clone();
        }
        if self.proposals.len() >= MAX_PROPOSALS {
            return None;
        }
        let found = look();
        self.proposals.insert(place.clone(), found.clone());
        found
    }

    fn add(
        &mut self,
        severity: Severity,
        code: Code,
        place: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let help = help.into();
        self.push(Diagnostic {
            severity,
            code,
            place: Place::Value(place.clone()),
            message: message.into(),
            help: (!help.is_empty()).then_some(help),
        });
    }

    /// The diagnostics, in the order in which they were met.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether anything is wrong enough to stop.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|d| d.severity == Severity::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Report};
    use crate::pointer::Pointer;

    #[test]
    fn the_same_thing_is_said_once() {
        let mut report = Report::default();
        let place = Pointer::root();
        report.warning(Code::Shape, &place, "odd", "");
        report.error(Code::Shape, &place, "odd", "");
        report.warning(Code::Shape, &place, "odd", "");
        assert_eq!(report.diagnostics().len(), 2);
        assert!(report.has_errors());
    }
}
