//! `regenerate`: brings `generated/` up to date on a branch, as the workflow of the same name does for a pull request.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use clap::Args;

use crate::generate::{self, Generate};
use crate::repository;

/// What a change of a description changes: the crates, and the versions of packages that a new one asks for.
const PATHS: [&str; 2] = ["generated", "Cargo.lock"];

/// Generates all crates, commits what has changed and pushes it to a branch of `origin`.
///
/// Without a branch it writes nothing, and fails with the names of the files that are stale: this is for whoever may not
/// push.
#[derive(Debug, Args)]
pub(crate) struct Regenerate {
    /// The branch to push to. A branch that has moved on since the checkout is left as it is, and that is an error.
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
}

/// Runs the verb.
pub(crate) fn run(args: &Regenerate) -> Result<()> {
    let check = args.branch.is_none();
    generate::run(&Generate::all(check))?;
    let Some(branch) = &args.branch else {
        return Ok(());
    };
    let repository = repository::path();
    lock(&repository)?;
    let paths = PATHS.map(|path| repository.join(path));
    let paths: Vec<&str> = paths
        .iter()
        .filter(|path| path.exists())
        .filter_map(|path| path.to_str())
        .collect();
    git(&repository, &["add", "--all", "--"], &paths)?;
    let changed = git(
        &repository,
        &["diff", "--cached", "--no-renames", "--name-only", "--"],
        &paths,
    )?;
    if changed.is_empty() {
        println!("regenerate: nothing has changed");
        return Ok(());
    }
    let commit = ["commit", "--quiet", "--message", "chore: regenerate", "--"];
    git(&repository, &commit, &paths)?;
    let target = format!("HEAD:refs/heads/{branch}");
    git(&repository, &["push", "--quiet", "origin", &target], &[]).with_context(|| {
        format!("stale on `{branch}`, because nothing could be pushed:\n{changed}")
    })?;
    println!("regenerate: pushed to `{branch}`:\n{changed}");
    Ok(())
}

/// Brings `Cargo.lock` up to date with the packages that the crates name, leaving every other version as it is.
fn lock(repository: &Path) -> Result<()> {
    if !repository.join("Cargo.lock").is_file() {
        return Ok(());
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["update", "--quiet", "--workspace"])
        .current_dir(repository)
        .status()?;
    if !status.success() {
        bail!("`cargo update --workspace` failed ({status})");
    }
    Ok(())
}

/// Runs git on some paths, and returns what it prints.
fn git(repository: &Path, arguments: &[&str], paths: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .args(arguments)
        .args(paths)
        .current_dir(repository)
        .output()
        .context("git cannot be started")?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        bail!("`git {}` failed: {}", arguments.join(" "), why.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
