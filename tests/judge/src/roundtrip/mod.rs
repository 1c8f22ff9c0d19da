//! `sample`: values of a description's schemas, and the program that sends them through the types of its crate.
//!
//! The values are made from the schemas of the document and not from what the generator understood of them, so that
//! what it understood wrongly is found.

mod chain;
mod compare;
mod direction;
mod fit;
mod keywords;
mod program;
mod sampler;
mod scalars;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use clientwright::disk::{self, Edited, Spec};
use clientwright::document::{Document, Node};
use clientwright::pointer::Pointer;
use clientwright::report::Code;
use serde_json::{Value, json};

pub(crate) use compare::difference;

/// How often a value of a schema is tried for before it is taken to have none.
const FIRST_TRIES: usize = 5;

/// Makes values of a description's schemas, and the program that tries them.
#[derive(Debug, Args)]
pub(crate) struct Sample {
    /// The description.
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,

    /// The folder that its `$ref`s stay in.
    #[arg(long, value_name = "DIR")]
    root: PathBuf,

    /// The package's name.
    #[arg(long, value_name = "NAME")]
    name: String,

    /// The folder of the program.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// How many values there are to be of each schema.
    #[arg(long, value_name = "NUMBER")]
    count: usize,

    /// The file that gets the values, one JSON text a line.
    #[arg(long, value_name = "FILE.jsonl")]
    values: PathBuf,
}

/// Runs the verb.
pub(crate) fn run(args: &Sample) -> Result<()> {
    let mut spec = Spec::at(&args.spec, Some(&args.root), Some(&args.name))?;
    spec.allowed = Code::ALLOWABLE.to_vec();
    let output = spec.generate()?;
    let (Some(document), Some(krate), Some(files)) =
        (&output.document, &output.krate, &output.files)
    else {
        bail!("there is no crate");
    };
    let items: BTreeMap<&Pointer, &str> = krate
        .places
        .iter()
        .map(|(place, item)| (place, item.as_str()))
        .collect();
    let lines = samples(document, items.keys().copied(), args.count);
    let mut text: Vec<_> = lines.iter().map(Value::to_string).collect();
    text.push(String::new());
    write(&args.values, &text.join("\n"))?;
    let program = program::files(files, items.values().copied());
    disk::write(&args.out, &program, Edited::Overwrite)?;
    Ok(())
}

/// The values for the schemas at these places: objects with the index of the place, the value, where it comes from, and
/// what of it the schema speaks of where that is not all.
fn samples<'p>(
    document: &Document,
    places: impl Iterator<Item = &'p Pointer>,
    count: usize,
) -> Vec<Value> {
    let families = chain::Families::of(document);
    let directions = direction::Directions::of(document, &families);
    let mut lines = Vec::new();
    for (index, place) in places.enumerate() {
        let Some(node) = at(document, place) else {
            continue;
        };
        let seed = place
            .to_string()
            .bytes()
            .fold(7_u64, |seed, byte| seed.wrapping_mul(31) + u64::from(byte));
        let mut sampler = sampler::Sampler::new(&families, seed, directions.is_only_sent(place));
        let before = lines.len();
        for number in 0..count {
            if let Some(value) = sampler.sample(&node) {
                lines.push(line(index, place, "sample", &value));
            }
            if number == FIRST_TRIES && lines.len() == before {
                lines.push(json!({"type": index, "place": place.to_string(), "kind": "none"}));
                break;
            }
        }
        for value in documented(&node) {
            match fit::kept(&node, &value) {
                Some(kept) => {
                    let mut line = line(index, place, "example", &value);
                    line["kept"] = kept;
                    lines.push(line);
                }
                None => {
                    lines
                        .push(json!({"type": index, "place": place.to_string(), "kind": "misfit"}));
                }
            }
        }
    }
    lines
}

fn line(index: usize, place: &Pointer, kind: &str, value: &Value) -> Value {
    json!({"type": index, "place": place.to_string(), "kind": kind, "value": value})
}

/// The examples of a schema, and those of the media type around it; `null` stands for nothing in them.
fn documented(node: &Node<'_>) -> Vec<Value> {
    let mut found = Vec::new();
    let media = node.place().parent().and_then(|around| {
        let is_media = node.place().last() == Some("schema");
        is_media.then(|| at(node.document(), &around)).flatten()
    });
    for holder in [Some(node.clone()), media].into_iter().flatten() {
        found.extend(holder.get("example"));
        let list = holder.get("x-clientwright-examples");
        found.extend(list.iter().flat_map(Node::items));
        let named = holder.get("examples");
        let entries = named.iter().flat_map(Node::entries);
        found.extend(entries.filter_map(|(_, example)| example.resolve().ok()?.get("value")));
    }
    let values = found.iter().map(|node| node.tree().to_json());
    values.filter(|value| !value.is_null()).collect()
}

/// The value at a place.
fn at<'d>(document: &'d Document, place: &Pointer) -> Option<Node<'d>> {
    let mut steps = place.steps().iter();
    steps.try_fold(document.root(), |node, step| match node.get(step) {
        Some(inner) => Some(inner),
        None => node.items().nth(step.parse().ok()?),
    })
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::write(path, text).with_context(|| path.display().to_string())
}
