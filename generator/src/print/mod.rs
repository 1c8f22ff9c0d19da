//! A report as text: for people with the lines of the source, for programs as JSON lines.

mod alike;
mod terminal;

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};

use crate::document::{Sources, Spot};
use crate::report::{Diagnostic, Place, Report, Severity};

use alike::grouped;
use terminal::{harmless, harmless_json, harmless_line};

/// How many bytes a line may have to be handed on as a whole.
const LONG: usize = 4_000;

/// A line, and where every so many of its characters begin, where it is long.
type Line<'a, 'm> = (&'a str, &'m [usize]);

/// How many characters of a long line are gone through at most to find one.
const STRIDE: usize = 256;

/// How many characters of a longer line are shown before and after the place that is meant.
const WINDOW: usize = 60;

/// The report for people: each diagnostic with its code, its place in the user's own text, the line there, the pointer
/// to the value and what to do. Of more than three that differ in nothing but the names that they quote, the first one is
/// printed, with the number of the others; errors are printed one by one. `color` adds the escape codes of terminals.
#[must_use]
pub fn text(report: &Report, sources: &Sources, color: bool) -> String {
    print(grouped(report.diagnostics(), sources), sources, color)
}

/// The report for people as [`text`] has it, but with every diagnostic, however many are alike.
#[must_use]
pub fn every(report: &Report, sources: &Sources, color: bool) -> String {
    let each = report
        .diagnostics()
        .iter()
        .map(|diagnostic| (diagnostic, 0));
    print(each.collect(), sources, color)
}

/// How many diagnostics [`text`] does not print, because they are like one that it prints.
#[must_use]
pub fn hidden(report: &Report, sources: &Sources) -> usize {
    let shown = grouped(report.diagnostics(), sources);
    shown.into_iter().map(|(_, more)| more).sum()
}

fn print(diagnostics: Vec<(&Diagnostic, usize)>, sources: &Sources, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    let mut lines = BTreeMap::new();
    let mut long = BTreeMap::new();
    let spots = sources.spots(diagnostics.iter().map(|(diagnostic, _)| &diagnostic.place));
    for ((diagnostic, more), spot) in diagnostics.into_iter().zip(spots) {
        if let Some(source) = sources.file(&spot.file) {
            let of_file = lines.entry(source.name());
            of_file.or_insert_with(|| source.text().lines().collect::<Vec<_>>());
        }
        let line = lines
            .get(&*spot.file)
            .and_then(|lines| lines.get(spot.position.line.checked_sub(1)?));
        let line = line.map(|text| {
            let marks = (text.len() > LONG).then(|| {
                let marks = long.entry((spot.file.clone(), spot.position.line));
                &**marks.or_insert_with(|| marks_of(text))
            });
            (*text, marks.unwrap_or_default())
        });
        out.push_str(&renderer.render(&[group(diagnostic, more, &spot, line)]));
        out.push_str("\n\n");
    }
    out
}

/// The report for programs: one JSON object a line, with the keys `severity`, `code`, `message`, `file`, `line`,
/// `column`, `pointer` and `help`; the last two may be null.
#[must_use]
pub fn json(report: &Report, sources: &Sources) -> String {
    let mut out = String::new();
    let diagnostics = report.diagnostics();
    let spots = sources.spots(diagnostics.iter().map(|diagnostic| &diagnostic.place));
    for (diagnostic, spot) in diagnostics.iter().zip(spots) {
        let line = serde_json::json!({
            "severity": diagnostic.severity.name(),
            "code": diagnostic.code.name(),
            "message": diagnostic.message,
            "file": spot.file,
            "line": spot.position.line,
            "column": spot.position.column,
            "pointer": spot.pointer.map(|pointer| pointer.to_string()),
            "help": diagnostic.help,
        });
        out.push_str(&harmless_json(&line.to_string()));
        out.push('\n');
    }
    out
}

