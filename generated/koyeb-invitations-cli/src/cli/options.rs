//! The options that every command has.

use clap::{Arg, ArgAction};

use super::body;
use super::model::Command;

/// Options about the body.
pub(crate) fn of_body(command: &Command) -> Vec<Arg> {
    let mut options = Vec::new();
    if command.bodies.iter().any(|body| !body.is_whole()) {
        options.push(
            option("json", "JSON")
                .help_heading("Body")
                .help("The whole body as JSON, `@FILE` or `@-`; flags are put over it"),
        );
        options.push(
            switch("example")
                .help_heading("Body")
                .help("Prints a body to start from, and sends nothing"),
        );
    }
    if command.bodies.iter().any(super::model::Body::is_parts) {
        options.push(
            option("add-part", "NAME=VALUE")
                .action(ArgAction::Append)
                .help_heading("Body")
                .help("Adds a part that has no flag: text, or NAME=@FILE [repeatable]"),
        );
    }
    if command.bodies.iter().any(super::model::Body::is_whole) {
        options.push(
            option("body", "TEXT")
                .help_heading("Body")
                .help("The body as it is: text, `@FILE` or `@-`"),
        );
    }
    let types = body::media_types(command);
    if types.len() > 1 {
        options.push(
            option("content-type", "TYPE")
                .help_heading("Body")
                .help(format!("The media type of the body: {}", types.join(", "))),
        );
    }
    options
}

/// Options about what is printed.
pub(crate) fn output(command: &Command) -> Vec<Arg> {
    let mut options = vec![
        option("as", "FORMAT")
            .short('o')
            .value_parser(["json", "ndjson", "table", "csv", "yaml", "raw"])
            .help("How the response is printed; else as JSON"),
        option("select", "NAMES").help("Prints these members alone: `email,owner.name`"),
        option("out", "FILE").help("Writes the response into a file; `-` is the standard output"),
        switch("clobber").help("Lets --out write over a file"),
        switch("curl").help(
            "Prints the request as a line for curl, without the credential, and sends nothing",
        ),
    ];
    if command.paging.is_some() {
        options.push(switch("all-pages").help("Goes on to the end of the list"));
        options.push(
            option("max-items", "COUNT")
                .value_parser(number_text)
                .help("Goes on until there are so many items"),
        );
    }
    options
        .into_iter()
        .map(|option| option.help_heading("Output"))
        .collect()
}

/// Options about the connection.
pub(crate) fn connection() -> Vec<Arg> {
    let options = vec![
        option("server", "URL")
            .short('S')
            .help("The server, in the place of the API's own"),
        option("profile", "NAME").help("The profile whose server and credentials are taken"),
        option("header", "NAME: VALUE")
            .short('H')
            .long(None)
            .action(ArgAction::Append)
            .help("Adds a header [repeatable]"),
        option("timeout", "SECONDS")
            .value_parser(seconds_text)
            .help("How long the call may take, over all its attempts [default: 600]"),
        option("retries", "COUNT")
            .value_parser(number_text)
            .help("How often it is sent again where that is safe [default: 2]"),
        switch("verbose")
            .short('v')
            .help("Tells of each request and response, without credentials"),
    ];
    options
        .into_iter()
        .map(|option| option.help_heading("Connection"))
        .collect()
}

/// The option that prints help.
pub(crate) fn help() -> Arg {
    Arg::new("=help")
        .long("help")
        .short('h')
        .action(ArgAction::Help)
        .help("Prints this help; `-h` prints less of it")
}

fn option(id: &'static str, value: &'static str) -> Arg {
    Arg::new(format!("={id}")).long(id).value_name(value)
}

fn switch(id: &'static str) -> Arg {
    Arg::new(format!("={id}"))
        .long(id)
        .action(ArgAction::SetTrue)
}

fn number_text(text: &str) -> Result<String, &'static str> {
    text.parse::<u32>()
        .map(|_| text.to_owned())
        .map_err(|_| "expected a whole number")
}

fn seconds_text(text: &str) -> Result<String, &'static str> {
    let seconds = text
        .parse::<f64>()
        .ok()
        .filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
    seconds
        .map(|_| text.to_owned())
        .ok_or("expected a number of seconds")
}
