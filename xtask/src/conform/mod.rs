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
mod xml;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use clientwright::ir::Api;
use serde_json::{Value, json};

use crate::disk;
use crate::spec::Spec;
use outcome::Outcomes;
use workspace::Member;

/// Generates clients and makes them call a server that checks each request.
///
/// It generates a client for each description of a folder, makes the calls of a list through the clients' public
/// methods, compares each typed answer with what the list expects, asks the server which scenarios it saw pass, and
/// prints a table and the failures. The crates and their drivers are written to `target/conform/`, one workspace a folder.
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

    /// The folder of overlays, each named after its description; else those of this repository, `xtask/overlays`.
    #[arg(long, value_name = "DIR")]
    overlays: Option<PathBuf>,

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
    // Descriptions of the same names in another folder get a workspace of their own.
    let folder = args.docs.file_name().unwrap_or(OsStr::new("docs"));
    let scratch = disk::target().join("conform").join(folder);
    let only = args.only.as_deref().unwrap_or_default();
    rows.retain(|row| row["doc"].as_str().is_some_and(|doc| doc.contains(only)));
    let overlays = args.overlays.clone();
    let overlays = overlays.unwrap_or_else(|| disk::repository().join("xtask/overlays"));
    let mut members = descriptions(&args.docs, only)?
        .iter()
        .map(|path| member(path, &overlays, &scratch.join("crates")))
        .collect::<Result<Vec<_>>>()?;
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
    let mut answers: Vec<Value> = String::from_utf8(output.stdout)?
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_default())
        .collect();
    if answers.len() < rows.len() {
        eprintln!("the calls ended after {} of {}", answers.len(), rows.len());
        answers.resize(rows.len(), json!({ "error": "the calls ended before" }));
    }
    let mut coverage = outcome::coverage(&http::get(url, "/.coverage")?);
    let called = |name: &str| rows.iter().any(|row| row["scenario"] == name);
    coverage.retain(|name, _| only.is_empty() || called(name));
    let rows = compare::at(&rows, url);
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

/// The descriptions of a folder whose names contain a text.
fn descriptions(folder: &Path, only: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let extension = name.rsplit('.').next().unwrap_or_default();
        let described = matches!(extension, "yaml" | "json");
        if described && name.contains(only) && !name.contains(".overlay.") {
            paths.push(folder.join(name));
        }
    }
    paths.sort();
    Ok(paths)
}

/// Generates a crate, and writes its driver.
fn member(path: &Path, overlays: &Path, crates: &Path) -> Result<Member> {
    let doc = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut spec = Spec::at(path, None, Path::new(""), None)?;
    spec.out = crates.join(&spec.name);
    let overlay = overlays.join(
        path.with_extension("overlay.yaml")
            .file_name()
            .unwrap_or_default(),
    );
    spec.overlay = overlay.is_file().then_some(overlay).or(spec.overlay);
    let mut output = spec.generate()?;
    let driver = if let (Some(krate), Some(files)) = (&output.krate, &mut output.files) {
        xml::open(krate, files);
        let changes = disk::compare(&spec.out, files)?;
        disk::apply(&spec.out, files, &changes)?;
        Ok(driver::source(krate, &negotiable(output.api.as_ref())))
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

/// The operations that answer with one of several media types, by their ids.
fn negotiable(api: Option<&Api>) -> Vec<&str> {
    let operations = api.into_iter().flat_map(|api| &api.operations);
    let several = operations.filter(|operation| {
        let mut answers = operation.responses.iter();
        answers.any(|answer| answer.contents.len() > 1)
    });
    several.map(|operation| operation.id.as_str()).collect()
}
