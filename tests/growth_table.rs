//! How time and memory grow with a description: the table of each kind of large description, doubled three times.
//!
//! `growth [NAME..]` prints it, for the kinds whose name holds one of the words; each description is generated in a process
//! of its own. `growth --one NAME N` is such a process, and `growth --text NAME N` prints the description itself.

use std::error::Error;
use std::process::{Command, ExitCode};
use std::time::Instant;

use clientwright_tests::large::{self, Large};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match args.as_slice() {
        ["--one", name, n] => kind(name).and_then(|kind| one(&kind, n.parse()?)),
        ["--text", name, n] => kind(name).and_then(|kind| text(&kind, n.parse()?)),
        words => table(words),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn kind(name: &str) -> Result<Large, Box<dyn Error>> {
    let mut all = large::all().into_iter();
    let found = all.find(|kind| kind.name == name);
    found.ok_or_else(|| format!("there is no kind `{name}`").into())
}

/// Generates once, prints the report, and says what that took.
fn one(kind: &Large, n: usize) -> Result<(), Box<dyn Error>> {
    let made = kind.make(n);
    let started = Instant::now();
    let output = made.generate();
    let report = clientwright::print::text(&output.report, &output.sources, false);
    let elapsed = started.elapsed();
    let end = match &output.files {
        Some(files) => format!(
            "{} kB",
            files.iter().map(|(_, text)| text.len()).sum::<usize>() / 1000
        ),
        None => "refused".to_owned(),
    };
    let first = report.lines().next().unwrap_or_default();
    println!("{:.2}\t{}\t{end}\t{first}", elapsed.as_secs_f64(), peak()?);
    Ok(())
}

/// The most memory that this process had, in MB.
fn peak() -> Result<u64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.ok_or("no peak of memory is told")?;
    Ok(peak.trim().trim_end_matches(" kB").parse::<u64>()? / 1000)
}

fn text(kind: &Large, n: usize) -> Result<(), Box<dyn Error>> {
    let made = kind.make(n);
    std::fs::write("large.yaml", &made.text)?;
    if let Some(overlay) = &made.overlay {
        std::fs::write("large.overlay.yaml", overlay)?;
    }
    Ok(())
}

fn table(words: &[&str]) -> Result<(), Box<dyn Error>> {
    let program = std::env::current_exe()?;
    println!(
        "{:38}{:>9}{:>9}{:>7}  {:12} first line of the report",
        "much of", "n", "seconds", "MB", "ends in"
    );
    for kind in large::all() {
        if !words.is_empty() && !words.iter().any(|word| kind.name.contains(word)) {
            continue;
        }
        for n in [1, 2, 4, 8].map(|times| times * kind.large) {
            let output = Command::new(&program)
                .args(["--one", kind.name, &n.to_string()])
                .output()?;
            let line = String::from_utf8_lossy(&output.stdout)
                .trim_end()
                .to_owned();
            let cells: Vec<&str> = line.split('\t').collect();
            match cells.as_slice() {
                [seconds, memory, end, first] => {
                    println!(
                        "{:38}{n:>9}{seconds:>9}{memory:>7}  {end:12} {}",
                        kind.name,
                        first.chars().take(90).collect::<String>()
                    );
                }
                _ => println!("{:38}{n:>9}  {}", kind.name, output.status),
            }
        }
    }
    Ok(())
}
