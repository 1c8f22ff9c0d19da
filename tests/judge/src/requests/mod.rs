//! `requests`: whether the requests of generated clients are what their descriptions allow, judged by a reader that is
//! written from the specification.

mod driver;
mod outcome;
mod plan;
mod reader;
mod rows;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use clientwright::disk::{self, Edited, Spec};
use clientwright::report::Code;
use serde_json::Value;

use crate::conform::workspace::{self, Member};
use crate::corpus::Part;
use crate::corpus::list::{self, Entry};
use crate::place::{self, Scratch};
use outcome::{Known, Outcome};
use plan::Call;
use reader::{Files, Sent};

/// Where the services are whose descriptions do not say that.
const SERVER: &str = "https://judge.example/base";

/// Judges the requests of many clients.
///
/// Each operation is called with all that it takes, twice, and with what it needs, for each media type of its body. The
/// requests are recorded and compared with the description by a reader that knows nothing of the generator: method, server,
/// path, query, headers, cookies, credentials, media type and body. Wrong ones are printed and fail the run, unless
/// `tests/judge/requests/known.tsv` has them.
#[derive(Debug, Args)]
pub(crate) struct Requests {
    /// Descriptions, folders of them, or lists: a TSV file whose column `file` is relative to the list.
    #[arg(required = true, value_name = "FILE|FOLDER|LIST.tsv")]
    files: Vec<PathBuf>,

    /// Only the entries of a list that begin with this.
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,

    /// Only one of several parts of the descriptions: `3/16` is the third of sixteen.
    #[arg(long, value_name = "PART/PARTS")]
    part: Option<Part>,

    /// How many crates are compiled together.
    #[arg(long, value_name = "NUMBER", default_value_t = 12)]
    batch: usize,

    /// Prints each request with what it was given.
    #[arg(long)]
    show: bool,

    /// Only asks whether a method sends each described media type of a body, or a diagnostic tells that none does. Nothing is
    /// compiled and nothing is sent.
    #[arg(long, conflicts_with = "show")]
    methods: bool,
}

/// A description of the run, with the calls that are made of it.
struct Judged {
    entry: Entry,
    files: Files,
    calls: Vec<Call>,
    outcome: Outcome,
}

/// Runs the verb.
pub(crate) fn run(args: &Requests) -> Result<()> {
    let scratch = Scratch::new("requests")?;
    let known = place::repository().join("tests/judge/requests/known.tsv");
    let known = fs::read_to_string(&known).with_context(|| known.display().to_string())?;
    let known = Known::of(&known);
    let entries = list::entries(&args.files, args.only.as_deref())?;
    let entries = entries.into_iter().enumerate();
    let entries = entries.filter(|(at, _)| args.part.is_none_or(|part| part.holds(*at)));
    let entries: Vec<Entry> = entries.map(|(_, entry)| entry).collect();
    let mut total = Outcome::default();
    for batch in entries.chunks(args.batch.max(1)) {
        let judged = if args.methods {
            planned(batch, &scratch)?
        } else {
            judge(batch, &scratch, args.show)?
        };
        for judged in judged {
            let shown = judged.outcome.judged_by(&known, &judged.entry.shown);
            print!("{}", shown.lines);
            total.add(&shown.outcome);
        }
    }
    println!("total: {total}");
    if total.wrong.is_empty() {
        return Ok(());
    }
    bail!("{} requests are wrong", total.wrong.len());
}

/// Generates the clients of some descriptions, and finds out what their methods send.
fn planned(entries: &[Entry], scratch: &Path) -> Result<Vec<Judged>> {
    let judged = entries.iter().map(|entry| {
        let (mut judged, _) = prepare(entry, scratch)?;
        judged.calls.clear();
        Ok(judged)
    });
    judged.collect()
}

/// Generates the clients of some descriptions, has them make their calls, and judges the requests.
fn judge(entries: &[Entry], scratch: &Path, show: bool) -> Result<Vec<Judged>> {
    let (mut all, mut members) = (Vec::new(), Vec::new());
    for entry in entries {
        let (judged, driver) = prepare(entry, scratch)?;
        all.push(judged);
        members.push(Member {
            doc: entry.name.clone(),
            package: entry.name.clone(),
            features: "\"transport\"",
            driver,
        });
    }
    let runner = workspace::build(&scratch.join("workspace"), &mut members)?;
    for (judged, member) in all.iter_mut().zip(&members) {
        match &member.driver {
            Err(_) if judged.outcome.refused => {}
            Err(why) => judged.outcome.fails("the driver", why),
            Ok(_) => {
                let answers = answers(&runner, scratch, judged)?;
                compare(judged, &answers, show);
            }
        }
    }
    Ok(all)
}

