//! Which list in a response has the items of a page.

use super::fields::Field;
use super::words::plain;
use crate::ir::{Operation, Type};

/// What services call it, the surest first.
const USUAL: [&str; 12] = [
    "data",
    "items",
    "results",
    "records",
    "values",
    "entries",
    "objects",
    "elements",
    "resources",
    "content",
    "list",
    "rows",
];

/// Lists beside the items.
const OTHERS: [&str; 16] = [
    "errors",
    "warnings",
    "messages",
    "links",
    "included",
    "facets",
    "aggregations",
    "sort",
    "notices",
    "rels",
    "failures",
    "includes",
    "filters",
    "columns",
    "fields",
    "breadcrumbs",
];

/// The pointer to the items, and the type of one.
pub(super) fn find<'a>(
    body: &'a Type,
    fields: &[Field<'a>],
    operation: &Operation,
) -> Option<(String, &'a Type)> {
    if let Type::List(item) = body {
        return Some((String::new(), item));
    }
    let at = |depth: usize| {
        let lists = fields.iter().filter(move |field| field.path.len() == depth);
        lists.filter_map(|field| match field.ty {
            Type::List(item) if !OTHERS.contains(&&*field.name()) => Some((field, &**item)),
            _ => None,
        })
    };
    let mut found: Vec<_> = at(1).collect();
    if found.is_empty() {
        let within = [
            "data", "result", "response", "embedded", "results", "payload",
        ];
        found = at(2)
            .filter(|(field, _)| within.contains(&&*field.parents()[0]))
            .collect();
    }
    let chosen = match found.as_slice() {
        [] => return None,
        [one] => Some(one),
        several => {
            let of_path = operation
                .path
                .rsplit('/')
                .find(|step| !step.is_empty() && !step.contains('{'));
            let of_path = of_path.map(plain).unwrap_or_default();
            let usual = USUAL
                .iter()
                .find_map(|name| several.iter().find(|(field, _)| field.name() == *name));
            usual.or_else(|| several.iter().find(|(field, _)| field.name() == of_path))
        }
    };
    chosen.map(|(field, item)| (field.pointer(), *item))
}
