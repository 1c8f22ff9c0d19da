//! Where a `$ref` leads, and what is known of a schema without making a type of it.

use crate::document::Node;
use crate::ir::{Role, Step};
use crate::pointer::Pointer;

use super::facts::Kind;
use super::sites::Site;
use crate::lower::context::{Context, MAX_DEPTH};

/// What a `$ref` leads to in the end; the value itself where it is none.
///
/// `None` is returned where it leads nowhere. That is an error, or where the caller allows it a warning with what is
/// done `instead`.
pub(in crate::lower) fn resolve<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    instead: &str,
) -> Option<Node<'d>> {
    match node.resolve() {
        Ok(end) => Some(end),
        Err(broken) => {
            let error = broken.diagnostic(cx.report);
            cx.report.refuse(error, instead);
            None
        }
    }
}

/// The schema that a `$ref` leads to in the end. One that is missing costs its own type only.
pub(in crate::lower) fn resolve_schema<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
) -> Option<Node<'d>> {
    resolve(cx, node, "the type is any JSON")
}

/// The value at a reference, if there is one.
pub(in crate::lower) fn find<'d>(cx: &Context<'d, '_>, reference: &str) -> Option<Node<'d>> {
    cx.document.root().follow(reference).ok()
}

/// The declared schema of this name.
pub(super) fn declared<'d>(cx: &Context<'d, '_>, name: &str) -> Option<Node<'d>> {
    cx.document
        .root()
        .get("components")?
        .get("schemas")?
        .get(name)
}

/// Whether `null` is one of a schema's values: said by itself, by what it refers to, by each member of its `allOf`, or
/// by one of its union.
pub(super) fn nullable<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>) -> bool {
    let place = std::ptr::from_ref(node.tree());
    if let Some(known) = cx.nullable.get(&place) {
        return *known;
    }
    // What leads back here adds nothing: so the response until then is no.
    cx.nullable.insert(place, false);
    let answer = cx.deeper(MAX_DEPTH, |cx| tell_nullable(cx, node));
    let answer = answer.unwrap_or(false);
    cx.nullable.insert(place, answer);
    answer
}

fn tell_nullable<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>) -> bool {
    if let Some(reference) = node.reference() {
        let target = find(cx, reference);
        return target.is_some_and(|target| nullable(cx, &target));
    }
    let facts = cx.facts(node);
    if facts.notes.nullable || facts.null_value || facts.kind == Some(Kind::Null) {
        return true;
    }
    let single = facts.kind.is_none() && facts.properties.is_empty();
    let merged = single && !facts.all_of.is_empty();
    (merged && facts.all_of.iter().all(|member| nullable(cx, member)))
        || facts.choices.iter().any(|choice| {
            let members = &choice.members;
            members.iter().any(|member| nullable(cx, member))
        })
}

/// What the types of a part of an operation are named after: the operation, or the component where it is one.
pub(in crate::lower) fn part_site(cx: &Context<'_, '_>, node: &Node<'_>, own: Site) -> Site {
    let shared = node
        .place()
        .steps()
        .first()
        .is_some_and(|step| &**step == "components");
    if shared { site(cx, node.place()) } else { own }
}

/// What a type at a place is named after, where the place is met by reference before its owner is read.
pub(super) fn site(cx: &Context<'_, '_>, place: &Pointer) -> Site {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = Some(place.clone());
    while let Some(pointer) = at {
        let role = || match &steps[..] {
            [] => Step::Part.into(),
            _ => steps.iter().rev().cloned().collect::<Role>(),
        };
        if let Some(id) = cx.ids.get(&pointer) {
            return Site::part(*id, role());
        }
        if let Some(operation) = cx.operations.get(&pointer) {
            return Site::operation(operation, role());
        }
        if let Some(step) = place.steps().get(pointer.steps().len().wrapping_sub(1)) {
            steps.extend(meaning(step));
        }
        at = pointer.parent();
    }
    Site::root(Step::Named(place.last().unwrap_or_default().to_owned()))
}

/// What a step of a place means; those that only the syntax needs mean nothing.
fn meaning(step: &str) -> Option<Step> {
    match step {
        "properties" | "schema" | "content" | "allOf" | "oneOf" | "anyOf" | "components"
        | "schemas" | "requestBody" | "parameters" => None,
        "items" => Some(Step::Item),
        "additionalProperties" => Some(Step::Value),
        "responses" => Some(Step::Response),
        _ if step.contains('/') || step.bytes().all(|b| b.is_ascii_digit()) => None,
        _ => Some(Step::Named(step.to_owned())),
    }
}