/// Generates a crate, and returns its calls and its driver.
fn prepare(entry: &Entry, scratch: &Path) -> Result<(Judged, std::result::Result<String, String>)> {
    let mut spec = Spec::at(&entry.path, Some(&entry.root), Some(&entry.name))?;
    spec.allowed = Code::ALLOWABLE.to_vec();
    let output = spec.generate()?;
    let files = match reader::read(&entry.path) {
        Ok(files) => files,
        Err(why) => bail!("the judge cannot read {why}"),
    };
    let mut judged = Judged {
        entry: entry.clone(),
        files,
        calls: Vec::new(),
        outcome: Outcome::default(),
    };
    let (Some(krate), Some(made)) = (&output.krate, &output.files) else {
        judged.outcome.refused = true;
        return Ok((judged, Err("refused".to_owned())));
    };
    disk::write(
        &scratch.join("workspace/crates").join(&entry.name),
        made,
        Edited::Overwrite,
    )?;
    let driver = driver::source(krate);
    let operations = reader::operations(&judged.files);
    for (index, operation) in operations.iter().enumerate() {
        judged.outcome.operations += 1;
        let planned = plan::calls(krate, &output.report, (index, operation), &entry.name);
        judged.calls.extend(planned.calls);
        for (what, is_told) in planned.missing {
            judged
                .outcome
                .silent(&operation.to_string(), &what, is_told);
        }
        for what in planned.unsampled {
            judged.outcome.no_sample(&operation.to_string(), &what);
        }
    }
    drop(operations);
    Ok((judged, Ok(driver)))
}

/// What the program answered to each call of a description.
fn answers(runner: &Path, scratch: &Path, judged: &Judged) -> Result<Vec<Value>> {
    let rows: Vec<&Value> = judged.calls.iter().map(|call| &call.row).collect();
    let list = scratch.join("rows.json");
    fs::write(&list, serde_json::to_vec(&rows)?).with_context(|| list.display().to_string())?;
    let mut command = Command::new(runner);
    command.args([
        list.as_os_str(),
        OsStr::new(""),
        OsStr::new(&judged.entry.name),
    ]);
    let output = command.stderr(Stdio::inherit()).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let answers = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_default());
    Ok(answers.collect())
}

/// Compares the requests of all calls with the description.
fn compare(judged: &mut Judged, answers: &[Value], show: bool) {
    let operations = reader::operations(&judged.files);
    let mut wrong = BTreeSet::new();
    for (at, call) in judged.calls.iter().enumerate() {
        let operation = &operations[call.operation];
        let name = operation.to_string();
        let answer = answers.get(at).cloned().unwrap_or_default();
        judged.outcome.calls += 1;
        let requests = answer["requests"].as_array().map_or(&[][..], Vec::as_slice);
        let [request] = requests else {
            let told = answer["error"]
                .as_str()
                .or(answer["told"].as_str())
                .unwrap_or("the program ended before");
            let what = format!("{} requests were sent: {told}", requests.len());
            judged
                .outcome
                .wrong_call(&name, &what, "", "one request", &call.row, &mut wrong);
            continue;
        };
        let sent = sent(request);
        if show {
            println!(
                "{name}\n  given {}\n  sent {} {:?} {}",
                call.row,
                sent.url,
                sent.headers,
                String::from_utf8_lossy(&sent.body)
            );
        }
        let server = operation.servers.is_empty().then_some(SERVER);
        for fault in reader::faults(operation, &call.given, server, &sent) {
            judged.outcome.wrong_call(
                &name,
                &fault.what,
                &fault.sent,
                &fault.allowed,
                &call.row,
                &mut wrong,
            );
        }
    }
}

/// The request of an answer.
fn sent(request: &Value) -> Sent {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let headers = request["headers"].as_array().into_iter().flatten();
    Sent {
        method: text(&request["method"]),
        url: text(&request["url"]),
        headers: headers
            .map(|pair| (text(&pair[0]), text(&pair[1])))
            .collect(),
        body: STANDARD.decode(text(&request["body"])).unwrap_or_default(),
    }
}
