//! What stands above a method and a request: what the description says, the arguments, what is sent, what comes back.

use crate::rust::{Answer, Argument, Doc, Outcome, Request, Ty};
use crate::text::{Text, in_cell};

/// The documentation of the client's method.
pub(in crate::plan) fn of_method(request: &Request) -> Doc {
    let arguments: Vec<String> = request.args.iter().filter_map(argument).collect();
    let parts = [
        request.docs.as_str().to_owned(),
        arguments.join("\n"),
        sent(request),
        answers(request),
        credentials(request),
    ];
    joined(parts)
}

/// The documentation of the request: what it does, what it sends and what makes it.
pub(in crate::plan) fn of_request(request: &Request) -> Doc {
    let made = format!("Made by [`Client::{}`].", request.method.bare());
    joined([request.docs.summary(), sent(request), made])
}

fn joined<const N: usize>(parts: [String; N]) -> Doc {
    let mut parts = Vec::from(parts);
    parts.retain(|part| !part.is_empty());
    Doc::new(parts.join("\n\n"))
}

/// The HTTP method and the path.
fn sent(request: &Request) -> String {
    Text::joined(&[&request.http_method.text(), &request.path]).code()
}

fn argument(argument: &Argument) -> Option<String> {
    let about = argument.docs.line();
    (!about.is_empty()).then(|| format!("- `{}`: {about}", argument.name.bare()))
}

fn answers(request: &Request) -> String {
    let rows: Vec<String> = request.reference.answers.iter().map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "| Status | Meaning | Result |\n|---|---|---|\n{}",
        rows.join("\n")
    )
}

fn row(answer: &Answer) -> String {
    let result = match &answer.outcome {
        Outcome::Value(ty) => linked(ty),
        Outcome::Redirect(request, method) => {
            format!(
                "[`Error`](crate::Error), unless asked for by [`{method}`]({request}::{method})"
            )
        }
        Outcome::Error(Some(variant)) => format!("[`ErrorBody::{variant}`]"),
        Outcome::Error(None) => "[`Error`](crate::Error)".to_owned(),
    };
    let meaning = in_cell(&answer.docs.line());
    format!("| {} | {meaning} | {result} |", answer.status)
}

/// A type, with a link to it where the crate declares it. The file uses the type, so that its name is enough.
fn linked(ty: &Ty) -> String {
    match ty {
        Ty::Named(name) => format!("[`{name}`]"),
        Ty::Qualified(name) => format!("[`{name}`](crate::types::{name})"),
        Ty::Unit => String::new(),
        other => format!("`{other}`"),
    }
}

fn credentials(request: &Request) -> String {
    let words = request
        .reference
        .credentials_in_words(|needed| match &needed.method {
            Some(method) => format!("[`{0}`](crate::ClientBuilder::{0})", method.bare()),
            None => needed.name.code(),
        });
    words.map_or_else(String::new, |words| format!("Credential: {words}."))
}
