//! `auth`: stores credentials, so that no command line ever holds one.

use std::fmt::Write;
use std::io::{IsTerminal, Read};

use clap::{Arg, ArgMatches};

use super::config::{self, Profile};
use super::credentials::{self, Held};
use super::model::{Credential, Program};
use super::problem::Problem;

/// Runs `auth login`, `auth status` or `auth logout`.
pub(crate) fn run(program: &'static Program, words: Vec<String>) -> Result<(), Problem> {
    let matches = match parser(program).try_get_matches_from(words) {
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

fn parser(program: &'static Program) -> clap::Command {
    clap::Command::new("auth")
        .bin_name(format!("{} auth", program.name))
        .no_binary_name(true)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .about("Stores credentials, so that no command line ever holds one")
        .subcommand(parser_of_login(program))
        .subcommand(named(
            "status",
            "Says which credentials there are, and where from",
        ))
        .subcommand(named("logout", "Removes a stored credential"))
}

fn parser_of_login(program: &'static Program) -> clap::Command {
    let file = Arg::new("token-file")
        .long("token-file")
        .value_name("FILE")
        .help("The file that holds the credential; `-` is the standard input");
    let server = Arg::new("server")
        .long("server")
        .short('S')
        .value_name("URL")
        .help("The server of the profile, in the place of the API's own");
    match program.optional.sign_in {
        None => {
            let about = "Stores a credential that is read from a file, or from the standard input";
            let login = named("login", about);
            login.arg(file.default_value("-")).arg(server)
        }
        Some(sign_in) => {
            let about = "Signs in by OAuth 2.0, or stores a credential that is read from a file or the standard input";
            sign_in.options(program, named("login", about).arg(file).arg(server))
        }
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
    let name = matches.get_one::<String>("profile");
    let name = name.map_or("default", String::as_str);
    let credential = chosen(program, matches)?;
    let scheme = credential.scheme;
    let server = matches.get_one::<String>("server").cloned();
    let known = config::profile(program, Some(name)).ok();
    let profile = Profile {
        name: name.to_owned(),
        server: server.clone().or(known.and_then(|known| known.server)),
    };
    let file = matches.get_one::<String>("token-file");
    let sign_in = program.optional.sign_in;
    let held = match sign_in.filter(|way| file.is_none() && way.is_for(scheme)) {
        Some(way) => Held::Session(way.login(program, scheme, &profile, matches)?),
        None => Held::Text(given(file.map_or("-", String::as_str), credential)?),
    };
    config::store_profile(program, name, server.as_deref())?;
    let place = credentials::store(program, &profile, scheme, &held)?;
    super::print(&match held {
        Held::Text(_) => format!("the credential of {} is stored in {place}\n", scheme.name),
        Held::Session(_) => format!(
            "signed in by {}; the tokens are stored in {place}\n",
            scheme.name
        ),
    })
}

/// The credential that somebody has.
fn given(file: &str, credential: &Credential) -> Result<String, Problem> {
    let text = read(file, credential)?;
    match text.trim() {
        "" => Err(Problem::local("the credential is empty: nothing is stored")),
        text => Ok(text.to_owned()),
    }
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
    if credentials::remove(program, &profile, credential.scheme)? {
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
        let from = match (
            std::env::var(credential.variable),
            credentials::find(program, credential, &profile)?,
        ) {
            (Ok(held), _) if !held.is_empty() => format!("in {}", credential.variable),
            (_, Some(Held::Text(_))) => "stored".to_owned(),
            (_, Some(Held::Session(_))) => "signed in".to_owned(),
            (_, None) => format!(
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
