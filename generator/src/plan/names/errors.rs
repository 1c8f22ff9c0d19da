//! Error bodies that operations describe in place: those that are alike are one type.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::alike;
use crate::ir::{Api, Origin, Role, Status, Step};

/// The error bodies of operations that are described in place.
#[derive(Default)]
pub(super) struct Errors {
    /// What the first of several that are alike is to be called.
    pub(super) wishes: BTreeMap<usize, Vec<String>>,
    /// The first one, for each further one.
    pub(super) first: BTreeMap<usize, usize>,
}

/// Finds those that are alike. The one that most operations have belongs to none of them, and is named after none.
pub(super) fn find(api: &Api) -> Errors {
    let without_success: BTreeSet<&str> = api
        .operations
        .iter()
        .filter(|operation| {
            let mut responses = operation.responses.iter();
            !responses.any(|response| {
                matches!(
                    response.status,
                    Status::Code(200..=399) | Status::Range(2 | 3)
                )
            })
        })
        .map(|operation| operation.id.as_str())
        .collect();
    let mut groups: IndexMap<String, Vec<usize>> = IndexMap::new();
    for (index, def) in api.types.iter().enumerate() {
        if let Origin::Operation {
            operation, role, ..
        } = &def.origin
            && !operation.is_empty()
            && is_error(role, without_success.contains(operation.as_str()))
            && let Some(key) = alike::key(api, index)
        {
            groups.entry(key).or_default().push(index);
        }
    }
    let operations = |group: &Vec<usize>| {
        let ids = group.iter().map(|id| operation(api, *id));
        ids.collect::<BTreeSet<_>>().len()
    };
    let most = groups.values().map(operations).max().unwrap_or_default();
    let mut usual = groups
        .values()
        .filter(|group| operations(group) == most && most > 1);
    let usual = usual.next().and_then(|group| group.first()).copied();
    let mut errors = Errors::default();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let [first, others @ ..] = group.as_slice() else {
            continue;
        };
        let mut wishes = vec![format!("{} error", operation(api, *first))];
        if usual == Some(*first) {
            wishes.insert(0, "error response".to_owned());
            wishes.insert(1, "inline error response".to_owned());
        }
        errors.wishes.insert(*first, wishes);
        errors
            .first
            .extend(others.iter().map(|other| (*other, *first)));
    }
    errors
}

fn operation(api: &Api, id: usize) -> &str {
    match &api.types[id].origin {
        Origin::Operation { operation, .. } => operation,
        _ => "",
    }
}

/// Whether a part of an operation is the body of an error, and the whole of it.
fn is_error(role: &Role, default_is_success: bool) -> bool {
    match role.steps() {
        [Step::Status(Status::Default)] => !default_is_success,
        [Step::Status(Status::Code(400..=599) | Status::Range(4 | 5))] => true,
        _ => false,
    }
}
