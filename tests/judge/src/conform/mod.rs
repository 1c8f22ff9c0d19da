//! `conform`: generates clients, makes them call a server that checks requests, and says what went wrong.

mod compare;
pub(crate) mod driver;
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
pub(crate) mod workspace;
mod xml;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, iter};

use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;
use clientwright::disk::{self, Edited, Spec, package_name};
use clientwright::ir::Api;
use clientwright::report::Severity;
use serde_json::{Value, json};

use crate::corpus::Part;
use crate::place::{self, Scratch};
use outcome::Outcomes;
use server::Server;
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

    /// The server's URL, such as `http://localhost:3000`.
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// Where the server says which scenarios it saw pass: a path of it, or a URL.
    ///
    /// The answer is `[{"results": {"SCENARIO": "pass", ..}}, ..]`; whatever is not `pass` did not.
    #[arg(long, value_name = "PATH|URL", default_value = "/.coverage")]
    coverage: String,

    /// Asks the server for no coverage: a scenario passes where its responses are what the list expects.
    #[arg(long, conflicts_with = "coverage")]
    no_coverage: bool,

    /// The folder of overlays, each of which names its description with `extends`; else, for a suite, those of this
    /// repository.
    #[arg(long, value_name = "DIR")]
    overlays: Option<PathBuf>,

    /// Leaves everything out, without failing, where the server of the suite does not start: it may need what is not
    /// there.
    #[arg(long, requires = "suite")]
    if_server_starts: bool,

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
    let scratch = Scratch::new("conform")?;
    let below = |path: &str| args.suite.as_ref().map(|suite| suite.join(path));
    let docs = args.docs.clone().or_else(|| below("openapi/3.1.0"));
    let docs = docs.context("the folder of the descriptions")?;
    let calls = args.calls.clone().or_else(|| below("calls.json"));
    let calls = calls.context("the list of the calls")?;
    let server = match (&args.url, &args.suite) {
        (None, Some(suite)) => match Server::start(suite, &scratch.join("server")) {
            Err(error) if args.if_server_starts => {
                println!("conform: left out: {error:#}");
                return Ok(());
            }
            server => Some(server?),
        },
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
    let mut members = members(args, docs, &chosen, &scratch.join("crates"))?;
    let runner = workspace::build(&scratch, &mut members)?;
    for member in &members {
        if let Err(why) = &member.driver {
            eprintln!("{}: {why}", member.doc);
        }
    }
    let answers = answers(&runner, calls, url, &rows, &members)?;
    let coverage = coverage(args, url, &rows)?;
    Ok(Outcomes::of(&compare::at(&rows, url), &answers, &coverage))
}

/// Generates a crate for each description that is there.
fn members(
    args: &Conform,
    docs: &Path,
    chosen: &BTreeSet<String>,
    crates: &Path,
) -> Result<Vec<Member>> {
    let own = || place::repository().join("tests/judge/conformance/overlays");
    let overlays = args
        .overlays
        .clone()
        .or_else(|| args.suite.as_ref().map(|_| own()));
    let overlays = overlays.map_or_else(|| Ok(BTreeMap::new()), |folder| overlay::all(&folder))?;
    let mut packages = BTreeSet::new();
    let mut members = Vec::new();
    for doc in chosen {
        let path = docs.join(doc);
        // Two names may differ in what no package's name can hold.
        let wanted = package_name(&Path::new(doc).with_extension("").to_string_lossy());
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut names = iter::once(wanted.clone()).chain(numbered);
        let package = names
            .find(|name| packages.insert(name.clone()))
            .unwrap_or(wanted);
        let driver = if path.is_file() {
            driver(&path, overlays.get(doc), &package, crates)
        } else {
            Err(anyhow!("there is no such description"))
        };
        members.push(Member {
            doc: doc.clone(),
            package,
            features: "",
            // Whatever is wrong with one costs that one only.
            driver: driver.map_err(|error| format!("{error:#}")),
        });
    }
    Ok(members)
}

/// What came of each call. The calls of each description are made by a process of their own, so that none costs another.
fn answers(
    runner: &Path,
    calls: &Path,
    url: &str,
    rows: &[Value],
    members: &[Member],
) -> Result<Vec<Value>> {
    let mut by_doc = BTreeMap::new();
    for member in members {
        let doc = member.doc.as_str();
        let answers = match &member.driver {
            Ok(_) => {
                let mut command = Command::new(runner);
                command.args([calls.as_os_str(), OsStr::new(url), OsStr::new(doc)]);
                let output = command.stderr(Stdio::inherit()).output()?;
                let text = String::from_utf8_lossy(&output.stdout);
                let lines = text.lines();
                let answers = lines.map(|line| serde_json::from_str(line).unwrap_or_default());
                answers.collect()
            }
            Err(_) => VecDeque::new(),
        };
        by_doc.insert(doc, (answers, member));
    }
    let answer = |row: &Value| {
        let (answers, member) = by_doc.get_mut(doc_of(row))?;
        let ended = match &member.driver {
            Ok(_) => "the calls ended before",
            Err(why) => why.lines().next().unwrap_or_default(),
        };
        let answer = answers.pop_front();
        Some(answer.unwrap_or_else(|| json!({ "error": ended })))
    };
    Ok(rows.iter().filter_map(answer).collect())
}

/// What the server saw of the scenarios that were called, or of all where nothing was left out.
fn coverage(args: &Conform, url: &str, rows: &[Value]) -> Result<BTreeMap<String, String>> {
    if args.no_coverage {
        return Ok(BTreeMap::new());
    }
    let mut coverage = outcome::coverage(&http::get(url, &args.coverage)?);
    let called = |name: &str| rows.iter().any(|row| row["scenario"] == name);
    let all = args.only.is_none() && args.part.is_none();
    coverage.retain(|name, _| all || called(name));
    Ok(coverage)
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

/// Generates a crate, and returns its driver.
fn driver(path: &Path, overlay: Option<&PathBuf>, package: &str, crates: &Path) -> Result<String> {
    let mut spec = Spec::at(path, None, Some(package))?;
    spec.overlay = overlay.cloned().or(spec.overlay);
    let mut output = spec.generate()?;
    let (Some(krate), Some(files)) = (&output.krate, &mut output.files) else {
        let mut errors = output.report.diagnostics().iter();
        let first = errors.find(|diagnostic| diagnostic.severity == Severity::Error);
        bail!("no crate: {}", first.map_or("", |first| &first.message));
    };
    xml::open(krate, files);
    let out = crates.join(package);
    disk::write(&out, files, Edited::Overwrite)?;
    Ok(driver::source(krate, &negotiable(output.api.as_ref())))
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
