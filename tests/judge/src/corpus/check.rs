//! Whether the generated crates compile, and their documentation: one workspace of them all, so that what they depend on is compiled once.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Part;
use super::measure::{self, Cost};
use super::outcome::{Check, Outcome, Verdict};
use crate::place;

/// Compiles the crates of the run in batches and adds to each outcome what the compiler said.
///
/// Crates that have not changed since the last run are not compiled again: cargo knows them.
pub(crate) fn check(
    scratch: &Path,
    outcomes: &mut [Outcome],
    part: Option<Part>,
    batch: usize,
    save: &dyn Fn(&[Outcome]) -> Result<()>,
) -> Result<()> {
    let made: Vec<_> = made(outcomes, part).collect();
    let packages: Vec<String> = made
        .iter()
        .flat_map(|at| packages(scratch, &outcomes[*at].entry.name))
        .collect();
    write_workspace(scratch, "crates", packages.iter().map(String::as_str), "")?;
    let measures = scratch.join("measures");
    fs::create_dir_all(&measures).with_context(|| measures.display().to_string())?;
    for (number, indices) in made.chunks(batch).enumerate() {
        let packages: Vec<_> = indices
            .iter()
            .flat_map(|at| self::packages(scratch, &outcomes[*at].entry.name))
            .collect();
        let packages: Vec<_> = packages.iter().map(String::as_str).collect();
        let results = compile(scratch, &packages)?;
        for at in indices {
            let name = &outcomes[*at].entry.name;
            let mut check = Check::default();
            for found in self::packages(scratch, name)
                .iter()
                .filter_map(|package| results.get(package))
            {
                check.errors += found.errors;
                check.warnings += found.warnings;
            }
            check.cost = measure::read(&measures, name);
            outcomes[*at].check = Some(check);
            let Check {
                errors, warnings, ..
            } = check;
            let Cost {
                milliseconds,
                megabytes,
            } = check.cost.unwrap_or_default();
            println!(
                "check {}: {errors} errors, {warnings} warnings, {milliseconds} ms, {megabytes} MB",
                outcomes[*at].entry.shown
            );
        }
        println!(
            "checked {} of {}",
            (number * batch + indices.len()).min(made.len()),
            made.len()
        );
        save(outcomes)?;
    }
    Ok(())
}

/// The packages of a description: the crate, and its command line where there is one.
fn packages(scratch: &Path, name: &str) -> Vec<String> {
    let program = place::command_line(&scratch.join("crates").join(name));
    let mut packages = vec![name.to_owned()];
    if program.is_dir() {
        packages.push(format!("{name}-cli"));
    }
    packages
}

/// The indices of what has a crate, in the part that is asked for.
pub(crate) fn made(outcomes: &[Outcome], part: Option<Part>) -> impl Iterator<Item = usize> {
    (0..outcomes.len())
        .filter(|at| outcomes[*at].verdict == Verdict::Ok)
        .filter(move |at| part.is_none_or(|part| part.holds(*at)))
}

/// Writes a workspace of some packages in one folder, with more settings of the profile.
///
/// It takes the versions of this repository's lock file, so that nothing new has to be fetched.
pub(crate) fn write_workspace<'n>(
    scratch: &Path,
    folder: &str,
    names: impl Iterator<Item = &'n str>,
    settings: &str,
) -> Result<()> {
    let members: Vec<_> = names
        .map(|name| format!("    \"{folder}/{name}\",\n"))
        .collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[profile.dev]\ndebug = false\n\
         incremental = false\n{settings}",
        members.concat()
    );
    let path = scratch.join("Cargo.toml");
    fs::write(&path, manifest).with_context(|| path.display().to_string())?;
    let lock = scratch.join("Cargo.lock");
    if !lock.exists() {
        fs::copy(place::repository().join("Cargo.lock"), lock)?;
    }
    Ok(())
}

/// Checks some packages, as they come and with all features, and their documentation, and counts what the compiler and
/// rustdoc say of each.
fn compile(scratch: &Path, packages: &[&str]) -> Result<BTreeMap<String, Check>> {
    let mut results = BTreeMap::new();
    run(scratch, &["check"], packages, &mut results)?;
    // What it costs is noted of this one, since it is the last.
    run(
        scratch,
        &["check", "--all-features"],
        packages,
        &mut results,
    )?;
    let compiles = |name: &&str| results.get(*name).is_none_or(|check| check.errors == 0);
    let packages: Vec<_> = packages.iter().copied().filter(compiles).collect();
    if !packages.is_empty() {
        let doc = ["doc", "--no-deps", "--all-features"];
        run(scratch, &doc, &packages, &mut results)?;
    }
    Ok(results)
}

fn run(
    scratch: &Path,
    verb: &[&str],
    packages: &[&str],
    results: &mut BTreeMap<String, Check>,
) -> Result<()> {
    let mut child = Command::new("cargo")
        .args(verb)
        .args(["--quiet", "--keep-going", "--message-format", "json"])
        .args(packages.iter().flat_map(|package| ["--package", package]))
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        // What is not compiled again keeps the note of the time when it was.
        .env("RUSTC_WORKSPACE_WRAPPER", std::env::current_exe()?)
        .env(measure::FOLDER, scratch.join("measures"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // Cargo writes its messages to one stream and next to nothing to the other one.
    let stdout = child.stdout.take().context("cargo's messages")?;
    for line in BufReader::new(stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(&line?) else {
            continue;
        };
        if message["reason"] != "compiler-message" {
            continue;
        }
        let Some(package) = packages.iter().find(|name| is_of(&message, name)) else {
            continue;
        };
        let entry = results.entry((*package).to_owned()).or_default();
        let counted = !message["message"]["spans"]
            .as_array()
            .is_none_or(Vec::is_empty);
        match message["message"]["level"].as_str() {
            Some("error") if counted => entry.errors += 1,
            Some("warning") if counted => entry.warnings += 1,
            _ => {}
        }
        if let Some(rendered) = message["message"]["rendered"].as_str().filter(|_| counted) {
            eprint!("{rendered}");
        }
    }
    let output = child.wait_with_output()?;
    let told = |name: &&str| results.get(*name).is_some_and(|check| check.errors > 0);
    if !output.status.success() && !packages.iter().any(told) {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        // Cargo itself failed, for example on a manifest: no crate of this batch can be called clean.
        for package in packages {
            results.entry((*package).to_owned()).or_default().errors += 1;
        }
    }
    Ok(())
}

/// Whether a message is about a package: its id is a URL that ends with `/NAME#VERSION` or `#NAME@VERSION`.
fn is_of(message: &Value, name: &str) -> bool {
    let id = message["package_id"].as_str().unwrap_or_default();
    let (url, version) = id.rsplit_once('#').unwrap_or((id, ""));
    url.ends_with(&format!("/crates/{name}")) || version.split('@').next() == Some(name)
}
