//! What is stored: profiles with their servers, and credentials in files that their owner alone can read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::json::Json;
#[cfg(feature = "keyring")]
use super::keyring;
use super::model::Program;
use super::problem::Problem;

/// A profile: a server and the credentials for it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) server: Option<String>,
}

/// The profile of a name, or the one that is taken where none is named.
pub(crate) fn profile(program: &Program, name: Option<&str>) -> Result<Profile, Problem> {
    let named = name
        .map(str::to_owned)
        .or_else(|| std::env::var(format!("{}_PROFILE", variable(program))).ok());
    let name = named.clone().unwrap_or_else(|| "default".to_owned());
    let profiles = read(program)?;
    match profiles.get(&name) {
        Some(held) => Ok(Profile {
            server: held.get("server").map(Json::plain),
            name,
        }),
        None if named.is_none() => Ok(Profile { name, server: None }),
        None => {
            let known = match &profiles {
                Json::Object(members) if !members.is_empty() => members
                    .iter()
                    .map(|(name, _)| name.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
                _ => "none yet".to_owned(),
            };
            Err(Problem::usage(format!(
                "there is no profile `{name}`; there are: {known}\n  {} auth login --profile {name} makes it",
                program.name
            )))
        }
    }
}

/// The name of the program as part of a variable's name.
pub(crate) fn variable(program: &Program) -> String {
    program.name.replace('-', "_").to_uppercase()
}

/// Stores a profile's server.
pub(crate) fn store_profile(
    program: &Program,
    name: &str,
    server: Option<&str>,
) -> Result<(), Problem> {
    let mut profiles = read(program)?;
    if profiles.get(name).is_none() {
        profiles.put(&[name], Json::Object(Vec::new()));
    }
    if let Some(server) = server {
        profiles.put(&[name, "server"], Json::Text(server.to_owned()));
    }
    write(
        &folder(program)?.join("profiles.json"),
        &format!("{}\n", profiles.pretty()),
    )
}

/// The stored credential of a scheme: that of a file, or else that of the system's keyring where the program uses it.
pub(crate) fn stored(
    program: &Program,
    profile: &Profile,
    scheme: &str,
) -> Result<Option<String>, Problem> {
    let in_file = match file(program, profile, scheme) {
        Ok(file) => read_file(&file)?,
        Err(_) => None,
    };
    #[cfg(feature = "keyring")]
    if in_file.is_none() {
        return keyring::get(program, profile, scheme);
    }
    Ok(in_file)
}

/// The text of a file; none where there is no file.
fn read_file(file: &Path) -> Result<Option<String>, Problem> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Problem::local(format!(
            "`{}` cannot be read: {error}",
            file.display()
        ))),
    }
}

/// Stores a credential and says where.
#[cfg(not(feature = "keyring"))]
pub(crate) fn store(
    program: &Program,
    profile: &Profile,
    scheme: &str,
    text: &str,
) -> Result<String, Problem> {
    let file = file(program, profile, scheme)?;
    write(&file, text)?;
    Ok(file.display().to_string())
}

/// Stores a credential and says where. One in a file, which would be found first, is removed.
#[cfg(feature = "keyring")]
pub(crate) fn store(
    program: &Program,
    profile: &Profile,
    scheme: &str,
    text: &str,
) -> Result<String, Problem> {
    keyring::set(program, profile, scheme, text)?;
    remove_file(program, profile, scheme)?;
    Ok("the keyring of this system".to_owned())
}

/// Removes a stored credential; false where there is none.
pub(crate) fn remove(program: &Program, profile: &Profile, scheme: &str) -> Result<bool, Problem> {
    let from_file = remove_file(program, profile, scheme)?;
    #[cfg(feature = "keyring")]
    let from_file = keyring::remove(program, profile, scheme)? || from_file;
    Ok(from_file)
}

/// Removes the file of a credential; false where there is none.
fn remove_file(program: &Program, profile: &Profile, scheme: &str) -> Result<bool, Problem> {
    let Ok(file) = file(program, profile, scheme) else {
        return Ok(false);
    };
    match fs::remove_file(&file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Problem::local(format!(
            "`{}` cannot be removed: {error}",
            file.display()
        ))),
    }
}

fn read(program: &Program) -> Result<Json, Problem> {
    let Ok(folder) = folder(program) else {
        return Ok(Json::Object(Vec::new()));
    };
    let file = folder.join("profiles.json");
    match read_file(&file)? {
        Some(text) => Json::parse(&text)
            .map_err(|error| Problem::local(format!("`{}`: {error}", file.display()))),
        None => Ok(Json::Object(Vec::new())),
    }
}

/// The file of a credential. The names of profiles and schemes become part of a path, so no more of them is taken than letters and digits.
fn file(program: &Program, profile: &Profile, scheme: &str) -> Result<PathBuf, Problem> {
    let name = format!("{}.{}", part(&profile.name), part(scheme));
    Ok(folder(program)?.join("credentials").join(name))
}

fn part(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_ascii_alphanumeric() {
                character.to_string()
            } else {
                format!("_{:x}", u32::from(character))
            }
        })
        .collect()
}

/// The folder of this program's settings: `XDG_CONFIG_HOME` or `~/.config`, on Windows `APPDATA`.
fn folder(program: &Program) -> Result<PathBuf, Problem> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let base = set("XDG_CONFIG_HOME")
        .or_else(|| set("APPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".config")));
    base.map(|base| base.join(program.name))
        .ok_or_else(|| Problem::local("no folder for settings: HOME is not set"))
}

/// Writes a file that its owner alone can read, beside its place and then into it.
fn write(file: &Path, text: &str) -> Result<(), Problem> {
    let failed = |error: std::io::Error| {
        Problem::local(format!("`{}` cannot be written: {error}", file.display()))
    };
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder).map_err(failed)?;
    let beside = file.with_extension(format!("{}.new", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(&beside)
        .and_then(|mut new| new.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.map_err(failed)
}
