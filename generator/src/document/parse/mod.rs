//! Text to tree: JSON and YAML, with limits, and errors that name the line and column.

mod failure;
mod read;
#[cfg(test)]
mod tests;

use serde::de::DeserializeSeed as _;

use crate::report::{Code, Diagnostic, Report, Severity};
use crate::source::Source;

use super::Tree;
use failure::Failure;
use read::{Format, Reading};

/// How many bytes a file may have.
const MAX_BYTES: usize = 64 << 20;

/// How many flow brackets may stand open in YAML. The YAML scanner's time grows with the square of this, and it reads
/// the whole text before the depth of the tree can be told.
const MAX_OPEN_BRACKETS: usize = 10_000;

/// A file as it was read from a disk.
///
/// # Errors
///
/// A diagnostic at the first byte that is not UTF-8.
pub fn source_of(name: &str, bytes: &[u8]) -> Result<Source, Diagnostic> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => {
            let valid = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let source = Source::new(name, valid);
            Err(Failure::not_utf8(source.text(), utf16).diagnostic(&source))
        }
    }
}

/// Reads the text of a file.
///
/// What begins like JSON is read as JSON and, where that fails, as YAML, which allows comments and commas at the end;
/// in a file that is called `.json` that is worth a warning.
/// `None` is returned where the text cannot be read; the report then has an error.
#[must_use]
pub fn parse(source: &Source, report: &mut Report) -> Option<Tree> {
    parse_keys(source, report).map(|(tree, _)| tree)
}

/// Reads the text of a file, and keeps with it whether its keys are unique, by which values are found sooner.
pub(super) fn parse_for_places(source: &mut Source, report: &mut Report) -> Option<Tree> {
    let (tree, is_unique) = parse_keys(source, report)?;
    if is_unique {
        source.set_unique_keys();
    }
    Some(tree)
}

fn parse_keys(source: &Source, report: &mut Report) -> Option<(Tree, bool)> {
    match read(source, report) {
        Ok((Tree::Null, _)) => report.push(Failure::empty().diagnostic(source)),
        Ok(read) => return Some(read),
        Err(failure) => report.push(failure.diagnostic(source)),
    }
    None
}

/// The tree, and whether no key stands twice in one of its mappings.
fn read(source: &Source, report: &mut Report) -> Result<(Tree, bool), Failure> {
    let text = source.text();
    if text.len() > MAX_BYTES {
        return Err(Failure::too_large(MAX_BYTES));
    }
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml(source, report);
    }
    let strict = match json(source, report) {
        Err(failure) if failure.code == Code::Syntax => failure,
        other => return other,
    };
    match yaml(source, report) {
        Ok(tree) if !is_called_json(source.name()) => Ok(tree),
        Ok(tree) => {
            let mut diagnostic = strict.diagnostic(source);
            diagnostic.severity = Severity::Warning;
            diagnostic.message =
                format!("this is not JSON, it is read as YAML: {}", strict.message);
            report.push(diagnostic);
            Ok(tree)
        }
        Err(failure) if failure.code == Code::Limit => Err(failure),
        Err(_) => Err(strict),
    }
}

fn is_called_json(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

fn json(source: &Source, report: &mut Report) -> Result<(Tree, bool), Failure> {
    let mut reading = Reading::new(Format::Json);
    let mut deserializer = serde_json::Deserializer::from_str(source.text());
    // The reading keeps a limit of its own on the depth, as it does for YAML.
    let tree = reading
        .value()
        .deserialize(&mut deserializer)
        .and_then(|tree| deserializer.end().map(|()| tree))
        .map_err(|error| Failure::json(&error, &reading, source))?;
    let is_unique = reading.warn(source, report);
    Ok((tree, is_unique))
}

fn yaml(source: &Source, report: &mut Report) -> Result<(Tree, bool), Failure> {
    let text = source.text();
    yaml_text(text, source, report).or_else(|failure| {
        let is_syntax = failure.code == Code::Syntax;
        let blank = is_syntax.then(|| without_tabs(text)).flatten();
        let again = blank.and_then(|text| yaml_text(&text, source, report).ok());
        again.ok_or(failure)
    })
}

/// The text with blanks for the tabs before comments, and in lines with nothing else; `None` where there are none. The
/// specification allows these tabs (YAML 1.2.2, section 6.6), the scanner does not. No place in the text moves.
fn without_tabs(text: &str) -> Option<String> {
    let mut changed = false;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let inside = line.trim_start_matches([' ', '\t']);
        let indent = &line[..line.len() - inside.len()];
        if indent.contains('\t') && (inside.trim().is_empty() || inside.starts_with('#')) {
            changed = true;
            out.extend(indent.chars().map(|_| ' '));
        } else {
            out.push_str(indent);
        }
        out.push_str(inside);
    }
    changed.then_some(out)
}

fn yaml_text(text: &str, source: &Source, report: &mut Report) -> Result<(Tree, bool), Failure> {
    if too_many_brackets(text) {
        return Err(Failure::too_deep());
    }
    let mut reading = Reading::new(Format::Yaml);
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let Some(first) = documents.next() else {
        return Err(Failure::empty());
    };
    let tree = reading
        .value()
        .deserialize(first)
        .map_err(|error| Failure::yaml(&error, &reading, text))?;
    for further in documents {
        let mut reading = Reading::new(Format::Yaml);
        match reading.value().deserialize(further) {
            // A file may end with `---` and nothing after it.
            Ok(Tree::Null) => {}
            Ok(_) => return Err(Failure::many_documents(text)),
            Err(error) => return Err(Failure::yaml(&error, &reading, text)),
        }
    }
    let is_unique = reading.warn(source, report);
    Ok((tree, is_unique))
}

/// Whether more brackets are open at once than any description needs; quotes and comments are not looked at.
fn too_many_brackets(text: &str) -> bool {
    let mut open = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MAX_OPEN_BRACKETS
    })
}
