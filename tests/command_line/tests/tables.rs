//! By table: words and the standard input to requests, responses to what is printed, to files and to the exit code.
//!
//! Whatever sends something is run again with an error of the service in the place of each response: it sends the same
//! request, prints nothing, leaves no file, shows the error's body, and ends with the code of its class.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use clientwright_tests::{Answer, Server};
use serde::Deserialize;

use crate::program::{Place, Run, bytes, shown};

/// The runs of one program.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// The program's name, or a description beside the table of whose program this is.
    program: Option<String>,
    description: Option<String>,
    /// Credentials; none of them is ever printed.
    #[serde(default)]
    env: BTreeMap<String, String>,
    /// What stands in the folder.
    #[serde(default)]
    files: BTreeMap<String, String>,
    runs: Vec<Row>,
}

/// One run.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    words: Words,
    #[serde(default)]
    stdin: String,
    /// The responses; an empty list where nothing is sent.
    #[serde(default = "done")]
    answers: Vec<Response>,
}

/// Words that hold no space, or a list of any.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    Line(String),
    List(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Response {
    #[serde(default = "ok")]
    status: u16,
    #[serde(rename = "type")]
    media_type: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
}

fn ok() -> u16 {
    200
}

fn done() -> Vec<Response> {
    vec![Response {
        status: 200,
        media_type: None,
        headers: BTreeMap::new(),
        body: "{}".to_owned(),
    }]
}

impl Response {
    fn answer(&self) -> Answer {
        let media_type = self.media_type.as_deref().unwrap_or("application/json");
        let mut answer = Answer::status(self.status).body(self.body.clone());
        if !self.body.is_empty() {
            answer = answer.header("content-type", media_type);
        }
        for (name, value) in &self.headers {
            answer = answer.header(name, value.clone());
        }
        answer
    }
}

impl Row {
    fn words(&self) -> Vec<String> {
        match &self.words {
            Words::Line(line) => line.split_whitespace().map(str::to_owned).collect(),
            Words::List(words) => words.clone(),
        }
    }
}

#[test]
fn words_become_requests_and_responses_are_printed() {
    insta::glob!("tables/*.yaml", |path| {
        let text = std::fs::read_to_string(path).expect("the table can be read");
        let table: Table = serde_yaml::from_str(&text).expect("the table can be read");
        let place = table.place(path);
        let rows = table.runs.iter().map(|row| table.told(&place, path, row));
        insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"));
    });
}

/// A text without how long things took.
fn without_times(text: &str) -> String {
    let mut lines = text.split(" after ");
    let mut masked = lines.next().unwrap_or_default().to_owned();
    for rest in lines {
        let time = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_time = time.starts_with(" ms") && time.len() < rest.len();
        masked.push_str(" after ");
        masked.push_str(if is_time { "N" } else { "" });
        masked.push_str(if is_time { time } else { rest });
    }
    masked
}

impl Table {
    fn place(&self, path: &Path) -> Place {
        let mut variables = self.env.clone();
        if let Some(description) = &self.description {
            let folder = path.parent().expect("the table is in a folder");
            let description = folder
                .join(description)
                .canonicalize()
                .expect("it is there");
            variables.insert("DESCRIPTION".to_owned(), description.display().to_string());
        }
        let place = Place::new(&variables);
        for (name, text) in &self.files {
            std::fs::write(place.files().join(name), text).expect("the file can be written");
        }
        place
    }

    fn name(&self) -> &str {
        self.program.as_deref().unwrap_or("any")
    }

    /// A run as text.
    fn told(&self, place: &Place, path: &Path, row: &Row) -> String {
        let before = place.held();
        let server = Server::script(row.answers.iter().map(Response::answer));
        let run = self.run(place, &server, row);
        let requests: Vec<String> = server.requests().iter().map(shown).collect();
        let called = row.words().join(" ");
        assert_eq!(requests.len(), row.answers.len(), "{called}: {run:?}");
        if !requests.is_empty() {
            self.refused(path, row, &requests[0]);
        }
        let mut text = format!("$ {}\n", bytes(called.as_bytes()).replace('\n', "\\n"));
        for request in &requests {
            let _ = writeln!(text, "--- request\n{}", request.trim_end());
        }
        for (name, printed) in [
            ("stdout", bytes(&run.stdout)),
            ("stderr", bytes(run.stderr.as_bytes())),
        ] {
            if !printed.is_empty() {
                let _ = writeln!(text, "--- {name}\n{}", printed.trim_end_matches('\n'));
            }
        }
        for (name, held) in place
            .held()
            .into_iter()
            .filter(|(name, held)| before.get(name) != Some(held))
        {
            let _ = writeln!(text, "--- file {name}\n{}", bytes(&held));
        }
        let _ = writeln!(text, "--- exit {}", run.code);
        without_times(&place.masked(&text, &server.url()))
    }

    fn run(&self, place: &Place, server: &Server, row: &Row) -> Run {
        let mut words = row.words();
        if !row.answers.is_empty() {
            words.splice(
                0..0,
                ["-S".to_owned(), server.url(), "--retries=0".to_owned()],
            );
        }
        let run = place.run(self.name(), &words, row.stdin.as_bytes());
        for secret in self.env.values() {
            let printed = String::from_utf8_lossy(&run.stdout);
            let is_told = printed.contains(secret) || run.stderr.contains(secret);
            assert!(!is_told, "a credential is printed: {run:?}");
        }
        run
    }

    /// The twin of a run: the service says no.
    fn refused(&self, path: &Path, row: &Row, request: &str) {
        const ERRORS: [(u16, i32); 9] = [
            (400, 4),
            (401, 3),
            (403, 3),
            (404, 4),
            (409, 4),
            (422, 4),
            (429, 4),
            (500, 5),
            (503, 5),
        ];
        static TURN: AtomicUsize = AtomicUsize::new(0);
        let (status, code) = ERRORS[TURN.fetch_add(1, Ordering::Relaxed) % ERRORS.len()];
        let place = self.place(path);
        let before = place.held();
        let body = r#"{"error":{"message":"because"}}"#;
        let server = Server::script([Answer::json(status, body)]);
        let run = self.run(&place, &server, row);
        let called = format!("{} with {status}: {run:?}", row.words().join(" "));
        assert_eq!(shown(&server.request()), request, "{called}");
        assert_eq!(
            (run.code, run.stdout.as_slice()),
            (code, &b""[..]),
            "{called}"
        );
        assert!(
            format!("\n{}", run.stderr).contains("\nerror: "),
            "{called}"
        );
        let told = "\n{\n  \"error\": {\n    \"message\": \"because\"\n  }\n}\n";
        let has_body = !request.starts_with("HEAD ");
        assert_eq!(run.stderr.contains(told), has_body, "{called}");
        assert_eq!(place.held(), before, "{called}");
    }
}
