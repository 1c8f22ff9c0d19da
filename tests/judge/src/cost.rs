//! `cost`: what a call of a generated client costs beside the same call written by hand.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::place;

/// Counts what a call costs beside the same call written by hand, with valgrind.
///
/// Listing a hundred invites and creating one, by the generated client and by hand on the same HTTP library, over HTTP on
/// loopback. A count is the difference of two runs over the difference of their calls, so that what a program does once
/// is not in it.
#[derive(Debug, Args)]
pub(crate) struct Cost {
    /// Fails where a call of the client takes more than this many percent above the one by hand.
    #[arg(long, value_name = "PERCENT")]
    limit: Option<f64>,
}

/// How many calls the two runs make.
const FEW: u64 = 20;
const MANY: u64 = 120;

/// Runs the verb.
pub(crate) fn run(args: &Cost) -> Result<()> {
    let program = build()?;
    let mut server = Command::new(&program)
        .arg("serve")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("the server does not start")?;
    let result = measure(&program, &mut server, args.limit);
    server.kill().ok();
    server.wait().ok();
    result
}

/// Builds the program and returns its path.
fn build() -> Result<String> {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--release", "--package", "clientwright-tests"])
        .args(["--example", "cost", "--message-format", "json"])
        .current_dir(place::repository())
        .stderr(Stdio::inherit())
        .output()
        .context("cargo does not start")?;
    if !output.status.success() {
        bail!("the program of the calls does not compile");
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|message| Some(message.get("executable")?.as_str()?.to_owned()))
        .next_back()
        .context("cargo names no program")
}

fn measure(program: &str, server: &mut std::process::Child, limit: Option<f64>) -> Result<()> {
    let mut port = String::new();
    let output = server.stdout.take().context("the server says nothing")?;
    BufReader::new(output).read_line(&mut port)?;
    let port = port.trim();
    println!(
        "{:<24}{:>14}{:>14}{:>9}",
        "a call", "client", "by hand", "ratio"
    );
    let mut over = Vec::new();
    for what in ["list", "create"] {
        for count in COUNTS {
            let client = per_call(program, count, [what, "client"], port)?;
            let hand = per_call(program, count, [what, "hand"], port)?;
            let ratio = client / hand;
            let title = format!("{what}, {}", count.unit);
            println!("{title:<24}{client:>14.0}{hand:>14.0}{ratio:>9.3}");
            if limit.is_some_and(|limit| ratio > 1.0 + limit / 100.0) {
                over.push(title);
            }
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        bail!("over the limit: {}", over.join(", "));
    }
}

/// Something that valgrind counts: the options of its tool, and the words around the number.
struct Count {
    unit: &'static str,
    options: &'static [&'static str],
    before: &'static str,
    behind: &'static str,
}

const COUNTS: [&Count; 2] = [
    &Count {
        unit: "instructions",
        options: &["--tool=callgrind", "--callgrind-out-file=/dev/null"],
        before: "Collected :",
        behind: "",
    },
    &Count {
        unit: "allocations",
        options: &["--tool=dhat", "--dhat-out-file=/dev/null"],
        before: "bytes in",
        behind: "blocks",
    },
];

fn per_call(program: &str, count: &Count, call: [&str; 2], port: &str) -> Result<f64> {
    let many = counted(program, count, call, MANY, port)?;
    let few = counted(program, count, call, FEW, port)?;
    Ok((many - few) / f64::from(u32::try_from(MANY - FEW)?))
}

fn counted(program: &str, count: &Count, call: [&str; 2], calls: u64, port: &str) -> Result<f64> {
    let output = Command::new("valgrind")
        .args(count.options)
        .arg(program)
        .args(call)
        .args([&calls.to_string(), port])
        .output()
        .context("valgrind does not start; it is a package of most systems")?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("the calls failed:\n{said}");
    }
    said.lines()
        .find_map(|line| {
            let (_, rest) = line.split_once(count.before)?;
            let number = match count.behind {
                "" => rest,
                behind => rest.split_once(behind)?.0,
            };
            number.trim().replace(',', "").parse().ok()
        })
        .with_context(|| format!("valgrind says no number:\n{said}"))
}
