//! The table: makes the calls of all rows, and compares what comes of them with what is expected.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use clap::Parser;

use crate::call::{Call, Connections, Setup, Way};
use crate::expected::{self, HEAD};
use crate::rows::{self, Row};
use crate::server::{Kind, Server};

/// How many rows are played at the same time.
const WORKERS: usize = 16;
/// How much longer than its limit a call may take on a machine that has other things to do.
const SLACK: Duration = Duration::from_secs(5);

/// What is played, and what is done with the table.
#[derive(Debug, Clone, Parser)]
pub struct Options {
    /// Only the faults that are over soon.
    #[arg(long)]
    quick: bool,

    /// Only the faults whose names contain this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,

    /// The table that is expected: a fault that is not as it says is a failure.
    #[arg(long, value_name = "FILE")]
    expected: Option<PathBuf>,

    /// Writes what comes of the faults into the expected table.
    #[arg(long, requires = "expected")]
    bless: bool,
}

/// Creates a call and says what came of it; `None` where the client has no such call.
pub type Caller = fn(&Setup) -> Option<String>;

/// What came of one call in one way.
struct Outcome {
    call: Call,
    way: Way,
    text: String,
}

/// Plays the rows with a client, prints the table, and compares it with the one that is expected.
///
/// # Errors
///
/// It fails where a server does not start, and where the table is not as expected.
pub fn main(options: &Options, caller: Caller) -> Result<()> {
    let all = rows::all()?;
    let names: Vec<String> = all.iter().map(|row| row.name.clone()).collect();
    let only = options.only.as_deref().unwrap_or_default();
    let chosen = |row: &Row| (row.quick || !options.quick) && row.name.contains(only);
    let rows: Vec<Row> = all.into_iter().filter(chosen).collect();
    let lines: Vec<String> = play_all(&rows, caller)?.into_iter().flatten().collect();
    println!("{HEAD}");
    for line in &lines {
        println!("{line}");
    }
    let Some(path) = &options.expected else {
        return Ok(());
    };
    let expected = fs::read_to_string(path).with_context(|| path.display().to_string());
    let played: Vec<&str> = rows.iter().map(|row| &*row.name).collect();
    if options.bless {
        let blessed = expected::blessed(&expected.unwrap_or_default(), &names, &played, &lines);
        return fs::write(path, blessed).with_context(|| path.display().to_string());
    }
    let differences = expected::differences(&expected?, &played, &lines);
    if !differences.is_empty() {
        bail!(
            "the table is not as {} has it:\n{}",
            path.display(),
            differences.join("\n")
        );
    }
    println!("faults: {} lines as expected", lines.len());
    Ok(())
}

/// The lines of all rows, in their order.
fn play_all(rows: &[Row], caller: Caller) -> Result<Vec<Vec<String>>> {
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<usize, Result<Vec<String>>>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some((index, row)) = {
                    let index = next.fetch_add(1, Ordering::SeqCst);
                    rows.get(index).map(|row| (index, row))
                } {
                    let lines = play(row, caller);
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .insert(index, lines);
                }
            });
        }
    });
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.into_values().collect()
}

/// The lines of a row: one a call, or more where the ways differ.
fn play(row: &Row, caller: Caller) -> Result<Vec<String>> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    for call in row.calls {
        for way in row.ways {
            if let Some(text) = outcome(row, *call, *way, caller)? {
                outcomes.push(Outcome {
                    call: *call,
                    way: *way,
                    text,
                });
            }
        }
    }
    let mut lines = Vec::new();
    for call in row.calls {
        let of_call: Vec<&Outcome> = outcomes
            .iter()
            .filter(|outcome| outcome.call == *call)
            .collect();
        let mut texts: Vec<&str> = Vec::new();
        for outcome in &of_call {
            if !texts.contains(&&*outcome.text) {
                texts.push(&outcome.text);
            }
        }
        for text in texts {
            let ways: Vec<&str> = of_call
                .iter()
                .filter(|outcome| outcome.text == text)
                .map(|outcome| outcome.way.name())
                .collect();
            lines.push(format!(
                "{}\t{}\t{}\t{text}",
                row.name,
                call.name(),
                ways.join(" ")
            ));
        }
    }
    Ok(lines)
}

/// What comes of a call, and how many requests the server saw.
fn outcome(row: &Row, call: Call, way: Way, caller: Caller) -> Result<Option<String>> {
    let server = Server::start(&row.kind)?;
    let mut setup = Setup::new(server.url(), call, way);
    setup.connections = match (&row.trust, &row.kind) {
        (Some(certificate), _) => Connections::Trusting(certificate.clone()),
        (None, Kind::Http2(_)) => Connections::Http2,
        _ => Connections::Usual,
    };
    (row.change)(&mut setup);
    let limit = setup.timeout + SLACK;
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || drop(tell.send(caller(&setup))));
    let text = match told.recv_timeout(limit) {
        Ok(None) => return Ok(None),
        Ok(Some(text)) => text,
        Err(mpsc::RecvTimeoutError::Timeout) => "HANGS".to_owned(),
        Err(mpsc::RecvTimeoutError::Disconnected) => "PANICS".to_owned(),
    };
    let requests = server.log.requests.load(Ordering::SeqCst);
    let requests = match row.most {
        Some(most) if requests <= most => format!("at most {most}"),
        _ => requests.to_string(),
    };
    Ok(Some(format!("{text}\t{requests}")))
}