/// The report for a build script: a line each, `FILE:LINE:COLUMN: SEVERITY: MESSAGE`, with the number of those that are
/// like it.
#[must_use]
pub fn lines(report: &Report, sources: &Sources) -> Vec<String> {
    let diagnostics = grouped(report.diagnostics(), sources);
    let spots = sources.spots(diagnostics.iter().map(|(diagnostic, _)| &diagnostic.place));
    let lines = diagnostics.into_iter().zip(spots);
    let lines = lines.map(|((diagnostic, more), spot)| {
        let Diagnostic {
            severity, message, ..
        } = diagnostic;
        let (file, line, column) = (spot.file, spot.position.line, spot.position.column);
        let more = match more {
            0 => String::new(),
            more => format!(" (and {more} more like it)"),
        };
        let line = format!("{file}:{line}:{column}: {severity}: {message}{more}");
        harmless(&line.replace('\n', " "))
    });
    lines.collect()
}

/// How many diagnostics there are of each severity, in words; empty where there are none.
#[must_use]
pub fn summary(report: &Report) -> String {
    let count = |severity| {
        let same = report
            .diagnostics()
            .iter()
            .filter(|d| d.severity == severity);
        same.count()
    };
    let parts = [
        (Severity::Error, "error", "errors"),
        (
            Severity::Unsupported,
            "unsupported part",
            "unsupported parts",
        ),
        (Severity::Warning, "warning", "warnings"),
    ]
    .map(|(severity, one, many)| match count(severity) {
        0 => String::new(),
        1 => format!("1 {one}"),
        more => format!("{more} {many}"),
    });
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

fn group<'a>(
    diagnostic: &'a Diagnostic,
    more: usize,
    spot: &Spot,
    line: Option<Line<'a, '_>>,
) -> Group<'a> {
    let title = harmless(&diagnostic.message);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Unsupported => Level::WARNING.with_name(Some("unsupported")),
    };
    // What is unsupported says so once.
    let is_said = diagnostic.code.name() == diagnostic.severity.name();
    let title = level.primary_title(title);
    let title = if is_said {
        title
    } else {
        title.id(diagnostic.code.name())
    };
    let mut group = source_lines(title, spot, line);
    if let Some(pointer) = &spot.pointer {
        group = group.element(
            Level::NOTE
                .with_name(Some("at"))
                .message(harmless(&format!("#{pointer}"))),
        );
    }
    if let Some(operation) = operation(&diagnostic.place).filter(|_| is_elsewhere(spot)) {
        let name = Level::NOTE.with_name(Some("of"));
        group = group.element(name.message(harmless(&operation)));
    }
    if more > 0 {
        let message = format!("{more} more like this one");
        group = group.element(Level::NOTE.with_name(Some("and")).message(message));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(harmless(help)));
    }
    group
}

/// The operation that a value is part of: `GET /pets`.
fn operation(place: &Place) -> Option<String> {
    let Place::Value(pointer) = place else {
        return None;
    };
    match pointer.steps() {
        [paths, path, method, ..] if &**paths == "paths" => {
            Some(format!("{} {path}", method.to_uppercase()))
        }
        _ => None,
    }
}

/// Whether the text does not stand in its operation itself: an overlay, or another file, says it.
fn is_elsewhere(spot: &Spot) -> bool {
    let first = spot
        .pointer
        .as_ref()
        .and_then(|pointer| pointer.steps().first());
    first.is_some_and(|first| &**first != "paths")
}

/// Adds the place and the line there, where the text is known.
fn source_lines<'a>(title: Title<'a>, spot: &Spot, line: Option<Line<'a, '_>>) -> Group<'a> {
    let origin = || {
        Origin::path(harmless(&spot.file))
            .line(spot.position.line)
            .char_column(spot.position.column)
    };
    let Some((line, marks)) = line else {
        return title.element(origin());
    };
    let whole = line.len() <= LONG;
    let (shown, span) = if whole {
        (line, word_at(line, marks, spot.position.column))
    } else {
        excerpt(line, marks, spot.position.column)
    };
    let snippet = Snippet::source(harmless_line(shown))
        .line_start(spot.position.line)
        .annotation(AnnotationKind::Primary.span(span));
    if whole {
        title.element(snippet.path(harmless(&spot.file)))
    } else {
        // The renderer would count the column in the excerpt.
        title.element(origin()).element(snippet)
    }
}

