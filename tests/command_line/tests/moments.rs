//! What happens while a call is under way: records come one after the other, and somebody interrupts it. And what does not
//! happen where nothing is sent.

use std::collections::BTreeMap;
use std::io::{BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use clientwright_tests::{Answer, Request, Server};
use rustix::process::{Pid, Signal, kill_process};

use crate::program::Place;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(20);

fn place(case: &str) -> Place {
    let path = format!("{}/../cases/{case}", env!("CARGO_MANIFEST_DIR"));
    Place::new(&BTreeMap::from([("DESCRIPTION".to_owned(), path)]))
}

fn started(place: &Place, words: &[&str]) -> Child {
    let mut command = place.command("any");
    command.args(words).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program starts")
}

/// The next line that a child prints.
fn line(from: &mut impl std::io::BufRead) -> String {
    let mut line = String::new();
    from.read_line(&mut line).expect("a line");
    line
}

#[test]
fn records_are_printed_as_they_come() {
    let place = place("streams.yaml");
    let streams: [(&[&str], _, _); 3] = [
        (
            &["chat", "create", "--text", "a", "--stream"],
            "text/event-stream",
            ["data: ", "\n\n"],
        ),
        (&["jobs", "run"], "text/event-stream", ["data: ", "\n\n"]),
        (&["pods", "list", "--watch"], "application/json", ["", "\n"]),
    ];
    for (words, media_type, [before, after]) in streams {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let mut child = started(&place, &[words, &["-S", &url]].concat());
        let (mut service, _) = listener.accept().expect("a connection");
        let request = Request::read(&mut BufReader::new(&service));
        assert!(request.expect("a request").is_some());
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\n\r\n");
        service
            .write_all(head.as_bytes())
            .expect("the head is sent");
        let mut printed = BufReader::new(child.stdout.take().expect("a pipe"));
        // The second is sent once the first has been printed: a program that waits for the end would wait for ever.
        for number in 1..=2 {
            let sent = format!("{before}{{\"n\":{number}}}{after}");
            service
                .write_all(sent.as_bytes())
                .expect("a record is sent");
            assert_eq!(
                line(&mut printed),
                format!("{{\"n\":{number}}}\n"),
                "{words:?}"
            );
        }
        drop(service);
        assert!(
            child.wait().expect("the program ends").success(),
            "{words:?}"
        );
    }
}

/// Interrupts a program once its service has had so many requests; the exit code and what it has printed.
fn interrupted(
    mut child: Child,
    server: &Server,
    requests: usize,
) -> (Option<i32>, String, String) {
    let begun = Instant::now();
    while server.requests().len() < requests {
        assert!(begun.elapsed() < PATIENCE, "nothing is sent");
        std::thread::sleep(Duration::from_millis(5));
    }
    kill_process(Pid::from_child(&child), Signal::INT).expect("the signal is sent");
    let status = child.wait().expect("the program ends");
    assert!(
        begun.elapsed() < PATIENCE,
        "it goes on for {:?}",
        begun.elapsed()
    );
    let mut texts = [String::new(), String::new()];
    let [printed, told] = &mut texts;
    child
        .stdout
        .take()
        .expect("a pipe")
        .read_to_string(printed)
        .expect("text");
    child
        .stderr
        .take()
        .expect("a pipe")
        .read_to_string(told)
        .expect("text");
    let [printed, told] = texts;
    (status.code(), printed, told)
}

#[test]
fn an_interrupted_program_ends_with_130() {
    let place = place("pages.yaml");
    let server = Server::script([Answer::silence()]);
    let child = started(&place, &["cursor", "list", "-S", &server.url()]);
    let nothing = String::new();
    assert_eq!(
        interrupted(child, &server, 1),
        (Some(130), nothing.clone(), nothing)
    );
}

#[test]
fn what_an_interrupted_program_has_printed_is_a_document() {
    let place = place("pages.yaml");
    let page = || Answer::json(200, r#"{"data":[{"id":"1"}],"next":"a","more":true}"#);
    for (format, expected) in [("json", "[\n{\"id\":\"1\"}\n]\n"), ("table", "ID\n1\n")] {
        let server = Server::script([page(), Answer::silence()]);
        let words = [
            "cursor",
            "list",
            "--all-pages",
            "-o",
            format,
            "-S",
            &server.url(),
        ];
        let child = started(&place, &words);
        let (code, printed, _) = interrupted(child, &server, 2);
        assert_eq!((code, printed.as_str()), (Some(130), expected), "{format}");
    }
}

#[test]
fn what_sends_nothing_reads_no_certificates() {
    // Without certificates no client for HTTPS starts.
    let none = [("SSL_CERT_FILE", "/dev/null"), ("OPENAI_ADMIN_KEY", "sk")];
    let none = none.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let place = Place::new(&BTreeMap::from(none));
    let run = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        place.run("openai-invites", &words, &[])
    };
    let sent = run(&["list-invites"]);
    assert!(sent.stderr.contains("did not start"), "{sent:?}");
    for words in [
        &["list-invites", "--curl"][..],
        &["call", "GET", "/x", "--curl"],
    ] {
        let shown = run(words);
        assert_eq!(shown.code, 0, "{shown:?}");
    }
}

#[test]
fn a_credential_over_plain_http_is_refused_in_words_of_a_command_line() {
    let key = [("OPENAI_ADMIN_KEY".to_owned(), "sk".to_owned())];
    let place = Place::new(&BTreeMap::from(key));
    let words = ["list-invites", "-S", "http://example.com:1"].map(str::to_owned);
    let run = place.run("openai-invites", &words, &[]);
    let told = "error: credentials do not go to http://example.com:1 over plain http\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, told));
}
