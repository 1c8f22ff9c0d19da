//! `--curl`: the request as a line that runs in a POSIX shell, with variables in the place of credentials.

use std::fmt::Write;

use client::untyped::{Preview, Scheme, SchemeKind};

use super::help;
use super::model::Program;
use super::output::note;
use super::verbose::is_secret;

/// The line. A variable in it that is not set is told.
pub(crate) fn line(program: &Program, preview: &Preview) -> String {
    for scheme in &preview.schemes {
        if let Some(name) = help::variable(program, scheme)
            && std::env::var_os(name).is_none()
        {
            note(&format!(
                "the line takes a credential from {name}, which is not set"
            ));
        }
    }
    let mut text = format!("curl -sS -X {}", preview.method);
    let mut url = quoted(&preview.url);
    for scheme in &preview.schemes {
        if let SchemeKind::Query(name) = scheme.kind {
            let joint = if preview.url.contains('?') { '&' } else { '?' };
            let _ = write!(
                url,
                "\"{joint}{}={}\"",
                escaped(name),
                variable(program, scheme)
            );
        }
    }
    let _ = write!(text, " {url}");
    for scheme in &preview.schemes {
        if let Some(option) = credential(program, scheme) {
            let _ = write!(text, " {option}");
        }
    }
    for (name, value) in &preview.headers {
        // curl says itself who it is, and how long the body is.
        if name == "content-length" || name == "user-agent" {
            continue;
        }
        let value = if is_secret(name) { "***" } else { value };
        let _ = write!(text, " -H {}", quoted(&format!("{name}: {value}")));
    }
    match preview.body.as_deref().map(std::str::from_utf8) {
        Some(Ok(body)) if !body.is_empty() => {
            let _ = write!(text, " --data-binary {}", quoted(body));
        }
        Some(Err(_)) => text.push_str(" --data-binary @-"),
        _ => {}
    }
    text
}

/// How curl shows a credential that a variable of the shell holds.
fn credential(program: &Program, scheme: &Scheme) -> Option<String> {
    let held = variable(program, scheme);
    let prefix = escaped(scheme.prefix);
    match scheme.kind {
        SchemeKind::Bearer | SchemeKind::OAuth2(_) => {
            Some(format!("-H \"Authorization: Bearer {prefix}{held}\""))
        }
        SchemeKind::Basic => Some(format!("-u \"{held}\"")),
        SchemeKind::Http(name) => Some(format!(
            "-H \"Authorization: {} {prefix}{held}\"",
            escaped(name)
        )),
        SchemeKind::Header(name) => Some(format!("-H \"{}: {prefix}{held}\"", escaped(name))),
        SchemeKind::Cookie(name) => Some(format!("-b \"{}={prefix}{held}\"", escaped(name))),
        _ => None,
    }
}

fn variable(program: &Program, scheme: &Scheme) -> String {
    format!(
        "${}",
        help::variable(program, scheme).unwrap_or("CREDENTIAL")
    )
}

/// A word that a POSIX shell takes as it is: in quotes where there is anything else in it than letters and digits.
pub(crate) fn word(text: &str) -> String {
    let is_plain =
        |character: char| character.is_ascii_alphanumeric() || "-_.:/@".contains(character);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A word in single quotes, in which a shell changes nothing.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text inside double quotes.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '"' | '\\' | '$' | '`' | '!') {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}
