//! How an update is merged into the value that it updates.

use std::collections::BTreeSet;

use indexmap::map::Entry;
use serde_json::Value;

use crate::document::{Origins, Tree};
use crate::pointer::Pointer;

/// Where a value that is merged in stands itself.
#[derive(Debug, Clone)]
pub(super) enum From<'a> {
    /// At a place of the overlay with this name.
    Overlay(&'a str, Pointer),
    /// At a place of the description.
    Description(Pointer),
}

impl From<'_> {
    fn join(&self, step: impl std::fmt::Display) -> Self {
        match self {
            Self::Overlay(file, place) => Self::Overlay(file, place.join(step)),
            Self::Description(place) => Self::Description(place.join(step)),
        }
    }

    fn record(&self, new: Pointer, origins: &mut Origins) {
        match self {
            Self::Overlay(file, old) => origins.record(new, file, old.clone()),
            Self::Description(old) => origins.moved(new, old),
        }
    }
}

/// Merges a value into another: mappings key by key, lists one behind the other; anything else is replaced.
pub(super) fn merge(
    into: &mut Tree,
    update: &Tree,
    place: &Pointer,
    from: &From<'_>,
    origins: &mut Origins,
) {
    match (into, update) {
        (Tree::Map(into), Tree::Map(update)) => {
            for (key, value) in update {
                let (place, from) = (place.join(key), from.join(key));
                match into.entry(key.clone()) {
                    Entry::Occupied(mut entry) => {
                        merge(entry.get_mut(), value, &place, &from, origins);
                    }
                    Entry::Vacant(entry) => {
                        entry.insert(value.clone());
                        from.record(place, origins);
                    }
                }
            }
        }
        (Tree::List(into), Tree::List(update)) => {
            for (index, value) in update.iter().enumerate() {
                from.join(index).record(place.join(into.len()), origins);
                into.push(value.clone());
            }
        }
        (into, update) => {
            *into = update.clone();
            from.record(place.clone(), origins);
        }
    }
}

/// The same for the copy in JSON.
pub(super) fn merge_json(into: &mut Value, update: Value) {
    match (into, update) {
        (Value::Object(into), Value::Object(update)) => {
            for (key, value) in update {
                match into.get_mut(&key) {
                    Some(known) => merge_json(known, value),
                    None => drop(into.insert(key, value)),
                }
            }
        }
        (Value::Array(into), Value::Array(update)) => into.extend(update),
        (into, update) => *into = update,
    }
}

/// Adds one value to the end of a list.
pub(super) fn append(
    list: &mut Vec<Tree>,
    value: &Tree,
    place: &Pointer,
    from: &From<'_>,
    origins: &mut Origins,
) {
    from.record(place.join(list.len()), origins);
    list.push(value.clone());
}

/// Takes items out of a list by their indexes; those behind them move up, and so do their origins.
pub(super) fn take_items(
    list: &mut Vec<Tree>,
    indexes: &BTreeSet<&str>,
    place: &Pointer,
    origins: &mut Origins,
) {
    let (mut old, mut new) = (0, 0);
    list.retain(|_| {
        let stays = !indexes.contains(old.to_string().as_str());
        if stays {
            origins.moved(place.join(new), &place.join(old));
            new += 1;
        }
        old += 1;
        stays
    });
}
