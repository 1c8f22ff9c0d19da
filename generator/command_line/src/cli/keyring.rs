//! Credentials in the keyring of the system: Keychain, Credential Manager, Secret Service.

use keyring::Error;
use keyring::v1::Entry;

use super::config::Profile;
use super::model::Program;
use super::problem::Problem;

/// The credential of a scheme, if there is one.
pub(super) fn get(
    program: &Program,
    profile: &Profile,
    scheme: &str,
) -> Result<Option<String>, Problem> {
    match entry(program, profile, scheme)?.get_password() {
        Ok(text) => Ok(Some(text)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(problem(program, scheme, &error)),
    }
}

/// Stores a credential.
pub(super) fn set(
    program: &Program,
    profile: &Profile,
    scheme: &str,
    text: &str,
) -> Result<(), Problem> {
    let set = entry(program, profile, scheme)?.set_password(text);
    set.map_err(|error| problem(program, scheme, &error))
}

/// Removes a credential; false where there is none.
pub(super) fn remove(program: &Program, profile: &Profile, scheme: &str) -> Result<bool, Problem> {
    match entry(program, profile, scheme)?.delete_credential() {
        Ok(()) => Ok(true),
        Err(Error::NoEntry) => Ok(false),
        Err(error) => Err(problem(program, scheme, &error)),
    }
}

/// The place of a credential: the program is the service, the profile and the scheme are the user.
fn entry(program: &Program, profile: &Profile, scheme: &str) -> Result<Entry, Problem> {
    let user = format!("{} {scheme}", profile.name);
    Entry::new(program.name, &user).map_err(|error| match (error, Entry::store_status()) {
        (Error::NoDefaultStore, Err(error)) => problem(program, scheme, error),
        (error, _) => problem(program, scheme, &error),
    })
}

fn problem(program: &Program, scheme: &str, error: &Error) -> Problem {
    let credential = program.credentials.iter();
    let credential = credential
        .clone()
        .find(|credential| credential.scheme.name == scheme);
    let variable = credential.map_or("its variable", |credential| credential.variable);
    Problem::local(format!(
        "the keyring of this system cannot be used: {error}\n  set {variable} instead"
    ))
}
