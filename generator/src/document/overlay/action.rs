//! One action of an overlay.

use crate::document::Tree;
use crate::document::path::Path;
use crate::pointer::Pointer;

use super::merge::From;
use super::query::{Target, in_order};
use super::{Pass, check_keys};

const KEYS: [&str; 5] = ["target", "description", "update", "remove", "copy"];

/// How many values the actions of an overlay may add altogether.
const MAX_ADDED: usize = 500_000;

/// What an action does to the values that it selects.
enum Change<'o> {
    Update(&'o Tree),
    Copy(&'o str),
    Remove,
}

/// Applies an action, or says what is wrong with it.
pub(super) fn apply(target: &mut Target<'_>, action: &Tree, path: &Path<'_>, pass: &mut Pass<'_>) {
    let Some((query, change)) = read(action, path, pass) else {
        return;
    };
    let place = path.key("target");
    let Some(places) = select(target, query, &place, pass) else {
        return;
    };
    if places.is_empty() {
        pass.error(
            &place,
            format!("`{query}` matches nothing in the description"),
            "the description may have changed: correct the target, or remove the action",
        );
        return;
    }
    match change {
        Change::Remove => remove(target, places, path, pass),
        Change::Update(update) => {
            let from = From::Overlay(pass.file, path.key("update").pointer());
            put(target, &places, update, &from, &path.key("update"), pass);
        }
        Change::Copy(query) => {
            let place = path.key("copy");
            let Some(sources) = select(target, query, &place, pass) else {
                return;
            };
            let [source] = sources.as_slice() else {
                pass.error(
                    &place,
                    format!("`{query}` matches {} values, not one", sources.len()),
                    "select the one value that is to be copied",
                );
                return;
            };
            if let Some(value) = target.at(source).cloned() {
                let from = From::Description(source.clone());
                put(target, &places, &value, &from, &place, pass);
            }
        }
    }
}

/// Reads what an action selects and what it does.
fn read<'o>(
    action: &'o Tree,
    path: &Path<'_>,
    pass: &mut Pass<'_>,
) -> Option<(&'o str, Change<'o>)> {
    if action.as_map().is_none() {
        pass.error(
            path,
            format!("an action is a mapping, and this is {}", action.kind()),
            "write `target` and one of `update`, `copy` and `remove`",
        );
        return None;
    }
    if !check_keys(action, &KEYS, path, pass) {
        return None;
    }
    let Some(query) = action.get("target").and_then(Tree::as_text) else {
        pass.error(
            path,
            "an action needs `target`, a JSONPath as text",
            "write for example `target: $.info`",
        );
        return None;
    };
    let remove = match action.get("remove") {
        None | Some(Tree::Bool(false)) => false,
        Some(Tree::Bool(true)) => true,
        Some(other) => {
            let message = format!("`remove` is a boolean, and this is {}", other.kind());
            pass.error(&path.key("remove"), message, "write `remove: true`");
            return None;
        }
    };
    let change = match (remove, action.get("update"), action.get("copy")) {
        (true, _, _) => Change::Remove,
        (false, Some(update), None) => Change::Update(update),
        (false, None, Some(Tree::Text(query))) => Change::Copy(query),
        _ => {
            pass.error(
                path,
                "an action does one of three things: `update`, `copy` a JSONPath, or `remove`",
                "write one of them",
            );
            return None;
        }
    };
    Some((query, change))
}

fn select(
    target: &Target<'_>,
    query: &str,
    path: &Path<'_>,
    pass: &mut Pass<'_>,
) -> Option<Vec<Pointer>> {
    match target.select(query) {
        Ok(places) => Some(places),
        Err(error) => {
            pass.error(
                path,
                format!("`{query}` is not a JSONPath: {error}"),
                "write it as RFC 9535 says, for example `$.paths['/pets'].get`",
            );
            None
        }
    }
}

/// Merges a value into each of the values that an action selects.
fn put(
    target: &mut Target<'_>,
    places: &[Pointer],
    value: &Tree,
    from: &From<'_>,
    path: &Path<'_>,
    pass: &mut Pass<'_>,
) {
    let size = value.size();
    for place in places {
        pass.added += size;
        if pass.added > MAX_ADDED {
            pass.error(
                path,
                format!("the actions add more than {MAX_ADDED} values"),
                "add less, or copy what does not grow with each copy",
            );
            return;
        }
        let fits = match (target.at(place), value) {
            (Some(Tree::Map(_)), value) => matches!(value, Tree::Map(_)),
            (Some(Tree::List(_)), _) => true,
            (Some(_), value) => pass.scalars && !matches!(value, Tree::Map(_) | Tree::List(_)),
            (None, _) => continue,
        };
        if !fits {
            complain(target, place, value, path, pass);
            return;
        }
        target.merge(place, value, from, pass.origins);
    }
}

fn complain(
    target: &Target<'_>,
    place: &Pointer,
    value: &Tree,
    path: &Path<'_>,
    pass: &mut Pass<'_>,
) {
    let kind = target.at(place).map_or("nothing", Tree::kind);
    let help = match target.at(place) {
        Some(Tree::Map(_)) => "give a mapping, whose keys are merged in",
        _ => "select the mapping around it, and give the key with its new value",
    };
    pass.error(
        path,
        format!(
            "the value at `{place}` is {kind}, which cannot be updated with {}",
            value.kind()
        ),
        help,
    );
}

/// Removes the values that an action selects, the last first, so that indexes hold.
fn remove(target: &mut Target<'_>, mut places: Vec<Pointer>, path: &Path<'_>, pass: &mut Pass<'_>) {
    places.sort_by(in_order);
    let mut left = &places[..];
    while let Some(last) = left.last() {
        let Some(parent) = last.parent() else {
            pass.error(
                &path.key("target"),
                "the whole description cannot be removed",
                "select what is to be removed",
            );
            return;
        };
        // What goes from one mapping or list goes at once, because what stands behind it has to move up.
        let others = left
            .iter()
            .rev()
            .take_while(|place| place.parent().as_ref() == Some(&parent));
        let (rest, same) = left.split_at(left.len() - others.count());
        left = rest;
        let steps = same.iter().filter_map(Pointer::last).collect();
        target.remove(&parent, &steps, pass.origins);
    }
}
