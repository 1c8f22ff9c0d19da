//! The leaves of a document: texts, flags and data, read with patience and reported where they are not what they should be.

use crate::document::{Node, Tree};
use crate::ir::{Docs, Json, Xml};
use crate::report::{Code, Report};

/// A text. A number or a truth value is taken as it is written: YAML makes one of `version: 1.0`.
pub(super) fn text(node: &Node<'_>, key: &str, report: &mut Report) -> Option<String> {
    let child = node.get(key)?;
    match child.tree() {
        Tree::Null => None,
        Tree::Text(text) => Some(text.clone()),
        Tree::Number(number) => Some(number.to_string()),
        Tree::Bool(value) => Some(value.to_string()),
        other => {
            wrong(&child, key, "text", other, report);
            None
        }
    }
}

/// A truth value; what is not there is false.
pub(super) fn flag(node: &Node<'_>, key: &str, report: &mut Report) -> bool {
    maybe_flag(node, key, report).unwrap_or(false)
}

/// A truth value, where there is one. A text that reads `true` or `false` is taken for it.
pub(super) fn maybe_flag(node: &Node<'_>, key: &str, report: &mut Report) -> Option<bool> {
    let child = node.get(key)?;
    let value = match child.tree() {
        Tree::Null => return None,
        Tree::Bool(value) => return Some(*value),
        Tree::Text(text) => text.parse().ok(),
        _ => None,
    };
    wrong(&child, key, "true or false", child.tree(), report);
    value
}

/// The texts of a list.
pub(super) fn texts(node: &Node<'_>, key: &str, report: &mut Report) -> Vec<String> {
    let Some(list) = node.get(key) else {
        return Vec::new();
    };
    if !matches!(list.tree(), Tree::List(_) | Tree::Null) {
        wrong(&list, key, "a list of texts", list.tree(), report);
    }
    let mut out = Vec::new();
    for item in list.items() {
        match item.tree() {
            Tree::Text(text) => out.push(text.clone()),
            Tree::Number(number) => out.push(number.to_string()),
            Tree::Bool(value) => out.push(value.to_string()),
            other => wrong(&item, key, "text", other, report),
        }
    }
    out
}

/// The texts for people; `summary` is the key of the one line.
pub(super) fn docs(node: &Node<'_>, summary: &str, report: &mut Report) -> Docs {
    let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    Docs {
        summary: said(text(node, summary, report)),
        description: said(text(node, "description", report)),
        link: node
            .get("externalDocs")
            .and_then(|link| said(text(&link, "url", report))),
    }
}

/// `x-clientwright-name`.
pub(super) fn alias(node: &Node<'_>, report: &mut Report) -> Option<String> {
    text(node, "x-clientwright-name", report).filter(|name| !name.trim().is_empty())
}

/// The examples that a schema, a parameter or a media type gives.
pub(super) fn examples(node: &Node<'_>) -> Vec<Json> {
    let mut out = Vec::new();
    let mut add = |tree: &Tree| {
        let value = tree.to_json();
        if !out.contains(&value) {
            out.push(value);
        }
    };
    if let Some(example) = node.get("example") {
        add(example.tree());
    }
    if let Some(list) = node.get("x-clientwright-examples") {
        list.items().for_each(|item| add(item.tree()));
    }
    if let Some(named) = node.get("examples") {
        for (_, example) in named.entries() {
            let example = example.resolve().unwrap_or(example);
            if let Some(value) = example.get("value") {
                add(value.tree());
            }
        }
    }
    out
}

/// The `xml` object.
pub(super) fn xml(node: &Node<'_>, report: &mut Report) -> Option<Xml> {
    let xml = node.get("xml")?;
    xml.tree().as_map()?;
    Some(Xml {
        name: text(&xml, "name", report),
        namespace: text(&xml, "namespace", report),
        prefix: text(&xml, "prefix", report),
        attribute: flag(&xml, "attribute", report),
        wrapped: flag(&xml, "wrapped", report),
    })
}

fn wrong(node: &Node<'_>, key: &str, wanted: &str, found: &Tree, report: &mut Report) {
    report.warning(
        Code::Shape,
        node.place(),
        format!("`{key}` should be {wanted}, and is {}", found.kind()),
        "",
    );
}
