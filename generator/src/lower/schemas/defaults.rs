//! Defaults: kept only where they are values of the type.

use crate::document::Node;
use crate::ir::Json;
use crate::report::Code;

use super::{choices, enums};
use crate::lower::context::Context;

/// The default, where it is a value of the schema. A `null` says no more than that there is none.
pub(in crate::lower) fn checked<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    default: Option<Json>,
) -> Option<Json> {
    let value = default?;
    if value.is_null() {
        return None;
    }
    if fits(cx, node, &value) {
        return Some(value);
    }
    let message = format!("the default `{value}` is no value of this type; it is ignored");
    cx.report.warning(Code::Conflict, node.place(), message, "");
    None
}

/// Whether a value may stand where a schema is used, as far as the `type` and the `enum` tell.
fn fits<'d>(cx: &mut Context<'d, '_>, node: &Node<'d>, value: &Json) -> bool {
    let Some(facts) = choices::peek(cx, node) else {
        return false;
    };
    if !facts.choices.is_empty() || !facts.all_of.is_empty() {
        return !value.is_null();
    }
    if let Some(values) = &facts.values {
        return values.iter().any(|entry| entry.value == *value);
    }
    if facts.is_object() {
        return value.is_object();
    }
    if facts.is_array() {
        return value.is_array();
    }
    facts.kind.is_none_or(|kind| enums::fits(value, kind))
}
