//! On a pseudo-terminal: what people see, and what a service cannot do to their terminal.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::process::{ExitStatus, Stdio};
use std::thread::JoinHandle;

use clientwright_tests::{Answer, Server};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::program::Place;

/// A pseudo-terminal, and all that is written to it.
struct Terminal {
    end: File,
    shown: JoinHandle<Vec<u8>>,
    controller: OwnedFd,
}

impl Terminal {
    fn open() -> Self {
        let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&controller).expect("a terminal");
        unlockpt(&controller).expect("a terminal");
        let name = ptsname(&controller, Vec::new()).expect("its name");
        let name = name.into_string().expect("the name is text");
        let end = File::options()
            .read(true)
            .write(true)
            .open(name)
            .expect("its end");
        let mut from = File::from(controller.try_clone().expect("a terminal"));
        let shown = std::thread::spawn(move || {
            let mut shown = Vec::new();
            let mut piece = [0; 4096];
            // An error says that the last one who could write has gone.
            while let Ok(count @ 1..) = from.read(&mut piece) {
                shown.extend_from_slice(&piece[..count]);
            }
            shown
        });
        Self {
            end,
            shown,
            controller,
        }
    }

    /// What a program may take for its input or its output.
    fn stdio(&self) -> Stdio {
        self.end.try_clone().expect("the terminal's end").into()
    }

    /// What was shown, after everybody has let go of the terminal.
    fn text(self) -> String {
        drop(self.end);
        let shown = self.shown.join().expect("the terminal can be read");
        drop(self.controller);
        String::from_utf8(shown)
            .expect("text")
            .replace("\r\n", "\n")
    }
}

/// Which of the outputs are a terminal; the other one is a pipe.
#[derive(Clone, Copy, PartialEq)]
enum On {
    Stdout,
    Stderr,
    Both,
}

struct Seen {
    status: ExitStatus,
    terminal: String,
    pipe: Vec<u8>,
}

fn seen(place: &Place, name: &str, words: &[&str], on: On) -> Seen {
    let terminal = Terminal::open();
    let mut command = place.command(name);
    command.args(words).stdin(Stdio::null());
    command.stdout(if on == On::Stderr {
        Stdio::piped()
    } else {
        terminal.stdio()
    });
    command.stderr(if on == On::Stdout {
        Stdio::piped()
    } else {
        terminal.stdio()
    });
    let child = command.spawn().expect("the program starts");
    // The command holds the terminal open too.
    drop(command);
    let output = child.wait_with_output().expect("the program ends");
    Seen {
        status: output.status,
        terminal: terminal.text(),
        pipe: [output.stdout, output.stderr].concat(),
    }
}

fn invites() -> Place {
    let variables = [("OPENAI_ADMIN_KEY", "sk-secret")];
    Place::new(
        &variables
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    )
}

/// The program of a description among the cases.
fn of_case(name: &str) -> Place {
    let path = format!("{}/../cases/{name}", env!("CARGO_MANIFEST_DIR"));
    Place::new(&BTreeMap::from([("DESCRIPTION".to_owned(), path)]))
}

/// Starts a server with these answers and runs the words with it.
fn answered(place: &Place, name: &str, words: &[&str], on: On, answers: Vec<Answer>) -> Seen {
    let server = Server::script(answers);
    let url = server.url();
    let words = [words, &["-S", &url, "--retries=0"]].concat();
    seen(place, name, &words, on)
}

#[test]
fn json_is_pretty_on_a_terminal_and_one_line_in_a_pipe() {
    let body = r#"{"id":"i-1","n":1.10}"#;
    let words = ["retrieve-invite", "i-1"];
    let on = |on| {
        answered(
            &invites(),
            "openai-invites",
            &words,
            on,
            vec![Answer::json(200, body)],
        )
    };
    let pretty = "{\n  \"id\": \"i-1\",\n  \"n\": 1.10\n}\n";
    assert_eq!(on(On::Stdout).terminal, pretty);
    assert_eq!(on(On::Stderr).pipe, format!("{body}\n").as_bytes());
}

