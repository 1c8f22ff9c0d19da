//! Examples: those of media types, parameters and headers.

use indexmap::IndexMap;
use openapiv3 as v3;

use crate::document::Node;
use crate::ir::Json;
use crate::report::Severity;

use crate::lower::context::Context;
use crate::lower::read;

/// The `example` and the values of `examples` of a piece, as far as they are in the document: no example decides what a
/// type is, so one that a reference leads to in vain costs no more than a warning.
pub(super) fn of<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    one: Option<&Json>,
    named: &IndexMap<String, v3::ReferenceOr<v3::Example>>,
) -> Vec<Json> {
    let mut values = Vec::new();
    for part in named.values() {
        match node.part(part).map(|example| example.resolve()) {
            Some(Ok(example)) => {
                let value = example.get("value");
                values.extend(value.map(|value| value.tree().to_json()));
            }
            Some(Err(broken)) => {
                let mut error = broken.diagnostic(cx.report);
                error.severity = Severity::Warning;
                error.message.push_str("; the example is left out");
                cx.report.push(error);
            }
            None => {}
        }
    }
    read::examples(one.cloned(), values)
}

/// The examples of a parameter or a header: its own, or those of the media type that it is written in.
pub(super) fn of_value<'d>(
    cx: &mut Context<'d, '_>,
    node: &Node<'d>,
    format: &v3::ParameterSchemaOrContent,
    one: Option<&Json>,
    named: &IndexMap<String, v3::ReferenceOr<v3::Example>>,
) -> Vec<Json> {
    let own = of(cx, node, one, named);
    let v3::ParameterSchemaOrContent::Content(content) = format else {
        return own;
    };
    let media = content.first().filter(|_| own.is_empty());
    let media = media.and_then(|(name, said)| Some((node.get("content")?.get(name)?, said)));
    media.map_or(own, |(node, said)| {
        of(cx, &node, said.example.as_ref(), &said.examples)
    })
}
