//! An operation as a command: what is sent, and what becomes of the response.

use super::config;
use super::credentials;
use super::curl;
use super::interrupt::unless_interrupted;
use super::json::Json;
use super::model::{Command, Program, Wanted};
use super::output::{Output, note};
use super::parser::{self, Line, Parsed};
use super::problem::Problem;
use super::request::{self, Asked};
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
    let asked = request::call(&client, command, &called, &line)?;
    if line.is_set("=curl") {
        let mut preview = asked.call.preview().map_err(client::Error::from)?;
        preview.schemes = credentials::of(program, command, &profile)?;
        return super::print(&format!("{}\n", curl::line(program, &preview)));
    }
    credentials::check(program, command, &called, &profile)?;
    let mut output = Output::new(&line)?;
    let done = unless_interrupted(send(command, &line, asked, &mut output));
    if let Err(Problem::Interrupted) = done {
        // What has been printed is a document whatever has happened since; that nobody reads it is no other fault.
        let _ = output.cut();
    }
    done
}

async fn send(
    command: &'static Command,
    line: &Line,
    Asked { call, is_on }: Asked,
    output: &mut Output,
) -> Result<(), Problem> {
    if let Some(paging) = command.paging.filter(|_| !is_on) {
        let wanted = Wanted {
            items: command.items.unwrap_or_default(),
            all: line.is_set("=all-pages"),
            limit: line.one("=max-items").and_then(|text| text.parse().ok()),
            command,
        };
        return paging.send(call, wanted, output).await;
    }
    if let Some(stream) = command.stream {
        return stream(call, command, is_on, output).await;
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