/// A text that would clear the screen, colour it, set its title and turn the direction of writing.
const HOSTILE: &str = "a\u{1b}[2J\u{1b}]0;title\u{7}\r\u{8}b\u{9b}31m\u{202e}c";

fn assert_harmless(shown: &str, what: &str) {
    let harmful = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    assert!(!shown.contains(harmful), "{what}: {shown:?}");
    assert!(
        shown.contains('b') && shown.contains("\\u{1b}[2J"),
        "{what}: {shown:?}"
    );
}

#[test]
fn no_control_character_of_a_service_reaches_a_terminal() {
    let escaped = serde_json::to_string(HOSTILE).expect("a text");
    let body = format!(r#"{{"data":[{{{escaped}:{escaped}}}],"has_more":false}}"#);
    for format in ["table", "csv"] {
        let words = ["list-invites", "-o", format];
        let answer = || vec![Answer::json(200, body.clone())];
        let on = |on| answered(&invites(), "openai-invites", &words, on, answer());
        assert_harmless(&on(On::Both).terminal, format);
        let kept = String::from_utf8(on(On::Stderr).pipe).expect("text");
        assert!(format == "table" || kept.contains(HOSTILE), "{kept:?}");
    }
    for format in ["json", "ndjson", "yaml"] {
        let words = ["list-invites", "-o", format];
        let answer = vec![Answer::json(200, body.clone())];
        let shown = answered(&invites(), "openai-invites", &words, On::Both, answer).terminal;
        let harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!shown.contains(harmful), "{format}: {shown:?}");
    }
    let text = |status| {
        vec![
            Answer::status(status)
                .header("content-type", "text/plain")
                .body(HOSTILE),
        ]
    };
    let place = of_case("responses.yaml");
    let raw = answered(&place, "any", &["text", "get"], On::Both, text(200));
    assert_harmless(&raw.terminal, "a text");
    let bytes = answered(&place, "any", &["bytes", "get"], On::Both, text(200));
    assert_harmless(&bytes.terminal, "bytes");
    let refused = answered(&place, "any", &["text", "get"], On::Both, text(404));
    assert_harmless(&refused.terminal, "an error");
}

#[test]
fn bytes_reach_a_terminal_only_where_that_is_asked_for() {
    let answer = || {
        vec![
            Answer::status(200)
                .header("content-type", "image/png")
                .body([0x89, 0xff]),
        ]
    };
    let place = of_case("responses.yaml");
    let words = ["bytes", "get"];
    let refused = answered(&place, "any", &words, On::Both, answer());
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        refused.terminal.contains("--out FILE"),
        "{}",
        refused.terminal
    );
    let piped = answered(&place, "any", &words, On::Stderr, answer());
    assert_eq!(piped.pipe, [0x89, 0xff]);
    let server = Server::script(vec![
        Answer::status(200)
            .header("content-type", "text/plain")
            .body("a\u{1b}b"),
    ]);
    let words = ["bytes", "get", "--out", "-", "-S", &server.url()];
    assert_eq!(seen(&place, "any", &words, On::Both).terminal, "a\u{1b}b");
}