/// The part of a line around a column, and the bytes of it that the word there takes.
///
/// A file may be one line of megabytes.
fn excerpt<'a>(line: &'a str, marks: &[usize], column: usize) -> (&'a str, Range<usize>) {
    let from = byte_of(line, marks, column.saturating_sub(1 + WINDOW));
    let to = byte_of(line, marks, column + WINDOW);
    let start = byte_of(line, marks, column.saturating_sub(1)).min(to);
    let end = start + word(&line[start..to]);
    (&line[from..to], start - from..end - from)
}

/// The bytes of the word that begins at a column.
fn word_at(line: &str, marks: &[usize], column: usize) -> Range<usize> {
    let start = byte_of(line, marks, column.saturating_sub(1));
    start..start + word(&line[start..])
}

/// Where the character with this index begins; the end of the line where there is none.
fn byte_of(line: &str, marks: &[usize], index: usize) -> usize {
    let mark = (index / STRIDE).min(marks.len());
    let begin = mark.checked_sub(1).map_or(0, |last| marks[last]);
    let found = line[begin..].char_indices().nth(index - mark * STRIDE);
    found.map_or(line.len(), |(at, _)| begin + at)
}

/// Where every so many characters of a long line begin: a file may be one line, with something wrong in every part of it.
fn marks_of(line: &str) -> Vec<usize> {
    let begins = line.char_indices().map(|(at, _)| at);
    begins.skip(STRIDE).step_by(STRIDE).collect()
}

/// How many bytes the first word takes: a quoted text, or all up to the next mark; one character at least.
fn word(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else {
        return 0;
    };
    let after = &rest[first.len_utf8()..];
    let length = match first {
        '"' | '\'' => after.find(first).map(|at| at + 1),
        _ => after.find([':', ',', ']', '}', ' ', '\t']),
    };
    first.len_utf8() + length.unwrap_or(after.len())
}

#[cfg(test)]
mod tests {
    use super::{every, hidden, json, summary, text};
    use crate::document::{Loaded, load};
    use crate::generate::{Input, generate};
    use crate::pointer::Pointer;
    use crate::report::Code;
    use crate::source::Source;

    fn loaded(text: &str) -> Loaded {
        load(Source::new("api.yaml", text), None, &|_| Err(String::new()))
    }

    #[test]
    fn people_see_the_line_the_pointer_and_the_help() {
        let mut loaded =
            loaded("openapi: 3.0.0\ncomponents:\n  schemas:\n    \"Bär\": {minimum: x}\n");
        let place = Pointer::parse("/components/schemas/Bär/minimum").unwrap_or_default();
        loaded
            .report
            .warning(Code::Shape, &place, "`minimum` is text", "write a number");
        let expected = "\
warning[shape]: `minimum` is text
 --> api.yaml:4:13
  |
4 |     \"Bär\": {minimum: x}
  |             ^^^^^^^
  |
  = at: #/components/schemas/Bär/minimum
  = help: write a number

";
        assert_eq!(text(&loaded.report, &loaded.sources, false), expected);
        assert!(text(&loaded.report, &loaded.sources, true).contains("\u{1b}["));
    }

    #[test]
    fn a_line_of_great_length_is_cut_around_the_place() {
        let padding = "a".repeat(100_000);
        let mut loaded = loaded(&format!(
            "{{\"openapi\": \"3.0.0\", \"x-a\": \"{padding}\", \"x-b\": \"{padding}\"}}"
        ));
        loaded
            .report
            .error(Code::Shape, &Pointer::root().join("x-b"), "odd", "");
        let text = text(&loaded.report, &loaded.sources, false);
        assert!(text.contains("--> api.yaml:1:100033"), "{text}");
        assert!(text.contains("^^^^^") && text.len() < 600, "{text}");
    }

