//! Descriptions brought through the generator, for tests that look at what becomes of them.

use std::fs;
use std::path::Path;

use clientwright::{Files, Input, Output, print};

/// What became of a description.
#[derive(Debug)]
pub struct Case {
    /// What the generator made.
    pub output: Output,
}

/// Generates from a text.
#[must_use]
pub fn generate(file: &str, text: &str) -> Case {
    Case {
        output: clientwright::generate(Input::new("example", file, text)),
    }
}

/// Generates from a file, with the overlay beside it where there is one.
///
/// # Panics
///
/// Where the file cannot be read.
#[must_use]
pub fn generate_file(path: &Path) -> Case {
    let text = fs::read_to_string(path).expect("the description can be read");
    let folder = path.parent().expect("the description is in a folder");
    let read = |name: &str| {
        fs::read_to_string(folder.join(name)).map_err(|_| format!("there is no file `{name}`"))
    };
    let mut input = Input::new("example", file_name(path), text).read(&read);
    let overlay = path.with_extension("overlay.yaml");
    if let Ok(text) = fs::read_to_string(&overlay) {
        input = input.overlay(file_name(&overlay), text);
    }
    Case {
        output: clientwright::generate(input),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

impl Case {
    /// The files.
    ///
    /// # Panics
    ///
    /// Where the description was refused.
    #[must_use]
    pub fn files(self) -> Files {
        let diagnostics = self.diagnostics();
        self.output
            .files
            .unwrap_or_else(|| panic!("the description was refused:\n{diagnostics}"))
    }

    /// The diagnostics, as they are printed for people.
    #[must_use]
    pub fn diagnostics(&self) -> String {
        print::every(&self.output.report, &self.output.sources, false)
    }
}
