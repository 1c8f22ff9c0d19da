//! The leaves that several pieces have: words, names, examples, and the keys that OpenAPI 3.0 does not know.

use indexmap::IndexMap;
use openapiv3 as v3;

use crate::document::{Node, Tree};
use crate::ir::{Docs, Json, Xml};
use crate::report::{Code, Report};

/// The `x-` keys of a piece.
pub(super) type Extensions = IndexMap<String, Json>;

/// A text under a key that OpenAPI 3.0 does not know. A number or a truth value is taken as it is written.
pub(super) fn text(node: &Node<'_>, key: &str, report: &mut Report) -> Option<String> {
    let tree = node.tree().get(key)?;
    let text = match tree {
        Tree::Text(text) => return Some(text.clone()),
        Tree::Number(number) => Some(number.to_string()),
        Tree::Bool(value) => Some(value.to_string()),
        _ => None,
    };
    if text.is_none() {
        wrong(node, key, "text", tree, report);
    }
    text
}

/// A truth value under a key that OpenAPI 3.0 does not know; what is not there is false.
pub(super) fn flag(node: &Node<'_>, key: &str, report: &mut Report) -> bool {
    let Some(tree) = node.tree().get(key) else {
        return false;
    };
    if tree.as_bool().is_none() {
        wrong(node, key, "true or false", tree, report);
    }
    tree.as_bool().unwrap_or_default()
}

/// A whole number, which may be written as `1.0` or as a text.
pub(super) fn whole(value: &Json) -> Option<i64> {
    let text = match value {
        Json::String(text) => text.trim().to_owned(),
        Json::Number(number) => number.to_string(),
        _ => return None,
    };
    let text = text.strip_suffix(".0").unwrap_or(&text);
    text.parse().ok()
}

/// The texts for people.
pub(super) fn docs(
    summary: Option<String>,
    description: Option<String>,
    link: Option<v3::ExternalDocumentation>,
) -> Docs {
    let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let link = link.map(|link| (link.url, link.description));
    let (url, text) = link.map_or((None, None), |(url, text)| (Some(url), text));
    Docs {
        summary: said(summary),
        description: said(description),
        link: said(url),
        link_text: said(text),
    }
}

/// `x-clientwright-name`.
pub(super) fn alias(node: &Node<'_>, report: &mut Report) -> Option<String> {
    text(node, "x-clientwright-name", report).filter(|name| !name.trim().is_empty())
}

/// The examples, each once.
pub(super) fn examples(one: Option<Json>, more: impl IntoIterator<Item = Json>) -> Vec<Json> {
    let mut out = Vec::new();
    for value in one.into_iter().chain(more) {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    out
}

/// The items of an extension that is a list.
pub(super) fn list(extensions: &Extensions, key: &str) -> Vec<Json> {
    let list = extensions.get(key).and_then(Json::as_array);
    list.cloned().unwrap_or_default()
}

/// The part that a value of an extension refers to.
pub(super) fn part<'d>(node: &Node<'d>, value: &Json) -> Option<Node<'d>> {
    node.follow(value.get("$ref")?.as_str()?).ok()
}

/// The `xml` object, which `openapiv3` leaves out, and those of a list's items.
pub(super) fn xml(node: &Node<'_>, report: &mut Report) -> Option<Xml> {
    let items = node.get("items").and_then(|items| xml(&items, report));
    let own = node.get("xml").filter(|own| own.tree().as_map().is_some());
    let mut xml = match own {
        Some(own) => own_xml(&own, node, report),
        None => Xml::default(),
    };
    xml.items = items.map(Box::new);
    (xml != Xml::default()).then_some(xml)
}

fn own_xml(own: &Node<'_>, schema: &Node<'_>, report: &mut Report) -> Xml {
    // OpenAPI 3.2 says in one word what stood in several before.
    let kind = text(own, "nodeType", report);
    let is = |word: &str| kind.as_deref() == Some(word);
    let list = schema.get("items").is_some();
    let is_text = ["x-ms-text", "x-text"].map(|key| flag(own, key, report));
    Xml {
        name: text(own, "name", report),
        namespace: text(own, "namespace", report),
        prefix: text(own, "prefix", report),
        attribute: flag(own, "attribute", report) || is("attribute"),
        text: is_text.contains(&true) || is("text") || is("cdata"),
        wrapped: flag(own, "wrapped", report) || is("element") && list,
        items: None,
    }
}

fn wrong(node: &Node<'_>, key: &str, wanted: &str, found: &Tree, report: &mut Report) {
    let message = format!("`{key}` should be {wanted}, and is {}", found.kind());
    report.warning(Code::Shape, &node.place().join(key), message, "");
}
