//! A program in a folder of its own, without any settings of whoever runs the tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Where a program runs, and what its environment says.
pub(crate) struct Place {
    folder: TempDir,
    variables: BTreeMap<String, String>,
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Place {
    /// An empty folder, with `programs/NAME` beside it for each generated program.
    pub(crate) fn new(variables: &BTreeMap<String, String>) -> Self {
        let folder = TempDir::new().expect("a folder");
        for name in ["files", "programs", "settings"] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        for name in ["openai-invites", "koyeb-invitations", "any"] {
            let link = folder.path().join("programs").join(name);
            std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_command-line"), link).expect("a link");
        }
        Self {
            folder,
            variables: variables.clone(),
        }
    }

    /// Where the program finds its files.
    pub(crate) fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    /// Where the program keeps what is stored.
    pub(crate) fn settings(&self) -> PathBuf {
        self.folder.path().join("settings")
    }

    /// Puts a script of the shell in the place of a program of the system.
    pub(crate) fn script(&self, name: &str, text: &str) {
        let file = self.folder.path().join("programs").join(name);
        fs::write(&file, format!("#!/bin/sh\n{text}\n")).expect("the script can be written");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(&file, mode).expect("it can be run");
    }

    /// A command in this place: `NAME` is that of a program, or of one of the system's.
    pub(crate) fn command(&self, name: &str) -> Command {
        let programs = self.folder.path().join("programs");
        let own = programs.join(name);
        let mut command = Command::new(if own.exists() { own } else { name.into() });
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .current_dir(self.files())
            .env_clear()
            .env("PATH", format!("{}:{path}", programs.display()))
            .env("XDG_CONFIG_HOME", self.settings())
            .envs(&self.variables);
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, name: &str, words: &[String], stdin: &[u8]) -> Run {
        let mut child = self
            .command(name)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // A program that takes nothing from there has perhaps ended already.
        let _ = child.stdin.take().expect("a pipe").write_all(stdin);
        let output = child.wait_with_output().expect("the program ends");
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The files that are there, with what they hold.
    pub(crate) fn held(&self) -> BTreeMap<String, Vec<u8>> {
        let mut held = BTreeMap::new();
        collect(&self.files(), "", &mut held);
        held
    }

    /// A text without the names that differ from run to run.
    pub(crate) fn masked(&self, text: &str, url: &str) -> String {
        let folder = self.folder.path().display().to_string();
        text.replace(url, "http://SERVER")
            .replace(url.trim_start_matches("http://"), "SERVER")
            .replace(&folder, "/folder")
    }
}

fn collect(folder: &Path, before: &str, held: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            collect(&path, &format!("{before}{name}/"), held);
        } else {
            let bytes = fs::read(&path).expect("the file can be read");
            held.insert(format!("{before}{name}"), bytes);
        }
    }
}

/// A request as text, without what differs from run to run and what only the client's own tests are about.
pub(crate) fn shown(request: &clientwright_tests::Request) -> String {
    let mut text = format!("{}\n", request.line());
    let boundary = request
        .header("content-type")
        .and_then(|value| value.split_once("boundary="))
        .map(|(_, boundary)| boundary.to_owned());
    for (name, value) in &request.headers {
        match name.to_ascii_lowercase().as_str() {
            // What the client takes depends on the features with which it was built.
            "host" | "user-agent" | "content-length" | "connection" | "accept-encoding" => {}
            "idempotency-key" => text.push_str("idempotency-key: ***\n"),
            name => {
                let _ = writeln!(text, "{name}: {value}");
            }
        }
    }
    if !request.body.is_empty() {
        let _ = writeln!(text, "\n{}", bytes(&request.body));
    }
    match boundary {
        Some(boundary) => text.replace(&boundary, "BOUNDARY"),
        None => text,
    }
}

/// Bytes as text; what would not be seen is escaped.
pub(crate) fn bytes(bytes: &[u8]) -> String {
    let text =
        String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| bytes.escape_ascii().to_string());
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => shown.push('\n'),
            other if other.is_control() => shown.extend(other.escape_debug()),
            other => shown.push(other),
        }
    }
    shown
}
