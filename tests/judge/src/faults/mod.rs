//! `faults`: what a generated client makes of servers that do everything wrong.

mod calls;
mod program;

use std::path::{Path, PathBuf, absolute};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use clientwright::disk::{self, Edited, Spec};

use crate::place::{self, Scratch};
use calls::Calls;

/// Has a client call servers that do everything wrong, and prints the table fault, call, way, outcome, requests sent.
///
/// The ways are those in which a client may be connected: `native` by the connections of the crate, `given` by an HTTP
/// client of the caller's (`http_client`), `own` by a function of the caller's (`transport`), and `blocking` without an
/// async runtime. Without `--crate`, the client is one of an API that has a call of each sort, and its table has to be as
/// `tests/judge/faults/expected.tsv` says.
#[derive(Debug, Args)]
pub(crate) struct Faults {
    /// The folder of a generated crate, whose calls without arguments, or with texts and numbers alone, are found.
    #[arg(long = "crate", value_name = "DIR")]
    package: Option<PathBuf>,

    /// The call of the crate that may be sent twice, such as `client.list_pets()`.
    #[arg(long, value_name = "RUST", requires = "package")]
    get: Option<String>,

    /// The call that may not be sent twice, such as `client.add_pet(api::types::NewPet::new("Rex"))`.
    #[arg(long, value_name = "RUST", requires = "package")]
    post: Option<String>,

    /// The call that sends a stream, such as `client.put_photo(api::Body::stream(Pieces::new()))`.
    #[arg(long, value_name = "RUST", requires = "package")]
    upload: Option<String>,

    /// The call that is answered with events.
    #[arg(long, value_name = "RUST", requires = "package")]
    events: Option<String>,

    /// Only the faults that are over soon.
    #[arg(long)]
    quick: bool,

    /// Only the faults whose names contain this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,

    /// The table that is expected: a fault that is not as it says is a failure.
    #[arg(long, value_name = "FILE")]
    expected: Option<PathBuf>,

    /// Writes what comes of the faults into the expected table, instead of comparing it.
    #[arg(long)]
    bless: bool,
}

/// Runs the verb.
pub(crate) fn run(args: &Faults) -> Result<()> {
    let scratch = Scratch::new("faults")?;
    let folder = match &args.package {
        Some(folder) => absolute(folder)?,
        None => test_api(&scratch)?,
    };
    let mut calls = Calls::of(&folder)?;
    calls.get = args.get.clone().or(calls.get);
    calls.post = args.post.clone().or(calls.post);
    calls.upload = args.upload.clone().or(calls.upload);
    calls.events = args.events.clone().or(calls.events);
    for missing in calls.missing() {
        eprintln!(
            "faults: the crate has no call for `--{missing}` that can be made without being told how"
        );
    }
    let program = program::build(&scratch.join("program"), &folder, &calls)?;
    let own = || place::repository().join("tests/judge/faults/expected.tsv");
    let expected = match &args.expected {
        Some(path) => Some(absolute(path)?),
        None => args.package.is_none().then(own),
    };
    let mut command = Command::new(program);
    command.args(args.quick.then_some("--quick"));
    command.args(args.bless.then_some("--bless"));
    if let Some(only) = &args.only {
        command.args(["--only", only]);
    }
    if let Some(expected) = &expected {
        command.arg("--expected").arg(expected);
    }
    if !command.status()?.success() {
        bail!("the faults do not come to what they should; `--bless` takes the table as it is");
    }
    Ok(())
}

/// Generates the crate of an API that has a call of each sort.
fn test_api(scratch: &Path) -> Result<PathBuf> {
    let path = place::repository().join("tests/judge/faults/api.yaml");
    let output = Spec::at(&path, None, Some("fault-api"))?.generate()?;
    let files = output.files.context("the test API is not generated")?;
    let folder = scratch.join("fault-api");
    disk::write(&folder, &files, Edited::Overwrite)?;
    Ok(folder)
}
