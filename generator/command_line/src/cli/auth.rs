//! `auth`: stores credentials, so that no command line ever holds one.

use std::fmt::Write;
use std::io::{IsTerminal, Read};

use clap::{Arg, ArgMatches};

use super::config::{self, Profile};
use super::credentials;
use super::model::{Credential, Program};
use super::problem::Problem;

/// Runs `auth login`, `auth status` or `auth logout`.
pub(crate) fn run(program: &'static Program, words: Vec<String>) -> Result<(), Problem> {
    let parser = clap::Command::new("auth")
        .bin_name(format!("{} auth", program.name))
        .no_binary_name(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .about("Stores credentials, so that no command line ever holds one")
        .subcommand(
            named(
                "login",
                "Stores a credential that is read from a file, or from the standard input",
            )
            .arg(
                Arg::new("token-file")
                    .long("token-file")
                    .value_name("FILE")
                    .default_value("-")
                    .help("The file that holds the credential; `-` is the standard input"),
            )
            .arg(
                Arg::new("server")
                    .long("server")
                    .short('S')
                    .value_name("URL")
                    .help("The server of the profile, in the place of the API's own"),
            ),
        )
        .subcommand(named(
            "status",
            "Says which credentials there are, and where from",
        ))
        .subcommand(named("logout", "Removes a stored credential"));
    let matches = match parser.try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(error) if error.use_stderr() => {
            return Err(Problem::usage(
                error.to_string().trim_start_matches("error: ").trim_end(),
            ));
        }
        Err(error) => return super::print(&error.to_string()),
    };
    match matches.subcommand() {
        Some(("login", matches)) => login(program, matches),
        Some(("logout", matches)) => logout(program, matches),
        Some((_, matches)) => status(program, matches),
        None => Ok(()),
    }
}

fn named(name: &'static str, about: &'static str) -> clap::Command {
    clap::Command::new(name)
        .about(about)
        .arg(
            Arg::new("profile")
                .long("profile")
                .value_name("NAME")
                .help("The profile [default: default]"),
        )
        .arg(
            Arg::new("scheme")
                .long("scheme")
                .value_name("NAME")
                .help("The security scheme, where the API has several"),
        )
}

fn login(program: &'static Program, matches: &ArgMatches) -> Result<(), Problem> {
    let name = matches
        .get_one::<String>("profile")
        .map_or("default", String::as_str);
    let credential = chosen(program, matches)?;
    let file = matches
        .get_one::<String>("token-file")
        .map_or("-", String::as_str);
    let text = read(file, credential)?;
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::local("the credential is empty: nothing is stored"));
    }
    config::store_profile(
        program,
        name,
        matches.get_one::<String>("server").map(String::as_str),
    )?;
    let profile = Profile {
        name: name.to_owned(),
        server: None,
    };
    let stored = config::store(program, &profile, credential.scheme.name, text)?;
    super::print(&format!(
        "the credential of {} is stored in {stored}\n",
        credential.scheme.name
    ))
}

fn read(file: &str, credential: &Credential) -> Result<String, Problem> {
    if file != "-" {
        return super::value::file_text(file);
    }
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("{}: ", credential.scheme.name))
            .map_err(Problem::local);
    }
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text)?;
    Ok(text)
}

fn logout(program: &'static Program, matches: &ArgMatches) -> Result<(), Problem> {
    let profile = config::profile(
        program,
        matches.get_one::<String>("profile").map(String::as_str),
    )?;
    let credential = chosen(program, matches)?;
    if config::remove(program, &profile, credential.scheme.name)? {
        return super::print(&format!(
            "the credential of {} is removed\n",
            credential.scheme.name
        ));
    }
    Err(Problem::local(format!(
        "no credential of {} is stored",
        credential.scheme.name
    )))
}

fn status(program: &'static Program, matches: &ArgMatches) -> Result<(), Problem> {
    let profile = config::profile(
        program,
        matches.get_one::<String>("profile").map(String::as_str),
    )?;
    let mut text = format!("profile {}\n", profile.name);
    if let Some(server) = &profile.server {
        let _ = writeln!(text, "server {server}");
    }
    for credential in program.credentials {
        let from = match std::env::var(credential.variable) {
            Ok(held) if !held.is_empty() => format!("in {}", credential.variable),
            _ if credentials::find(program, credential, &profile)?.is_some() => "stored".to_owned(),
            _ => format!(
                "missing: set {}, or {}",
                credential.variable,
                credentials::login(program, credential)
            ),
        };
        let _ = writeln!(text, "{}: {from}", credential.scheme.name);
    }
    super::print(&text)
}

/// The scheme that is named, or the only one.
fn chosen(program: &'static Program, matches: &ArgMatches) -> Result<&'static Credential, Problem> {
    let names = || {
        program
            .credentials
            .iter()
            .map(|credential| credential.scheme.name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (matches.get_one::<String>("scheme"), program.credentials) {
        (Some(name), all) => {
            let found = all
                .iter()
                .find(|credential| credential.scheme.name.eq_ignore_ascii_case(name));
            found.ok_or_else(|| {
                Problem::usage(format!(
                    "there is no scheme `{name}`; there are {}",
                    names()
                ))
            })
        }
        (None, [only]) => Ok(only),
        (None, []) => Err(Problem::usage("this API takes no credentials")),
        (None, _) => Err(Problem::usage(format!("--scheme says which: {}", names()))),
    }
}
