//! Families of schemas: which ones extend a base by `allOf`, and which values of a discriminator mean which.

use std::collections::BTreeMap;

use clientwright::document::{Document, Node};
use clientwright::pointer::Pointer;

use super::keywords::{members, text};

/// The declared schemas that extend another one, by the place of the base.
pub(super) struct Families<'d>(BTreeMap<Pointer, Vec<Node<'d>>>);

impl<'d> Families<'d> {
    /// Finds the families of a document.
    pub(super) fn of(document: &'d Document) -> Self {
        let schemas = document
            .root()
            .get("components")
            .and_then(|components| components.get("schemas"));
        let mut families: BTreeMap<Pointer, Vec<Node<'d>>> = BTreeMap::new();
        for (_, schema) in schemas.iter().flat_map(Node::entries) {
            let mut open = vec![schema.clone()];
            let mut met: Vec<Pointer> = Vec::new();
            while let Some(at) = open.pop() {
                for member in members(&at, "allOf") {
                    let Ok(base) = member.resolve() else { continue };
                    if met.contains(base.place()) || base.place() == schema.place() {
                        continue;
                    }
                    met.push(base.place().clone());
                    if member.reference().is_some() {
                        let children = families.entry(base.place().clone()).or_default();
                        children.push(schema.clone());
                    }
                    open.push(base);
                }
            }
        }
        Self(families)
    }

    /// The schemas that extend the one at a place.
    pub(super) fn children(&self, base: &Pointer) -> &[Node<'d>] {
        self.0.get(base).map_or(&[], Vec::as_slice)
    }
}

/// The property of a schema's discriminator.
pub(super) fn property<'d>(node: &Node<'d>) -> Option<&'d str> {
    text(&node.get("discriminator")?, "propertyName")
}

/// The place of the schema that a value of a schema's discriminator means.
pub(super) fn member(node: &Node<'_>, tag: &str) -> Option<Pointer> {
    let mapping = node.get("discriminator")?.get("mapping");
    let mapped = mapping.and_then(|mapping| mapping.get(tag)?.tree().as_text());
    if let Some(target) = mapped {
        return meant(node, target);
    }
    let place = meant(node, tag)?;
    tags(node, &place)
        .iter()
        .any(|of| of == tag)
        .then_some(place)
}

/// The place that a mapping means, by a reference or by the name of a declared schema.
fn meant(node: &Node<'_>, target: &str) -> Option<Pointer> {
    let named = format!("#/components/schemas/{target}");
    let is_name = !target.contains(['#', '/']);
    let first = if is_name { &named } else { target };
    let found = node.follow(first).or_else(|_| node.follow(target));
    Some(found.ok()?.resolve().ok()?.place().clone())
}

/// The values of a schema's discriminator that mean the schema at a place.
pub(super) fn tags(node: &Node<'_>, of: &Pointer) -> Vec<String> {
    let mapping = node
        .get("discriminator")
        .and_then(|said| said.get("mapping"));
    let mut tags: Vec<String> = Vec::new();
    for (tag, target) in mapping.iter().flat_map(Node::entries) {
        let Some(target) = target.tree().as_text() else {
            continue;
        };
        if meant(node, target).is_some_and(|found| found == *of) {
            tags.push(tag.to_owned());
        }
    }
    let declared = of
        .parent()
        .is_some_and(|around| around.to_string() == "/components/schemas");
    if tags.is_empty() && declared {
        tags.extend(of.last().map(str::to_owned));
    }
    tags
}
