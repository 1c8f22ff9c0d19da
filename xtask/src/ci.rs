//! `ci`: the list of checks that has to pass before a change is taken.

use std::path::{Path, PathBuf, absolute};
use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;

use crate::repository;

/// Runs what CI runs, and stops at the first failure.
#[derive(Debug, Args)]
pub(crate) struct Ci {
    /// A list of descriptions (TSV) or a folder with an `index.tsv`, to generate from as well.
    #[arg(long, env = "CORPUS_DIR", value_name = "PATH")]
    corpus: Option<PathBuf>,

    /// The folder of a conformance suite, to call its server with clients made from its descriptions as well.
    #[arg(long, env = "CONFORMANCE_DIR", value_name = "DIR")]
    conformance: Option<PathBuf>,

    /// A check to leave out, by its title.
    #[arg(long, value_name = "TITLE", value_parser = titles())]
    skip: Vec<String>,
}

/// A title, the arguments for cargo, and a variable that the command needs.
type Check = (
    &'static str,
    &'static [&'static str],
    Option<(&'static str, &'static str)>,
);

const CHECKS: [Check; 8] = [
    ("tests", &["test", "--workspace"], None),
    (
        "digits",
        &[
            "test",
            "--package",
            "clientwright-runtime",
            "--features",
            "serde_json/arbitrary_precision",
            "--lib",
            "--",
            "codec",
            "digits",
            "unions",
            "xml",
        ],
        None,
    ),
    (
        "keyring",
        &[
            "test",
            "--package",
            "clientwright-command-line",
            "--features",
            "keyring",
            "--bins",
            "keyring",
        ],
        None,
    ),
    ("format", &["fmt", "--all", "--check"], None),
    (
        "clippy",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        None,
    ),
    (
        "documentation",
        &["doc", "--workspace", "--no-deps"],
        Some(("RUSTDOCFLAGS", "-D warnings")),
    ),
    (
        "generated",
        &["xtask", "generate", "--check", "--strict"],
        None,
    ),
    ("faults", &["judge", "faults", "--quick"], None),
];

/// The check that needs a target of the compiler's, which is left out where that is not installed.
const WASM: &str = "wasm";

/// The check of what clients send, of which each commit takes another part.
const REQUESTS: &str = "requests";

/// Runs the verb.
pub(crate) fn run(args: &Ci) -> Result<()> {
    let repository = repository::path();
    for (title, arguments, variable) in CHECKS
        .into_iter()
        .filter(|(title, ..)| !args.skip.iter().any(|s| s == title))
    {
        check(&repository, title, arguments, variable)?;
    }
    if args.skip.iter().all(|title| title != REQUESTS) {
        check_requests(&repository)?;
    }
    if let Some(list) = args.corpus.as_deref().and_then(find_list) {
        check_corpus(&repository, &list)?;
    }
    if let Some(suite) = args.conformance.as_deref().filter(|suite| suite.is_dir()) {
        check_conformance(&repository, suite)?;
    }
    if args.skip.iter().all(|title| title != WASM) {
        check_wasm(&repository)?;
    }
    println!("ci: all checks passed");
    Ok(())
}

/// The titles of all checks.
fn titles() -> Vec<&'static str> {
    CHECKS
        .iter()
        .map(|check| check.0)
        .chain([REQUESTS, WASM])
        .collect()
}

/// Generates from a list of descriptions, and compiles a part of the crates.
fn check_corpus(repository: &Path, list: &Path) -> Result<()> {
    // The checks run in the repository, wherever this was started.
    let list = absolute(list)?;
    let list = list.to_string_lossy();
    let part = turn(repository, 24);
    let judge = [
        "run",
        "--quiet",
        "--release",
        "--package",
        "clientwright-judge",
    ];
    let rest = ["--", "corpus", &list, "--check", "--part", &part];
    check(
        repository,
        "corpus",
        &[judge.as_slice(), &rest].concat(),
        None,
    )
}

/// Checks the requests of the APIs here, and those of a part of the cases.
fn check_requests(repository: &Path) -> Result<()> {
    let judge = ["judge", "requests"];
    let part = turn(repository, 8);
    let rest = ["tests/cases", "--part", &part];
    check(
        repository,
        REQUESTS,
        &[&judge[..], &["spec"]].concat(),
        None,
    )?;
    check(repository, REQUESTS, &[&judge[..], &rest].concat(), None)
}

/// Checks that clients pass a part of a suite, where its server can be had.
fn check_conformance(repository: &Path, suite: &Path) -> Result<()> {
    let suite = absolute(suite)?;
    let suite = suite.to_string_lossy();
    let part = turn(repository, 2);
    let known = "tests/judge/conformance/known.tsv";
    let arguments = ["judge", "conform", "--suite", &suite, "--if-server-starts"];
    let rest = ["--part", &part, "--known", known];
    check(
        repository,
        "conformance",
        &[arguments.as_slice(), &rest].concat(),
        None,
    )
}

/// Checks that the runtime and the generated crates compile for browsers.
fn check_wasm(repository: &Path) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let libraries = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()?;
    let libraries = String::from_utf8_lossy(&libraries.stdout);
    if !Path::new(libraries.trim()).is_dir() {
        println!("ci: {WASM} left out, because the target {TARGET} is not installed");
        return Ok(());
    }
    // The runtime has all parts, of which the crates have some.
    let runtime = ["--package", "clientwright-runtime", "--no-default-features"];
    let mut arguments = ["clippy", "--target", TARGET].map(str::to_owned).to_vec();
    arguments.extend(runtime.map(str::to_owned));
    for folder in std::fs::read_dir(repository.join("generated"))? {
        let folder = folder?;
        // A command line opens connections itself, which no browser lets it do.
        if folder.path().join("src/main.rs").exists() {
            continue;
        }
        let name = folder.file_name().to_string_lossy().into_owned();
        arguments.extend(["--package".to_owned(), name]);
    }
    arguments.extend(["--", "-D", "warnings"].map(str::to_owned));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    check(repository, WASM, &arguments, None)
}

fn check(
    repository: &Path,
    title: &str,
    arguments: &[&str],
    variable: Option<(&str, &str)>,
) -> Result<()> {
    let shown = format!("cargo {}", arguments.join(" "));
    println!("ci: {title}: {shown}");
    let started = Instant::now();
    let status = Command::new("cargo")
        .args(arguments)
        .envs(variable)
        .current_dir(repository)
        .status()?;
    if !status.success() {
        bail!("{title}: `{shown}` failed ({status})");
    }
    println!(
        "ci: {title} passed in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    Ok(())
}

/// The part of a list whose crates are compiled this time: each commit takes the next one.
fn turn(repository: &Path, parts: usize) -> String {
    let count = Command::new("git")
        .args(["rev-list", "--count", "HEAD"])
        .current_dir(repository)
        .output();
    let count = count
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok()?.trim().parse().ok())
        .unwrap_or(0_usize);
    format!("{}/{parts}", count % parts + 1)
}

/// The list that a path stands for, where there is one.
fn find_list(path: &Path) -> Option<PathBuf> {
    let list = if path.is_dir() {
        path.join("index.tsv")
    } else {
        path.to_owned()
    };
    list.is_file().then_some(list)
}
