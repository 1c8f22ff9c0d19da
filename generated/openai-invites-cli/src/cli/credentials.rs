//! Credentials: from the environment, or from what `auth login` has stored; never from the command line.

use client::ClientBuilder;
use client::untyped::{self, Scheme};

use super::config::{self, Profile};
use super::curl;
use super::model::{Command, Credential, Program};
use super::problem::Problem;
use super::words;

/// A credential that is there.
pub(crate) enum Held {
    /// What is sent.
    Text(String),
    /// What is kept of somebody who has signed in.
    Session(String),
}

/// The credential of a scheme, if there is one that is of use.
pub(crate) fn find(
    program: &Program,
    credential: &Credential,
    profile: &Profile,
) -> Result<Option<Held>, Problem> {
    if let Ok(text) = std::env::var(credential.variable)
        && !text.is_empty()
    {
        return Ok(Some(Held::Text(text)));
    }
    let scheme = credential.scheme;
    if let Some(text) = config::stored(program, profile, scheme.name)? {
        return Ok(Some(Held::Text(text)));
    }
    let Some(sign_in) = program.optional.sign_in.filter(|way| way.is_for(scheme)) else {
        return Ok(None);
    };
    let session = config::stored(program, profile, &session_of(scheme))?;
    let session = session.filter(|session| sign_in.is_usable(session));
    Ok(session.map(Held::Session))
}

/// Stores a credential in the place of what there was, and says where.
pub(crate) fn store(
    program: &Program,
    profile: &Profile,
    scheme: &Scheme,
    held: &Held,
) -> Result<String, Problem> {
    let (name, session) = (scheme.name.to_owned(), session_of(scheme));
    let (name, other, text) = match held {
        Held::Text(text) => (name, session, text),
        Held::Session(text) => (session, name, text),
    };
    let place = config::store(program, profile, &name, text)?;
    config::remove(program, profile, &other)?;
    Ok(place)
}

/// Removes a stored credential; false where there is none.
pub(crate) fn remove(
    program: &Program,
    profile: &Profile,
    scheme: &Scheme,
) -> Result<bool, Problem> {
    let text = config::remove(program, profile, scheme.name)?;
    Ok(config::remove(program, profile, &session_of(scheme))? || text)
}

/// The name by which a session is stored.
pub(crate) fn session_of(scheme: &Scheme) -> String {
    format!("{} session", scheme.name)
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
        let scheme = credential.scheme;
        match (
            find(program, credential, profile)?,
            program.optional.sign_in,
        ) {
            (Some(Held::Text(text)), _) => {
                let text = text.trim_end_matches(['\r', '\n']);
                builder = untyped::credential(builder, scheme, text);
            }
            (Some(Held::Session(session)), Some(sign_in)) => {
                builder = sign_in.give(builder, program, scheme, profile, &session);
            }
            _ => {}
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
        "{} needs a credential\n  set {}\n  or {}: {}",
        words::after_program(called),
        variables.join(", or "),
        if program.optional.sign_in.is_some() {
            "log in"
        } else {
            "store it"
        },
        logins.join(", or ")
    )))
}
