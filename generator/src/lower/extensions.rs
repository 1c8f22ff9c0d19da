//! `x-clientwright-` keys: one that nobody knows is a slip of the pen, and is told.

use crate::document::{Node, Tree};
use crate::nearest::nearest;
use crate::pointer::Pointer;
use crate::report::{Code, Report};

const PREFIX: &str = "x-clientwright-";

/// What may stand after the prefix in descriptions and overlays.
const AUTHORS: [&str; 15] = [
    "name",
    "value-names",
    "page",
    "stream",
    "idempotency",
    "first-example",
    "error-body",
    "error-when",
    "request-id",
    "env",
    "prefix",
    "or-text",
    "no-command-line",
    "license",
    "webhook-signature",
];

/// Those of them that speak of the API as a whole.
const OF_THE_ROOT: [&str; 6] = [
    "error-body",
    "error-when",
    "request-id",
    "no-command-line",
    "license",
    "webhook-signature",
];

/// What the stages write to one another after it.
const STAGES: [&str; 11] = [
    "const",
    "prefix-items",
    "examples",
    "webhooks",
    "operations",
    "item-schema",
    "event-kinds",
    "style",
    "querystring",
    "media-type",
    "path-item",
];

/// The keys below which there is data, and no description.
const DATA: [&str; 5] = [
    "example",
    "examples",
    "default",
    "enum",
    "x-clientwright-value-names",
];

/// Looks at every key of the document.
pub(super) fn check(root: &Node<'_>, report: &mut Report) {
    let mut found = Vec::new();
    // The tree is walked with a stack of its own, so that depth costs nothing.
    let mut stack = vec![(root.place().clone(), root.tree())];
    while let Some((place, tree)) = stack.pop() {
        match tree {
            Tree::List(items) => {
                let inner = items
                    .iter()
                    .enumerate()
                    .filter(|(_, item)| has_inside(item));
                stack.extend(inner.map(|(index, item)| (place.join(index), item)));
            }
            Tree::Map(map) => {
                for (key, value) in map {
                    if let Some(word) = key.strip_prefix(PREFIX) {
                        let is_known = AUTHORS.contains(&word) || STAGES.contains(&word);
                        if !is_known || (OF_THE_ROOT.contains(&word) && place != *root.place()) {
                            found.push((place.join(key), key.clone()));
                        }
                    }
                    if !DATA.contains(&key.as_str()) && has_inside(value) {
                        stack.push((place.join(key), value));
                    }
                }
            }
            _ => {}
        }
    }
    found.sort();
    for (place, key) in found {
        tell(&place, &key, report);
    }
}

fn has_inside(tree: &Tree) -> bool {
    matches!(tree, Tree::List(_) | Tree::Map(_))
}

fn tell(place: &Pointer, key: &str, report: &mut Report) {
    let word = key.strip_prefix(PREFIX).unwrap_or(key);
    if OF_THE_ROOT.contains(&word) {
        let message = format!("`{key}` speaks of the API as a whole; here it says nothing");
        report.error(
            Code::Extension,
            place,
            message,
            "move it to the root of the description",
        );
        return;
    }
    let meant = nearest(word, AUTHORS);
    let help = meant.map(|known| format!("did you mean `{PREFIX}{known}`?"));
    let message = format!("`{key}` is not known");
    report.error(Code::Extension, place, message, help.unwrap_or_default());
}
