//! Values that go through the types of the generated crates, and come out as they went in.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{io, thread};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::outcome::{Outcome, Roundtrip, Verdict};
use super::{Part, check};
use crate::roundtrip::difference;

/// How many of a description's losses are printed; all of them stand in its log.
const SHOWN: usize = 3;

/// The folder of the programs in the scratch folder.
const PROGRAMS: &str = "programs";

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
    // Hundreds of values of each schema take longer than the crate.
    let limit = limit * 5;
    for (number, indices) in made.chunks(batch).enumerate() {
        let tried: Vec<_> = indices.iter().map(|at| outcomes[*at].clone()).collect();
        let sampled = side_by_side(&tried, |outcome| sample(scratch, outcome, count, limit))?;
        let ready = tried.iter().zip(&sampled).filter(|(_, ready)| **ready);
        let ready: Vec<_> = ready.map(|(outcome, _)| &*outcome.entry.name).collect();
        build(scratch, &ready)?;
        let found = side_by_side(&tried, |outcome| one(scratch, outcome, limit))?;
        for ((at, mut found), ready) in indices.iter().zip(found).zip(sampled) {
            if !ready {
                let failure = "no values were made, or not in time (see --limit)";
                found = Roundtrip {
                    failures: vec![failure.to_owned()],
                    ..Roundtrip::default()
                };
            }
            let outcome = &mut outcomes[*at];
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

/// Does something with each of some descriptions, on all processors.
fn side_by_side<T: Send>(
    outcomes: &[Outcome],
    work: impl Fn(&Outcome) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let one = || {
        let indices = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let indices = indices.take_while(|index| *index < outcomes.len());
        indices
            .map(|index| (index, work(&outcomes[index])))
            .collect::<Vec<_>>()
    };
    let mut done: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(one)).collect();
        let ended = running.into_iter().map(|thread| {
            let ended = thread.join();
            ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        ended.flatten().collect()
    });
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Makes the values and the program, in a process of its own; whether that went well.
fn sample(scratch: &Path, outcome: &Outcome, count: usize, limit: Duration) -> Result<bool> {
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
        .arg(scratch.join(PROGRAMS).join(&entry.name))
        .arg("--values")
        .arg(values_path(scratch, &entry.name));
    Ok(run(&mut child, limit)?.is_some_and(|status| status.success()))
}

fn values_path(scratch: &Path, name: &str) -> PathBuf {
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
fn build(scratch: &Path, names: &[&str]) -> Result<()> {
    let mut command = Command::new("cargo");
    command
        .args(["build", "--quiet", "--keep-going", "--no-default-features"])
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", scratch.join("target"))
        .env("RUSTFLAGS", "-Awarnings");
    for name in names {
        // A program of an earlier run says nothing about this one.
        remove(&program_path(scratch, name))?;
        command.args(["--package", name]);
    }
    if names.is_empty() {
        return Ok(());
    }
    // To unwind would double what has to be compiled.
    let settings = "panic = \"abort\"\n";
    check::write_workspace(scratch, PROGRAMS, names.iter().copied(), settings)?;
    command.status()?;
    Ok(())
}

fn program_path(scratch: &Path, name: &str) -> PathBuf {
    scratch.join("target/debug").join(name)
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
    let program = program_path(scratch, name);
    let values = fs::read_to_string(values_path(scratch, name)).unwrap_or_default();
    // There may be more of them than memory for all at once.
    let lines = || {
        let lines = values.lines();
        lines.filter_map(|line| serde_json::from_str::<Value>(line).ok())
    };
    let mut found = Roundtrip::default();
    let mut sent = String::new();
    for line in lines() {
        match line["kind"].as_str() {
            Some("none") => found.unsampled += 1,
            Some("misfit") => found.misfits += 1,
            // Writing to a text cannot fail.
            _ => drop(writeln!(sent, "{} {}", line["type"], line["value"])),
        }
    }
    if !sent.is_empty() && !program.is_file() {
        found
            .failures
            .push("the program does not compile".to_owned());
        return Ok(found);
    }
    let answers = answers(scratch, name, &program, &sent, limit)?;
    let mut answers = answers.lines();
    let mut by_place: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for line in lines().filter(|line| line.get("value").is_some()) {
        let wrong = judge(&line, answers.next());
        match (line["kind"].as_str(), &wrong) {
            (Some("example"), _) => found.examples += 1,
            _ => found.samples += 1,
        }
        if let Some(wrong) = wrong {
            found.lost += 1;
            let place = line["place"].as_str().unwrap_or_default();
            let entry = by_place
                .entry(place.to_owned())
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
    sent: &str,
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
    fs::write(&input, sent)?;
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
    let value = &line["value"];
    match answer.split_once(' ') {
        Some((again @ ("same" | "other"), written)) => match serde_json::from_str(written) {
            // What was written without something that no schema speaks of may well be something else.
            Ok(written) if again == "other" && difference(value, value, &written).is_none() => {
                Some(format!("another value when read again from {written}"))
            }
            Ok(written) => difference(line.get("kept").unwrap_or(value), value, &written),
            Err(error) => Some(format!("no JSON was written: {error}")),
        },
        Some((_, error)) => Some(error.to_owned()),
        None => Some("no answer".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::judge;

    #[test]
    fn only_what_a_schema_speaks_of_has_to_be_the_same_value_again() {
        let told = json!({"value": {"a": 1}});
        let untold = json!({"value": {"a": 1, "b": 2}, "kept": {"a": 1}});
        assert_eq!(judge(&told, Some(r#"same {"a":1}"#)), None);
        assert!(judge(&told, Some(r#"other {"a":1}"#)).is_some());
        assert_eq!(judge(&untold, Some(r#"other {"a":1}"#)), None);
        assert!(judge(&untold, Some("other {}")).is_some());
        assert!(judge(&told, Some("error no")).is_some() && judge(&told, None).is_some());
    }
}
