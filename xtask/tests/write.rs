//! What the program leaves on the disk where it is killed, runs out of room, or meets what is no regular file.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

type Contents = BTreeMap<PathBuf, Vec<u8>>;

/// A folder with descriptions, and the crates made of them.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(place.path("spec")).expect("a folder");
        let workspace = "[workspace]\nmembers = [\"generated/*\"]\n";
        fs::write(place.path("Cargo.toml"), workspace).expect("it is written");
        place.describe("old", &["cats", "dogs"]);
        place.describe("new", &["cats", "mice", "owls"]);
        place
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    /// Writes a description with a tag, an operation and a schema for each of these.
    fn describe(&self, name: &str, pets: &[&str]) {
        let paths = pets.iter().map(|pet| {
            let schema = format!("{{$ref: '#/components/schemas/{pet}'}}");
            let answer = format!("{{description: All., content: {{application/json: {{schema: {schema}}}}}}}");
            format!("  /{pet}: {{get: {{operationId: list-{pet}, tags: [{pet}], responses: {{'200': {answer}}}}}}}\n")
        });
        let schemas = pets.iter().map(|pet| {
            format!("    {pet}: {{type: object, properties: {{{name}: {{type: string}}}}}}\n")
        });
        let mut text =
            "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\nservers: [{url: https://pets.example}]\npaths:\n"
                .to_owned();
        text.extend(paths);
        text.push_str("components:\n  schemas:\n");
        text.extend(schemas);
        fs::write(self.path(&format!("spec/{name}.yaml")), text).expect("it is written");
    }

    /// The words for a run.
    fn words(&self, spec: &str, out: &str) -> Vec<String> {
        let text = |path: PathBuf| path.to_str().expect("text").to_owned();
        let (spec, out) = (text(self.path(spec)), text(self.path(out)));
        ["generate", "--name", "pets", "--spec", &spec, "--out", &out]
            .map(str::to_owned)
            .to_vec()
    }

    fn start(&self, spec: &str, out: &str) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(self.words(spec, out));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program starts")
    }

    /// Runs the program, which has to come to its end.
    fn run(&self, spec: &str, out: &str) -> Output {
        let mut child = self.start(spec, out);
        let since = Instant::now();
        while child.try_wait().expect("a child").is_none() {
            if since.elapsed() > Duration::from_secs(60) {
                child.kill().expect("it is killed");
                panic!("{spec} hangs");
            }
            sleep(Duration::from_millis(5));
        }
        child.wait_with_output().expect("its output")
    }

    fn succeed(&self, spec: &str, out: &str) -> Contents {
        let output = self.run(spec, out);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        contents(&self.path(out))
    }

    fn fail(&self, spec: &str, out: &str) -> String {
        let output = self.run(spec, out);
        assert!(!output.status.success(), "{spec} is refused");
        String::from_utf8(output.stderr).expect("text")
    }
}

