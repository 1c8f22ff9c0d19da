//! Credentials: from the environment, or from what `auth login` has stored; never from the command line.

use client::ClientBuilder;
use client::untyped;

use super::config::{self, Profile};
use super::model::{Command, Credential, Program};
use super::problem::Problem;

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
    for schemes in alternatives {
        let mut lacking = Vec::new();
        for scheme in *schemes {
            let known = program
                .credentials
                .iter()
                .find(|credential| credential.scheme.name == scheme.name);
            if let Some(credential) = known
                && find(program, credential, profile)?.is_none()
            {
                lacking.push(credential.variable);
            }
        }
        if lacking.is_empty() {
            return Ok(());
        }
        variables.push(lacking.join(" and "));
    }
    Err(Problem::Credentials(format!(
        "{called} needs a credential\n  set {}, or store it: {} auth login",
        variables.join(", or "),
        program.name
    )))
}
