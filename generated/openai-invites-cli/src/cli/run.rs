//! An operation as a command: what is sent, and what becomes of the response.

use client::untyped::Untyped;

use super::config;
use super::credentials;
use super::curl;
use super::json::Json;
use super::model::{Command, Program, Wanted};
use super::output::{Output, note};
use super::parser::{self, Line, Parsed};
use super::problem::Problem;
use super::request;
use super::words;

/// Does what the words behind a command ask for.
pub(crate) fn operation(
    program: &'static Program,
    command: &'static Command,
    words: Vec<String>,
) -> Result<(), Problem> {
    let called = format!("{} {}", program.name, words::name_of(program, command));
    let line = match parser::parse(program, command, words)? {
        Parsed::Line(line) => line,
        Parsed::Help(text) => return super::print(&text),
    };
    if line.is_set("=example") {
        return example(command, &line);
    }
    if command.deprecated {
        note(&format!("{called} is deprecated"));
    }
    let profile = config::profile(program, line.one("=profile"))?;
    let client = request::client(program, &line, &profile)?;
    let call = request::call(&client, command, &called, &line)?;
    if line.is_set("=curl") {
        let mut preview = call.preview().map_err(client::Error::from)?;
        preview.schemes = credentials::of(program, command, &profile)?;
        return super::print(&format!("{}\n", curl::line(program, &preview)));
    }
    credentials::check(program, command, &called, &profile)?;
    let output = Output::new(&line)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(send(command, &line, call, output))
}

async fn send(
    command: &'static Command,
    line: &Line,
    call: Untyped,
    mut output: Output,
) -> Result<(), Problem> {
    if let Some(paging) = command.paging {
        let wanted = Wanted {
            items: command.items.unwrap_or_default(),
            all: line.is_set("=all-pages"),
            limit: line.one("=max-items").and_then(|text| text.parse().ok()),
            parameters: command.parameters,
        };
        return paging.send(call, wanted, &mut output).await;
    }
    if let Some(stream) = command.stream {
        return stream(call, &mut output).await;
    }
    let response = call.send().await?;
    output.document(response.body(), command.items)
}

/// `--example`: a body to start from.
fn example(command: &Command, line: &Line) -> Result<(), Problem> {
    let wanted = line.one("=content-type");
    let with_example = command.bodies.iter().filter(|body| !body.is_whole());
    let mut fitting =
        with_example.filter(|body| wanted.is_none_or(|wanted| body.media_type == wanted));
    match fitting.next() {
        Some(body) => {
            let json = Json::parse(body.example).map_err(Problem::local)?;
            super::print(&format!("{}\n", json.pretty()))
        }
        None => Err(Problem::usage("there is no example for this body")),
    }
}
