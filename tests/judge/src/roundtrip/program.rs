//! The program that reads values as the types of a crate, and writes them again.
//!
//! The program holds the types itself: of a library the compiler would make code for everything, of a program only for
//! what it reaches.

use std::fmt::Write as _;

use clientwright::Files;

const TOP: &str = r#"//! Reads `INDEX JSON` lines, each a value and the type to read it as, and writes what becomes of each.

use std::io::{BufRead, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What was written, and whether it is the same value when it is read again.
type Turned = (String, bool);

fn turn<T: Serialize + DeserializeOwned + PartialEq>(text: &str) -> Result<Turned, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let written = serde_json::to_string(&value).map_err(|error| format!("not written: {error}"))?;
    match serde_json::from_str::<T>(&written) {
        Ok(again) => Ok((written, again == value)),
        Err(error) => Err(format!("not read again: {error}")),
    }
}

pub(crate) fn run() -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (index, text) = line.split_once(' ').unwrap_or_default();
        let turn = index.parse().ok().and_then(|index: usize| TYPES.get(index));
        let result = turn.map_or_else(|| Err("no such type".to_owned()), |turn| turn(text));
        match result {
            Ok((written, true)) => writeln!(output, "same {written}")?,
            Ok((written, false)) => writeln!(output, "other {written}")?,
            Err(error) => writeln!(output, "error {}", error.replace('\n', " "))?,
        }
        output.flush()?;
    }
    Ok(())
}
"#;

/// What makes the root of a library that of a program.
const MAIN: &str =
    "\nmod roundtrip;\n\nfn main() -> std::io::Result<()> {\n    roundtrip::run()\n}\n";

/// The files of the program for the items of a crate, in the order of their indices.
pub(super) fn files<'a>(krate: &Files, items: impl Iterator<Item = &'a str>) -> Files {
    let mut files = Files::default();
    for (path, text) in krate.iter() {
        match path {
            // The calls are not tried.
            "src/lib.rs" => {
                files.insert("src/main.rs", text.replace("\npub mod api;\n", "\n") + MAIN);
            }
            "Cargo.toml" => files.insert(path, text),
            _ if path.starts_with("src/") && !path.starts_with("src/api") => {
                files.insert(path, text);
            }
            _ => {}
        }
    }
    files.insert("src/roundtrip.rs", text(items));
    files
}

/// The module that turns the items.
fn text<'a>(items: impl Iterator<Item = &'a str>) -> String {
    let mut text = format!(
        "{TOP}\ntype Turn = fn(&str) -> Result<Turned, String>;\n\nconst TYPES: &[Turn] = &[\n"
    );
    for item in items {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "    turn::<crate::types::{item}>,");
    }
    text + "];\n"
}
