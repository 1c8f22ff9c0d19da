//! The values of a description that a query in `JSONPath` (RFC 9535) selects.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use crate::document::{Origins, Tree};
use crate::pointer::Pointer;

use super::merge::{From, append, merge, merge_json, take_items};

/// The longest query that is read, in bytes.
const MAX_LENGTH: usize = 4096;

/// How many brackets of a query may be open at once.
const MAX_OPEN: usize = 12;

/// A description that queries are asked of while it changes.
///
/// The queries look at a copy in JSON, which is kept in step with the tree.
pub(super) struct Target<'t> {
    tree: &'t mut Tree,
    json: Value,
}

impl<'t> Target<'t> {
    pub(super) fn new(tree: &'t mut Tree) -> Self {
        let json = tree.to_json();
        Self { tree, json }
    }

    /// The places that a query selects, each once, in the order of the query.
    pub(super) fn select(&self, query: &str) -> Result<Vec<Pointer>, String> {
        check_size(query)?;
        let query = JsonPath::parse(query).map_err(|error| error.to_string())?;
        let mut places: Vec<Pointer> = Vec::new();
        for path in query.query_located(&self.json).locations() {
            let place = path
                .iter()
                .fold(Pointer::root(), |place, element| match element {
                    PathElement::Name(name) => place.join(name),
                    PathElement::Index(index) => place.join(index),
                });
            places.push(place);
        }
        let mut seen = BTreeSet::new();
        places.retain(|place| seen.insert(place.clone()));
        Ok(places)
    }

    /// The value at a place.
    pub(super) fn at(&self, place: &Pointer) -> Option<&Tree> {
        self.tree.at(place)
    }

    /// Merges a value into the one at a place; what is no list goes to the end of one.
    pub(super) fn merge(
        &mut self,
        place: &Pointer,
        value: &Tree,
        from: &From<'_>,
        origins: &mut Origins,
    ) {
        let copy = self.json.pointer_mut(&place.to_string());
        let (Some(into), Some(copy)) = (self.tree.at_mut(place), copy) else {
            return;
        };
        match (into, copy) {
            (Tree::List(list), Value::Array(copy)) if !matches!(value, Tree::List(_)) => {
                append(list, value, place, from, origins);
                copy.push(value.to_json());
            }
            (into, copy) => {
                merge(into, value, place, from, origins);
                merge_json(copy, value.to_json());
            }
        }
    }

    /// Removes values from the mapping or list at a place.
    pub(super) fn remove(
        &mut self,
        place: &Pointer,
        steps: &BTreeSet<&str>,
        origins: &mut Origins,
    ) {
        let copy = self.json.pointer_mut(&place.to_string());
        match (self.tree.at_mut(place), copy) {
            (Some(Tree::Map(map)), Some(Value::Object(copy))) => {
                map.retain(|key, _| !steps.contains(key.as_str()));
                copy.retain(|key, _| !steps.contains(key.as_str()));
            }
            (Some(Tree::List(list)), Some(Value::Array(copy))) => {
                take_items(list, steps, place, origins);
                let mut index = 0;
                copy.retain(|_| {
                    index += 1;
                    !steps.contains((index - 1).to_string().as_str())
                });
            }
            _ => {}
        }
    }
}

/// How often a query may descend to any depth: each time multiplies what it selects.
const MAX_DESCENTS: usize = 3;

/// Keeps queries to a size that no reader of them can be led astray by.
fn check_size(query: &str) -> Result<(), String> {
    let mut open = 0_usize;
    for byte in query.bytes() {
        match byte {
            b'[' | b'(' => open += 1,
            b']' | b')' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MAX_OPEN {
            return Err(format!("more than {MAX_OPEN} brackets are open at once"));
        }
    }
    if query.matches("..").count() > MAX_DESCENTS {
        return Err(format!(
            "it descends with `..` more than {MAX_DESCENTS} times"
        ));
    }
    if query.len() > MAX_LENGTH {
        return Err(format!("it is longer than {MAX_LENGTH} bytes"));
    }
    Ok(())
}

/// The order of places in a document, indexes by their number, so that the last can be removed first.
pub(super) fn in_order(a: &Pointer, b: &Pointer) -> Ordering {
    let number = |step: &str| step.parse::<usize>().ok();
    for (a, b) in a.steps().iter().zip(b.steps()) {
        let order = match (number(a), number(b)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => a.cmp(b),
        };
        if order.is_ne() {
            return order;
        }
    }
    a.steps().len().cmp(&b.steps().len())
}
