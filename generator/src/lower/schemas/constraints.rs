//! Constraints: the `format` and the limits of a value, and the default, through references, `allOf` and the items of
//! lists.

use serde_json::Number;

use crate::document::{Node, Tree};
use crate::ir::{Bound, Constraints, Json};

use super::choices;
use super::facts::{Facts, Kind, Property};
use super::references;
use crate::lower::context::{Context, MAX_DEPTH};

/// What is said of the values of a schema.
#[derive(Debug, Clone, Default)]
pub(in crate::lower) struct Said {
    constraints: Constraints,
    default: Option<Json>,
}

/// What the value of a schema has to be like; `None` where nothing is said of it.
pub(in crate::lower) fn of<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
) -> Option<Box<Constraints>> {
    let found = known(cx, node).constraints;
    (!found.is_empty()).then(|| Box::new(found))
}

/// The default of a schema, that of a member of its `allOf` as well.
pub(in crate::lower) fn default<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>) -> Option<Json> {
    known(cx, node).default
}

/// The same for a property, which may be of several schemas.
pub(in crate::lower) fn of_property<'d>(
    cx: &mut Context<'d, '_>,
    property: &Property<'d>,
) -> Option<Box<Constraints>> {
    let Property {
        ty,
        more,
        notes,
        limits,
    } = property;
    let mut all = Constraints::default();
    for node in limits.iter().chain(more).chain([ty]).chain(notes) {
        all.narrow(known(cx, node).constraints);
    }
    (!all.is_empty()).then(|| Box::new(all))
}

/// What is said of a schema's values, looked for once. What leads back to a schema adds nothing to it.
fn known<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>) -> Said {
    let end = match node.reference() {
        // A reference that leads nowhere is told where its type is made.
        Some(reference) => references::find(cx, reference).and_then(|node| node.resolve().ok()),
        None => Some(node.clone()),
    };
    let Some(end) = end else {
        return Said::default();
    };
    let tree = std::ptr::from_ref(end.tree());
    if let Some(known) = cx.said.get(&tree) {
        return known.as_deref().cloned().unwrap_or_default();
    }
    cx.said.insert(tree, None);
    let found = cx.deeper(MAX_DEPTH, |cx| collect(cx, &end));
    let found = found.unwrap_or_default();
    if !found.constraints.is_empty() || found.default.is_some() {
        cx.said.insert(tree, Some(Box::new(found.clone())));
    }
    found
}

fn collect<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>) -> Said {
    let facts = cx.facts(node);
    let mut all = Said::default();
    let only = only_choice(cx, &facts);
    for member in facts.all_of.iter().chain(&only) {
        let said = known(cx, member);
        all.constraints.narrow(said.constraints);
        all.default = said.default.or(all.default);
    }
    all.constraints.narrow(own(&facts));
    all.default = facts.notes.default.clone().or(all.default);
    let items = facts.items.as_ref().map(|items| known(cx, items));
    let items = items.map(|items| items.constraints);
    if let Some(items) = items.filter(|items| !items.is_empty()) {
        all.constraints.narrow(Constraints {
            items: Some(Box::new(items)),
            ..Constraints::default()
        });
    }
    all
}

/// The only member of a union that is not `null`.
fn only_choice<'d>(cx: &mut Context<'d, '_>, facts: &Facts<'d>) -> Option<Node<'d>> {
    let [choice] = &facts.choices[..] else {
        return None;
    };
    let mut others = choice.members.iter().filter(|member| {
        let facts = choices::peek(cx, member);
        facts.is_none_or(|facts| facts.kind != Some(Kind::Null))
    });
    let only = others.next().cloned();
    only.filter(|_| others.next().is_none())
}

/// What the schema says itself. Keywords that speak of values of another type say nothing.
fn own(facts: &Facts<'_>) -> Constraints {
    let node = &facts.node;
    let is = |kinds: &[Kind]| facts.kind.is_none_or(|kind| kinds.contains(&kind));
    let mut found = Constraints {
        format: facts.format.clone().filter(|format| !format.is_empty()),
        ..Constraints::default()
    };
    if is(&[Kind::Integer, Kind::Number]) {
        found.minimum = bound(node, "minimum", "exclusiveMinimum");
        found.maximum = bound(node, "maximum", "exclusiveMaximum");
        found.multiple_of = number(node, "multipleOf");
    }
    if is(&[Kind::String]) {
        found.min_length = count(node, "minLength").filter(|least| *least > 0);
        found.max_length = count(node, "maxLength");
        let pattern = node.tree().get("pattern").and_then(Tree::as_text);
        found.patterns = pattern.map(str::to_owned).into_iter().collect();
    }
    if is(&[Kind::Array]) {
        found.min_items = count(node, "minItems").filter(|least| *least > 0);
        found.max_items = count(node, "maxItems");
        let unique = node.tree().get("uniqueItems").and_then(Tree::as_bool);
        found.unique_items = unique.unwrap_or_default();
    }
    if is(&[Kind::Object]) {
        found.min_properties = count(node, "minProperties").filter(|least| *least > 0);
        found.max_properties = count(node, "maxProperties");
    }
    found
}

fn bound(node: &Node<'_>, key: &str, exclusive: &str) -> Option<Bound> {
    let exclusive = node.tree().get(exclusive).and_then(Tree::as_bool);
    Some(Bound {
        value: number(node, key)?,
        exclusive: exclusive.unwrap_or_default(),
    })
}

/// A number, also one in quotes: that it should have none is told where the schema is decoded.
fn number(node: &Node<'_>, key: &str) -> Option<Number> {
    match node.tree().get(key)? {
        number @ Tree::Number(_) => match number.to_json() {
            serde_json::Value::Number(number) => Some(number),
            _ => None,
        },
        Tree::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn count(node: &Node<'_>, key: &str) -> Option<u64> {
    match node.tree().get(key)? {
        Tree::Number(number) => number.as_u64(),
        Tree::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}
