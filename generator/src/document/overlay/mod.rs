//! OpenAPI Overlay 1.0 and 1.1: changes to a description, said in a file of their own.

mod action;
mod merge;
mod query;

#[cfg(test)]
mod tests;

use crate::pointer::Pointer;
use crate::report::{Code, Report};

use super::path::Path;
use super::{Origins, Tree};

use query::Target;

/// What the steps of applying one overlay share.
struct Pass<'a> {
    /// The overlay's name, as the caller gave it.
    file: &'a str,
    /// Where the overlay stands for diagnostics: beside the description, at a place that no description has.
    place: Pointer,
    /// Whether a scalar can be replaced by itself, as since version 1.1.
    scalars: bool,
    /// How many values the actions have added, against those that double a list again and again.
    added: usize,
    origins: &'a mut Origins,
    report: &'a mut Report,
}

impl Pass<'_> {
    /// Says that something in the overlay is wrong; what it touches is not applied.
    fn error(&mut self, path: &Path<'_>, message: impl Into<String>, help: &str) {
        let place = self.place.append(path.pointer().steps());
        self.report.error(Code::Overlay, &place, message, help);
    }
}

/// Applies the actions of an overlay, one after another, to a description as its author wrote it.
pub(super) fn apply(
    tree: &mut Tree,
    overlay: &Tree,
    overlay_name: &str,
    origins: &mut Origins,
    report: &mut Report,
) {
    let place = Pointer::root()
        .join("x-clientwright-overlays")
        .join(overlay_name);
    origins.record(place.clone(), overlay_name, Pointer::root());
    let mut pass = Pass {
        file: overlay_name,
        place,
        scalars: true,
        added: 0,
        origins,
        report,
    };
    let root = Path::Root;
    if !check_root(overlay, &root, &mut pass) {
        return;
    }
    let path = root.key("actions");
    let mut target = Target::new(tree);
    for (index, action) in overlay
        .get("actions")
        .and_then(Tree::as_list)
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        action::apply(&mut target, action, &path.index(index), &mut pass);
    }
}

/// Whether an overlay is one, and of a version that is known.
fn check_root(overlay: &Tree, path: &Path<'_>, pass: &mut Pass<'_>) -> bool {
    let Tree::Map(map) = overlay else {
        pass.error(
            path,
            format!("an overlay is a mapping, and this is {}", overlay.kind()),
            "begin with `overlay: 1.1.0`",
        );
        return false;
    };
    check_keys(
        overlay,
        &["overlay", "info", "extends", "actions"],
        path,
        pass,
    );
    let known = match map.get("overlay").and_then(Tree::as_text) {
        Some(version) if version == "1.0" || version.starts_with("1.0.") => {
            pass.scalars = false;
            true
        }
        Some(version) => version == "1.1" || version.starts_with("1.1."),
        None => false,
    };
    if !known {
        let path = if map.contains_key("overlay") {
            &path.key("overlay")
        } else {
            path
        };
        pass.error(
            path,
            "the version of the overlay is missing or not known",
            "write `overlay: 1.0.0` or `overlay: 1.1.0`; in YAML as text, not as a number",
        );
    }
    check_info(map.get("info"), path, pass);
    let has_actions =
        matches!(map.get("actions"), Some(Tree::List(actions)) if !actions.is_empty());
    if !has_actions {
        pass.error(
            path,
            "an overlay needs `actions`, a list of at least one",
            "add `actions:` with what is to be changed",
        );
    }
    known && has_actions
}

fn check_info(info: Option<&Tree>, path: &Path<'_>, pass: &mut Pass<'_>) {
    let place = path.key("info");
    let Some(info @ Tree::Map(_)) = info else {
        pass.error(
            path,
            "an overlay needs `info`, a mapping with `title` and `version`",
            "add `info: {title: .., version: ..}`",
        );
        return;
    };
    check_keys(info, &["title", "version", "description"], &place, pass);
    for key in ["title", "version"] {
        if info.get(key).and_then(Tree::as_text).is_none() {
            pass.error(
                &place,
                format!("`info` of an overlay needs `{key}`, a text"),
                "in YAML, quote a version that looks like a number",
            );
        }
    }
}

/// Says which keys are none that the specification knows, and whether there are any.
fn check_keys(tree: &Tree, known: &[&str], path: &Path<'_>, pass: &mut Pass<'_>) -> bool {
    let mut fine = true;
    for (key, _) in tree.as_map().into_iter().flatten() {
        if !known.contains(&key.as_str()) && !key.starts_with("x-") {
            fine = false;
            pass.error(
                &path.key(key),
                format!("`{key}` is not known here"),
                &format!("known are {} and keys that begin with `x-`", listed(known)),
            );
        }
    }
    fine
}

fn listed(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}
