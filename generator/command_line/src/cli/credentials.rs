//! Credentials: from the environment, or from what `auth login` has stored; never from the command line.

use client::ClientBuilder;
use client::untyped::{self, Scheme};

use super::config::{self, Profile};
use super::curl;
use super::model::{Command, Credential, Program};
use super::problem::Problem;
use super::words;

/// The credential of a scheme, if there is one.
pub(crate) fn find(
    program: &Program,
    credential: &Credential,
    profile: &Profile,
) -> Result<Option<String>, Problem> {
    match std::env::var(credential.variable) {
        Ok(text) if !text.is_empty() => Ok(Some(text)),
        _ => config::stored(program, profile, credential.scheme.name),
    }
}

/// The line that stores a credential.
pub(crate) fn login(program: &Program, credential: &Credential) -> String {
    let scheme = match program.credentials {
        [_] => String::new(),
        _ => format!(" --scheme {}", curl::word(credential.scheme.name)),
    };
    format!("{} auth login{scheme}", program.name)
}

/// Gives the client all credentials that there are.
pub(crate) fn give(
    mut builder: ClientBuilder,
    program: &'static Program,
    profile: &Profile,
) -> Result<ClientBuilder, Problem> {
    for credential in program.credentials {
        if let Some(text) = find(program, credential, profile)? {
            builder = untyped::credential(
                builder,
                credential.scheme,
                text.trim_end_matches(['\r', '\n']),
            );
        }
    }
    Ok(builder)
}

/// The schemes of which a request shows the credentials: those of the first alternative for which there are some.
pub(crate) fn of(
    program: &Program,
    command: &Command,
    profile: &Profile,
) -> Result<Vec<&'static Scheme>, Problem> {
    let alternatives = command.operation.security;
    for schemes in alternatives.iter().filter(|schemes| !schemes.is_empty()) {
        if lacking(program, schemes, profile)?.is_empty() {
            return Ok(schemes.to_vec());
        }
    }
    let is_optional = alternatives.iter().any(|schemes| schemes.is_empty());
    let first = alternatives.first().filter(|_| !is_optional);
    Ok(first.copied().unwrap_or_default().to_vec())
}

/// The credentials of schemes that are not there.
fn lacking<'p>(
    program: &'p Program,
    schemes: &[&Scheme],
    profile: &Profile,
) -> Result<Vec<&'p Credential>, Problem> {
    let mut lacking = Vec::new();
    for scheme in schemes {
        let known = program
            .credentials
            .iter()
            .find(|credential| credential.scheme.name == scheme.name);
        if let Some(credential) = known
            && find(program, credential, profile)?.is_none()
        {
            lacking.push(credential);
        }
    }
    Ok(lacking)
}

/// Says which credential is missing, before anything is sent.
pub(crate) fn check(
    program: &'static Program,
    command: &'static Command,
    called: &str,
    profile: &Profile,
) -> Result<(), Problem> {
    let alternatives = command.operation.security;
    if alternatives.is_empty() {
        return Ok(());
    }
    let mut variables = Vec::new();
    let mut logins = Vec::new();
    for schemes in alternatives {
        let lacking = lacking(program, schemes, profile)?;
        if lacking.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = lacking
            .iter()
            .map(|credential| credential.variable)
            .collect();
        variables.push(names.join(" and "));
        logins.extend(lacking.iter().map(|credential| login(program, credential)));
    }
    logins.sort();
    logins.dedup();
    Err(Problem::Credentials(format!(
        "{} needs a credential\n  set {}\n  or store it: {}",
        words::after_program(called),
        variables.join(", or "),
        logins.join(", or ")
    )))
}
