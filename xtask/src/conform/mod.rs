//! `conform`: generates clients, makes them call a server that checks requests, and says what went wrong.

mod compare;
mod driver;
mod http;
mod outcome;
#[cfg(test)]
#[expect(
    dead_code,
    unreachable_pub,
    reason = "the drivers use all of it, as a library"
)]
mod support;
#[cfg(test)]
mod tests;
mod workspace;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::Value;

use crate::disk;
use crate::spec::Spec;
use outcome::Outcomes;
use workspace::Member;

/// Generates clients and makes them call a server that checks each request.
///
/// It generates a client for each description of a folder, makes the calls of a list through the clients' public
/// methods, compares each typed answer with what the list expects, asks the server which scenarios it saw pass, and
/// prints a table and the failures. The crates and their drivers are written to `target/conform/`.
#[derive(Debug, Args)]
pub(crate) struct Conform {
    /// The folder of the descriptions.
    #[arg(long, value_name = "DIR")]
    docs: PathBuf,

    /// The list of the calls, in JSON.
    #[arg(long, value_name = "FILE")]
    calls: PathBuf,

    /// The server's URL, such as `http://localhost:3000`; it names the scenarios at `/.coverage`.
    #[arg(long, value_name = "URL")]
    url: String,

    /// Only the descriptions, and the calls of them, whose file names contain this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,

    /// Fails where fewer scenarios pass.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    expect: usize,
}

/// Runs the verb.
pub(crate) fn run(args: &Conform) -> Result<()> {
    let text = fs::read_to_string(&args.calls).with_context(|| args.calls.display().to_string())?;
    let mut rows: Vec<Value> =
        serde_json::from_str(&text).with_context(|| args.calls.display().to_string())?;
    let scratch = disk::target().join("conform");
    let only = args.only.as_deref().unwrap_or_default();
    rows.retain(|row| row["doc"].as_str().is_some_and(|doc| doc.contains(only)));
    let mut members = members(&args.docs, only, &scratch)?;
    workspace::write(&scratch, &members)?;
    let runner = workspace::build(&scratch, &mut members)?;
    for member in &members {
        if let Err(why) = &member.driver {
            eprintln!("{}: {why}", member.doc);
        }
    }
    let url = args.url.trim_end_matches('/');
    let output = Command::new(runner)
        .arg(&args.calls)
        .arg(only)
        .arg(url)
        .stderr(Stdio::inherit())
        .output()?;
    let answers: Vec<Value> = String::from_utf8(output.stdout)?
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_default())
        .collect();
    if answers.len() != rows.len() {
        eprintln!("the calls ended after {} of {}", answers.len(), rows.len());
        rows.truncate(answers.len());
    }
    let mut coverage = outcome::coverage(&http::get(url, "/.coverage")?);
    let called = |name: &str| rows.iter().any(|row| row["scenario"] == name);
    coverage.retain(|name, _| only.is_empty() || called(name));
    let outcomes = Outcomes::of(&rows, &answers, &coverage);
    for (name, why) in outcomes.failures() {
        println!("{name}: {why}");
    }
    println!("{outcomes}");
    if outcomes.passed() < args.expect {
        bail!(
            "{} scenarios pass, and {} have to",
            outcomes.passed(),
            args.expect
        );
    }
    Ok(())
}

/// Generates the crates below the scratch folder, and writes a driver for each.
fn members(folder: &Path, only: &str, scratch: &Path) -> Result<Vec<Member>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.retain(|path| {
        path.extension()
            .is_some_and(|it| it == "yaml" || it == "json")
    });
    paths.retain(|path| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().contains(only))
    });
    paths.sort();
    paths
        .iter()
        .map(|path| member(path, &scratch.join("crates")))
        .collect()
}

fn member(path: &Path, crates: &Path) -> Result<Member> {
    let doc = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut spec = Spec::at(path, None, Path::new(""), None)?;
    spec.out = crates.join(&spec.name);
    let output = spec.generate()?;
    let servers = output.api.iter().flat_map(|api| &api.servers);
    let server = servers.map(|server| {
        let variables = server.variables.iter();
        let defaults = variables.map(|variable| (variable.name.clone(), variable.default.clone()));
        (server.url.clone(), defaults.collect())
    });
    let server = server.into_iter().next().unwrap_or_default();
    let driver = if let (Some(krate), Some(files)) = (&output.krate, &output.files) {
        let changes = disk::compare(&spec.out, files)?;
        disk::apply(&spec.out, files, &changes)?;
        Ok(driver::source(krate, &server))
    } else {
        let first = output.report.diagnostics().first();
        Err(first.map_or_else(|| "no crate".to_owned(), |first| first.message.clone()))
    };
    Ok(Member {
        doc,
        package: spec.name,
        driver,
    })
}
