//! What it takes to sign in: an authorization server on loopback, and a browser that is the test.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use clientwright_tests::{Answer, Request, Server};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::{Place, Run};

/// How long anything may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A program whose API has a scheme with both flows, and one with a key.
pub(crate) struct Signing {
    pub(crate) place: Place,
    pub(crate) server: Server,
    _description: TempDir,
}

impl Signing {
    /// The service and its authorization server are one, which responds like this.
    pub(crate) fn new(
        variables: &[(&str, &str)],
        answer: impl FnMut(&Request) -> Answer + Send + 'static,
    ) -> Self {
        let server = Server::start(answer);
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("api.json");
        std::fs::write(&file, description(&server.url()).to_string()).expect("it is written");
        let variables = variables
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        let variables = variables.chain([("DESCRIPTION", file.display().to_string())]);
        let variables: BTreeMap<String, String> = variables
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let place = Place::new(&variables);
        place.script(
            "xdg-open",
            "printf '%s' \"$1\" > opened.new && mv opened.new opened",
        );
        Self {
            place,
            server,
            _description: folder,
        }
    }

    pub(crate) fn run(&self, words: &[&str]) -> Run {
        self.fed(words, b"")
    }

    pub(crate) fn fed(&self, words: &[&str], stdin: &[u8]) -> Run {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        self.place.run("any", &words, stdin)
    }

    /// Calls the operation.
    pub(crate) fn call(&self, options: &[&str]) -> Run {
        let url = self.server.url();
        self.run(&[&["list-things", "-S", &url], options].concat())
    }

    /// Begins to sign in.
    pub(crate) fn begin(&self, words: &[&str]) -> Waiting {
        let mut command = self.place.command("any");
        command.args(["auth", "login"]).args(words);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut told = BufReader::new(child.stderr.take().expect("a pipe"));
        let mut said = String::new();
        let url = loop {
            let mut line = String::new();
            assert_ne!(
                told.read_line(&mut line).expect("a line"),
                0,
                "no URL: {said}"
            );
            said.push_str(&line);
            if line.contains("response_type=code") {
                break line.trim().to_owned();
            }
        };
        Waiting {
            child,
            told,
            said,
            url,
        }
    }

    /// What the browser was told to open.
    pub(crate) fn opened(&self) -> String {
        let file = self.place.files().join("opened");
        let begun = Instant::now();
        while !file.exists() {
            assert!(begun.elapsed() < PATIENCE, "no browser is opened");
            std::thread::sleep(Duration::from_millis(5));
        }
        std::fs::read_to_string(file).expect("text")
    }

    /// The forms that were sent to a path.
    pub(crate) fn forms(&self, path: &str) -> Vec<BTreeMap<String, String>> {
        let requests = self.server.requests().into_iter();
        let requests = requests.filter(|request| request.path() == path);
        requests.map(|request| pairs(request.text())).collect()
    }

    /// The credentials of the last request of the API.
    pub(crate) fn shown(&self) -> Option<String> {
        let requests = self.server.requests().into_iter();
        let mut things = requests.filter(|request| request.path() == "/things");
        let last = things.next_back();
        last?.header("authorization").map(str::to_owned)
    }

    /// What is stored: the files of credentials.
    pub(crate) fn stored(&self) -> Vec<Value> {
        let folder = self.place.settings().join("program/credentials");
        let Ok(files) = std::fs::read_dir(folder) else {
            return Vec::new();
        };
        let files = files.map(|file| {
            let path = file.expect("a file").path();
            let mode = std::fs::metadata(&path)
                .expect("it is there")
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, 0o600, "{}", path.display());
            let text = std::fs::read_to_string(path).expect("it can be read");
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        });
        files.collect()
    }
}

/// A program that waits for its browser.
pub(crate) struct Waiting {
    pub(crate) child: Child,
    pub(crate) told: BufReader<std::process::ChildStderr>,
    pub(crate) said: String,
    pub(crate) url: String,
}

impl Waiting {
    /// A parameter of the URL that is opened.
    pub(crate) fn param(&self, name: &str) -> String {
        let (_, query) = self.url.split_once('?').expect("a query");
        pairs(query)[name].clone()
    }

    /// The browser comes back with these parameters, and with the state of this request; what it shows then.
    pub(crate) fn comes_back(&self, params: &str) -> String {
        browse(&format!(
            "{}?{params}&state={}",
            self.param("redirect_uri"),
            self.param("state")
        ))
    }

    pub(crate) fn end(mut self) -> Run {
        drop(self.child.stdin.take());
        let mut stdout = Vec::new();
        let mut pipe = self.child.stdout.take().expect("a pipe");
        pipe.read_to_end(&mut stdout).expect("the output");
        self.told.read_to_string(&mut self.said).expect("text");
        let status = self.child.wait().expect("the program ends");
        Run {
            code: status.code().unwrap_or(-1),
            stdout,
            stderr: self.said,
        }
    }
}

/// The status and the text that a browser is shown at a URL.
pub(crate) fn browse(url: &str) -> String {
    let rest = url.strip_prefix("http://").expect("a URL");
    let (host, path) = rest.split_at(rest.find('/').expect("a path"));
    let mut stream = TcpStream::connect(host).expect("somebody listens");
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {host}\r\n\r\n").expect("it is sent");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("a response");
    let status = text.split(' ').nth(1).unwrap_or_default();
    let shown = text.split("\r\n\r\n").nth(1).unwrap_or_default();
    format!("{status} {shown}")
}

/// The pairs of a form.
pub(crate) fn pairs(form: &str) -> BTreeMap<String, String> {
    let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), decoded(value)))
        .collect()
}

pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (first, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).expect("text")
}

pub(crate) fn description(url: &str) -> Value {
    json!({
        "openapi": "3.2.0",
        "info": { "title": "Things", "version": "1.0.0" },
        "servers": [{ "url": url }],
        "paths": { "/things": { "get": {
            "operationId": "list-things",
            "security": [{ "account": [] }, { "key": [] }],
            "responses": { "200": { "description": "Things." } },
        } } },
        "components": { "securitySchemes": {
            "account": { "type": "oauth2", "flows": {
                "authorizationCode": {
                    "authorizationUrl": format!("{url}/authorize"), "tokenUrl": format!("{url}/token"),
                    "refreshUrl": format!("{url}/refresh"), "scopes": {},
                },
                "deviceAuthorization": {
                    "deviceAuthorizationUrl": format!("{url}/device"), "tokenUrl": format!("{url}/token"), "scopes": {},
                },
            } },
            "key": { "type": "apiKey", "in": "header", "name": "X-Key" },
        } },
    })
}

/// A token that lives so many seconds.
pub(crate) fn token(number: u32, lifetime: u32) -> Answer {
    let token = json!({
        "access_token": format!("at-{number}"), "refresh_token": format!("rt-{number}"), "token_type": "Bearer",
        "expires_in": lifetime,
    });
    Answer::json(200, token.to_string())
}

/// What an authorization server says in the place of a token.
pub(crate) fn no_token(error: &str) -> Answer {
    Answer::json(400, json!({ "error": error }).to_string())
}

/// Gives one token, and then what comes of it.
pub(crate) fn gives(first: Answer) -> impl FnMut(&Request) -> Answer + Send + 'static {
    move |request| match request.path() {
        "/token" => first.clone(),
        "/refresh" if request.text().contains("rt-1") => token(2, 3600),
        "/refresh" => no_token("invalid_grant"),
        _ => Answer::json(200, "[]"),
    }
}
