//! What holds of the generator's output whatever it is made from.

use clientwright::Output;

/// What is wrong with an output: a crate that is none, or none without a reason.
#[must_use]
pub fn flaws(output: &Output) -> Vec<String> {
    let Some(files) = &output.files else {
        let told = output.report.has_errors();
        return Vec::from_iter((!told).then(|| "no crate, and no error".to_owned()));
    };
    let mut flaws = Vec::new();
    for (path, text) in files.iter() {
        let inside = path
            .split('/')
            .all(|step| !step.is_empty() && step != "." && step != "..")
            && !path.contains(['\\', ':', '\0']);
        if !inside {
            flaws.push(format!("{path:?} is outside the crate"));
        }
        // The runtime is the same for all crates, and compiled elsewhere.
        let runtime = path.starts_with("src/runtime/");
        let wrong = match path.rsplit_once('.') {
            Some((_, "rs")) if !runtime => parse_error(syn::parse_file(text)),
            Some((_, "toml")) => parse_error(text.parse::<toml_edit::DocumentMut>()),
            _ => None,
        };
        flaws.extend(wrong.map(|wrong| format!("{path}: {wrong}")));
    }
    flaws
}

fn parse_error<T, E: ToString>(parsed: Result<T, E>) -> Option<String> {
    parsed.err().map(|error| error.to_string())
}
