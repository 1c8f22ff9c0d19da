//! The program as a user starts it, and a service that answers once for each response that it is given.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread::JoinHandle;

/// What came of a run.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A request as it came.
#[derive(Debug)]
pub(crate) struct Request {
    /// The method and the target.
    pub(crate) line: String,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// A service on a free port of this machine.
pub(crate) struct Service {
    pub(crate) url: String,
    thread: JoinHandle<Vec<Request>>,
}

impl Service {
    /// Answers with these responses, a connection each: status, headers and body.
    pub(crate) fn start(responses: Vec<(u16, &'static str, &'static str)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let thread = std::thread::spawn(move || {
            let mut requests = Vec::new();
            for (status, headers, body) in responses {
                let (mut stream, _) = listener.accept().unwrap();
                requests.push(read(&mut stream));
                let length = body.len();
                let text = format!(
                    "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
                );
                let _ = stream.write_all(text.as_bytes());
            }
            requests
        });
        Self { url, thread }
    }

    /// The requests that came; every response was asked for.
    pub(crate) fn requests(self) -> Vec<Request> {
        self.thread.join().unwrap()
    }
}

fn read(stream: &mut TcpStream) -> Request {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    let head = loop {
        let count = stream.read(&mut piece).unwrap();
        bytes.extend_from_slice(&piece[..count]);
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        assert!(count > 0, "the request has no end");
    };
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().unwrap())
    });
    let mut body = bytes.split_off(head + 4);
    while body.len() < length.unwrap_or(0) {
        let count = stream.read(&mut piece).unwrap();
        assert!(count > 0, "the body has no end");
        body.extend_from_slice(&piece[..count]);
    }
    let line = text.lines().next().unwrap_or_default();
    Request {
        line: line.trim_end_matches(" HTTP/1.1").to_owned(),
        head: text.to_ascii_lowercase(),
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

/// Runs the program with a credential and without any settings of whoever runs the tests.
pub(crate) fn run(words: &[&str], stdin: &str) -> Run {
    run_with(words, stdin, &[("OPENAI_ADMIN_KEY", "sk-secret")])
}

/// Runs the program with these variables.
pub(crate) fn run_with(words: &[&str], stdin: &str, variables: &[(&str, &str)]) -> Run {
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-settings");
    let mut child = Command::new(env!("CARGO_BIN_EXE_sample-invites"))
        .args(words)
        .env_clear()
        .env("XDG_CONFIG_HOME", folder)
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(stdin.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
