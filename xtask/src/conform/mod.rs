//! `conform`: generates clients, makes them call a server that checks requests, and says what went wrong.

mod compare;
mod driver;
mod http;
mod outcome;
mod overlay;
mod server;
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

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use clientwright::ir::Api;
use serde_json::{Value, json};

use crate::corpus::Part;
use crate::disk;
use crate::spec::Spec;
use outcome::Outcomes;
pub(crate) use server::Server;
use workspace::Member;

/// Generates clients and makes them call a server that checks each request.
///
/// It generates a client for each description of a folder, makes the calls of a list through the clients' public
/// methods, compares each typed answer with what the list expects, asks the server which scenarios it saw pass, and
/// prints a table and the failures. The crates and their drivers are written to `target/conform/`, one workspace a folder.
#[derive(Debug, Args)]
pub(crate) struct Conform {
    /// The folder of a suite, for what is not given by itself: `openapi/3.1.0/`, `calls.json`, and `serve.sh`, which
    /// starts the server and stops it.
    #[arg(long, value_name = "DIR", required_unless_present_all = ["docs", "calls", "url"])]
    suite: Option<PathBuf>,

    /// The folder of the descriptions.
    #[arg(long, value_name = "DIR")]
    docs: Option<PathBuf>,

    /// The list of the calls, in JSON.
    #[arg(long, value_name = "FILE")]
    calls: Option<PathBuf>,

    /// The server's URL, such as `http://localhost:3000`; it names the scenarios at `/.coverage`.
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// The folder of overlays, each of which names its description with `extends`; else those of this repository.
    #[arg(long, value_name = "DIR")]
    overlays: Option<PathBuf>,

    /// Only the descriptions, and the calls of them, whose file names contain this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,

    /// Only one of several parts of the descriptions, and the calls of them: `3/16` is the third of sixteen.
    #[arg(long, value_name = "PART/PARTS")]
    part: Option<Part>,

    /// Fails where fewer scenarios pass.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    expect: usize,

    /// Fails where a scenario does not pass that is not in this list: its name, a tab, and the reason.
    #[arg(long, value_name = "FILE.tsv")]
    known: Option<PathBuf>,
}

/// Runs the verb.
pub(crate) fn run(args: &Conform) -> Result<()> {
    let scratch = disk::target().join("conform");
    let below = |path: &str| args.suite.as_ref().map(|suite| suite.join(path));
    let docs = args.docs.clone().or_else(|| below("openapi/3.1.0"));
    let docs = docs.context("the folder of the descriptions")?;
    let calls = args.calls.clone().or_else(|| below("calls.json"));
    let calls = calls.context("the list of the calls")?;
    let server = match (&args.url, &args.suite) {
        (None, Some(suite)) => Some(Server::start(suite, &scratch.join("server"))?),
        _ => None,
    };
    let url = args.url.clone().or_else(|| Some(server.as_ref()?.url()));
    let url = url.context("the server's URL")?;
    let outcomes = conform(args, (&docs, &calls), url.trim_end_matches('/'), &scratch)?;
    drop(server);
    for (name, why) in outcomes.failures() {
        println!("{name}: {why}");
    }
    println!("{outcomes}");
    judge(args, &outcomes)
}

/// Whether what passed is enough.
fn judge(args: &Conform, outcomes: &Outcomes) -> Result<()> {
    if outcomes.passed() < args.expect {
        bail!(
            "{} scenarios pass, and {} have to",
            outcomes.passed(),
            args.expect
        );
    }
    let Some(path) = &args.known else {
        return Ok(());
    };
    let list = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let surprises = outcomes.surprises(&list);
    if !surprises.is_empty() {
        bail!("not as {} has it: {}", path.display(), surprises.join(", "));
    }
    Ok(())
}

/// Generates the clients, makes the calls, and asks the server what it saw.
fn conform(
    args: &Conform,
    (docs, calls): (&Path, &Path),
    url: &str,
    scratch: &Path,
) -> Result<Outcomes> {
    let text = fs::read_to_string(calls).with_context(|| calls.display().to_string())?;
    let mut rows: Vec<Value> =
        serde_json::from_str(&text).with_context(|| calls.display().to_string())?;
    let chosen = chosen(args, docs, &rows)?;
    rows.retain(|row| chosen.contains(doc_of(row)));
    // Descriptions of the same names in another folder get a workspace of their own.
    let scratch = scratch.join(docs.file_name().unwrap_or(OsStr::new("docs")));
    let overlays = args.overlays.clone();
    let overlays =
        overlays.unwrap_or_else(|| disk::repository().join("xtask/conformance/overlays"));
    let overlays = overlay::all(&overlays)?;
    let mut members = chosen
        .iter()
        .map(|doc| (doc, docs.join(doc)))
        .filter(|(_, path)| path.is_file())
        .map(|(doc, path)| member(&path, overlays.get(doc), &scratch.join("crates")))
        .collect::<Result<Vec<_>>>()?;
    workspace::write(&scratch, &members)?;
    let runner = workspace::build(&scratch, &mut members)?;
    for member in &members {
        if let Err(why) = &member.driver {
            eprintln!("{}: {why}", member.doc);
        }
    }
    let output = Command::new(runner)
        .args([calls.as_os_str(), OsStr::new(url)])
        .args(&chosen)
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
    let all = args.only.is_none() && args.part.is_none();
    coverage.retain(|name, _| all || called(name));
    Ok(Outcomes::of(&compare::at(&rows, url), &answers, &coverage))
}

/// The file name of the description that a call belongs to.
fn doc_of(row: &Value) -> &str {
    row["doc"].as_str().unwrap_or_default()
}

/// The file names of the descriptions that are asked for: those of the folder, and those that calls name.
fn chosen(args: &Conform, folder: &Path, rows: &[Value]) -> Result<BTreeSet<String>> {
    let mut docs: BTreeSet<_> = rows.iter().map(|row| doc_of(row).to_owned()).collect();
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let extension = name.rsplit('.').next().unwrap_or_default();
        if matches!(extension, "yaml" | "json") && !name.contains(".overlay.") {
            docs.insert(name);
        }
    }
    let only = args.only.as_deref().unwrap_or_default();
    let docs = docs.into_iter().filter(|name| name.contains(only));
    let docs = docs.enumerate();
    let docs = docs.filter(|(at, _)| args.part.is_none_or(|part| part.holds(*at)));
    Ok(docs.map(|(_, name)| name).collect())
}

/// Generates a crate, and writes its driver.
fn member(path: &Path, overlay: Option<&PathBuf>, crates: &Path) -> Result<Member> {
    let doc = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut spec = Spec::at(path, None, Path::new(""), None)?;
    spec.out = crates.join(&spec.name);
    spec.overlay = overlay.cloned().or(spec.overlay);
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
