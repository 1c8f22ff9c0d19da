//! Responses that are printed as they come.

use client::ByteStream;
use client::untyped::Untyped;

use super::json::Json;
use super::model::{Command, Outcome};
use super::output::Output;
use super::problem::Problem;
use super::progress::{self, Progress};

/// Sends a call and prints its response as it comes.
pub(crate) fn send<'a>(
    call: Untyped,
    command: &'static Command,
    is_on: bool,
    output: &'a mut Output,
) -> Outcome<'a> {
    Box::pin(run(call, command, is_on, output))
}

async fn run(
    call: Untyped,
    command: &Command,
    is_on: bool,
    output: &mut Output,
) -> Result<(), Problem> {
    let response = call.stream().await?;
    let media_type = response
        .headers()
        .get("content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let length = response
        .headers()
        .get("content-length")
        .and_then(|length| length.parse().ok());
    let mut pieces = response.into_body();
    let is_events = media_type.starts_with("text/event-stream");
    let is_lines = ["ndjson", "jsonl", "json-seq", "jsonlines"]
        .iter()
        .any(|kind| media_type.contains(kind));
    let records = Records {
        is_events,
        ..Records::default()
    };
    if is_events || is_lines {
        return records.print(Vec::new(), pieces, output).await;
    }
    if !media_type.contains("json") {
        return bytes(pieces, length, output).await;
    }
    let mut begun = Vec::new();
    while !(is_on && begun.contains(&b'\n')) {
        match pieces.try_next().await? {
            Some(piece) => begun.extend_from_slice(&piece),
            None => break,
        }
    }
    // Some services call lines of JSON what they call one document of it. One that goes over several lines has none that is
    // whole.
    if is_on && begins_with_json(&begun) {
        return records.print(begun, pieces, output).await;
    }
    while let Some(piece) = pieces.try_next().await? {
        begun.extend_from_slice(&piece);
    }
    output.document(&begun, command.items)
}

/// Whether the first line is JSON.
fn begins_with_json(bytes: &[u8]) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next();
    let text = String::from_utf8_lossy(line.unwrap_or_default());
    Json::parse(&text).is_ok()
}

/// Prints bytes as they come.
async fn bytes(
    mut pieces: ByteStream,
    length: Option<u64>,
    output: &mut Output,
) -> Result<(), Problem> {
    let mut progress = Progress::new(output);
    let mut done = 0;
    while let Some(piece) = pieces.try_next().await? {
        output.piece(&piece)?;
        done += piece.len() as u64;
        progress.tell(|| progress::bytes(done, length));
    }
    progress.end(&progress::bytes(done, length));
    output.end_pieces()
}

/// The records of a stream: the data of events, or lines.
#[derive(Default)]
struct Records {
    is_events: bool,
    /// The beginning of a line.
    held: Vec<u8>,
    /// The lines of data of the event at hand.
    data: Vec<String>,
}

impl Records {
    /// Prints those of a stream that has begun, as they come.
    async fn print(
        mut self,
        begun: Vec<u8>,
        mut pieces: ByteStream,
        output: &mut Output,
    ) -> Result<(), Problem> {
        output.streams();
        for record in self.add(&begun) {
            output.record(&record)?;
        }
        loop {
            let piece = pieces.try_next().await;
            let records = match &piece {
                Ok(Some(piece)) => self.add(piece),
                Ok(None) | Err(_) => self.end(),
            };
            for record in records {
                output.record(&record)?;
            }
            if !matches!(piece, Ok(Some(_))) {
                // What is held back is printed whatever has happened.
                let ended = output.end();
                piece?;
                return ended;
            }
        }
    }

    /// The records that end in a piece.
    fn add(&mut self, piece: &[u8]) -> Vec<Json> {
        self.held.extend_from_slice(piece);
        let Some(last) = self.held.iter().rposition(|byte| *byte == b'\n') else {
            return Vec::new();
        };
        let whole: Vec<u8> = self.held.drain(..=last).collect();
        let text = String::from_utf8_lossy(&whole);
        text.lines().filter_map(|line| self.line(line)).collect()
    }

    /// The record that ends with the stream: a line may lack its end, but an event that has none is not whole.
    fn end(&mut self) -> Vec<Json> {
        let held = std::mem::take(&mut self.held);
        let line = String::from_utf8_lossy(&held);
        self.line(&line).into_iter().collect()
    }

    fn line(&mut self, line: &str) -> Option<Json> {
        if !self.is_events {
            let line = line.trim_matches(['\r', '\u{1e}', ' ']);
            return (!line.is_empty()).then(|| record(line));
        }
        if let Some(data) = line.strip_prefix("data:") {
            self.data
                .push(data.strip_prefix(' ').unwrap_or(data).to_owned());
        }
        if !line.is_empty() || self.data.is_empty() {
            return None;
        }
        let data = std::mem::take(&mut self.data).join("\n");
        (data != "[DONE]").then(|| record(&data))
    }
}

fn record(text: &str) -> Json {
    Json::parse(text).unwrap_or_else(|_| Json::Text(text.to_owned()))
}
