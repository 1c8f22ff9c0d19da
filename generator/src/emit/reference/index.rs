//! The indexes: of the operations by tag, and of the types.

use std::collections::BTreeMap;

use super::operation;
use super::prose::{blocks, table};
use super::tables::deprecated;
use super::{Links, Page};
use crate::rust::{Crate, Item, Payload};
use crate::text::in_cell;

/// `docs/README.md`.
pub(super) fn file(krate: &Crate, links: &Links<'_>) -> String {
    let mut parts = vec![
        format!("# Reference of {}", krate.package.name),
        krate.package.title.summary(),
        intro(krate),
    ];
    for module in &krate.modules {
        let name = module.name.bare();
        parts.push(format!("## [{name}]({name}.md)"));
        parts.push(module.docs.summary());
        parts.push(table(
            &["Operation", "Request", ""],
            &operation::index_rows(module),
        ));
    }
    for (title, module, payloads) in [
        ("Webhooks", "webhooks", &krate.incoming.webhooks),
        ("Callbacks", "callbacks", &krate.incoming.callbacks),
    ] {
        if !payloads.is_empty() {
            let rows = payloads
                .iter()
                .map(|payload| incoming(module, payload, links));
            parts.push(format!("## {title}"));
            parts.push(table(
                &["Name", "Function", "Payload", ""],
                &rows.collect::<Vec<_>>(),
            ));
        }
    }
    blocks(parts) + "\n"
}

/// The row of what the service sends by itself.
fn incoming(module: &str, payload: &Payload, links: &Links<'_>) -> Vec<String> {
    let ty = payload.ty.as_ref();
    vec![
        payload.name.code_in_table(),
        ty.map_or_else(String::new, |_| format!("`{module}::{}`", payload.function)),
        ty.map_or_else(String::new, |ty| links.ty(ty, Page::Index)),
        in_cell(&payload.about.summary()),
    ]
}

fn intro(krate: &Crate) -> String {
    let types = if krate.types.is_empty() {
        ""
    } else {
        " The types of requests and responses are listed in [Types](types/README.md)."
    };
    format!(
        "Each operation below is described with its parameters, an example, its responses and its errors.{types} \
         [api.md](../api.md) has all signatures on one page. How to add the crate, authenticate, and see errors stands in \
         its [README](../README.md)."
    )
}

/// `docs/types/README.md`.
pub(super) fn types(krate: &Crate) -> String {
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in &krate.types {
        for item in &file.items {
            let name = item.name().bare();
            let (docs, is_deprecated) = item.about();
            let about = deprecated(is_deprecated, in_cell(&docs.summary()));
            let link = format!("[`{name}`]({}.md#{name})", file.module.bare());
            let kind = kind(item).to_owned();
            rows.insert(name.to_owned(), vec![link, kind, about]);
        }
    }
    let rows: Vec<Vec<String>> = rows.into_values().collect();
    blocks([
        format!("# Types of {}", krate.package.name),
        "[Index](../README.md)".to_owned(),
        table(&["Type", "Is", ""], &rows),
    ])
}

fn kind(item: &Item) -> &'static str {
    match item {
        Item::Struct(_) => "struct",
        Item::Enum(_) => "values",
        Item::Union(_) => "one of several types",
        Item::Alias { .. } => "another name",
        Item::Newtype { .. } => "wrapper",
    }
}