/// All files below a folder; none where there is no folder.
fn contents(folder: &Path) -> Contents {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("a path below").to_owned();
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// Kills a run at a moment after it began to write, or as it ends by itself.
fn kill(mut child: Child, stage: &Path, moment: u32) {
    while child.try_wait().expect("a child").is_none() && !stage.exists() {
        sleep(Duration::from_micros(50));
    }
    sleep(Duration::from_micros(150) * moment);
    // It may have come to its end just now.
    let _ = child.kill();
    child.wait().expect("a child");
}

#[test]
fn what_stands_is_whole_whenever_a_run_is_killed() {
    let place = Place::new();
    let old = place.succeed("spec/old.yaml", "whole/old");
    let new = place.succeed("spec/new.yaml", "whole/new");
    for moment in 0..8 {
        let stage = place.path(".generated-pets.clientwright.new");
        kill(
            place.start("spec/old.yaml", "generated/pets"),
            &stage,
            moment,
        );
        let found = contents(&place.path("generated"));
        assert!(
            found.is_empty() || found.len() == old.len(),
            "a new crate is there, or it is not"
        );
        assert_eq!(place.succeed("spec/old.yaml", "generated/pets"), old);
        assert!(!stage.exists());

        let stage = place.path("generated/pets/.clientwright.new");
        kill(
            place.start("spec/new.yaml", "generated/pets"),
            &stage,
            moment,
        );
        for (path, text) in contents(&place.path("generated/pets")) {
            let whole = [old.get(&path), new.get(&path)].contains(&Some(&text));
            assert!(
                whole || path.starts_with(".clientwright") || path.starts_with(".clientwright.new"),
                "{path:?}"
            );
        }
        assert_eq!(place.succeed("spec/new.yaml", "generated/pets"), new);
        fs::remove_dir_all(place.path("generated")).expect("it is removed");
    }
}

#[test]
fn a_full_disk_changes_nothing() {
    let place = Place::new();
    let before = place.succeed("spec/old.yaml", "generated/pets");
    for out in ["generated/pets", "generated/other"] {
        let mut words = place.words("spec/new.yaml", out);
        words.insert(0, env!("CARGO_BIN_EXE_xtask").to_owned());
        // Files end after 8 blocks, as where there is no room for more.
        let script = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
        let output = Command::new("sh")
            .args(["-c", script, "sh"])
            .args(words)
            .output()
            .expect("sh");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "there is no room");
        assert!(
            said.contains("cannot be written, so nothing is changed"),
            "{said}"
        );
        assert_eq!(contents(&place.path("generated/pets")), before);
        assert!(!place.path("generated/other").exists());
    }
    let left: Vec<_> = fs::read_dir(place.path(""))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn what_cannot_be_written_is_an_error() {
    let place = Place::new();
    fs::write(place.path("file"), "").expect("it is written");
    let said = place.fail("spec/new.yaml", "file/pets");
    assert!(said.contains("file"), "{said}");
    let said = place.fail("spec/new.yaml", "file");
    assert!(
        said.contains("is a file, where a folder is needed"),
        "{said}"
    );
}

/// Puts something there in place of a file.
fn put(kind: &str, path: &Path, file: &Path) {
    match kind {
        "a symbolic link" => symlink(file, path).expect("a link"),
        "a FIFO" => {
            let made = Command::new("mkfifo").arg(path).status().expect("mkfifo");
            assert!(made.success());
        }
        "a folder" => fs::create_dir(path).expect("a folder"),
        _ => unreachable!("{kind}"),
    }
}

#[test]
fn a_description_is_read_from_regular_files_alone() {
    for kind in ["a symbolic link", "a FIFO", "a folder"] {
        let place = Place::new();
        let file = place.path("spec/old.yaml");
        put(kind, &place.path("spec/pets.yaml"), &file);
        let said = place.fail("spec/pets.yaml", "pets");
        assert!(said.contains("pets.yaml") && said.contains(kind), "{said}");

        put(kind, &place.path("spec/new.overlay.yaml"), &file);
        let said = place.fail("spec/new.yaml", "pets");
        assert!(
            said.contains("new.overlay.yaml") && said.contains(kind),
            "{said}"
        );

        let text = fs::read_to_string(&file).expect("text");
        fs::write(
            &file,
            text.replacen("#/components", "part.yaml#/components", 1),
        )
        .expect("it is written");
        put(
            kind,
            &place.path("spec/part.yaml"),
            &place.path("spec/new.yaml"),
        );
        let said = place.fail("spec/old.yaml", "pets");
        assert!(
            said.contains("part.yaml") && said.contains(kind) && said.contains("old.yaml:"),
            "{said}"
        );
        let temporary = place.path("").display().to_string();
        assert!(
            !said.contains(&temporary),
            "a message tells of no folder: {said}"
        );
        assert!(!place.path("pets").exists());
    }
    let place = Place::new();
    assert!(
        place
            .fail("/dev/zero", "pets")
            .contains("/dev/zero is a device")
    );
}
