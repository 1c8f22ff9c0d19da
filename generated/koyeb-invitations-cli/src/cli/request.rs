//! The call that a line asks for.

use std::time::Duration;

use client::untyped::{self, Encoding, Untyped};
use client::{CallOptions, Client, RetryPolicy};
use serde_json::Value;

use super::body::{self, Given};
use super::config::Profile;
use super::credentials;
use super::help;
use super::json::Json;
use super::model::{BodyKind, Command, Location, Program};
use super::parser::{self, Line};
use super::problem::Problem;
use super::progress;
use super::switch;
use super::value;
use super::words;

/// The client that a line asks for.
pub(crate) fn client(
    program: &'static Program,
    line: &Line,
    profile: &Profile,
) -> Result<Client, Problem> {
    let mut builder = Client::builder().user_agent(format!("{}/{}", program.name, program.version));
    if let Some(server) = line.one("=server").or(profile.server.as_deref()) {
        builder = builder.base_url(server);
    }
    if let Some(seconds) = line.one("=timeout").and_then(|text| text.parse().ok()) {
        builder = builder.timeout(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX));
    }
    if let Some(retries) = line.one("=retries").and_then(|text| text.parse().ok()) {
        builder = builder.retry(RetryPolicy::default().retries(retries));
    }
    if line.is_set("=curl") {
        builder = untyped::without_sending(builder);
    }
    builder = progress::of_uploads(builder);
    if line.is_set("=verbose") {
        builder = super::verbose::tell(builder);
    }
    builder = credentials::give(builder, program, profile)?;
    Ok(builder.build()?)
}

/// A call that a line asks for.
pub(crate) struct Asked {
    pub(crate) call: Untyped,
    /// Whether it turns the stream of its command on.
    pub(crate) is_on: bool,
}

/// The call that a line asks for.
pub(crate) fn call(
    client: &Client,
    command: &'static Command,
    called: &str,
    line: &Line,
) -> Result<Asked, Problem> {
    let mut call = untyped::call(client, &command.operation);
    let mut missing = Vec::new();
    for parameter in command.parameters {
        let field = &parameter.field;
        let given = match line.all(field.flag) {
            Some(texts) => value::all(field, &texts)?,
            // What has one value alone need not be given.
            None if field.required && !field.constant.is_empty() => {
                Json::parse(field.constant).map_err(Problem::local)?
            }
            None => {
                if field.required {
                    missing.push(field);
                }
                continue;
            }
        };
        let value = match parameter.encoding {
            // Inside JSON a number is a number.
            Encoding::Json => serde_json::from_str(&given.to_string()).map_err(Problem::local)?,
            Encoding::Style { .. } => given.to_value(),
        };
        call = place(
            call,
            parameter.location,
            field.name,
            &value,
            parameter.encoding,
        );
    }
    if !missing.is_empty() {
        return Err(missing_parameters(command, called, &missing));
    }
    let given = body::of(command, called, line)?;
    let is_on = switch::is_on(command, given.as_ref(), line);
    if let Some(name) = switch::always_in_query(command) {
        call = call.query(name, &Value::Bool(true), Encoding::FORM);
    }
    if let Some(switch) = &command.switch
        && is_on
        && !switch.accept.is_empty()
    {
        call = call.accept(switch.accept);
    }
    call = match given {
        None => call,
        Some(Given::Whole(body, bytes)) => call.body(bytes, body::media_type(body, line)),
        Some(Given::Json(body, json)) => match body.kind {
            BodyKind::Json => call.body(json.to_string(), body::media_type(body, line)),
            BodyKind::Form(send) | BodyKind::Multipart(send) => send(call, body, &json, line)?,
            BodyKind::Whole => call.body(json.plain(), body::media_type(body, line)),
        },
    };
    let call = call.options(options(line)?);
    Ok(Asked { call, is_on })
}

fn place(
    call: Untyped,
    location: Location,
    name: &'static str,
    value: &Value,
    encoding: Encoding,
) -> Untyped {
    match location {
        Location::Path => call.path(name, value, encoding),
        Location::Query => call.query(name, value, encoding),
        Location::Querystring => match encoding {
            Encoding::Json => call.query_json(value),
            Encoding::Style { .. } => call.query_text(value),
        },
        Location::Form(encodings) => call.query_form(value, encodings),
        Location::Header => call.header(name, value, encoding),
        Location::Cookie => call.cookie(name, value, encoding),
    }
}

fn missing_parameters(
    command: &'static Command,
    called: &str,
    missing: &[&'static super::model::Field],
) -> Problem {
    let is_position = |flag: &str| {
        command
            .parameters
            .iter()
            .any(|parameter| parameter.field.flag == flag && parser::is_position(parameter))
    };
    let positions: Vec<String> = missing
        .iter()
        .filter(|field| is_position(field.flag))
        .map(|field| help::position_name(field))
        .collect();
    if positions.is_empty() {
        return help::missing(command, called, missing, missing);
    }
    Problem::usage(format!(
        "{} needs {}\n  for example: {}",
        words::after_program(called),
        positions.join(" and "),
        help::with_positions(command, called)
    ))
}

/// What this call does otherwise than its client.
pub(crate) fn options(line: &Line) -> Result<CallOptions, Problem> {
    let mut options = CallOptions::new();
    for header in line.all("=header").unwrap_or_default() {
        let Some((name, value)) = header.split_once(':') else {
            return Err(Problem::usage("-H: expected `NAME: VALUE`"));
        };
        options = options.header(name.trim(), value.trim());
    }
    Ok(options)
}