#[test]
fn progress_is_told_on_a_terminal_alone() {
    let pages = || {
        let page = |more| format!(r#"{{"data":[{{"id":"i"}}],"last_id":"i","has_more":{more}}}"#);
        vec![
            Answer::json(200, page(true)),
            Answer::json(200, page(false)),
        ]
    };
    let words = ["list-invites", "--all-pages", "-o", "ndjson"];
    let on = |on| answered(&invites(), "openai-invites", &words, on, pages());
    let told = on(On::Stderr);
    assert!(
        told.terminal.ends_with("\r2 pages\n"),
        "{:?}",
        told.terminal
    );
    assert_eq!(told.pipe, b"{\"id\":\"i\"}\n{\"id\":\"i\"}\n");
    // On the same terminal the items themselves are the progress; a pipe is told nothing.
    assert_eq!(on(On::Both).terminal, "{\"id\":\"i\"}\n{\"id\":\"i\"}\n");
    assert_eq!(on(On::Stdout).pipe, b"");
    let place = of_case("responses.yaml");
    let words = ["bytes", "get", "--out", "picture.png"];
    let answer = vec![
        Answer::status(200)
            .header("content-type", "image/png")
            .body(vec![0; 1500]),
    ];
    let told = answered(&place, "any", &words, On::Both, answer);
    assert!(
        told.terminal.ends_with("\r1.5 kB of 1.5 kB\n"),
        "{:?}",
        told.terminal
    );
    assert_eq!(place.held()["picture.png"].len(), 1500);
}

#[test]
fn the_progress_of_an_upload_is_told_on_a_terminal_alone() {
    let place = of_case("bodies.yaml");
    let upload = |length: usize, on| {
        std::fs::write(place.files().join("a.bin"), vec![0; length]).expect("a file");
        let words = ["binary", "send-binary", "--body", "@a.bin"];
        answered(&place, "any", &words, on, vec![Answer::status(204)])
    };
    for on in [On::Stderr, On::Both] {
        let told = upload(2_500_000, on).terminal;
        let last = told.trim_end().rsplit('\r').next();
        assert_eq!(last, Some("2.5 MB of 2.5 MB sent"), "{told:?}");
        assert!(told.ends_with('\n'), "{told:?}");
    }
    assert_eq!(upload(2_500_000, On::Stdout).pipe, b"");
    // What is sent at once has no progress.
    assert_eq!(upload(2500, On::Both).terminal, "");
}

#[test]
fn nothing_is_coloured_so_that_no_color_has_nothing_to_turn_off() {
    for words in [
        &["--help"][..],
        &["invite-user", "--help"],
        &["list-invites", "--nothing"],
    ] {
        let plain = seen(&invites(), "openai-invites", words, On::Both).terminal;
        assert!(!plain.contains('\u{1b}'), "{plain:?}");
        let variables = [("NO_COLOR".to_owned(), "1".to_owned())];
        let place = Place::new(&variables.into());
        assert_eq!(
            seen(&place, "openai-invites", words, On::Both).terminal,
            plain
        );
    }
}

/// `setsid` makes the terminal that of the program, as a shell does.
#[cfg(target_os = "linux")]
#[test]
fn a_credential_is_typed_without_being_shown() {
    use std::io::Write as _;
    use std::time::{Duration, Instant};

    use rustix::termios::{LocalModes, tcgetattr};

    let place = Place::new(&BTreeMap::new());
    let terminal = Terminal::open();
    let mut command = place.command("setsid");
    command.args(["--ctty", "--wait", "openai-invites", "auth", "login"]);
    command
        .stdin(terminal.stdio())
        .stdout(terminal.stdio())
        .stderr(terminal.stdio());
    let mut child = command.spawn().expect("the program starts");
    drop(command);
    let begun = Instant::now();
    let echoes = || {
        let modes = tcgetattr(&terminal.controller)
            .expect("its modes")
            .local_modes;
        modes.contains(LocalModes::ECHO)
    };
    while echoes() {
        assert!(begun.elapsed() < Duration::from_secs(20), "it never asks");
        std::thread::sleep(Duration::from_millis(5));
    }
    let mut keys = File::from(terminal.controller.try_clone().expect("a terminal"));
    keys.write_all(b"sk-typed\n").expect("the keys");
    assert!(child.wait().expect("the program ends").success());
    drop(keys);
    let shown = terminal.text();
    assert!(shown.starts_with("AdminApiKeyAuth: "), "{shown:?}");
    assert!(
        shown.contains("is stored in") && !shown.contains("sk-typed"),
        "{shown:?}"
    );
    let server = Server::script([Answer::json(200, "{}")]);
    let words = ["list-invites", "-S", &server.url()].map(str::to_owned);
    assert_eq!(place.run("openai-invites", &words, b"").code, 0);
    let request = server.request();
    assert_eq!(request.header("authorization"), Some("Bearer sk-typed"));
}
