//! `call METHOD PATH`: any request, for what the description does not say.

use clap::Arg;
use client::untyped::{self, Method, Operation, Scheme};

use super::config;
use super::curl;
use super::interrupt::unless_interrupted;
use super::model::{Command, Program};
use super::options;
use super::output::Output;
use super::parser::Line;
use super::problem::Problem;
use super::request;
use super::value;

/// Sends a request with the credentials that there are.
pub(crate) fn run(program: &'static Program, words: Vec<String>) -> Result<(), Problem> {
    let parser =
        clap::Command::new("call")
            .bin_name(format!("{} call", program.name))
            .no_binary_name(true)
            .about("Sends any request to the server, with the credentials that there are")
            .arg(
                Arg::new("method")
                    .value_name("METHOD")
                    .required(true)
                    .help("GET, POST, ..."),
            )
            .arg(
                Arg::new("path")
                    .value_name("PATH")
                    .required(true)
                    .help("The path below the server's URL, with a query if there is one"),
            )
            .arg(
                Arg::new("=json")
                    .long("json")
                    .value_name("JSON")
                    .help("A JSON body, `@FILE` or `@-`"),
            )
            .arg(Arg::new("=body").long("body").value_name("TEXT").help(
                "A body as it is: text, `@FILE` or `@-`; -H 'content-type: ..' says what it is",
            ))
            .args(options::output(&Command::DEFAULT))
            .args(options::connection());
    let line = match parser.try_get_matches_from(words) {
        Ok(matches) => Line::new(matches),
        Err(error) if error.use_stderr() => {
            return Err(Problem::usage(
                error.to_string().trim_start_matches("error: ").trim_end(),
            ));
        }
        Err(error) => return super::print(&error.to_string()),
    };
    let profile = config::profile(program, line.one("=profile"))?;
    let client = request::client(program, &line, &profile)?;
    let mut call = untyped::call(&client, leaked(program, &line)?);
    if let Some(text) = line.one("=json") {
        call = call.body(super::body::json(text)?.to_string(), "application/json");
    } else if let Some(text) = line.one("=body") {
        let bytes = match text.strip_prefix('@') {
            Some(file) => value::file_bytes(file)?,
            None => text.as_bytes().to_vec(),
        };
        call = call.body(bytes, "application/octet-stream");
    }
    let call = call.options(request::options(&line)?);
    if line.is_set("=curl") {
        let preview = call.preview().map_err(client::Error::from)?;
        return super::print(&format!("{}\n", curl::line(program, &preview)));
    }
    let mut output = Output::new(&line)?;
    let response = unless_interrupted(async { Ok(call.send().await?) })?;
    output.document(response.body(), None)
}

/// The operation of the line. It lives as long as the program, which makes this one call.
fn leaked(program: &'static Program, line: &Line) -> Result<&'static Operation, Problem> {
    let method = line.one("method").unwrap_or_default().to_ascii_uppercase();
    let path = line.one("path").unwrap_or_default();
    if !path.starts_with('/') {
        return Err(Problem::usage(format!(
            "call: the path begins with a slash: /{path}"
        )));
    }
    let mut security: Vec<&'static [&'static Scheme]> = Vec::new();
    for credential in program.credentials {
        security.push(vec![credential.scheme].leak());
    }
    security.push(&[]);
    // Braces stand for parameters in a template; here they are what they are.
    let path = path.replace('{', "%7B").replace('}', "%7D");
    let operation = Operation {
        id: "call",
        method: Method::other(method.leak()),
        path: path.leak(),
        security: security.leak(),
        ..Operation::DEFAULT
    };
    Ok(Box::leak(Box::new(operation)))
}
