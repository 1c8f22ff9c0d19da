//! The commands of the READMEs, taken from there and run by a shell as they stand.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use clientwright_tests::{Answer, Request, Server};

use crate::program::{Place, bytes, shown};

/// The lines of the code blocks for a shell below a heading.
fn block(readme: &str, heading: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(readme);
    let text = std::fs::read_to_string(path).expect("the README can be read");
    let section = text
        .split("\n## ")
        .find_map(|section| section.strip_prefix(&format!("{heading}\n")))
        .unwrap_or_else(|| panic!("{readme} has no `## {heading}`"));
    let blocks = section.split("```sh\n").skip(1);
    let lines = blocks.filter_map(|block| block.split("```").next());
    lines.flat_map(str::lines).map(str::to_owned).collect()
}

/// A list of one page for whoever asks for a list, and something with an ID for whoever asks for anything else.
fn answer(request: &Request) -> Answer {
    let is_list = request.method == "GET" && !request.path().contains("ID");
    Answer::json(
        200,
        if is_list {
            r#"{"data":[{"id":"i-1","email":"a@b.c","status":"pending"}],"invitations":[{"id":"i-1"}],"count":1,"last_id":"i-1","has_more":false}"#
        } else {
            r#"{"id":"i-1"}"#
        },
    )
}

/// Runs each line with a server that a profile names, and tells what came of it.
fn told(program: &str, lines: &[String], files: &[(&str, &str)]) -> String {
    let place = Place::new(&BTreeMap::new());
    for (name, text) in files {
        std::fs::write(place.files().join(name), text).expect("the file can be written");
    }
    let server = Server::start(answer);
    let login = ["auth", "login", "--server", &server.url()].map(str::to_owned);
    assert_eq!(place.run(program, &login, b"sk-secret").code, 0);
    let mut text = String::new();
    let mut seen = 0;
    for line in lines {
        let run = place.run("sh", &["-c".to_owned(), line.clone()], b"");
        assert_eq!(run.code, 0, "{line}: {}", run.stderr);
        let _ = writeln!(text, "$ {line}");
        for request in &server.requests()[seen..] {
            let _ = writeln!(text, "--- request\n{}", shown(request).trim_end());
        }
        seen = server.requests().len();
        let _ = writeln!(text, "--- stdout\n{}", bytes(&run.stdout));
        if !run.stderr.is_empty() {
            let _ = writeln!(text, "--- stderr\n{}", run.stderr);
        }
    }
    place.masked(&text, &server.url())
}

#[test]
fn the_commands_of_openai_invites_do_what_they_say() {
    let lines = block("generated/openai-invites-cli/README.md", "Use");
    let files = [("body.json", r#"{"email":"a@b.c","role":"reader"}"#)];
    insta::assert_snapshot!(told("openai-invites", &lines, &files));
}

#[test]
fn the_commands_of_koyeb_invitations_do_what_they_say() {
    let lines = block("generated/koyeb-invitations-cli/README.md", "Use");
    let files = [("body.json", r#"{"email":"a@b.c"}"#)];
    insta::assert_snapshot!(told("koyeb-invitations", &lines, &files));
}

#[test]
fn the_commands_of_this_repository_do_what_they_say() {
    let mut lines = block("README.md", "Using a generated command line");
    let installs = lines.remove(0);
    assert_eq!(
        installs,
        "cargo install --path generated/openai-invites-cli"
    );
    insta::assert_snapshot!(told("openai-invites", &lines, &[]));
}

#[test]
fn credentials_are_stored_as_the_readmes_say() {
    for program in ["openai-invites", "koyeb-invitations"] {
        let lines = block(&format!("generated/{program}-cli/README.md"), "Credentials");
        let place = Place::new(&BTreeMap::new());
        std::fs::write(place.files().join("key.txt"), "sk-first\n").expect("the file is written");
        let words = ["-ec".to_owned(), lines.join("\n")];
        let run = place.run("sh", &words, b"sk-second\n");
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{lines:?}");
        let printed = String::from_utf8_lossy(&run.stdout);
        assert!(printed.contains("is stored in"), "{printed}");
        assert!(!printed.contains("sk-"), "{printed}");
        for (profile, credential) in [("default", "sk-first"), ("work", "sk-second")] {
            let server = Server::start(answer);
            let list = block(&format!("generated/{program}-cli/README.md"), "Use").remove(0);
            let line = format!(
                "{} --profile {profile} -S {}",
                list.split(" #").next().unwrap_or_default(),
                server.url()
            );
            let run = place.run("sh", &["-c".to_owned(), line], b"");
            assert_eq!(run.code, 0, "{}", run.stderr);
            let held = server.request();
            let sent = held.header("authorization").unwrap_or_default();
            assert_eq!(sent, format!("Bearer {credential}"));
        }
    }
}
