//! Credentials in the keyring of the system: Keychain, Credential Manager, Secret Service.

use keyring_core::{Entry, Error};

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

/// The place of a credential: the program is the service, the profile and the scheme are the user. It is in the keyring of
/// the system, unless a test has put another one there.
fn entry(program: &Program, profile: &Profile, scheme: &str) -> Result<Entry, Problem> {
    if keyring_core::get_default_store().is_none() {
        let opened = keyring::v1::Entry::store_status().as_ref();
        opened.map_err(|error| problem(program, scheme, error))?;
    }
    let user = format!("{} {scheme}", profile.name);
    Entry::new(program.name, &user).map_err(|error| problem(program, scheme, &error))
}

fn problem(program: &Program, scheme: &str, error: &Error) -> Problem {
    let credential = program.credentials.iter();
    let is_it = |name: &str| scheme == name || scheme.strip_suffix(" session") == Some(name);
    let credential = credential
        .clone()
        .find(|credential| is_it(credential.scheme.name));
    let variable = credential.map_or("its variable", |credential| credential.variable);
    Problem::local(format!(
        "the keyring of this system cannot be used: {error}\n  set {variable} instead"
    ))
}

#[cfg(test)]
mod tests {
    use client::untyped::{Scheme, SchemeKind};
    use keyring_core::mock;

    use super::super::config::{self, Profile};
    use super::super::model::{Credential, Optional, Program};

    static SCHEME: Scheme = Scheme {
        name: "Key",
        method: "key",
        kind: SchemeKind::Bearer,
        prefix: "",
        env: None,
    };

    static PROGRAM: Program = Program {
        name: "program-of-the-keyring-test",
        version: "1.0.0",
        about: "",
        credentials: &[Credential {
            scheme: &SCHEME,
            variable: "KEYRING_TEST_KEY",
        }],
        schemes: &[&SCHEME],
        groups: &[],
        objects: "",
        optional: Optional {
            form: None,
            multipart: None,
            paging: None,
            stream: None,
            sign_in: None,
        },
    };

    fn profile(name: &str) -> Profile {
        Profile {
            name: name.to_owned(),
            server: None,
        }
    }

    /// One test, since there is one keyring for all of a process.
    #[test]
    fn credentials_are_kept_in_the_keyring() {
        keyring_core::set_default_store(mock::Store::new().expect("a keyring"));
        let (own, work) = (profile("default"), profile("work"));
        let stored =
            |profile: &Profile| config::stored(&PROGRAM, profile, "Key").expect("it opens");
        assert_eq!(stored(&own), None);
        let place = config::store(&PROGRAM, &own, "Key", "sk-first").expect("it is stored");
        assert_eq!(place, "the keyring of this system");
        config::store(&PROGRAM, &work, "Key", "sk-second").expect("it is stored");
        assert_eq!(stored(&own).as_deref(), Some("sk-first"));
        assert_eq!(stored(&work).as_deref(), Some("sk-second"));
        config::store(&PROGRAM, &own, "Key", "sk-third").expect("it is stored again");
        assert_eq!(stored(&own).as_deref(), Some("sk-third"));
        assert!(config::remove(&PROGRAM, &own, "Key").expect("it is removed"));
        assert!(!config::remove(&PROGRAM, &own, "Key").expect("there is none"));
        assert_eq!(stored(&own), None);
        assert_eq!(stored(&work).as_deref(), Some("sk-second"));

        // What the keyring says is told, with what to do instead.
        let entry = super::entry(&PROGRAM, &work, "Key").expect("an entry");
        let held = entry
            .as_any()
            .downcast_ref::<mock::Cred>()
            .expect("the mock's");
        held.set_error(keyring_core::Error::NoStorageAccess("it is locked".into()));
        let error = config::stored(&PROGRAM, &work, "Key").expect_err("it is locked");
        let text = error.to_string();
        assert!(
            text.starts_with("the keyring of this system cannot be used: "),
            "{text}"
        );
        assert!(
            text.contains("it is locked") && text.ends_with("set KEYRING_TEST_KEY instead"),
            "{text}"
        );
        assert!(!text.contains("sk-"), "{text}");
    }
}
