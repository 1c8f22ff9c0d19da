//! The calls of a crate as an overlay with `x-codeSamples`, which documentation portals show beside each operation.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::command_line::shell;
use super::example;
use crate::rust::{Crate, Request};

/// Writes an overlay (OpenAPI Overlay 1.0) for the description that a crate is made from: each operation gets its call
/// in Rust, and the same in the shell where there is a command line.
#[must_use]
pub fn code_samples(krate: &Crate) -> String {
    // A path item that several paths refer to is one place, which has room for one call.
    let mut targets = BTreeSet::new();
    let actions: Vec<Value> = krate
        .operations()
        .filter(|request| targets.insert(&request.reference.target))
        .map(|request| {
            json!({
                "target": request.reference.target.json(),
                "update": {"x-codeSamples": samples(krate, request)}
            })
        })
        .collect();
    let overlay = json!({
        "overlay": "1.0.0",
        "info": {
            "title": format!("Code samples of {}", krate.package.name),
            "version": krate.package.version
        },
        "actions": actions
    });
    format!("{overlay:#}\n")
}

fn samples(krate: &Crate, request: &Request) -> Vec<Value> {
    let sample = |lang: &str, label: &str, source: String| json!({"lang": lang, "label": label, "source": source});
    let rust = example::whole(krate, request).join("\n");
    let program = krate.command_line.as_ref();
    let line = program.and_then(|program| Some((program, shell::line(program, request)?)));
    let shell = line.map(|(program, line)| sample("Shell", program.program.as_str(), line));
    let rust = sample("Rust", &krate.package.name, rust);
    [Some(rust), shell].into_iter().flatten().collect()
}
