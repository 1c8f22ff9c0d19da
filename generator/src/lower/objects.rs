//! Objects: properties with their presence, and what else may stand beside them.

use crate::ir::{Additional, Field, Object, TypeId};
use crate::report::Code;

use super::context::Context;
use super::facts::{self, Extra, Facts, Property};
use super::scalars::ANYTHING;
use super::sites::Site;
use super::{defaults, schemas};

/// The object that a schema describes.
pub(super) fn lower<'d>(cx: &mut Context<'d, '_>, id: TypeId, facts: &Facts<'d>) -> Object {
    let mut fields = Vec::with_capacity(facts.properties.len());
    for (name, property) in &facts.properties {
        if !facts::never(&property.ty) {
            let required = facts.required.contains(name);
            fields.push(field(cx, id, name, property, required));
        }
    }
    let additional = match &facts.additional {
        Some(Extra::Anything) => Additional::Typed(ANYTHING),
        Some(Extra::Typed(node)) => {
            Additional::Typed(schemas::lower(cx, node, &Site::part(id, "value")).whole())
        }
        Some(Extra::Nothing) | None => {
            unknown_required(cx, facts);
            Additional::Ignored
        }
    };
    Object { fields, additional }
}

fn field<'d>(
    cx: &mut Context<'d, '_>,
    id: TypeId,
    name: &str,
    property: &Property<'d>,
    required: bool,
) -> Field {
    let used = schemas::lower(cx, &property.ty, &Site::property(id, name));
    let mut notes = used.notes;
    let mut nullable = used.nullable;
    if let Some(later) = &property.notes {
        let later = cx.facts(later).notes.clone();
        nullable |= later.nullable;
        notes.absorb(later, true);
    }
    let default = defaults::checked(cx, &property.ty, notes.default);
    Field {
        name: name.to_owned(),
        alias: notes.alias,
        docs: notes.docs,
        ty: used.ty,
        required,
        nullable,
        read_only: notes.read_only,
        write_only: notes.write_only,
        default,
        deprecated: notes.deprecated,
        xml: notes.xml,
    }
}

fn unknown_required(cx: &mut Context<'_, '_>, facts: &Facts<'_>) {
    for name in &facts.required {
        if !facts.properties.contains_key(name) {
            let message =
                format!("`required` names `{name}`, which no property describes; it is ignored");
            cx.report.warning(
                Code::Shape,
                facts.node.place(),
                message,
                "describe the property",
            );
        }
    }
}
