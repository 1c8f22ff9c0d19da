//! Values that go through the types of the generated crates, and come out as they went in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{io, thread};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::outcome::{Outcome, Roundtrip, Verdict};
use super::{Part, check};
use crate::roundtrip::{difference, program_name, program_path};

/// How many of a description's losses are printed; all of them stand in its log.
const SHOWN: usize = 3;

/// Sends values through the types of the crates of the run, `count` of each schema, and adds what became of them.
pub(crate) fn try_all(
    scratch: &Path,
    outcomes: &mut [Outcome],
    part: Option<Part>,
    batch: usize,
    (count, limit): (usize, Duration),
    save: &dyn Fn(&[Outcome]) -> Result<()>,
) -> Result<()> {
    let made: Vec<_> = check::made(outcomes, part).collect();
    check::write_workspace(scratch, outcomes, &made)?;
    for (number, indices) in made.chunks(batch).enumerate() {
        let mut ready = Vec::new();
        for at in indices {
            if sample(scratch, &outcomes[*at], count, limit)?.is_some_and(|status| status.success())
            {
                ready.push(*at);
            }
        }
        build(scratch, ready.iter().map(|at| &*outcomes[*at].entry.name))?;
        for at in indices {
            let outcome = &mut outcomes[*at];
            let found = one(scratch, outcome, limit)?;
            println!("roundtrip {}: {found}", outcome.entry.shown);
            for failure in found.failures.iter().take(SHOWN) {
                println!("    {failure}");
            }
            outcome.roundtrip = Some(found);
        }
        let done = (number * batch + indices.len()).min(made.len());
        println!("sent through {done} of {}", made.len());
        save(outcomes)?;
    }
    Ok(())
}

/// Makes the values and the program, in a process of its own.
fn sample(
    scratch: &Path,
    outcome: &Outcome,
    count: usize,
    limit: Duration,
) -> Result<Option<ExitStatus>> {
    let entry = &outcome.entry;
    debug_assert_eq!(
        outcome.verdict,
        Verdict::Ok,
        "only what has a crate is tried"
    );
    let mut child = Command::new(std::env::current_exe()?);
    child
        .args([
            "sample",
            "--name",
            &entry.name,
            "--count",
            &count.to_string(),
        ])
        .arg("--spec")
        .arg(&entry.path)
        .arg("--root")
        .arg(&entry.root)
        .arg("--out")
        .arg(scratch.join("crates").join(&entry.name))
        .arg("--values")
        .arg(values_path(scratch, &entry.name));
    run(&mut child, limit)
}

fn values_path(scratch: &Path, name: &str) -> std::path::PathBuf {
    scratch.join("values").join(format!("{name}.jsonl"))
}

/// Runs a process; `None` where it took too long.
fn run(command: &mut Command, limit: Duration) -> Result<Option<ExitStatus>> {
    let started = Instant::now();
    let mut child = command.spawn()?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Builds the programs; one that does not compile is told by its absence.
fn build<'n>(scratch: &Path, names: impl Iterator<Item = &'n str>) -> Result<()> {
    let mut command = Command::new("cargo");
    command
        .args(["build", "--quiet", "--keep-going", "--no-default-features"])
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUSTFLAGS", "-Awarnings");
    for name in names {
        let program = scratch
            .join("target/debug/examples")
            .join(program_name(name));
        // A program of an earlier run says nothing about this one.
        remove(&program)?;
        command.args(["--package", name, "--example", &program_name(name)]);
    }
    command.status()?;
    Ok(())
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| path.display().to_string())
        }
        _ => Ok(()),
    }
}

/// Sends the values of one crate through its program.
fn one(scratch: &Path, outcome: &Outcome, limit: Duration) -> Result<Roundtrip> {
    let name = &outcome.entry.name;
    let crate_folder = scratch.join("crates").join(name);
    let program = scratch
        .join("target/debug/examples")
        .join(program_name(name));
    let values = fs::read_to_string(values_path(scratch, name)).unwrap_or_default();
    let lines: Vec<Value> = values
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let mut found = Roundtrip::default();
    let mut sent = Vec::new();
    for line in &lines {
        match line["kind"].as_str() {
            Some("none") => found.unsampled += 1,
            Some("misfit") => found.misfits += 1,
            _ => sent.push(line),
        }
    }
    remove(&crate_folder.join(program_path(name)))?;
    if !sent.is_empty() && !program.is_file() {
        found
            .failures
            .push("the program does not compile".to_owned());
        return Ok(found);
    }
    let answers = answers(scratch, name, &program, &sent, limit)?;
    let mut answers = answers.lines();
    let mut by_place: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for line in sent {
        let wrong = judge(line, answers.next());
        match (line["kind"].as_str(), &wrong) {
            (Some("example"), _) => found.examples += 1,
            _ => found.samples += 1,
        }
        if let Some(wrong) = wrong {
            found.lost += 1;
            let place = line["place"].as_str().unwrap_or_default();
            let entry = by_place
                .entry(place)
                .or_insert_with(|| (0, format!("{wrong}; the value is {}", line["value"])));
            entry.0 += 1;
        }
    }
    for (place, (count, first)) in by_place {
        found
            .failures
            .push(format!("{place}: {count} times, such as: {first}"));
    }
    let mut log = String::new();
    for failure in &found.failures {
        // Writing to a text cannot fail.
        let _ = writeln!(log, "{failure}");
    }
    fs::write(
        scratch.join("logs").join(format!("{name}.roundtrip.txt")),
        log,
    )?;
    Ok(found)
}

/// What the program says of each value; it ends early where the program does.
fn answers(
    scratch: &Path,
    name: &str,
    program: &Path,
    sent: &[&Value],
    limit: Duration,
) -> Result<String> {
    if sent.is_empty() {
        return Ok(String::new());
    }
    let folder = scratch.join("values");
    let (input, output) = (
        folder.join(format!("{name}.in")),
        folder.join(format!("{name}.out")),
    );
    let lines: Vec<_> = sent
        .iter()
        .map(|line| format!("{} {}\n", line["type"], line["value"]))
        .collect();
    fs::write(&input, lines.concat())?;
    let mut command = Command::new(program);
    command
        .stdin(File::open(&input)?)
        .stdout(File::create(&output)?)
        .stderr(Stdio::null());
    run(&mut command, limit)?;
    Ok(fs::read_to_string(&output)?)
}

/// What is wrong with what became of a value.
fn judge(line: &Value, answer: Option<&str>) -> Option<String> {
    let Some(answer) = answer else {
        return Some("the program ended before".to_owned());
    };
    match answer.split_once(' ') {
        Some(("ok", written)) => match serde_json::from_str(written) {
            Ok(written) => difference(&line["kept"], &line["value"], &written),
            Err(error) => Some(format!("no JSON was written: {error}")),
        },
        Some((_, error)) => Some(error.to_owned()),
        None => Some("no answer".to_owned()),
    }
}