    #[test]
    fn programs_read_one_object_a_line() {
        let loaded = loaded("openapi: 3.0.0\n b: [\n");
        let lines = json(&loaded.report, &loaded.sources);
        let read: Result<Vec<serde_json::Value>, _> =
            lines.lines().map(serde_json::from_str).collect();
        let read = read.unwrap_or_default();
        assert_eq!(read.len(), 1, "{lines}");
        assert_eq!(read[0]["severity"], "error");
        assert_eq!(read[0]["code"], "syntax");
        assert_eq!(read[0]["file"], "api.yaml");
        assert_eq!(read[0]["line"], 2);
        assert_eq!(read[0]["pointer"], serde_json::Value::Null);
    }

    #[test]
    fn a_place_past_the_end_of_a_text_is_printed_too() {
        for odd in ["", "{", "a: [", "openapi: 3.0.0\nx: '"] {
            let loaded = loaded(odd);
            assert!(
                text(&loaded.report, &loaded.sources, false).contains("api.yaml:"),
                "{odd}"
            );
        }
    }

    #[test]
    fn many_alike_are_one_with_a_count() {
        let mut loaded = loaded("openapi: 3.0.0\n");
        for index in 0..5 {
            let message = format!("`a{index}` is called `b{index}`");
            loaded
                .report
                .warning(Code::Name, &Pointer::root(), message, "");
        }
        loaded
            .report
            .warning(Code::Name, &Pointer::root(), "`a0` is odd", "");
        let grouped = text(&loaded.report, &loaded.sources, false);
        assert_eq!(grouped.matches("warning[name]").count(), 2, "{grouped}");
        assert!(grouped.contains("`a0` is called `b0`"), "{grouped}");
        assert!(grouped.contains("= and: 4 more like this one"), "{grouped}");
        assert_eq!(hidden(&loaded.report, &loaded.sources), 4);
        let each = every(&loaded.report, &loaded.sources, false);
        assert_eq!(each.matches("warning[name]").count(), 6, "{each}");
    }

    #[test]
    fn what_an_action_does_to_many_operations_is_told_once_with_the_first_of_them() {
        let description = "openapi: 3.0.0\ninfo: {title: t, version: v}\npaths:\n  \
                           /a: {get: {operationId: a, responses: {}}}\n  /b: {get: {operationId: b, responses: {}}}\n";
        let overlay = "overlay: 1.0.0\ninfo: {title: o, version: v}\nactions:\n\
                       - target: $.paths.*.get\n  update: {x-clientwright-nmae: c}\n";
        let output = generate(
            Input::new("pets", "pets.yaml", description).overlay("pets.overlay.yaml", overlay),
        );
        let text = text(&output.report, &output.sources, false);
        assert_eq!(text.matches("error[").count(), 1, "{text}");
        assert!(text.contains("--> pets.overlay.yaml:5:"), "{text}");
        assert!(text.contains("= of: GET /a"), "{text}");
        assert!(text.contains("= and: 1 more like this one"), "{text}");
    }

    #[test]
    fn errors_are_told_one_by_one() {
        let mut loaded = loaded("openapi: 3.0.0\n");
        for index in 0..5 {
            let message = format!("`{index}` leads nowhere");
            loaded
                .report
                .error(Code::Reference, &Pointer::root(), message, "");
        }
        let text = text(&loaded.report, &loaded.sources, false);
        assert_eq!(text.matches("error[reference]").count(), 5, "{text}");
    }

    #[test]
    fn the_summary_counts() {
        let mut report = loaded("").report;
        assert_eq!(summary(&report), "1 error");
        report.warning(Code::Shape, &Pointer::root(), "a", "");
        report.warning(Code::Shape, &Pointer::root(), "b", "");
        assert_eq!(summary(&report), "1 error, 2 warnings");
    }
}
