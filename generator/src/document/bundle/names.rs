//! Where a value of another file is put, and what it is called there.

use crate::document::Tree;
use crate::document::grammar::Kind;
use crate::pointer::Pointer;

use super::files::Target;

/// The mapping of the document that holds shared objects of a kind, where there is one.
pub(super) fn section(tree: &Tree, kind: Kind) -> Option<Pointer> {
    let root = Pointer::root();
    if tree.has("swagger") {
        let key = match kind {
            Kind::Schema | Kind::Additional => "definitions",
            Kind::Parameter => "parameters",
            Kind::Response => "responses",
            _ => return None,
        };
        return Some(root.join(key));
    }
    let key = match kind {
        Kind::Schema | Kind::Additional => "schemas",
        Kind::Parameter => "parameters",
        Kind::Response => "responses",
        Kind::RequestBody => "requestBodies",
        Kind::Header => "headers",
        Kind::SecurityScheme => "securitySchemes",
        Kind::Callback => "callbacks",
        _ => return None,
    };
    Some(root.join("components").join(key))
}

/// A name that is free in a section: the value's own, with the file's before it where another has it, or a number.
pub(super) fn free_name(tree: &Tree, section: &Pointer, target: &Target) -> String {
    let taken = |name: &str| tree.at(section).is_some_and(|section| section.has(name));
    let name = own_name(target);
    if !taken(&name) {
        return name;
    }
    let name = format!("{}.{name}", stem(&target.file));
    if !taken(&name) {
        return name;
    }
    let mut number = 2_usize;
    loop {
        let numbered = format!("{name}{number}");
        if !taken(&numbered) {
            return numbered;
        }
        number += 1;
    }
}

/// What an author would call a value: the last step to it, or the file where it is all of one.
fn own_name(target: &Target) -> String {
    let steps = target.place.steps();
    let named: Vec<&str> = steps
        .iter()
        .map(AsRef::as_ref)
        .filter(|step| !step.is_empty())
        .collect();
    match named.as_slice() {
        [] => stem(&target.file).to_owned(),
        [.., owner, "properties", name] => format!("{owner}.{name}"),
        [
            ..,
            owner,
            keyword @ ("items" | "additionalProperties" | "schema"),
        ] => {
            format!("{owner}.{keyword}")
        }
        [.., last] if last.parse::<usize>().is_ok() => {
            format!("{}.{}", stem(&target.file), named.join("."))
        }
        [.., last] => (*last).to_owned(),
    }
}

/// A file's name without its folder and its ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    match name.split_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
